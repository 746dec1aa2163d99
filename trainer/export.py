"""Writes trained weights as GGUF files (f16 and q8_0) for llama.cpp."""

import argparse
import json
import os
from pathlib import Path

import gguf
import numpy as np
import torch
from safetensors.torch import load_file
from transformers import LlamaConfig

from control_tokens import read_control_tokens
from errors import run_command
from progress import report

GGUF_NAMES = {
    "model.embed_tokens.weight": "token_embd.weight",
    "model.norm.weight": "output_norm.weight",
    "self_attn.q_proj.weight": "attn_q.weight",
    "self_attn.k_proj.weight": "attn_k.weight",
    "self_attn.v_proj.weight": "attn_v.weight",
    "self_attn.o_proj.weight": "attn_output.weight",
    "mlp.gate_proj.weight": "ffn_gate.weight",
    "mlp.up_proj.weight": "ffn_up.weight",
    "mlp.down_proj.weight": "ffn_down.weight",
    "input_layernorm.weight": "attn_norm.weight",
    "post_attention_layernorm.weight": "ffn_norm.weight",
}

# Q8_0 holds blocks of 32 values; a matrix whose rows are no multiple of that stays f16, as in llama.cpp.
Q8_0_BLOCK = 32


def gguf_name(name: str) -> str:
    if name in GGUF_NAMES:
        return GGUF_NAMES[name]
    _, _, layer, rest = name.split(".", 3)
    return f"blk.{layer}.{GGUF_NAMES[rest]}"


def permute(weight: torch.Tensor, heads: int) -> torch.Tensor:
    """Rotary embedding from the halves of Hugging Face to llama.cpp's pairs."""
    rows, columns = weight.shape
    return weight.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)


Metadata = dict[str, str | bool | list[str]]


def write_gguf(
    weights: Path, control_tokens: list[str], out: Path, file_type: str, name: str, metadata: Metadata | None = None
) -> int:
    """Writes one file atomically. `file_type` is f16 or q8_0; `metadata` are keys of Flowright. Returns the size in bytes."""
    config = LlamaConfig.from_pretrained(weights)
    tensors = load_file(weights / "model.safetensors")
    temporary = out.with_suffix(".part")
    writer = gguf.GGUFWriter(temporary, "llama")
    writer.add_name(name)
    writer.add_license("Apache-2.0")
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    theta = getattr(config, "rope_theta", None) or (config.rope_parameters or {}).get("rope_theta", 10000.0)
    writer.add_rope_freq_base(theta)
    writer.add_rope_dimension_count(config.hidden_size // config.num_attention_heads)
    writer.add_vocab_size(config.vocab_size)
    add_tokenizer(writer, weights, control_tokens)
    add_metadata(writer, metadata or {})
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16 if file_type == "f16" else gguf.LlamaFileType.MOSTLY_Q8_0)
    for key, tensor in tensors.items():
        if key == "lm_head.weight":
            continue
        tensor = tensor.float()
        if key.endswith(("q_proj.weight", "k_proj.weight")):
            heads = config.num_attention_heads if key.endswith("q_proj.weight") else config.num_key_value_heads
            tensor = permute(tensor, heads)
        array = tensor.numpy()
        if array.ndim == 1:
            writer.add_tensor(gguf_name(key), array.astype(np.float32))
        elif file_type == "f16" or array.shape[-1] % Q8_0_BLOCK:
            writer.add_tensor(gguf_name(key), array.astype(np.float16))
        else:
            quantized = gguf.quants.quantize(array, gguf.GGMLQuantizationType.Q8_0)
            writer.add_tensor(gguf_name(key), quantized, raw_dtype=gguf.GGMLQuantizationType.Q8_0)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    os.replace(temporary, out)
    return out.stat().st_size


def add_tokenizer(writer: gguf.GGUFWriter, weights: Path, control_tokens: list[str]) -> None:
    """The first two control tokens, padding and end of text, become CONTROL tokens; the others become USER_DEFINED ones."""
    saved = json.loads((weights / "tokenizer.json").read_text())
    vocabulary = sorted(saved["model"]["vocab"], key=saved["model"]["vocab"].get)
    merges = [m if isinstance(m, str) else " ".join(m) for m in saved["model"]["merges"]]
    types = dict.fromkeys(control_tokens, gguf.TokenType.USER_DEFINED)
    types.update(dict.fromkeys(control_tokens[:2], gguf.TokenType.CONTROL))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm" if saved["pre_tokenizer"]["type"] == "Sequence" else "gpt-2")
    writer.add_token_list(vocabulary)
    writer.add_token_types([types.get(token, gguf.TokenType.NORMAL) for token in vocabulary])
    writer.add_token_merges(merges)
    writer.add_pad_token_id(0)
    writer.add_eos_token_id(1)
    writer.add_bos_token_id(1)
    writer.add_add_bos_token(False)
    writer.add_add_eos_token(False)


def read_metadata(data: Path) -> Metadata:
    """What a data set says of itself: the `flowright.*` keys that models read; none in data sets of old."""
    file = data / "metadata.json"
    return json.loads(file.read_text()) if file.exists() else {}


def add_metadata(writer: gguf.GGUFWriter, metadata: Metadata) -> None:
    """Writes each value under its key. Raises TypeError for a value that no reader expects."""
    for key, value in metadata.items():
        if isinstance(value, bool):
            writer.add_bool(key, value)
        elif isinstance(value, str):
            writer.add_string(key, value)
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            writer.add_array(key, value)
        else:
            raise TypeError(f"metadata.json: {key} is no text, no boolean and no list of texts")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="a folder that train.py wrote: RUN/weights or RUN/mean")
    parser.add_argument("--data", type=Path, required=True, help="folder with tokens.json and metadata.json")
    parser.add_argument("--out", type=Path, required=True, help="folder for the GGUF files")
    parser.add_argument("--name", default="flowright-nano")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    metadata = read_metadata(args.data)
    for file_type in ("f16", "q8_0"):
        target = args.out / f"{args.name}-{file_type}.gguf"
        size = write_gguf(args.weights, read_control_tokens(args.data), target, file_type, args.name, metadata)
        report("exported", file=str(target), bytes=size)


if __name__ == "__main__":
    run_command(main)
