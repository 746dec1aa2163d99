"""The estimate of memory, held against what PyTorch really keeps."""

import numpy as np
import pytest
import torch
from support import SMALL, attempt, error_event

from attention import MATMUL_ATTENTION
from errors import TrainerError
from memory import available_memory, check_memory, count_parameters, estimate_memory, saved_floats
from model import answer_losses, make_config, make_model, make_optimizers

SHAPES = [(500, 64, 3, 4, 96, 4), (1000, 72, 4, 9, 160, 3), (300, 48, 2, 2, 200, 2)]
OPTIONS = {"optimizer": "adamw", "micro_batch": 4, "micro_tokens": 1 << 30, "precision": "fp32", "processes": 1}
OPTIONS |= {"compiled": False, "on_gpu": False}


def config_of(shape):
    vocab_size, hidden_size, num_layers, num_heads, intermediate_size, num_kv_heads = shape
    return make_config(vocab_size, hidden_size, num_layers, num_heads, intermediate_size, 256, num_kv_heads)


@pytest.mark.parametrize("shape", SHAPES)
def test_counts_parameters(shape):
    config = config_of(shape)
    assert count_parameters(config) == sum(p.numel() for p in make_model(config).parameters())


@pytest.mark.parametrize("optimizer", ["adamw", "muon"])
def test_counts_what_optimizers_keep(optimizer):
    config = config_of(SHAPES[1])
    model = make_model(config)
    optimizers = make_optimizers(model, optimizer, 1e-3, 0.1)
    for weight in model.parameters():
        weight.grad = torch.ones_like(weight)
    for one in optimizers:
        one.step()
    states = [value for one in optimizers for state in one.state.values() for value in state.values()]
    kept = sum(value.numel() for value in states if value.ndim > 0)
    needed = estimate_memory(config, np.array([20]), 0.5, **OPTIONS | {"optimizer": optimizer})
    # weights, gradients and running mean beside them
    assert needed.states == 4 * (3 * count_parameters(config) + kept)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("length", "count"), [(40, 6), (200, 2)])
def test_knows_what_the_backward_pass_needs(shape, length, count):
    config = config_of(shape)
    model = make_model(config)
    model.set_attn_implementation(MATMUL_ATTENTION)
    ids = torch.randint(1, 300, (count, length))
    targets = torch.where(torch.arange(length) >= length // 2, ids, -100).expand(count, -1)
    weights = {p.untyped_storage().data_ptr() for p in model.parameters()}
    kept = {}

    def keep(tensor):
        storage = tensor.untyped_storage()
        if storage.data_ptr() not in weights:
            kept[storage.data_ptr()] = storage.nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        losses, _, _ = answer_losses(model, ids, targets, torch.zeros_like(ids), "fp32")
    assert losses.requires_grad
    estimated = 4 * saved_floats(config, length, count, 0.5, attention_matrix=True)
    assert estimated == pytest.approx(sum(kept.values()), rel=0.03)


def test_more_processes_and_longer_micro_batches_need_more():
    config = config_of(SHAPES[0])
    lengths = np.array([100, 200, 640])
    small, more, two = (
        estimate_memory(config, lengths, 0.4, **OPTIONS | changes)
        for changes in ({"micro_tokens": 700}, {}, {"processes": 2, "micro_tokens": 700})
    )
    assert small.activations < more.activations
    assert two.activations == pytest.approx(2 * small.activations)
    assert two.states > 2 * small.states


def test_refuses_what_does_not_fit():
    needed = estimate_memory(config_of(SHAPES[0]), np.array([100]), 0.4, **OPTIONS)
    check_memory(needed, None)
    check_memory(needed, needed.total)
    with pytest.raises(TrainerError, match="training needs about 0.6 GB of memory and 0.5 GB are available") as refused:
        check_memory(needed, 500_000_000)
    assert refused.value.code == "OUT_OF_MEMORY"
    assert available_memory() > 1 << 20


def test_says_so_before_it_starts(data, tmp_path):
    args = ["--data", data, "--tokenizer", data / "tokenizer.json", "--out", tmp_path, *SMALL, "--memory-limit", 0.2]
    refused = attempt("train.py", *args)
    assert (refused.returncode, error_event(refused)["code"]) == (3, "OUT_OF_MEMORY")
    assert '"memory"' in refused.stdout and '"start"' not in refused.stdout
