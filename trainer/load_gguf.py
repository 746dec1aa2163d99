"""Reads a GGUF file of the architecture llama back into weights, so that training can start from it."""

from pathlib import Path

import gguf
import numpy as np
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from errors import TrainerError
from export import GGUF_NAMES
from model import make_config, make_model

HF_NAMES = {gguf_name: hf_name for hf_name, gguf_name in GGUF_NAMES.items()}


def open_gguf(path: Path) -> gguf.GGUFReader:
    """@throws TrainerError FILE_UNREADABLE, MODEL_UNREADABLE"""
    if not path.is_file():
        raise TrainerError("FILE_UNREADABLE", f"there is no file {path}")
    try:
        return gguf.GGUFReader(path)
    except Exception as error:  # the reader checks nothing itself: a truncated file fails wherever it ends
        hint = "Compare its size and checksum with the original."
        raise TrainerError("MODEL_UNREADABLE", f"{path} is not a GGUF file or is truncated: {error}", hint) from error


def field(reader: gguf.GGUFReader, key: str, default=None):
    found = reader.fields.get(key)
    if found is not None:
        return found.contents()
    if default is None:
        raise TrainerError("MODEL_UNREADABLE", f"the GGUF file lacks the field {key}")
    return default


def read_config(reader: gguf.GGUFReader) -> LlamaConfig:
    """Sizes of the network. @throws TrainerError MODEL_UNSUITABLE for anything but a plain Llama"""

    def refuse(reason: str) -> None:
        hint = "The base must be a dense Llama with tied embeddings, unscaled rotary positions and no biases."
        raise TrainerError("MODEL_UNSUITABLE", f"the base is not a plain Llama: {reason}", hint)

    architecture = field(reader, "general.architecture")
    if architecture != "llama":
        refuse(f'its architecture is "{architecture}"')
    if field(reader, "llama.expert_count", 0):
        refuse("it is a mixture of experts")
    if field(reader, "llama.rope.scaling.type", "none") != "none":
        refuse("its rotary positions are scaled")
    for tensor in reader.tensors:
        if hf_name(tensor.name) is None:
            untied = tensor.name == "output.weight"
            refuse("its output embeddings are not tied" if untied else f"it has a tensor {tensor.name}")
    hidden_size = int(field(reader, "llama.embedding_length"))
    num_heads = int(field(reader, "llama.attention.head_count"))
    head_size = int(field(reader, "llama.rope.dimension_count", hidden_size // num_heads))
    if head_size * num_heads != hidden_size:
        refuse(f"{num_heads} heads of {head_size} do not make its hidden size of {hidden_size}")
    return make_config(
        vocab_size=len(field(reader, "tokenizer.ggml.tokens")),
        hidden_size=hidden_size,
        num_layers=int(field(reader, "llama.block_count")),
        num_heads=num_heads,
        intermediate_size=int(field(reader, "llama.feed_forward_length")),
        max_positions=int(field(reader, "llama.context_length")),
        num_kv_heads=int(field(reader, "llama.attention.head_count_kv", num_heads)),
        rope_theta=float(field(reader, "llama.rope.freq_base", 10_000.0)),
        rms_norm_eps=float(f"{field(reader, 'llama.attention.layer_norm_rms_epsilon', 1e-5):.6g}"),
    )


def unpermute(weight: torch.Tensor, heads: int) -> torch.Tensor:
    """Rotary embedding from llama.cpp's pairs to the halves of Hugging Face: the inverse of export.permute."""
    rows, columns = weight.shape
    return weight.reshape(heads, rows // heads // 2, 2, columns).swapaxes(1, 2).reshape(rows, columns)


def hf_name(name: str) -> str | None:
    """Hugging Face's name of a tensor; None where a plain Llama has no such tensor."""
    if name in HF_NAMES:
        return HF_NAMES[name]
    parts = name.split(".", 2)
    return f"model.layers.{parts[1]}.{HF_NAMES[parts[2]]}" if parts[0] == "blk" and parts[-1] in HF_NAMES else None


def read_model(path: Path) -> LlamaForCausalLM:
    """The network in float32; quantized tensors are dequantized."""
    reader = open_gguf(path)
    config = read_config(reader)
    model = make_model(config)
    state = {}
    for tensor in reader.tensors:
        array = gguf.quants.dequantize(tensor.data, tensor.tensor_type)
        weight = torch.from_numpy(np.array(array, dtype=np.float32))
        name = hf_name(tensor.name)
        if name.endswith(("q_proj.weight", "k_proj.weight")):
            is_query = name.endswith("q_proj.weight")
            weight = unpermute(weight, config.num_attention_heads if is_query else config.num_key_value_heads)
        state[name] = weight
    try:
        missing, _ = model.load_state_dict(state, strict=False)
    except RuntimeError as error:
        raise TrainerError("MODEL_UNSUITABLE", f"{path} is not a plain Llama: {error}") from error
    missing = [name for name in missing if name != "lm_head.weight"]
    if missing:
        raise TrainerError("MODEL_UNSUITABLE", f"{path} is not a plain Llama: it lacks {', '.join(missing[:5])}")
    return model
