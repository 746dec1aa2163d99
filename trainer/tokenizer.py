"""Trains a byte-level BPE tokenizer whose first tokens are the control tokens of the codec."""

import argparse
import itertools
from pathlib import Path

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

from progress import report
from special import lines, read_tokens


def train(data: Path, out: Path, vocab_size: int, sample: int) -> Tokenizer:
    """Learns merges from `sample` examples; control tokens are never split nor merged with text."""
    special = read_tokens(data)
    tokenizer = Tokenizer(models.BPE())
    # The GPT-2 split: llama.cpp knows it as the pre-tokenizer "gpt-2".
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        special_tokens=special,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    examples = itertools.islice(lines(data / "train.jsonl"), sample)
    tokenizer.train_from_iterator(plain_texts(examples, special), trainer)
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in special])
    out.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(out))
    return tokenizer


def plain_texts(examples, special: list[str]):
    """The stretches of text between control tokens."""
    for example in examples:
        text = example["prompt"] + example["answer"]
        for token in special:
            text = text.replace(token, "\0")
        yield from (part for part in text.split("\0") if part)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and tokens.json")
    parser.add_argument("--out", type=Path, required=True, help="tokenizer.json to write")
    parser.add_argument("--vocab", type=int, default=4096)
    parser.add_argument("--sample", type=int, default=60_000, help="examples to learn from")
    args = parser.parse_args()
    made = train(args.data, args.out, args.vocab, args.sample)
    report("tokenizer", vocab=made.get_vocab_size(), out=str(args.out))
