"""Trains the small dense encoder of retrieval, which finds the steps that a part of a request asks for.

Siamese and contrastive: a text becomes the weighted mean of the vectors of its words' n-grams, which are hashed into buckets
(fastText, Bojanowski et al. 2017). The loss is the cross-entropy of the right step among those of the whole batch and hard
negatives (InfoNCE, van den Oord et al. 2018). Data: JSON lines with `q` (words of a request), `p` (text of the right step) and
`n` (texts of wrong ones), written by `npm run encoder:data`. Output: the file that `packages/generate/src/retrieval/encoder.ts`
reads.
"""

import argparse
import json
import random
import re
import time
from pathlib import Path

import numpy as np
import torch

from errors import run_command
from options import add_option

BUCKETS = 16384
DIMENSIONS = 64


def fnv(text: str) -> int:
    """FNV-1a, 32 bits, over UTF-8."""
    value = 2166136261
    for byte in text.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def features(word: str) -> list[int]:
    """Buckets of a lower-case word: itself and its n-grams of 3 to 5 letters, with both ends marked."""
    marked = f"<{word}>"
    grams = {marked} | {marked[i : i + n] for n in (3, 4, 5) for i in range(len(marked) - n + 1)}
    return sorted({fnv(gram) % BUCKETS for gram in grams})


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


class Encoder(torch.nn.Module):
    """Texts to vectors of length 1. Before training, each word has the same weight."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = torch.nn.Embedding(BUCKETS, DIMENSIONS)
        torch.nn.init.normal_(self.rows.weight, std=0.1)
        self.weights = torch.nn.Embedding(BUCKETS, 1)
        torch.nn.init.zeros_(self.weights.weight)
        self.scale = torch.nn.Parameter(torch.tensor(2.5))
        self.features: dict[str, tuple[list[int], list[float]]] = {}

    def features_of(self, text: str) -> tuple[list[int], list[float]]:
        if text not in self.features:
            found = [features(word) for word in words(text)]
            ids = [id for word in found for id in word]
            self.features[text] = (ids, [1 / len(word) for word in found for _ in word])
        return self.features[text]

    def forward(self, texts: list[str], dropout: float = 0.0) -> torch.Tensor:
        ids: list[int] = []
        shares: list[float] = []
        starts: list[int] = []
        for text in texts:
            starts.append(len(ids))
            for id, share in zip(*self.features_of(text), strict=True):
                if random.random() >= dropout:
                    ids.append(id)
                    shares.append(share)
        index = torch.tensor(ids, dtype=torch.long)
        weights = torch.tensor(shares) * self.weights(index).squeeze(1).exp()
        summed = torch.nn.functional.embedding_bag(
            index, self.rows.weight, torch.tensor(starts), mode="sum", per_sample_weights=weights
        )
        return torch.nn.functional.normalize(summed, dim=1)

    def table(self) -> np.ndarray:
        """One row a bucket, multiplied by its weight."""
        return (self.rows.weight * self.weights.weight.exp()).detach().numpy().astype("float32")


def train(data: list[dict], steps: int, batch_size: int, dropout: float, lr: float, seed: int) -> Encoder:
    torch.manual_seed(seed)
    random.seed(seed)
    torch.set_num_threads(1)
    encoder = Encoder()
    optimizer = torch.optim.Adam(encoder.parameters(), lr=lr)
    began = time.time()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = lr * (1 - step / steps)
        rows = random.sample(data, min(batch_size, len(data)))
        texts = list(dict.fromkeys([row["p"] for row in rows] + [no for row in rows for no in row["n"]]))
        at = {text: i for i, text in enumerate(texts)}
        scores = encoder([row["q"] for row in rows], dropout) @ encoder(texts, dropout).T
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
    add_option(parser, "--batch-size", "--batch", type=int, default=128)
    add_option(parser, "--dropout", "--drop", type=float, default=0.3, help="share of n-grams left out in training")
    parser.add_argument("--lr", type=float, default=5e-3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    data = [json.loads(line) for line in options.data.read_text().splitlines()]
    encoder = train(data, options.steps, options.batch_size, options.dropout, options.lr, options.seed)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    write(encoder.table(), options.out)


if __name__ == "__main__":
    run_command(main)
