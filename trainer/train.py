"""Trains a model from scratch, or from a GGUF file on, on SFT examples: loss on the answers only. Resumes from its checkpoint."""

import argparse
import math
import sys
from pathlib import Path

import torch
from torch.multiprocessing import ProcessExitedException

from attention import MATMUL_ATTENTION
from checkpoint import check_disk
from data import UNLIMITED
from errors import TrainerError, run_command
from inputs import Inputs, load_config, load_inputs, load_model
from loop import Trainer
from memory import FLOAT, available_memory, check_memory, estimate_memory, state_floats
from options import add_option
from process_group import ProcessGroup
from progress import report


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl, valid.jsonl, tokens.json")
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json; not needed with --start")
    parser.add_argument(
        "--start", type=Path, help="GGUF file of export.py or prepare_base.py to start from: weights, tokenizer, sizes"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint and weights; an earlier run in it resumes")
    parser.add_argument("--minutes", type=float, default=90, help="length of the run; the learning rate follows the clock")
    parser.add_argument("--steps", type=int, default=0, help="length of the run in steps instead (same weights every time)")
    add_option(parser, "--hidden-size", "--width", type=int, default=256)
    layers = "default 5; with --start the missing ones are added without changing the outputs"
    add_option(parser, "--num-layers", "--depth", type=int, help=layers)
    add_option(parser, "--num-heads", "--heads", type=int, default=4)
    add_option(parser, "--intermediate-size", "--inner", type=int, default=640, help="width of the feed-forward layers")
    add_option(parser, "--max-position-embeddings", "--context", type=int, default=2048)
    add_option(parser, "--max-seq-len", "--longest", type=int, default=640, help="longer examples are left out, in tokens")
    add_option(parser, "--batch-tokens", "--batch", type=int, default=8192, help="tokens a step, all processes together")
    add_option(parser, "--micro-batch", "--micro", type=int, default=4, help="sequences in one forward pass, at most")
    add_option(
        parser, "--micro-batch-tokens", "--micro-tokens", type=int, default=UNLIMITED, help="padded tokens in one, at most"
    )
    parser.add_argument("--lr", type=float, default=3e-3, help="peak learning rate")
    add_option(parser, "--warmdown-ratio", "--cooldown", type=float, default=0.5, help="share of the run in which the rate falls")
    add_option(parser, "--weight-decay", "--decay", type=float, default=0.05)
    add_option(parser, "--ema-decay", "--average", type=float, default=0.998, help="decay a step of the mean of the weights")
    parser.add_argument("--optimizer", choices=["muon", "adamw"], default="muon", help="muon uses AdamW for embeddings, norms")
    parser.add_argument("--adamw", dest="optimizer", action="store_const", const="adamw", help=argparse.SUPPRESS)
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="fp32")
    parser.add_argument("--compile", action="store_true", help="compile the layers (on a CPU this needs a C++ compiler)")
    parser.add_argument("--processes", type=int, default=1, help="on the CPU, one a core")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--checkpoint-minutes", type=float, default=3)
    evaluated = "validation examples with each checkpoint; five times as many at the end"
    add_option(parser, "--eval-examples", "--validate", type=int, default=384, help=evaluated)
    parser.add_argument("--memory-limit", type=float, help="GB that the run may use; default what is available")
    args = parser.parse_args()
    if not args.start and not args.tokenizer:
        raise TrainerError("USAGE", "give a --tokenizer to train from scratch, or a model to --start from")
    if not math.isfinite(args.minutes) or args.minutes <= 0:
        raise TrainerError("USAGE", "--minutes must be a positive number")
    return args


def check_resources(args: argparse.Namespace, inputs: Inputs) -> None:
    """Reports what the run needs. @throws TrainerError OUT_OF_MEMORY, DISK_FULL"""
    config = load_config(args, inputs)
    train = inputs.train
    needed = estimate_memory(
        config,
        train.lengths,
        answer_share=1 - float(train.starts.sum() / train.lengths.sum()),
        optimizer=args.optimizer,
        micro_batch=args.micro_batch,
        micro_tokens=args.micro_batch_tokens,
        precision=args.precision,
        processes=args.processes,
        compiled=args.compile,
        on_gpu=torch.cuda.is_available(),
    )
    available = available_memory() if args.memory_limit is None else round(args.memory_limit * 1e9)
    report(
        "memory",
        parameters=needed.parameters,
        needed_bytes=needed.total,
        states_bytes=needed.states,
        activations_bytes=needed.activations,
        available_bytes=available,
    )
    check_memory(needed, available)
    # A checkpoint holds what a process keeps, without the gradients.
    floats = state_floats(config, args.optimizer, processes=1) - needed.parameters
    check_disk(args.out, FLOAT * floats)


def run_process(rank: int, args: argparse.Namespace, inputs: Inputs | None = None) -> None:
    """One process of a run. Those that are spawned load the inputs themselves, from the cache."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cpu":
        torch.set_num_threads(1)
    group = ProcessGroup(rank, args.processes)
    torch.manual_seed(args.seed)
    inputs = inputs or load_inputs(args)
    model = load_model(args, inputs).to(device)
    if device == "cpu":
        model.set_attn_implementation(MATMUL_ATTENTION)
    Trainer(args, group, inputs, model, device).run()


def run_spawned(rank: int, args: argparse.Namespace) -> None:
    run_command(lambda: run_process(rank, args))


def main() -> None:
    args = parse_arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    inputs = load_inputs(args)
    check_resources(args, inputs)
    if args.processes == 1:
        run_process(0, args, inputs)
        return
    try:
        torch.multiprocessing.spawn(run_spawned, args=(args,), nprocs=args.processes)
    except ProcessExitedException as error:  # the process has reported why
        sys.exit(error.exit_code)


if __name__ == "__main__":
    run_command(main)
