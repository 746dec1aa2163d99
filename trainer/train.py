"""Trains a model from scratch, or one that is there, on SFT examples: loss on the answers only. Resumes from its checkpoint."""

import argparse
import json
import math
import os
import time
from collections import deque
from pathlib import Path

import torch
import torch.distributed as dist
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel

from attention import PRODUCTS
from data import CHOOSE, COPY, STRUCTURE, UNLIMITED, batches, collate, token_classes, tokenize
from model import answer_losses, make_model, make_optimizers
from progress import report
from special import read_tokens
from start import deepen, read_model, read_tokenizer

KINDS = {STRUCTURE: "structure", CHOOSE: "choose", COPY: "copy"}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl, valid.jsonl, tokens.json")
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json; not needed with --start")
    parser.add_argument("--start", type=Path, help="a GGUF file of export.py to go on from, with its tokenizer and sizes")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint and weights")
    parser.add_argument("--minutes", type=float, default=90, help="the learning rate follows the clock to this end")
    parser.add_argument("--steps", type=int, default=0, help="stop after these steps instead (same weights every time)")
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument(
        "--depth", type=int, help="layers, default 5; with --start the missing ones are added and do nothing at first"
    )
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--inner", type=int, default=640)
    parser.add_argument("--context", type=int, default=2048)
    parser.add_argument("--longest", type=int, default=640, help="longer examples are left out, in tokens")
    parser.add_argument("--batch", type=int, default=8192, help="tokens a step, all processes together")
    parser.add_argument("--micro", type=int, default=4, help="sequences at a time")
    parser.add_argument("--micro-tokens", type=int, default=UNLIMITED, help="and no more padded tokens at a time than this")
    parser.add_argument("--lr", type=float, default=3e-3)
    parser.add_argument("--cooldown", type=float, default=0.5, help="share of the run in which the learning rate falls")
    parser.add_argument("--decay", type=float, default=0.05, help="weight decay")
    parser.add_argument("--average", type=float, default=0.998, help="decay a step of the running mean of the weights")
    parser.add_argument("--adamw", action="store_true", help="AdamW for everything instead of Muon")
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="fp32")
    parser.add_argument("--compile", action="store_true", help="compile the layers, which pays (on a CPU with a C++ compiler)")
    parser.add_argument("--processes", type=int, default=1, help="one a core, on the CPU")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--checkpoint-minutes", type=float, default=3)
    parser.add_argument(
        "--validate", type=int, default=384, help="examples looked at with each checkpoint, five times as many at the end"
    )
    return parser.parse_args()


def schedule(progress: float, cooldown: float) -> float:
    """Warm up over 2%, stay, cool down linearly over the last part."""
    if progress < 0.02:
        return max(progress, 1e-4) / 0.02
    return max(0.01, min(1.0, (1 - progress) / cooldown))


def save(path: Path, state: dict) -> None:
    """Atomic: a kill in the middle leaves the old checkpoint."""
    temporary = path.with_suffix(".tmp")
    torch.save(state, temporary)
    os.replace(temporary, path)


@torch.no_grad()
def validate(model, examples, classes, precision, most, micro=1) -> dict:
    """Loss and share of right tokens by what they teach, and the share of answers that are wholly right."""
    model.eval()
    totals = torch.zeros(len(KINDS), 3, dtype=torch.float64)
    exact = 0
    numbers = sorted(range(min(most, len(examples))), key=lambda n: examples.lengths[n])
    for at in range(0, len(numbers), micro):
        ids, targets, kinds = collate(examples, numbers[at : at + micro], classes)
        losses, kind, right = answer_losses(model, ids, targets, kinds, precision)
        wrong = torch.zeros(len(ids), device=ids.device).index_add_(0, torch.nonzero(targets >= 0)[:, 0], (~right).float())
        exact += int((wrong == 0).sum())
        for code in KINDS:
            mask = kind == code
            totals[code] += torch.stack([losses[mask].double().sum(), right[mask].sum(), mask.sum()]).cpu()
    model.train()
    result = {"exact": round(exact / max(1, len(numbers)), 4)}
    for (loss, right, count), name in zip(totals.tolist(), KINDS.values(), strict=True):
        result[f"{name}_loss"] = round(loss / max(1, count), 4)
        result[f"{name}_right"] = round(right / max(1, count), 4)
    return result


def run(rank: int, args: argparse.Namespace) -> None:
    world = args.processes
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cpu":
        torch.set_num_threads(1)
    if world > 1:
        os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
        os.environ.setdefault("MASTER_PORT", "29511")
        dist.init_process_group("gloo", rank=rank, world_size=world)
    torch.manual_seed(args.seed)
    tokenizer = read_tokenizer(args.start) if args.start else Tokenizer.from_file(str(args.tokenizer))
    special = read_tokens(args.data)
    classes = token_classes(tokenizer, special, device)
    if world > 1 and rank > 0:
        dist.barrier()
    train = tokenize(args.data / "train.jsonl", tokenizer, args.longest)
    valid = tokenize(args.data / "valid.jsonl", tokenizer, args.longest)
    if world > 1 and rank == 0:
        dist.barrier()
    if args.start:
        model = deepen(read_model(args.start), args.depth or 0).to(device)
    else:
        model = make_model(tokenizer.get_vocab_size(), args.width, args.depth or 5, args.heads, args.inner, args.context).to(
            device
        )
    if device == "cpu":
        model.set_attn_implementation(PRODUCTS)
    optimizers = make_optimizers(model, args.lr, not args.adamw, args.decay)
    checkpoint = args.out / "checkpoint.pt"
    step, elapsed, tokens_seen = 0, 0.0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        for optimizer, saved in zip(optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        step, elapsed, tokens_seen = state["step"], state["elapsed"], state["tokens"]
    # Polyak's average: steadier than where the last steps happen to end. A young one forgets faster.
    mean = AveragedModel(
        model,
        multi_avg_fn=lambda old, new, _: torch._foreach_lerp_(old, new, 1 - min(args.average, (1 + step) / (10 + step))),
    )
    if checkpoint.exists() and "mean" in state:
        mean.load_state_dict(state["mean"])
    parameters = [p for p in model.parameters() if p.requires_grad]
    if args.compile:
        torch._dynamo.config.recompile_limit = 4 * len(model.model.layers)
        for layer in model.model.layers:
            layer.compile(dynamic=True)
    if rank == 0:
        args.out.mkdir(parents=True, exist_ok=True)
        report(
            "start",
            parameters=sum(p.numel() for p in parameters),
            examples=len(train),
            step=step,
            device=device,
            tokens_mean=round(float(train.lengths.mean()), 1),
        )
    source = batches(train, args.batch // world, args.micro, args.seed, rank, world, args.micro_tokens)
    for _ in range(step):
        next(source)
    began = time.monotonic() - elapsed
    saved_at = shown_at = time.monotonic()
    recent: deque[torch.Tensor] = deque(maxlen=50)
    log = (args.out / "log.jsonl").open("a") if rank == 0 else None

    def scored(most: int) -> dict:
        return validate(model, valid, classes, args.precision, most, min(args.micro, 64))

    def loss_of(steps: int) -> float:
        return float(torch.stack(list(recent)[-steps:]).mean())

    def keep() -> None:
        save(
            checkpoint,
            {
                "model": model.state_dict(),
                "mean": mean.state_dict(),
                "optimizers": [o.state_dict() for o in optimizers],
                "step": step,
                "elapsed": time.monotonic() - began,
                "tokens": tokens_seen,
            },
        )

    parent = os.getppid()
    while True:
        if world > 1 and os.getppid() != parent:
            raise SystemExit("the process that started the training is gone")
        progress = step / args.steps if args.steps else (time.monotonic() - began) / 60 / args.minutes
        decided = torch.tensor([progress, 0.0, 0.0])
        if world > 1:
            dist.broadcast(decided, 0)
            progress = float(decided[0])
        if progress >= 1:
            break
        for optimizer in optimizers:
            for group in optimizer.param_groups:
                group["lr"] = args.lr * schedule(progress, args.cooldown)
        epoch, micro = next(source)
        seen = sum(len(numbers) * (train.longest(numbers) - 1) for numbers in micro)
        counts = torch.tensor([float(sum(map(train.answers, micro))), float(seen)])
        if world > 1:
            dist.all_reduce(counts)
        total = torch.zeros((), device=device)
        for numbers in micro:
            losses, _, _ = answer_losses(model, *collate(train, numbers, classes), args.precision)
            loss = losses.sum() / counts[0].item()
            loss.backward()
            total += loss.detach()
        if world > 1:
            flat = torch.cat([p.grad.flatten() for p in parameters])
            dist.all_reduce(flat)
            at = 0
            for p in parameters:
                p.grad.copy_(flat[at : at + p.numel()].view_as(p))
                at += p.numel()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        for optimizer in optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        mean.update_parameters(model)
        step += 1
        tokens_seen += int(counts[1])
        recent.append(total * world)
        if rank != 0:
            continue
        now = time.monotonic()
        if now - shown_at > 5:
            shown_at = now
            spent = now - began
            report(
                "step",
                step=step,
                epoch=epoch,
                loss=round(loss_of(20), 4),
                progress=round(progress, 4),
                tokens=tokens_seen,
                tokens_per_s=round(tokens_seen / spent),
                elapsed_s=round(spent),
                left_s=round(spent / max(progress, 1e-6) * (1 - progress)),
            )
        if now - saved_at > args.checkpoint_minutes * 60:
            saved_at = now
            keep()
            scores = scored(args.validate)
            entry = {
                "step": step,
                "tokens": tokens_seen,
                "elapsed_s": round(now - began),
                "loss": round(loss_of(50), 4),
                **scores,
            }
            report("valid", **entry)
            log.write(json.dumps(entry) + "\n")
            log.flush()
    if rank == 0:
        keep()
        scores = scored(5 * args.validate)
        entry = {"step": step, "tokens": tokens_seen, "elapsed_s": round(time.monotonic() - began), "final": True, **scores}
        log.write(json.dumps(entry) + "\n")
        for network, folder in ((model, "weights"), (mean.module, "mean")):
            network.save_pretrained(args.out / folder)
            tokenizer.save(str(args.out / folder / "tokenizer.json"))
        paths = ("data", "tokenizer", "start", "out")
        config = {k: str(v) if isinstance(v, Path) else v for k, v in vars(args).items() if k not in paths}
        (args.out / "run.json").write_text(
            json.dumps({"config": config, "torch": torch.__version__, "threads": world, **entry}, indent=1)
        )
        report("done", **entry)
    if world > 1:
        dist.barrier()
        dist.destroy_process_group()


def main() -> None:
    args = arguments()
    if not args.start and not args.tokenizer:
        raise SystemExit("--tokenizer says which tokenizer.json to use, or --start which model to go on from")
    if not math.isfinite(args.minutes) or args.minutes <= 0:
        raise SystemExit("--minutes must be a positive number")
    if args.processes > 1:
        torch.multiprocessing.spawn(run, args=(args,), nprocs=args.processes)
    else:
        run(0, args)


if __name__ == "__main__":
    main()
