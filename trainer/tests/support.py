"""Helpers of the tests: running a script of the trainer, and tiny GGUF files."""

import json
import subprocess
import sys
from pathlib import Path

import gguf
import numpy as np

TRAINER = Path(__file__).parent.parent
FLOWRIGHT = TRAINER.parent / "packages" / "flowright" / "bin" / "flowright.js"
SMALL = [
    *("--hidden-size", "64", "--num-layers", "2", "--num-heads", "2"),
    *("--intermediate-size", "128", "--batch-tokens", "2048", "--eval-examples", "40"),
]


def run(script: str, *args: object) -> list[dict]:
    """The events of a script that must succeed."""
    done = attempt(script, *args)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def attempt(script: str, *args: object) -> subprocess.CompletedProcess:
    command = [sys.executable, TRAINER / script, *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def error_event(done: subprocess.CompletedProcess) -> dict:
    event = json.loads(done.stdout.splitlines()[-1])
    assert event.pop("event") == "error"
    return event


def byte_tokens() -> list[str]:
    """GPT-2's characters for the bytes 0 to 255."""
    visible = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = iter(range(256, 512))
    return [chr(byte) if byte in visible else chr(next(hidden)) for byte in range(256)]


def write_tiny_gguf(path: Path, **changes) -> Path:
    """
    A Llama of two layers, 16 wide, with 4 heads and 2 key-value heads, that knows bytes and two merges. `changes` replace
    `architecture`, `tokenizer`, `pre` or `tokens`, or add `fields` (name to integer or text) and `tensors` (name to shape).
    """
    tokens = changes.get("tokens", [*byte_tokens(), "th", "the", "<|endoftext|>"])
    architecture = changes.get("architecture", "llama")
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_context_length(64)
    writer.add_embedding_length(16)
    writer.add_block_count(2)
    writer.add_feed_forward_length(24)
    writer.add_head_count(4)
    writer.add_head_count_kv(2)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_freq_base(50_000.0)
    writer.add_tokenizer_model(changes.get("tokenizer", "gpt2"))
    writer.add_tokenizer_pre(changes.get("pre", "smollm"))
    writer.add_token_list(tokens)
    writer.add_token_types([*[gguf.TokenType.NORMAL] * (len(tokens) - 1), gguf.TokenType.CONTROL])
    writer.add_token_merges(["t h", "th e"])
    for name, value in changes.get("fields", {}).items():
        (writer.add_string if isinstance(value, str) else writer.add_uint32)(name, value)
    shapes = {"token_embd.weight": (len(tokens), 16), "output_norm.weight": (16,)}
    for layer in range(2):
        for name, shape in {
            "attn_norm": (16,),
            "attn_q": (16, 16),
            "attn_k": (8, 16),
            "attn_v": (8, 16),
            "attn_output": (16, 16),
            "ffn_norm": (16,),
            "ffn_gate": (24, 16),
            "ffn_up": (24, 16),
            "ffn_down": (16, 24),
        }.items():
            shapes[f"blk.{layer}.{name}.weight"] = shape
    rng = np.random.default_rng(1)
    for name, shape in {**shapes, **changes.get("tensors", {})}.items():
        writer.add_tensor(name, rng.normal(0, 0.1, shape).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
