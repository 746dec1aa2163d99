"""Reads a GGUF file of the architecture llama back into weights and tokenizer, so that training can go on from it."""

import copy
from pathlib import Path

import gguf
import numpy as np
import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaForCausalLM

from export import NAMES
from model import make_model

LAYER = {name: part for part, name in NAMES.items()}
SIZES = (
    "embedding_length",
    "block_count",
    "feed_forward_length",
    "context_length",
    "attention.head_count",
    "attention.head_count_kv",
)
# llama.cpp's names of the ways to cut text into words before the byte-pair encoding.
DIGITS = {"gpt-2": False, "smollm": True}


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
    heads, kv_heads = number["attention.head_count"], number["attention.head_count_kv"]
    theta = float(reader.fields["llama.rope.freq_base"].contents())
    vocab = len(reader.fields["tokenizer.ggml.tokens"].contents())
    width, depth, inner = (number[name] for name in ("embedding_length", "block_count", "feed_forward_length"))
    model = make_model(vocab, width, depth, heads, inner, number["context_length"], kv_heads, theta)
    state = {}
    for tensor in reader.tensors:
        array = gguf.quants.dequantize(tensor.data, tensor.tensor_type)
        weight = torch.from_numpy(np.array(array, dtype=np.float32))
        name = hugging_name(tensor.name)
        if name.endswith(("q_proj.weight", "k_proj.weight")):
            weight = unpermute(weight, heads if name.endswith("q_proj.weight") else kv_heads)
        state[name] = weight
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or [name for name in missing if name != "lm_head.weight"]:
        raise SystemExit(f"{path} is not a plain llama model with tied embeddings: {missing} missing, {unexpected} not known")
    return model


def deepen(model: LlamaForCausalLM, depth: int) -> LlamaForCausalLM:
    """
    Adds layers up to `depth`, evenly among those that are there. Each begins as a copy of the one below with nothing of it let
    out, so the model answers as before (Chen et al., "Net2Net", 2016).
    """
    layers = list(model.model.layers)
    for n in range(depth - len(layers)):
        at = round((n + 1) * len(model.model.layers) / (depth - len(model.model.layers) + 1)) + n
        added = copy.deepcopy(layers[at - 1])
        torch.nn.init.zeros_(added.self_attn.o_proj.weight)
        torch.nn.init.zeros_(added.mlp.down_proj.weight)
        layers.insert(at, added)
    for n, layer in enumerate(layers):
        layer.self_attn.layer_idx = n
    model.model.layers = torch.nn.ModuleList(layers)
    model.config.num_hidden_layers = len(layers)
    return model


def read_vocabulary(path: Path) -> tuple[list[str], list[int], list[tuple[str, str]], str]:
    """Tokens in their order, their types, merges in their order, and the name of the pre-tokenizer."""
    fields = gguf.GGUFReader(path).fields
    tokens, types, merges, pre = (
        fields[f"tokenizer.ggml.{name}"].contents() for name in ("tokens", "token_type", "merges", "pre")
    )
    return tokens, types, [tuple(merge.split(" ", 1)) for merge in merges], pre


def make_tokenizer(tokens: list[str], merges: list[tuple[str, str]], pre: str) -> Tokenizer:
    """A byte-pair encoding that does not know yet which tokens are special."""
    tokenizer = Tokenizer(models.BPE(vocab={token: number for number, token in enumerate(tokens)}, merges=merges))
    tokenizer.pre_tokenizer, tokenizer.decoder = pre_tokenizer(pre)
    return tokenizer


def read_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer with the same numbers for the same tokens."""
    tokens, types, merges, pre = read_vocabulary(path)
    tokenizer = make_tokenizer(tokens, merges, pre)
    return with_special(tokenizer, [token for token, kind in zip(tokens, types, strict=True) if kind != gguf.TokenType.NORMAL])


def pre_tokenizer(name: str):
    """How llama.cpp's pre-tokenizer of this name cuts text, and the decoder for it."""
    if name not in DIGITS:
        raise SystemExit(f'the pre-tokenizer "{name}" is not known here; known are {", ".join(DIGITS)}')
    words = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    digits = pre_tokenizers.Digits(individual_digits=True)
    return pre_tokenizers.Sequence([digits, words]) if DIGITS[name] else words, decoders.ByteLevel()


def with_special(tokenizer: Tokenizer, special: list[str]) -> Tokenizer:
    """Control tokens are never split nor merged with text."""
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in special])
    return tokenizer
