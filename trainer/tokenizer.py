"""Trains a byte-level BPE tokenizer whose first tokens are the control tokens of the codec."""

import argparse
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

from control_tokens import read_control_tokens, read_examples
from errors import run_command
from options import add_option
from progress import report


def train_tokenizer(data: Path, out: Path, vocab_size: int, sample: int) -> Tokenizer:
    """Learns merges from `sample` examples; control tokens are never split or merged with text."""
    control_tokens = read_control_tokens(data)
    tokenizer = Tokenizer(models.BPE())
    # The GPT-2 split: llama.cpp knows it as the pre-tokenizer "gpt-2".
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        special_tokens=control_tokens,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    examples = itertools.islice(read_examples(data / "train.jsonl"), sample)
    tokenizer.train_from_iterator(plain_texts(examples, control_tokens), trainer)
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in control_tokens])
    out.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(out))
    return tokenizer


def plain_texts(examples: Iterable[dict], control_tokens: list[str]) -> Iterator[str]:
    """The stretches of text between control tokens."""
    for example in examples:
        text = example["prompt"] + example["answer"]
        for token in control_tokens:
            text = text.replace(token, "\0")
        yield from (part for part in text.split("\0") if part)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and tokens.json")
    parser.add_argument("--out", type=Path, required=True, help="tokenizer.json to write")
    add_option(parser, "--vocab-size", "--vocab", type=int, default=4096)
    parser.add_argument("--sample", type=int, default=60_000, help="examples to learn from")
    args = parser.parse_args()
    tokenizer = train_tokenizer(args.data, args.out, args.vocab_size, args.sample)
    report("tokenizer", vocab=tokenizer.get_vocab_size(), out=str(args.out))


if __name__ == "__main__":
    run_command(main)
