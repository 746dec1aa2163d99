"""Tokenized examples and the batches made of them."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from control_tokens import read_examples

# What an answer token teaches: structure (control tokens), choosing (the first token of an alias), copying (the rest).
STRUCTURE, CHOOSE, COPY = 0, 1, 2
# Control tokens after which a choice follows.
CHOICE_TOKENS = ("<|use|>", "<|ref|>", "<|v|>")
# Batches in a pool that is sorted by length.
POOL_BATCHES = 24
UNLIMITED = 1 << 30


@dataclass(eq=False)
class Examples:
    """Flat token ids; example n is `ids[offsets[n]:offsets[n + 1]]`, and its answer begins at `starts[n]` within it."""

    ids: np.ndarray
    offsets: np.ndarray
    starts: np.ndarray

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def lengths(self) -> np.ndarray:
        return np.diff(self.offsets)

    def max_length(self, numbers: list[int]) -> int:
        return int(self.lengths[numbers].max())

    def count_answer_tokens(self, numbers: list[int]) -> int:
        return int((self.lengths[numbers] - self.starts[numbers]).sum())

    @cache  # noqa: B019 (a run has two, which live as long as it does)
    def tensors(self, device: torch.device) -> tuple[torch.Tensor, ...]:
        """Ids, offsets, lengths and starts on the device."""
        arrays = (self.ids.astype(np.int32), self.offsets[:-1], self.lengths, self.starts.astype(np.int64))
        return tuple(torch.from_numpy(a).to(device) for a in arrays)


def cache_file(path: Path, tokenizer: Tokenizer, max_seq_len: int) -> Path:
    """Where the tokenized form is kept: beside the JSONL file, one for each tokenizer and length."""
    key = hashlib.sha256(f"{max_seq_len} {tokenizer.to_str()}".encode()).hexdigest()[:12]
    return path.with_suffix(f".{key}.npz")


def tokenize(path: Path, tokenizer: Tokenizer, max_seq_len: int) -> Examples:
    """Reads and tokenizes a JSONL file, without the examples of more than `max_seq_len` tokens. Cached on disk."""
    cached = cache_file(path, tokenizer, max_seq_len)
    if cached.exists() and cached.stat().st_mtime > path.stat().st_mtime:
        saved = np.load(cached)
        return Examples(saved["ids"], saved["offsets"], saved["starts"])
    ids, offsets, starts = [], [0], []
    pending: list[dict] = []

    def flush() -> None:
        prompts = tokenizer.encode_batch([e["prompt"] for e in pending], add_special_tokens=False)
        answers = tokenizer.encode_batch([e["answer"] for e in pending], add_special_tokens=False)
        for prompt, answer in zip(prompts, answers, strict=True):
            if len(prompt.ids) + len(answer.ids) > max_seq_len:
                continue
            ids.extend(prompt.ids + answer.ids)
            starts.append(len(prompt.ids))
            offsets.append(len(ids))
        pending.clear()

    for example in read_examples(path):
        pending.append(example)
        if len(pending) == 4096:
            flush()
    flush()
    id_type = np.uint16 if tokenizer.get_vocab_size() <= 1 << 16 else np.uint32
    examples = Examples(np.array(ids, id_type), np.array(offsets, np.int64), np.array(starts, np.int32))
    temporary = cached.with_suffix(".tmp")
    with temporary.open("wb") as file:
        np.savez(file, ids=examples.ids, offsets=examples.offsets, starts=examples.starts)
    os.replace(temporary, cached)
    return examples


def split_micro_batches(pool: list[int], lengths: np.ndarray, max_examples: int, max_tokens: int) -> list[list[int]]:
    """Cuts examples sorted by length into groups of at most `max_examples` examples and, padded, `max_tokens` tokens."""
    groups: list[list[int]] = [[]]
    for number in pool:
        # The last example of a group is its longest.
        if groups[-1] and (len(groups[-1]) == max_examples or (len(groups[-1]) + 1) * lengths[number] > max_tokens):
            groups.append([])
        groups[-1].append(number)
    return groups


def batches(
    examples: Examples, batch_tokens: int, micro_batch: int, seed: int, rank: int, world: int, micro_tokens: int = UNLIMITED
) -> Iterator[tuple[int, list[list[int]]]]:
    """
    Endless pairs of epoch and batch. A batch is a list of micro-batches (lists of example numbers) with at least
    `batch_tokens` tokens. A micro-batch has at most `micro_batch` examples and, padded, `micro_tokens` tokens. A pool of many
    batches is sorted by length, cut and shuffled, so micro-batches hold similar lengths and little is spent on padding.
    Deterministic by seed; the processes of a run see different examples.
    """
    lengths = examples.lengths
    epoch = 0
    while True:
        rng = np.random.default_rng((seed, epoch))
        order = rng.permutation(len(examples))[rank::world]
        pool_size = max(micro_batch, int(POOL_BATCHES * batch_tokens / max(1.0, float(lengths.mean()))))
        for at in range(0, len(order), pool_size):
            pool = sorted(order[at : at + pool_size].tolist(), key=lambda n: lengths[n])
            groups = split_micro_batches(pool, lengths, micro_batch, micro_tokens)
            batch, size = [], 0
            for number in rng.permutation(len(groups)):
                batch.append(groups[number])
                size += int(lengths[groups[number]].sum())
                if size >= batch_tokens:
                    yield epoch, batch
                    batch, size = [], 0
        epoch += 1


def collate(examples: Examples, numbers: list[int], kinds_by_token: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """
    Right-padded inputs, targets (-100 outside the answer) and the kind of each target, on the device of `kinds_by_token`.
    Each is (batch, longest - 1).
    """
    ids, offsets, lengths, starts = examples.tensors(kinds_by_token.device)
    rows = torch.tensor(numbers, device=kinds_by_token.device)
    positions = torch.arange(examples.max_length(numbers), device=kinds_by_token.device)
    inside = positions < lengths[rows, None]
    padded = torch.where(inside, ids[(offsets[rows, None] + positions).clamp(max=len(ids) - 1)].long(), 0)
    inputs, following = padded[:, :-1], padded[:, 1:]
    targets = torch.where((inside & (positions >= starts[rows, None]))[:, 1:], following, -100)
    text_kinds = torch.where(kinds_by_token[inputs] == CHOOSE, CHOOSE, COPY)
    return inputs, targets, torch.where(kinds_by_token[following] == STRUCTURE, STRUCTURE, text_kinds)


def token_kinds(tokenizer: Tokenizer, control_tokens: list[str], device: str = "cpu") -> torch.Tensor:
    """For each token id: STRUCTURE for control tokens (CHOOSE for those that a choice follows), COPY for text."""
    kinds = torch.full((tokenizer.get_vocab_size(),), COPY)
    for token in control_tokens:
        kinds[tokenizer.token_to_id(token)] = STRUCTURE
    for token in CHOICE_TOKENS:
        if (number := tokenizer.token_to_id(token)) is not None:
            kinds[number] = CHOOSE
    return kinds.to(device)
