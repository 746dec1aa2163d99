"""What a run trains on: tokenizer, tokenized examples, and the sizes of its network."""

import argparse
from dataclasses import dataclass

from tokenizers import Tokenizer
from transformers import LlamaConfig, LlamaForCausalLM

from control_tokens import read_control_tokens
from data import Examples, tokenize
from errors import TrainerError
from gguf_tokenizer import read_tokenizer
from load_gguf import open_gguf, read_config, read_model
from model import grow_depth, make_config, make_model

DEFAULT_LAYERS = 5


@dataclass
class Inputs:
    tokenizer: Tokenizer
    control_tokens: list[str]
    train: Examples
    valid: Examples


def load_inputs(args: argparse.Namespace) -> Inputs:
    """@throws TrainerError FILE_UNREADABLE, MODEL_UNREADABLE, MODEL_UNSUITABLE"""
    tokenizer = read_tokenizer(args.start) if args.start else load_tokenizer(args)
    control_tokens = read_control_tokens(args.data)
    missing = [token for token in control_tokens if tokenizer.token_to_id(token) is None]
    if missing:
        hint = "prepare_base.py adds the control tokens to a base model."
        raise TrainerError("MODEL_UNSUITABLE", f"the tokenizer lacks control tokens of the data: {' '.join(missing[:8])}", hint)
    train = tokenize(args.data / "train.jsonl", tokenizer, args.max_seq_len)
    valid = tokenize(args.data / "valid.jsonl", tokenizer, args.max_seq_len)
    if not len(train):
        raise TrainerError("FILE_UNREADABLE", f"no example of {args.data} has at most {args.max_seq_len} tokens (--max-seq-len)")
    return Inputs(tokenizer, control_tokens, train, valid)


def load_tokenizer(args: argparse.Namespace) -> Tokenizer:
    if not args.tokenizer.is_file():
        raise TrainerError("FILE_UNREADABLE", f"there is no file {args.tokenizer}", "tokenizer.py makes one.")
    return Tokenizer.from_file(str(args.tokenizer))


def load_config(args: argparse.Namespace, inputs: Inputs) -> LlamaConfig:
    """Sizes of the network, before its weights are loaded or made."""
    if not args.start:
        return make_config(
            vocab_size=inputs.tokenizer.get_vocab_size(),
            hidden_size=args.hidden_size,
            num_layers=args.num_layers or DEFAULT_LAYERS,
            num_heads=args.num_heads,
            intermediate_size=args.intermediate_size,
            max_positions=args.max_position_embeddings,
        )
    config = read_config(open_gguf(args.start))
    config.num_hidden_layers = max(config.num_hidden_layers, args.num_layers or 0)
    return config


def load_model(args: argparse.Namespace, inputs: Inputs) -> LlamaForCausalLM:
    if not args.start:
        return make_model(load_config(args, inputs))
    model = read_model(args.start)
    return grow_depth(model, args.num_layers) if args.num_layers else model
