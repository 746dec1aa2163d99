"""What a run reports and writes: progress events, log.jsonl, run.json, and the final weights."""

from __future__ import annotations

import json
import time
from collections import deque
from typing import TYPE_CHECKING

import torch

from progress import report
from validation import validate

if TYPE_CHECKING:
    from loop import Trainer

PATH_OPTIONS = ("data", "tokenizer", "start", "out")
# The last validation of a run is over this many times as many examples.
FINAL_FACTOR = 5


class Speedometer:
    """Tokens a second over the last minute or so of steps. Make a new one after a validation, which takes no steps."""

    def __init__(self, tokens: int) -> None:
        self.readings = deque([(time.monotonic(), tokens)], maxlen=12)

    def read(self, tokens: int) -> float:
        self.readings.append((time.monotonic(), tokens))
        (first, before), (last, now) = self.readings[0], self.readings[-1]
        return (now - before) / max(last - first, 1e-9)


def report_start(run: Trainer) -> None:
    report(
        "start",
        parameters=sum(p.numel() for p in run.parameters),
        examples=len(run.inputs.train),
        step=run.step,
        device=run.device,
        tokens_mean=round(float(run.inputs.train.lengths.mean()), 1),
    )


def report_step(run: Trainer, epoch: int, progress: float) -> None:
    elapsed = run.elapsed()
    report(
        "step",
        step=run.step,
        epoch=epoch,
        loss=round(run.mean_loss(20), 4),
        progress=round(progress, 4),
        tokens=run.tokens,
        tokens_per_s=round(run.speed.read(run.tokens)),
        elapsed_s=round(elapsed),
        left_s=round(elapsed / max(progress, 1e-6) * (1 - progress)),
    )


def report_validation(run: Trainer) -> None:
    entry = {"step": run.step, "tokens": run.tokens, "elapsed_s": round(run.elapsed()), "loss": round(run.mean_loss(50), 4)}
    entry |= scores(run, run.args.eval_examples)
    report("valid", **entry)
    append_log(run, entry)


def scores(run: Trainer, max_examples: int) -> dict:
    micro_batch = min(run.args.micro_batch, 64)
    return validate(run.model, run.inputs.valid, run.kinds_by_token, run.args.precision, max_examples, micro_batch)


def append_log(run: Trainer, entry: dict) -> None:
    with (run.args.out / "log.jsonl").open("a") as file:
        file.write(json.dumps(entry) + "\n")


def write_results(run: Trainer) -> None:
    """The folders `weights` (the end of the run) and `mean` (of the weights along the run), and run.json."""
    args = run.args
    max_examples = FINAL_FACTOR * args.eval_examples
    entry = {"step": run.step, "tokens": run.tokens, "elapsed_s": round(run.elapsed()), "final": True}
    entry |= scores(run, max_examples)
    append_log(run, entry)
    for network, folder in ((run.model, "weights"), (run.mean.module, "mean")):
        network.save_pretrained(args.out / folder)
        run.inputs.tokenizer.save(str(args.out / folder / "tokenizer.json"))
    sizes = run.model.config
    facts = {
        "config": {
            **{name: value for name, value in vars(args).items() if name not in PATH_OPTIONS},
            # With --start the sizes are those of the base.
            "hidden_size": sizes.hidden_size,
            "num_layers": sizes.num_hidden_layers,
            "num_heads": sizes.num_attention_heads,
            "num_kv_heads": sizes.num_key_value_heads,
            "intermediate_size": sizes.intermediate_size,
            "max_position_embeddings": sizes.max_position_embeddings,
        },
        "parameters": sum(p.numel() for p in run.parameters),
        "vocab_size": sizes.vocab_size,
        "valid_examples": min(max_examples, len(run.inputs.valid)),
        "device": torch.cuda.get_device_name() if run.device == "cuda" else "CPU",
        "torch": torch.__version__,
        "threads": run.group.size,
        **entry,
    }
    (args.out / "run.json").write_text(json.dumps(facts, indent=1))
    report("done", **entry)
