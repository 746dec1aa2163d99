"""Trains the small dense encoder of retrieval: which step a stretch of a request asks for.

Siamese and contrastive: both sides are the weighted mean of vectors of their words' n-grams, hashed into buckets (fastText,
Bojanowski et al. 2017), the loss is the cross-entropy of the right step among those of the whole batch and hard negatives
(InfoNCE, van den Oord et al. 2018). Data: lines with `q` (words of a request), `p` (the text of the right step) and `n` (texts
of wrong ones), written by `npm run encoder:data`. Output: what `src/retrieval/encoder.ts` reads.
"""

import argparse
import json
import random
import re
import time
from pathlib import Path

import numpy as np
import torch

BUCKETS = 16384
DIMENSIONS = 64


def fnv(text: str) -> int:
    """FNV-1a, 32 bits, of the text's UTF-8."""
    value = 2166136261
    for byte in text.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def features(word: str) -> list[int]:
    """Buckets of a lower-case word: itself and its n-grams of 3 to 5 letters, ends marked."""
    marked = f"<{word}>"
    grams = {marked} | {marked[i : i + n] for n in (3, 4, 5) for i in range(len(marked) - n + 1)}
    return sorted({fnv(gram) % BUCKETS for gram in grams})


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


class Encoder(torch.nn.Module):
    """Texts to vectors of length 1. Each word counts alike before its n-grams' weights are learnt."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = torch.nn.Embedding(BUCKETS, DIMENSIONS)
        torch.nn.init.normal_(self.rows.weight, std=0.1)
        self.weights = torch.nn.Embedding(BUCKETS, 1)
        torch.nn.init.zeros_(self.weights.weight)
        self.scale = torch.nn.Parameter(torch.tensor(2.5))
        self.known: dict[str, tuple[list[int], list[float]]] = {}

    def flat(self, text: str) -> tuple[list[int], list[float]]:
        if text not in self.known:
            found = [features(word) for word in words(text)]
            ids = [id for word in found for id in word]
            self.known[text] = (ids, [1 / len(word) for word in found for _ in word])
        return self.known[text]

    def forward(self, texts: list[str], drop: float = 0.0) -> torch.Tensor:
        ids: list[int] = []
        shares: list[float] = []
        starts: list[int] = []
        for text in texts:
            starts.append(len(ids))
            for id, share in zip(*self.flat(text), strict=True):
                if random.random() >= drop:
                    ids.append(id)
                    shares.append(share)
        index = torch.tensor(ids, dtype=torch.long)
        weights = torch.tensor(shares) * self.weights(index).squeeze(1).exp()
        summed = torch.nn.functional.embedding_bag(
            index, self.rows.weight, torch.tensor(starts), mode="sum", per_sample_weights=weights
        )
        return torch.nn.functional.normalize(summed, dim=1)

    def table(self) -> np.ndarray:
        """One row a bucket, its weight multiplied in."""
        return (self.rows.weight * self.weights.weight.exp()).detach().numpy().astype("float32")


def train(data: list[dict], steps: int, batch: int, drop: float, lr: float, seed: int) -> Encoder:
    torch.manual_seed(seed)
    random.seed(seed)
    torch.set_num_threads(1)
    encoder = Encoder()
    optimizer = torch.optim.Adam(encoder.parameters(), lr=lr)
    began = time.time()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = lr * (1 - step / steps)
        rows = random.sample(data, min(batch, len(data)))
        texts = list(dict.fromkeys([row["p"] for row in rows] + [no for row in rows for no in row["n"]]))
        at = {text: i for i, text in enumerate(texts)}
        scores = encoder([row["q"] for row in rows], drop) @ encoder(texts, drop).T
        right = torch.tensor([at[row["p"]] for row in rows])
        loss = torch.nn.functional.cross_entropy(scores * encoder.scale.exp(), right)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 100 == 0 or step == steps - 1:
            event = {"step": step, "loss": round(loss.item(), 4), "elapsed_s": round(time.time() - began)}
            print(json.dumps(event), flush=True)
    return encoder


def write(table: np.ndarray, file: Path) -> None:
    """Little-endian: buckets and dimensions as uint32, a float32 scale a row, then the rows as int8."""
    scales = np.maximum(np.abs(table).max(axis=1), 1e-9).astype("<f4") / 127
    rows = np.round(table / scales[:, None]).astype("int8")
    part = file.with_suffix(".part")
    part.write_bytes(np.array(table.shape, dtype="<u4").tobytes() + scales.tobytes() + rows.tobytes())
    part.replace(file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--drop", type=float, default=0.3, help="share of n-grams left out in training")
    parser.add_argument("--lr", type=float, default=5e-3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    data = [json.loads(line) for line in options.data.read_text().splitlines()]
    encoder = train(data, options.steps, options.batch, options.drop, options.lr, options.seed)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    write(encoder.table(), options.out)


if __name__ == "__main__":
    main()
