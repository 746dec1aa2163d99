"""Makes an open Llama-type GGUF model ready for fine-tuning: control tokens in front, vocabulary and depth cut to size."""

import argparse
import re
import tempfile
from pathlib import Path

import gguf
import torch
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

from export import write
from progress import report
from special import read_tokens
from start import make_tokenizer, read_model, read_vocabulary, with_special

# What a control token stands for, in words of the base model: its embedding begins as the mean of theirs.
MEANING = {
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


def smaller_vocabulary(tokens: list[str], types: list[int], merges: list[tuple[str, str]], size: int):
    """
    The first merges of a byte-pair encoding are one themselves. Returns the kept tokens (bytes, then results of merges
    in order) and the merges that lead to them.
    """
    plain = [token for token, kind in zip(tokens, types, strict=True) if kind == gguf.TokenType.NORMAL]
    made = {a + b for a, b in merges}
    kept = [token for token in plain if token not in made]
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


def meaning(token: str) -> str:
    name = re.sub(r"^<\||\|>$", "", token)
    return " " + MEANING.get(name, name)


def adopt(base: Path, special: list[str], size: int, layers: list[int] | None) -> tuple[LlamaForCausalLM, Tokenizer]:
    """The model with `special` as its first tokens and about `size` tokens of its own; `layers` are those that stay."""
    tokens, types, merges, pre = read_vocabulary(base)
    kept, used = smaller_vocabulary(tokens, types, merges, size)
    number = {token: n for n, token in enumerate(tokens)}
    tokenizer = make_tokenizer(special + kept, used, pre)
    model = read_model(base)
    if layers:
        model.model.layers = torch.nn.ModuleList([model.model.layers[n] for n in layers])
        model.config.num_hidden_layers = len(layers)
    old = model.model.embed_tokens.weight.data
    new = torch.empty(len(special) + len(kept), old.shape[1])
    new[len(special) :] = old[[number[token] for token in kept]]
    for n, token in enumerate(special):
        new[n] = new[tokenizer.encode(meaning(token)).ids].mean(0)
    model.resize_token_embeddings(len(new))
    model.model.embed_tokens.weight.data.copy_(new)
    return model, with_special(tokenizer, special)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="a GGUF file of the architecture llama with a byte-level BPE")
    parser.add_argument("--data", type=Path, required=True, help="folder with tokens.json")
    parser.add_argument("--out", type=Path, required=True, help="GGUF file to write, for train.py --start")
    parser.add_argument("--vocab", type=int, default=16_384, help="tokens of its own that stay, the most frequent ones")
    parser.add_argument("--layers", help="numbers of the layers that stay, as in 0,1,2,5; default all")
    parser.add_argument("--context", type=int, default=2048)
    parser.add_argument("--name", default="flowright-base")
    args = parser.parse_args()
    special = read_tokens(args.data)
    layers = [int(n) for n in args.layers.split(",")] if args.layers else None
    model, tokenizer = adopt(args.base, special, args.vocab, layers)
    model.config.max_position_embeddings = args.context
    with tempfile.TemporaryDirectory() as folder:
        model.save_pretrained(folder)
        tokenizer.save(f"{folder}/tokenizer.json")
        size = write(Path(folder), special, args.out, "f16", args.name)
    report("adopted", file=str(args.out), bytes=size, parameters=sum(p.numel() for p in model.parameters()))


if __name__ == "__main__":
    main()
