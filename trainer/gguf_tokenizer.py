"""The tokenizer of a GGUF file: a byte-level byte-pair encoding with control tokens."""

from pathlib import Path

import gguf
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

from errors import TrainerError
from load_gguf import field, open_gguf

# Pre-tokenizers by llama.cpp's names: whether digits are split from each other before the byte-pair encoding.
SPLITS_DIGITS = {"gpt-2": False, "smollm": True}
# Bytes that English text needs: printable ASCII, white space, and those that occur in the UTF-8 of assigned characters.
NEEDED_BYTES = {*b"\t\n\r", *range(0x20, 0x7F), *range(0x80, 0xC0), *range(0xC2, 0xF1), 0xF3, 0xF4}


def read_vocabulary(reader: gguf.GGUFReader) -> tuple[list[str], list[int], list[tuple[str, str]], str]:
    """
    Tokens and their types in order, merges in order, and llama.cpp's name of the pre-tokenizer.
    @throws TrainerError MODEL_UNSUITABLE for anything but a byte-level BPE that can spell every text
    """
    kind = field(reader, "tokenizer.ggml.model")
    if kind != "gpt2":
        raise TrainerError("MODEL_UNSUITABLE", f'the vocabulary is "{kind}", not a byte-level byte-pair encoding ("gpt2")')
    tokens, types, merges, pre = (field(reader, f"tokenizer.ggml.{name}") for name in ("tokens", "token_type", "merges", "pre"))
    known = set(tokens)
    missing = [byte for byte in sorted(NEEDED_BYTES) if byte_token(byte) not in known]
    if missing:
        shown = " ".join(f"{byte:02x}" for byte in missing[:8])
        raise TrainerError("MODEL_UNSUITABLE", f"the vocabulary has no tokens for {len(missing)} bytes: {shown}")
    return tokens, types, [tuple(merge.split(" ", 1)) for merge in merges], pre


def byte_token(byte: int) -> str:
    """The character for a byte in GPT-2's byte-level vocabularies: itself where it is visible, else one from 256 on."""
    visible = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [other for other in range(256) if other not in visible]
    return chr(byte) if byte in visible else chr(256 + hidden.index(byte))


def make_tokenizer(tokens: list[str], merges: list[tuple[str, str]], pre: str) -> Tokenizer:
    """A byte-pair encoding whose control tokens are still to be added."""
    tokenizer = Tokenizer(models.BPE(vocab={token: number for number, token in enumerate(tokens)}, merges=merges))
    tokenizer.pre_tokenizer, tokenizer.decoder = pre_tokenizer(pre)
    return tokenizer


def read_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer with the same numbers for the same tokens."""
    tokens, types, merges, pre = read_vocabulary(open_gguf(path))
    tokenizer = make_tokenizer(tokens, merges, pre)
    return add_control_tokens(
        tokenizer, [token for token, kind in zip(tokens, types, strict=True) if kind != gguf.TokenType.NORMAL]
    )


def pre_tokenizer(name: str):
    """Splits text as llama.cpp's pre-tokenizer of this name does; the second value is its decoder."""
    if name not in SPLITS_DIGITS:
        raise TrainerError("MODEL_UNSUITABLE", f'unknown pre-tokenizer "{name}"; known are {", ".join(SPLITS_DIGITS)}')
    words = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    digits = pre_tokenizers.Digits(individual_digits=True)
    return pre_tokenizers.Sequence([digits, words]) if SPLITS_DIGITS[name] else words, decoders.ByteLevel()


def add_control_tokens(tokenizer: Tokenizer, control_tokens: list[str]) -> Tokenizer:
    """Control tokens are never split or merged with text."""
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in control_tokens])
    return tokenizer
