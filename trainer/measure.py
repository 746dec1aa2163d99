"""Losses and right tokens of models on examples that none of them was trained on; one line of JSON a model."""

import argparse
from pathlib import Path

import torch

from data import token_classes, tokenize
from progress import report
from special import read_tokens
from start import read_model, read_tokenizer
from train import validate


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", type=Path, nargs="+", help="GGUF files of export.py with one tokenizer")
    parser.add_argument("--data", type=Path, required=True, help="folder of `flowright dataset`")
    parser.add_argument("--part", choices=["train", "valid"], default="train", help="which file of it")
    parser.add_argument("--most", type=int, default=1500, help="examples")
    parser.add_argument("--longest", type=int, default=640, help="longer examples are left out, in tokens")
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="fp32")
    args = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = read_tokenizer(args.models[0])
    classes = token_classes(tokenizer, read_tokens(args.data))
    examples = tokenize(args.data / f"{args.part}.jsonl", tokenizer, args.longest)
    for path in args.models:
        scores = validate(read_model(path), examples, classes, args.precision, args.most)
        report("measured", model=path.name, examples=min(args.most, len(examples)), **scores)


if __name__ == "__main__":
    main()
