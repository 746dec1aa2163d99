"""Prepares an open Llama-type GGUF model for fine-tuning: adds control tokens, cuts vocabulary and depth to size."""

import argparse
import re
import tempfile
from pathlib import Path

import gguf
import torch
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

from control_tokens import read_control_tokens
from errors import TrainerError, run_command
from export import write_gguf
from gguf_tokenizer import add_control_tokens, make_tokenizer, read_vocabulary
from load_gguf import open_gguf, read_model
from options import add_option
from progress import report

# Control tokens in words of the base model: the embedding of a control token starts as the mean of theirs.
DESCRIPTIONS = {
    "outline": "workflow",
    "t": "trigger",
    "c": "step",
    "req": "request",
    "at": "here",
    "o": "output",
    "l": "list",
    "f": "field",
    "v": "value",
    "ans": "answer",
    "elif": "else if",
    "each": "for each",
    "par": "parallel",
    "ref": "from",
    "eq": "equals",
    "ne": "differs",
    "gt": "greater",
    "lt": "less",
    "ge": "at least",
    "le": "at most",
    "has": "contains",
}


def truncate_vocabulary(tokens: list[str], types: list[int], merges: list[tuple[str, str]], size: int):
    """
    The first merges of a byte-pair encoding are a smaller encoding. Returns the kept tokens (bytes, then results of merges in
    order) and the merges that lead to them.
    """
    text_tokens = [token for token, kind in zip(tokens, types, strict=True) if kind == gguf.TokenType.NORMAL]
    merged = {a + b for a, b in merges}
    kept = [token for token in text_tokens if token not in merged]
    known, used = set(kept), []
    for a, b in merges:
        if len(kept) >= size:
            break
        if a not in known or b not in known:
            continue
        used.append((a, b))
        if a + b not in known:
            known.add(a + b)
            kept.append(a + b)
    return kept, used


def describe(control_token: str) -> str:
    name = re.sub(r"^<\||\|>$", "", control_token)
    return " " + DESCRIPTIONS.get(name, name)


def prepare(
    base: Path, control_tokens: list[str], vocab_size: int, keep_layers: list[int] | None
) -> tuple[LlamaForCausalLM, Tokenizer]:
    """The model with `control_tokens` first and about `vocab_size` tokens of its own. `keep_layers` are those that stay."""
    tokens, types, merges, pre = read_vocabulary(open_gguf(base))
    kept, used = truncate_vocabulary(tokens, types, merges, vocab_size)
    number = {token: n for n, token in enumerate(tokens)}
    tokenizer = make_tokenizer(control_tokens + kept, used, pre)
    model = read_model(base)
    if keep_layers:
        if not all(0 <= n < len(model.model.layers) for n in keep_layers):
            raise TrainerError("USAGE", f"--keep-layers: the layers of the base are 0 to {len(model.model.layers) - 1}")
        model.model.layers = torch.nn.ModuleList([model.model.layers[n] for n in keep_layers])
        model.config.num_hidden_layers = len(keep_layers)
    old = model.model.embed_tokens.weight.data
    new = torch.empty(len(control_tokens) + len(kept), old.shape[1])
    new[len(control_tokens) :] = old[[number[token] for token in kept]]
    for n, token in enumerate(control_tokens):
        new[n] = new[tokenizer.encode(describe(token)).ids].mean(0)
    model.resize_token_embeddings(len(new))
    model.model.embed_tokens.weight.data.copy_(new)
    return model, add_control_tokens(tokenizer, control_tokens)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="GGUF file: a plain Llama with a byte-level BPE")
    parser.add_argument("--data", type=Path, required=True, help="folder with tokens.json")
    parser.add_argument("--out", type=Path, required=True, help="GGUF file to write, for train.py --start")
    add_option(
        parser, "--vocab-size", "--vocab", type=int, default=16_384, help="tokens of the base to keep, the most frequent ones"
    )
    add_option(parser, "--keep-layers", "--layers", help="numbers of the layers to keep, as in 0,1,2,5; default all")
    add_option(parser, "--max-position-embeddings", "--context", type=int, default=2048)
    parser.add_argument("--name", default="flowright-base")
    args = parser.parse_args()
    control_tokens = read_control_tokens(args.data)
    keep_layers = [int(n) for n in args.keep_layers.split(",")] if args.keep_layers else None
    model, tokenizer = prepare(args.base, control_tokens, args.vocab_size, keep_layers)
    model.config.max_position_embeddings = args.max_position_embeddings
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        model.save_pretrained(folder)
        tokenizer.save(f"{folder}/tokenizer.json")
        size = write_gguf(Path(folder), control_tokens, args.out, "f16", args.name)
    report("prepared", file=str(args.out), bytes=size, parameters=sum(p.numel() for p in model.parameters()))


if __name__ == "__main__":
    run_command(main)
