"""The trainer end to end on a tiny data set: it learns, resumes, exports, and answers as llama.cpp does."""

import json
import subprocess
import sys

import gguf
import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from support import SMALL, TRAINER, run
from tokenizers import Tokenizer

from data import COPY, STRUCTURE, batches, collate, token_kinds, tokenize
from gguf_tokenizer import read_tokenizer
from load_gguf import read_model
from model import grow_depth


def test_control_tokens_are_single_tokens_in_their_order(data):
    tokenizer = Tokenizer.from_file(str(data / "tokenizer.json"))
    special = json.loads((data / "tokens.json").read_text())
    assert [tokenizer.token_to_id(token) for token in special] == list(range(len(special)))
    example = json.loads((data / "train.jsonl").read_text().splitlines()[0])
    text = example["prompt"] + example["answer"]
    assert tokenizer.decode(tokenizer.encode(text).ids, skip_special_tokens=False) == text


def test_loss_is_on_the_answer_alone(data):
    tokenizer = Tokenizer.from_file(str(data / "tokenizer.json"))
    examples = tokenize(data / "valid.jsonl", tokenizer, 640)
    kinds_by_token = token_kinds(tokenizer, json.loads((data / "tokens.json").read_text()))
    ids, targets, kinds = collate(examples, [0, 1], kinds_by_token)
    for row in range(2):
        answer = examples.ids[examples.offsets[row] + examples.starts[row] : examples.offsets[row + 1]]
        assert targets[row][targets[row] >= 0].tolist() == answer.tolist()
        where = np.flatnonzero(targets[row] >= 0)
        assert where[0] == examples.starts[row] - 1
    assert set(np.unique(kinds[targets >= 0])) <= {0, 1, 2}
    assert kinds_by_token[1] == STRUCTURE and kinds_by_token[-1] == COPY


def test_processes_see_different_examples_and_little_padding(data):
    tokenizer = Tokenizer.from_file(str(data / "tokenizer.json"))
    examples = tokenize(data / "train.jsonl", tokenizer, 640)
    seen = []
    for rank in range(2):
        source = batches(examples, 2048, 4, seed=1, rank=rank, world=2)
        seen.append({n for _ in range(4) for group in next(source)[1] for n in group})
    assert not seen[0] & seen[1]
    lengths = examples.lengths
    groups = [g for _ in range(4) for g in next(batches(examples, 2048, 4, 1, 0, 1))[1]]
    spread = np.mean([max(lengths[g]) / np.mean(lengths[g]) for g in groups])
    assert spread < 1.25


def test_it_learns_and_resumes(trained):
    start = next(r for r in trained["second"] if r["event"] == "start")
    assert start["step"] == 12
    log = [json.loads(line) for line in (trained["out"] / "log.jsonl").read_text().splitlines()]
    assert log[-1]["structure_loss"] < log[0]["structure_loss"]


def test_eval_loss_equals_the_validation_of_the_run(data, trained):
    last = json.loads((trained["out"] / "log.jsonl").read_text().splitlines()[-1])
    args = ["--data", data, "--split", "valid", "--max-examples", 5 * 40]
    measured = run("eval_loss.py", trained["out"] / "tiny-f16.gguf", *args)[-1]
    assert measured["model"] == "tiny-f16.gguf"
    for kind in ("structure", "choose", "copy"):
        assert measured[f"{kind}_loss"] == pytest.approx(last[f"{kind}_loss"], rel=0.01)


def test_the_same_steps_give_the_same_weights(data, trained, tmp_path):
    args = ["--data", data, "--tokenizer", data / "tokenizer.json", *SMALL, "--steps", 5]
    for name in ("a", "b"):
        run("train.py", *args, "--out", tmp_path / name)
    a, b = (torch.load(tmp_path / n / "checkpoint.pt", weights_only=True)["model"] for n in ("a", "b"))
    assert all(torch.equal(a[key], b[key]) for key in a)


def test_gguf_holds_the_control_tokens_as_user_defined(trained, data):
    reader = gguf.GGUFReader(trained["out"] / "tiny-q8_0.gguf")
    types = reader.fields["tokenizer.ggml.token_type"]
    special = json.loads((data / "tokens.json").read_text())
    kinds = [int(types.parts[i][0]) for i in types.data[: len(special)]]
    assert kinds[0] == kinds[1] == gguf.TokenType.CONTROL
    assert set(kinds[2:]) == {gguf.TokenType.USER_DEFINED}


def test_llama_cpp_gives_the_same_greedy_answers_on_50_prompts(trained, data):
    report = run(
        "parity.py",
        "--weights",
        trained["out"] / "weights",
        "--gguf",
        trained["out"] / "tiny-f16.gguf",
        "--prompts",
        data / "valid.jsonl",
        "--num-prompts",
        50,
    )[-1]
    assert report["prompts"] == 50
    assert report["equal"] == 50, report


def test_starts_from_an_exported_model(data, trained, tmp_path):
    file = trained["out"] / "tiny-f16.gguf"
    before = load_file(trained["out"] / "weights" / "model.safetensors")
    after = read_model(file).state_dict()
    for name, weight in before.items():
        assert torch.allclose(weight.float(), after[name], atol=2e-3), name
    saved = Tokenizer.from_file(str(data / "tokenizer.json"))
    for example in (data / "valid.jsonl").read_text().splitlines()[:20]:
        text = json.loads(example)["prompt"]
        assert read_tokenizer(file).encode(text).ids == saved.encode(text).ids
    steps = run("train.py", "--data", data, "--start", file, "--out", tmp_path, "--batch-tokens", 2048, "--steps", 2)
    assert steps[-1]["event"] == "done"
    command = [sys.executable, TRAINER / "train.py", "--data", data, "--out", tmp_path / "x"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 2 and "--tokenizer" in refused.stderr


def test_added_layers_change_no_answer_at_first(data, trained, tmp_path):
    file = trained["out"] / "tiny-f16.gguf"
    ids = torch.arange(40).reshape(2, 20)
    with torch.no_grad():
        before = read_model(file)(ids).logits
        model = grow_depth(read_model(file), 5)
        assert torch.allclose(model(ids).logits, before, atol=1e-4)
    assert model.config.num_hidden_layers == len(model.model.layers) == 5
    args = ["--data", data, "--start", file, "--out", tmp_path, "--batch-tokens", 2048, "--steps", 2, "--num-layers", 4]
    assert run("train.py", *args)[-1]["event"] == "done"
    weights = run("export.py", "--weights", tmp_path / "weights", "--data", data, "--out", tmp_path, "--name", "deep")
    assert weights and read_model(tmp_path / "deep-f16.gguf").config.num_hidden_layers == 4


def test_keeps_a_running_mean_of_the_weights(trained):
    end, mean = (load_file(trained["out"] / name / "model.safetensors") for name in ("weights", "mean"))
    state = torch.load(trained["out"] / "checkpoint.pt", weights_only=True)
    name = "model.layers.0.mlp.up_proj.weight"
    assert torch.equal(mean[name], state["mean"][f"module.{name}"])
    assert not torch.equal(mean[name], end[name])
