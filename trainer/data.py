"""Tokenized examples and the batches made of them."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from special import lines

# What an answer token teaches: structure (control tokens), choosing (a handle's first token), copying (the rest).
STRUCTURE, CHOOSE, COPY = 0, 1, 2
# Batches in a pool that is sorted by length.
POOL = 24
CHOOSERS = ("<|use|>", "<|ref|>", "<|v|>")


@dataclass
class Examples:
    """Flat token ids with offsets; `starts` is where each answer begins."""

    ids: np.ndarray
    offsets: np.ndarray
    starts: np.ndarray

    def __len__(self) -> int:
        return len(self.starts)

    def lengths(self) -> np.ndarray:
        return np.diff(self.offsets)


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


def batches(examples: Examples, tokens_per_batch: int, micro: int, seed: int, rank: int, world: int):
    """
    Endless batches, each a list of micro-batches (lists of example numbers) of similar length: they are cut from a
    pool of many batches sorted by length, then shuffled, so that little is spent on padding.
    Deterministic by seed; the processes of a run see different examples. Yields (epoch, batch).
    """
    lengths = examples.lengths()
    epoch = 0
    while True:
        rng = np.random.default_rng((seed, epoch))
        order = rng.permutation(len(examples))[rank::world]
        pool_size = max(micro, int(POOL * tokens_per_batch / max(1.0, float(lengths.mean()))))
        for at in range(0, len(order), pool_size):
            pool = sorted(order[at : at + pool_size].tolist(), key=lambda n: lengths[n])
            groups = [pool[i : i + micro] for i in range(0, len(pool), micro)]
            batch, size = [], 0
            for number in rng.permutation(len(groups)):
                batch.append(groups[number])
                size += int(sum(lengths[n] for n in groups[number]))
                if size >= tokens_per_batch:
                    yield epoch, batch
                    batch, size = [], 0
        epoch += 1


def collate(examples: Examples, numbers: list[int], classes: np.ndarray):
    """Right-padded inputs, targets (-100 off the answer) and what each target teaches. Arrays of (batch, longest-1)."""
    rows = [examples.ids[examples.offsets[n] : examples.offsets[n + 1]].astype(np.int64) for n in numbers]
    longest = max(map(len, rows))
    ids = np.zeros((len(rows), longest), np.int64)
    targets = np.full((len(rows), longest), -100, np.int64)
    kinds = np.zeros((len(rows), longest), np.int64)
    for i, (row, n) in enumerate(zip(rows, numbers, strict=True)):
        start = examples.starts[n]
        ids[i, : len(row)] = row
        targets[i, start : len(row)] = row[start:]
        kinds[i, start : len(row)] = np.where(
            classes[row[start:]] == STRUCTURE, STRUCTURE, np.where(classes[row[start - 1 : -1]] == CHOOSE, CHOOSE, COPY)
        )
    return ids[:, :-1], targets[:, 1:], kinds[:, 1:]


def token_classes(tokenizer: Tokenizer, special: list[str]) -> np.ndarray:
    """STRUCTURE for control tokens (CHOOSE for those after which a choice is made), COPY for text."""
    classes = np.full(tokenizer.get_vocab_size(), COPY)
    for token in special:
        classes[tokenizer.token_to_id(token)] = STRUCTURE
    for token in CHOOSERS:
        if (number := tokenizer.token_to_id(token)) is not None:
            classes[number] = CHOOSE
    return classes
