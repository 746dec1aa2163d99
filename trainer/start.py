"""Reads a GGUF file that export.py wrote back into weights and tokenizer, so that training can go on from it."""

from pathlib import Path

import gguf
import numpy as np
import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaForCausalLM

from export import NAMES
from model import make_model

LAYER = {name: part for part, name in NAMES.items()}
SIZES = ("embedding_length", "block_count", "feed_forward_length", "context_length", "attention.head_count")


def unpermute(weight: torch.Tensor, heads: int) -> torch.Tensor:
    """From llama.cpp's pairs of the rotary embedding to the halves of Hugging Face: export.permute turned round."""
    rows, columns = weight.shape
    return weight.reshape(heads, rows // heads // 2, 2, columns).swapaxes(1, 2).reshape(rows, columns)


def hugging_name(name: str) -> str:
    if name in LAYER:
        return LAYER[name]
    _, layer, rest = name.split(".", 2)
    return f"model.layers.{layer}.{LAYER[rest]}"


def read_model(path: Path) -> LlamaForCausalLM:
    """The network in float32; quantized tensors are taken for what they stand for."""
    reader = gguf.GGUFReader(path)
    number = {key: int(reader.fields[f"llama.{key}"].contents()) for key in SIZES}
    heads = number["attention.head_count"]
    vocab = len(reader.fields["tokenizer.ggml.tokens"].contents())
    model = make_model(
        vocab, number["embedding_length"], number["block_count"], heads, number["feed_forward_length"], number["context_length"]
    )
    state = {}
    for tensor in reader.tensors:
        array = gguf.quants.dequantize(tensor.data, tensor.tensor_type)
        weight = torch.from_numpy(np.array(array, dtype=np.float32))
        name = hugging_name(tensor.name)
        state[name] = unpermute(weight, heads) if name.endswith(("q_proj.weight", "k_proj.weight")) else weight
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or [name for name in missing if name != "lm_head.weight"]:
        raise SystemExit(f"{path} is not a model of export.py: {missing} missing, {unexpected} not known")
    return model


def read_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer with the same numbers for the same tokens."""
    fields = gguf.GGUFReader(path).fields
    tokens = fields["tokenizer.ggml.tokens"].contents()
    types = fields["tokenizer.ggml.token_type"].contents()
    merges = [tuple(merge.split(" ", 1)) for merge in fields["tokenizer.ggml.merges"].contents()]
    tokenizer = Tokenizer(models.BPE(vocab={token: number for number, token in enumerate(tokens)}, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
    special = [token for token, kind in zip(tokens, types, strict=True) if kind != gguf.TokenType.NORMAL]
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in special])
    return tokenizer
