"""Losses and accuracies of models on examples that they were not trained on; one line of JSON a model."""

import argparse
from pathlib import Path

import torch

from control_tokens import read_control_tokens
from data import token_kinds, tokenize
from errors import run_command
from gguf_tokenizer import read_tokenizer
from load_gguf import read_model
from options import add_option
from progress import report
from validation import validate


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", type=Path, nargs="+", help="GGUF files of export.py that share one tokenizer")
    parser.add_argument("--data", type=Path, required=True, help="folder of `flowright dataset`")
    add_option(parser, "--split", "--part", choices=["train", "valid"], default="train", help="which file of it")
    add_option(parser, "--max-examples", "--most", type=int, default=1500)
    add_option(parser, "--max-seq-len", "--longest", type=int, default=640, help="longer examples are left out, in tokens")
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="fp32")
    args = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = read_tokenizer(args.models[0])
    kinds_by_token = token_kinds(tokenizer, read_control_tokens(args.data))
    examples = tokenize(args.data / f"{args.split}.jsonl", tokenizer, args.max_seq_len)
    for path in args.models:
        scores = validate(read_model(path), examples, kinds_by_token, args.precision, args.max_examples)
        report("measured", model=path.name, examples=min(args.max_examples, len(examples)), **scores)


if __name__ == "__main__":
    run_command(main)
