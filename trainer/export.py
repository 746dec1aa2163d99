"""Writes trained weights as GGUF (f16 and q8_0) for llama.cpp; control tokens become USER_DEFINED ones."""

import argparse
import json
import os
from pathlib import Path

import gguf
import numpy as np
import torch
from safetensors.torch import load_file
from transformers import LlamaConfig

from progress import report
from special import read_tokens

NAMES = {
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


def gguf_name(name: str) -> str:
    if name in NAMES:
        return NAMES[name]
    _, _, layer, rest = name.split(".", 3)
    return f"blk.{layer}.{NAMES[rest]}"


def permute(weight: torch.Tensor, heads: int) -> torch.Tensor:
    """From the halves of Hugging Face's rotary embedding to llama.cpp's pairs."""
    rows, columns = weight.shape
    return weight.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)


def write(weights: Path, tokens: list[str], out: Path, kind: str, name: str) -> int:
    """Writes one file atomically; returns its size in bytes."""
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
    add_tokenizer(writer, weights, tokens)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16 if kind == "f16" else gguf.LlamaFileType.MOSTLY_Q8_0)
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
        elif kind == "f16":
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


def add_tokenizer(writer: gguf.GGUFWriter, weights: Path, special: list[str]) -> None:
    saved = json.loads((weights / "tokenizer.json").read_text())
    vocabulary = sorted(saved["model"]["vocab"], key=saved["model"]["vocab"].get)
    merges = [m if isinstance(m, str) else " ".join(m) for m in saved["model"]["merges"]]
    end = special[1]
    types = [
        gguf.TokenType.CONTROL
        if token in (special[0], end)
        else gguf.TokenType.USER_DEFINED
        if token in special
        else gguf.TokenType.NORMAL
        for token in vocabulary
    ]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm" if saved["pre_tokenizer"]["type"] == "Sequence" else "gpt-2")
    writer.add_token_list(vocabulary)
    writer.add_token_types(types)
    writer.add_token_merges(merges)
    writer.add_pad_token_id(0)
    writer.add_eos_token_id(1)
    writer.add_bos_token_id(1)
    writer.add_add_bos_token(False)
    writer.add_add_eos_token(False)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="folder that train.py wrote: .../weights")
    parser.add_argument("--data", type=Path, required=True, help="folder with tokens.json")
    parser.add_argument("--out", type=Path, required=True, help="folder for the GGUF files")
    parser.add_argument("--name", default="flowright-nano")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for one in ("f16", "q8_0"):
        target = args.out / f"{args.name}-{one}.gguf"
        report("exported", file=str(target), bytes=write(args.weights, read_tokens(args.data), target, one, args.name))
