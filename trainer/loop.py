"""The training loop of one process: steps, checkpoints, and when to report."""

import argparse
import time
from collections import deque
from pathlib import Path

import torch
from torch.optim.swa_utils import AveragedModel
from transformers import LlamaForCausalLM

from checkpoint import foreign_checkpoint, load_checkpoint, save_checkpoint
from data import batches, collate, token_kinds
from inputs import Inputs
from model import answer_losses, make_optimizers
from process_group import ProcessGroup
from results import Speedometer, report_start, report_step, report_validation, write_results
from schedule import learning_rate_factor

REPORT_SECONDS = 5


class Trainer:
    """State of a run. It resumes from `OUT/checkpoint.pt` where there is one."""

    def __init__(self, args: argparse.Namespace, group: ProcessGroup, inputs: Inputs, model: LlamaForCausalLM, device: str):
        self.args, self.group, self.inputs, self.model, self.device = args, group, inputs, model, device
        self.kinds_by_token = token_kinds(inputs.tokenizer, inputs.control_tokens, device)
        self.optimizers = make_optimizers(model, args.optimizer, args.lr, args.weight_decay)
        self.step, self.tokens, elapsed = 0, 0, 0.0
        self.checkpoint: Path = args.out / "checkpoint.pt"
        saved = load_checkpoint(self.checkpoint, device) if self.checkpoint.exists() else None
        if saved:
            elapsed = self.restore(saved)
        # Polyak's average of the weights along the run, steadier than its end. A young average forgets faster.
        self.mean = AveragedModel(model, multi_avg_fn=self.update_mean)
        if saved and "mean" in saved:
            self.mean.load_state_dict(saved["mean"])
        self.parameters = [p for p in model.parameters() if p.requires_grad]
        if args.compile:
            torch._dynamo.config.recompile_limit = 4 * len(model.model.layers)
            for layer in model.model.layers:
                layer.compile(dynamic=True)
        self.batches = batches(
            inputs.train,
            args.batch_tokens // group.size,
            args.micro_batch,
            args.seed,
            group.rank,
            group.size,
            args.micro_batch_tokens,
        )
        for _ in range(self.step):
            next(self.batches)
        self.recent_losses: deque[torch.Tensor] = deque(maxlen=50)
        self.began = time.monotonic() - elapsed
        self.speed = Speedometer(self.tokens)

    def restore(self, saved: dict) -> float:
        """Takes over a checkpoint; returns the seconds that the run has taken so far."""
        try:
            self.model.load_state_dict(saved["model"])
            for optimizer, state in zip(self.optimizers, saved["optimizers"], strict=True):
                optimizer.load_state_dict(state)
            self.step, self.tokens = saved["step"], saved["tokens"]
            return saved["elapsed"]
        except (RuntimeError, ValueError, KeyError) as error:
            raise foreign_checkpoint(self.checkpoint, error) from error

    def update_mean(self, mean, weights, _) -> None:
        decay = min(self.args.ema_decay, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(mean, weights, 1 - decay)

    def elapsed(self) -> float:
        return time.monotonic() - self.began

    def progress(self) -> float:
        """Share of the run that is done: of --steps or else of --minutes."""
        args = self.args
        return self.group.broadcast(self.step / args.steps if args.steps else self.elapsed() / 60 / args.minutes)

    def run(self) -> None:
        first = self.group.rank == 0
        if first:
            report_start(self)
        reported_at = saved_at = time.monotonic()
        while True:
            self.group.check_parent()
            progress = self.progress()
            if progress >= 1:
                break
            epoch = self.train_step(progress)
            now = time.monotonic()
            if first and now - reported_at > REPORT_SECONDS:
                reported_at = now
                report_step(self, epoch, progress)
            if first and now - saved_at > self.args.checkpoint_minutes * 60:
                saved_at = now
                self.save()
                report_validation(self)
                self.speed = Speedometer(self.tokens)
        if first:
            self.save()
            write_results(self)
        self.group.close()

    def train_step(self, progress: float) -> int:
        """One step of the optimizers; returns the epoch."""
        for optimizer in self.optimizers:
            for param_group in optimizer.param_groups:
                param_group["lr"] = self.args.lr * learning_rate_factor(progress, self.args.warmdown_ratio)
        train = self.inputs.train
        epoch, micro_batches = next(self.batches)
        padded = sum(len(numbers) * (train.max_length(numbers) - 1) for numbers in micro_batches)
        answer_tokens = sum(map(train.count_answer_tokens, micro_batches))
        counts = self.group.sum(torch.tensor([float(answer_tokens), float(padded)]))
        total = torch.zeros((), device=self.device)
        for numbers in micro_batches:
            losses, _, _ = answer_losses(self.model, *collate(train, numbers, self.kinds_by_token), self.args.precision)
            loss = losses.sum() / counts[0].item()
            loss.backward()
            total += loss.detach()
        self.group.sum_gradients(self.parameters)
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        self.mean.update_parameters(self.model)
        self.step += 1
        self.tokens += int(counts[1])
        self.recent_losses.append(total * self.group.size)
        return epoch

    def mean_loss(self, steps: int) -> float:
        return float(torch.stack(list(self.recent_losses)[-steps:]).mean())

    def save(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "mean": self.mean.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "step": self.step,
            "elapsed": self.elapsed(),
            "tokens": self.tokens,
        }
        save_checkpoint(self.checkpoint, state)
