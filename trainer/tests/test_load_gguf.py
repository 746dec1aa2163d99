"""Which bases can be trained on, and what is said about the others. The GGUF files are made here."""

import json

import pytest
import torch
from support import attempt, byte_tokens, error_event, run, write_tiny_gguf

from errors import TrainerError
from gguf_tokenizer import NEEDED_BYTES, byte_token, read_tokenizer, read_vocabulary
from load_gguf import open_gguf, read_config, read_model


def test_reads_a_grouped_query_base(tmp_path):
    model = read_model(write_tiny_gguf(tmp_path / "tiny.gguf"))
    config = model.config
    assert (config.num_attention_heads, config.num_key_value_heads, config.num_hidden_layers) == (4, 2, 2)
    assert config.rms_norm_eps == 1e-6
    assert config.rope_parameters["rope_theta"] == 50_000
    assert torch.isfinite(model(torch.arange(10)[None]).logits).all()


def test_every_byte_has_its_token():
    assert [byte_token(byte) for byte in range(256)] == byte_tokens()


def test_spells_any_text(tmp_path):
    tokenizer = read_tokenizer(write_tiny_gguf(tmp_path / "tiny.gguf"))
    for text in ("the 12 bytes", "größe → 当收到\n\t😀"):
        assert tokenizer.decode(tokenizer.encode(text).ids) == text
    assert tokenizer.encode("the").tokens == ["the"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"architecture": "qwen2"}, 'architecture is "qwen2"'),
        ({"fields": {"llama.expert_count": 8}}, "mixture of experts"),
        ({"fields": {"llama.rope.scaling.type": "yarn"}}, "scaled"),
        ({"fields": {"llama.rope.dimension_count": 8}}, "heads of 8"),
        ({"tensors": {"output.weight": (259, 16)}}, "not tied"),
        ({"tensors": {"blk.0.attn_q.bias": (16,)}}, "blk.0.attn_q.bias"),
        ({"tensors": {"rope_freqs.weight": (2,)}}, "rope_freqs.weight"),
        ({"tensors": {"token_embd.weight": (100, 16)}}, "size mismatch"),
    ],
)
def test_refuses_what_is_not_a_plain_llama(tmp_path, changes, reason):
    file = write_tiny_gguf(tmp_path / "other.gguf", **changes)
    with pytest.raises(TrainerError, match=reason) as refused:
        read_model(file)
    assert refused.value.code == "MODEL_UNSUITABLE"


def test_refuses_a_base_without_one_of_its_layers(tmp_path):
    file = write_tiny_gguf(tmp_path / "other.gguf", fields={"llama.attention.key_length": 4})
    config = read_config(open_gguf(file))
    assert config.num_hidden_layers == 2
    # the header says three layers, the file has two
    raw = file.read_bytes()
    at = raw.index(b"llama.block_count") + len(b"llama.block_count") + 4
    file.write_bytes(raw[:at] + b"\x03" + raw[at + 1 :])
    with pytest.raises(TrainerError, match=r"lacks model\.layers\.2\."):
        read_model(file)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"tokenizer": "llama"}, 'the vocabulary is "llama"'),
        ({"tokens": [*byte_tokens()[:0x61], *byte_tokens()[0x63:], "<|end|>"]}, "no tokens for 2 bytes: 61 62"),
        ({"pre": "qwen2"}, 'unknown pre-tokenizer "qwen2"'),
    ],
)
def test_refuses_a_vocabulary_that_cannot_spell_every_text(tmp_path, changes, reason):
    file = write_tiny_gguf(tmp_path / "other.gguf", **changes)
    with pytest.raises(TrainerError, match=reason) as refused:
        read_tokenizer(file)
    assert refused.value.code == "MODEL_UNSUITABLE"


def test_control_characters_need_no_token(tmp_path):
    tokens = [token for byte, token in enumerate(byte_tokens()) if byte in NEEDED_BYTES]
    file = write_tiny_gguf(tmp_path / "tiny.gguf", tokens=[*tokens, "th", "the", "<|end|>"])
    assert len(read_vocabulary(open_gguf(file))[0]) == len(tokens) + 3


@pytest.mark.parametrize("share", [0, 0.001, 0.05, 0.3, 0.6, 0.99])
def test_says_that_a_file_is_truncated(tmp_path, share):
    file = write_tiny_gguf(tmp_path / "tiny.gguf")
    file.write_bytes(file.read_bytes()[: int(share * file.stat().st_size)])
    with pytest.raises(TrainerError, match="not a GGUF file or is truncated") as refused:
        open_gguf(file)
    assert refused.value.code == "MODEL_UNREADABLE"


def test_prepares_and_fine_tunes_a_grouped_query_base(data, tmp_path):
    base = write_tiny_gguf(tmp_path / "tiny.gguf")
    prepared = run("prepare_base.py", "--base", base, "--data", data, "--out", tmp_path / "base.gguf")[-1]
    assert prepared["event"] == "prepared"
    tokens = json.loads((data / "tokens.json").read_text())
    tokenizer = read_tokenizer(tmp_path / "base.gguf")
    assert [tokenizer.token_to_id(token) for token in tokens] == list(range(len(tokens)))
    assert read_model(tmp_path / "base.gguf").config.rms_norm_eps == 1e-6
    args = ["--data", data, "--start", tmp_path / "base.gguf", "--batch-tokens", 2048, "--eval-examples", 4]
    events = run("train.py", *args, "--max-seq-len", 1500, "--steps", 2, "--out", tmp_path / "run")
    assert events[-1]["event"] == "done"
    facts = json.loads((tmp_path / "run" / "run.json").read_text())
    assert (facts["config"]["num_kv_heads"], facts["config"]["num_layers"]) == (2, 2)
    # rows of 16 and 24 values cannot be Q8_0
    run("export.py", "--weights", tmp_path / "run" / "weights", "--data", data, "--out", tmp_path, "--name", "tiny")
    assert read_model(tmp_path / "tiny-q8_0.gguf").config.hidden_size == 16


def test_errors_are_events_with_exit_codes(data, tmp_path):
    base = write_tiny_gguf(tmp_path / "tiny.gguf")
    refused = attempt("train.py", "--data", data, "--start", base, "--out", tmp_path / "run")
    assert refused.returncode == 2
    assert error_event(refused)["code"] == "MODEL_UNSUITABLE"
    assert "prepare_base.py" in refused.stderr
    base.write_bytes(base.read_bytes()[:5000])
    refused = attempt("prepare_base.py", "--base", base, "--data", data, "--out", tmp_path / "out.gguf")
    assert (refused.returncode, error_event(refused)["code"]) == (2, "MODEL_UNREADABLE")
    refused = attempt("prepare_base.py", "--base", tmp_path / "none", "--data", data, "--out", tmp_path / "out.gguf")
    assert (refused.returncode, error_event(refused)["code"]) == (2, "FILE_UNREADABLE")
    assert not (tmp_path / "out.gguf").exists()
