"""How much memory a training run needs, and how much there is."""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from transformers import LlamaConfig

from errors import TrainerError

FLOAT = 4
# Python, PyTorch, and allocator overhead of one process.
PROCESS_BYTES = 600 << 20
COMPILER_BYTES = 400 << 20


@dataclass
class MemoryEstimate:
    """Bytes, all processes together. `states` are weights, gradients, optimizer states and the running mean."""

    parameters: int
    states: int
    activations: int
    overhead: int

    @property
    def total(self) -> int:
        return self.states + self.activations + self.overhead


def layer_parameters(config: LlamaConfig) -> tuple[int, int]:
    """Parameters of all layers: those of matrices, and those of norms."""
    hidden = config.hidden_size
    kv = hidden * config.num_key_value_heads // config.num_attention_heads
    matrices = 2 * hidden * hidden + 2 * hidden * kv + 3 * hidden * config.intermediate_size
    return config.num_hidden_layers * matrices, config.num_hidden_layers * 2 * hidden


def count_parameters(config: LlamaConfig) -> int:
    matrices, norms = layer_parameters(config)
    return config.vocab_size * config.hidden_size + matrices + norms + config.hidden_size


def state_floats(config: LlamaConfig, optimizer: str, processes: int) -> int:
    """Floats a process keeps along the run: weights, gradients, mean, two moments (Muon: one); gradients to be averaged."""
    total = count_parameters(config)
    matrices, _ = layer_parameters(config)
    moments = 2 * total - (matrices if optimizer == "muon" else 0)
    return 3 * total + moments + (total if processes > 1 else 0)


def saved_floats(config: LlamaConfig, length: int, count: int, answer_share: float, attention_matrix: bool) -> float:
    """Floats that the forward pass of one micro-batch, `count` sequences of `length`, keeps for its backward pass."""
    tokens = length * count
    hidden, heads = config.hidden_size, config.num_attention_heads
    # Two norms and three inputs of products keep 7 of the hidden size; query, key and value (repeated for each head) 3 more.
    each_token = 10 * hidden + 4 * config.intermediate_size + 2
    each_layer = each_token * tokens + (count * heads * length * length if attention_matrix else 0)
    output = (2 + answer_share) * hidden * tokens + config.vocab_size * answer_share * tokens
    return config.num_hidden_layers * each_layer + output


def temporary_floats(config: LlamaConfig, length: int, count: int, answer_share: float, attention_matrix: bool) -> float:
    """The largest temporary tensors beside those: attention scores with their gradients, logits with theirs."""
    attention = 3 * count * config.num_attention_heads * length * length if attention_matrix else 0
    return max(attention, 2 * config.vocab_size * answer_share * length * count)


def largest_micro_batch(lengths: np.ndarray, micro_batch: int, micro_tokens: int) -> list[tuple[int, int]]:
    """Length and number of sequences of the fullest micro-batch of each length that occurs."""
    return [(int(n), min(micro_batch, max(1, micro_tokens // int(n)))) for n in np.unique(lengths)]


def estimate_memory(
    config: LlamaConfig,
    lengths: np.ndarray,
    answer_share: float,
    *,
    optimizer: str,
    micro_batch: int,
    micro_tokens: int,
    precision: str,
    processes: int,
    compiled: bool,
    on_gpu: bool,
) -> MemoryEstimate:
    """`lengths` are those of the examples in tokens, `answer_share` the share of answer tokens among all tokens."""
    parameters = count_parameters(config)
    activations = max(
        saved_floats(config, length - 1, count, answer_share, not on_gpu)
        + temporary_floats(config, length - 1, count, answer_share, not on_gpu)
        for length, count in largest_micro_batch(lengths, micro_batch, micro_tokens)
    )
    # Under autocast, products are kept in bfloat16 and norms in float32; each matrix is cast once a step.
    activation_bytes = FLOAT * activations if precision == "fp32" else 0.7 * FLOAT * activations + 2 * parameters
    return MemoryEstimate(
        parameters=parameters,
        states=processes * FLOAT * state_floats(config, optimizer, processes),
        activations=round(processes * activation_bytes),
        overhead=processes * (PROCESS_BYTES + (COMPILER_BYTES if compiled else 0)),
    )


def available_memory() -> int | None:
    """Bytes free on the GPU or, without one, in the system within the limit of its container. None where it is unknown."""
    if torch.cuda.is_available():
        return torch.cuda.mem_get_info()[0]
    known = []
    try:
        fields = dict(line.split(":") for line in Path("/proc/meminfo").read_text().splitlines())
        known.append(int(fields["MemAvailable"].split()[0]) << 10)
    except (OSError, KeyError):
        if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
            known.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    for limit, used in (("memory.max", "memory.current"), ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes")):
        try:
            known.append(read_number(limit) - read_number(used))
        except (OSError, ValueError):  # no such control group, or "max"
            continue
    return min(known, default=None)


def read_number(name: str) -> int:
    return int((Path("/sys/fs/cgroup") / name).read_text())


def check_memory(needed: MemoryEstimate, available: int | None) -> None:
    """@throws TrainerError OUT_OF_MEMORY when the run would not fit"""
    if available is None or needed.total <= available:
        return
    raise TrainerError(
        "OUT_OF_MEMORY",
        f"training needs about {gigabytes(needed.total)} of memory and {gigabytes(available)} are available: "
        f"{gigabytes(needed.states)} for weights and optimizer, {gigabytes(needed.activations)} for activations",
        "Lower --micro-batch-tokens, --micro-batch or --processes, or say --memory-limit GB if the estimate is too high.",
    )


def gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"
