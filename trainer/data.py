"""Tokenized examples and the batches made of them."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from special import lines

# What an answer token teaches: structure (control tokens), choosing (a handle's first token), copying (the rest).
STRUCTURE, CHOOSE, COPY = 0, 1, 2
# Batches in a pool that is sorted by length.
POOL = 24
UNLIMITED = 1 << 30
CHOOSERS = ("<|use|>", "<|ref|>", "<|v|>")


@dataclass(eq=False)
class Examples:
    """Flat token ids with offsets; `starts` is where each answer begins."""

    ids: np.ndarray
    offsets: np.ndarray
    starts: np.ndarray

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def lengths(self) -> np.ndarray:
        return np.diff(self.offsets)

    def longest(self, numbers: list[int]) -> int:
        return int(self.lengths[numbers].max())

    def answers(self, numbers: list[int]) -> int:
        """How many tokens the answers of these examples have."""
        return int((self.lengths[numbers] - self.starts[numbers]).sum())

    @cache  # noqa: B019 (a run has two, which live as long as it does)
    def on(self, device: torch.device) -> tuple[torch.Tensor, ...]:
        """Ids, offsets, lengths and starts as tensors there, kept for the next time."""
        arrays = (self.ids.astype(np.int32), self.offsets[:-1], self.lengths, self.starts.astype(np.int64))
        return tuple(torch.from_numpy(a).to(device) for a in arrays)


def tokenize(path: Path, tokenizer: Tokenizer, longest: int) -> Examples:
    """Reads and tokenizes a JSONL file once; the result is kept beside it as .npz."""
    cache = path.with_suffix(".npz")
    if cache.exists() and cache.stat().st_mtime > path.stat().st_mtime:
        saved = np.load(cache)
        return Examples(saved["ids"], saved["offsets"], saved["starts"])
    ids, offsets, starts = [], [0], []
    batch: list[dict] = []

    def flush() -> None:
        prompts = tokenizer.encode_batch([e["prompt"] for e in batch], add_special_tokens=False)
        answers = tokenizer.encode_batch([e["answer"] for e in batch], add_special_tokens=False)
        for prompt, answer in zip(prompts, answers, strict=True):
            if len(prompt.ids) + len(answer.ids) > longest:
                continue
            ids.extend(prompt.ids + answer.ids)
            starts.append(len(prompt.ids))
            offsets.append(len(ids))
        batch.clear()

    for example in lines(path):
        batch.append(example)
        if len(batch) == 4096:
            flush()
    flush()
    made = Examples(np.array(ids, np.uint16), np.array(offsets, np.int64), np.array(starts, np.int32))
    np.savez(cache, ids=made.ids, offsets=made.offsets, starts=made.starts)
    return made


def cut(pool: list[int], lengths: np.ndarray, micro: int, most: int) -> list[list[int]]:
    """Cuts examples sorted by length into groups of at most `micro` examples and, padded, `most` tokens."""
    groups: list[list[int]] = [[]]
    for number in pool:
        # the last one is the longest
        if groups[-1] and (len(groups[-1]) == micro or (len(groups[-1]) + 1) * lengths[number] > most):
            groups.append([])
        groups[-1].append(number)
    return groups


def batches(examples: Examples, tokens_per_batch: int, micro: int, seed: int, rank: int, world: int, most: int = UNLIMITED):
    """
    Endless batches, each a list of micro-batches (lists of example numbers) of similar length: they are cut from a
    pool of many batches sorted by length, then shuffled, so that little is spent on padding.
    A micro-batch has at most `micro` examples and, padded, `most` tokens. Deterministic by seed; the processes of a
    run see different examples. Yields (epoch, batch).
    """
    lengths = examples.lengths
    epoch = 0
    while True:
        rng = np.random.default_rng((seed, epoch))
        order = rng.permutation(len(examples))[rank::world]
        pool_size = max(micro, int(POOL * tokens_per_batch / max(1.0, float(lengths.mean()))))
        for at in range(0, len(order), pool_size):
            pool = sorted(order[at : at + pool_size].tolist(), key=lambda n: lengths[n])
            groups = cut(pool, lengths, micro, most)
            batch, size = [], 0
            for number in rng.permutation(len(groups)):
                batch.append(groups[number])
                size += int(lengths[groups[number]].sum())
                if size >= tokens_per_batch:
                    yield epoch, batch
                    batch, size = [], 0
        epoch += 1


def collate(examples: Examples, numbers: list[int], classes: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """
    Right-padded inputs, targets (-100 off the answer) and what each target teaches, on the device of `classes`.
    Tensors of (batch, longest - 1).
    """
    ids, offsets, lengths, starts = examples.on(classes.device)
    chosen = torch.tensor(numbers, device=classes.device)
    place = torch.arange(examples.longest(numbers), device=classes.device)
    inside = place < lengths[chosen, None]
    rows = torch.where(inside, ids[(offsets[chosen, None] + place).clamp(max=len(ids) - 1)].long(), 0)
    inputs, wanted = rows[:, :-1], rows[:, 1:]
    targets = torch.where((inside & (place >= starts[chosen, None]))[:, 1:], wanted, -100)
    chosen_after = torch.where(classes[inputs] == CHOOSE, CHOOSE, COPY)
    return inputs, targets, torch.where(classes[wanted] == STRUCTURE, STRUCTURE, chosen_after)


def token_classes(tokenizer: Tokenizer, special: list[str], device: str = "cpu") -> torch.Tensor:
    """STRUCTURE for control tokens (CHOOSE for those after which a choice is made), COPY for text."""
    classes = torch.full((tokenizer.get_vocab_size(),), COPY)
    for token in special:
        classes[tokenizer.token_to_id(token)] = STRUCTURE
    for token in CHOOSERS:
        if (number := tokenizer.token_to_id(token)) is not None:
            classes[number] = CHOOSE
    return classes.to(device)
