"""The network, a small Llama decoder, with its optimizers and its loss."""

import copy

import torch
from transformers import LlamaConfig, LlamaForCausalLM

from errors import TrainerError
from muon import has_fast_bfloat16, patch_muon_float32


def make_config(
    vocab_size: int,
    hidden_size: int,
    num_layers: int,
    num_heads: int,
    intermediate_size: int,
    max_positions: int,
    num_kv_heads: int | None = None,
    rope_theta: float = 10_000.0,
    rms_norm_eps: float = 1e-5,
) -> LlamaConfig:
    """A Llama with tied embeddings. Fewer key-value heads than heads mean grouped-query attention."""
    return LlamaConfig(
        vocab_size=vocab_size,
        hidden_size=hidden_size,
        num_hidden_layers=num_layers,
        num_attention_heads=num_heads,
        num_key_value_heads=num_kv_heads or num_heads,
        intermediate_size=intermediate_size,
        max_position_embeddings=max_positions,
        tie_word_embeddings=True,
        pad_token_id=0,
        bos_token_id=None,
        eos_token_id=1,
        rms_norm_eps=rms_norm_eps,
        rope_parameters={"rope_type": "default", "rope_theta": rope_theta},
        attn_implementation="sdpa",
    )


def make_model(config: LlamaConfig) -> LlamaForCausalLM:
    """An untrained network. Output projections start at zero, so each layer starts as the identity."""
    model = LlamaForCausalLM(config)
    for name, weight in model.named_parameters():
        if name.endswith(("o_proj.weight", "down_proj.weight")):
            torch.nn.init.zeros_(weight)
    return model


def grow_depth(model: LlamaForCausalLM, num_layers: int) -> LlamaForCausalLM:
    """
    Adds layers up to `num_layers`, evenly spaced. Each starts as a copy of the layer below whose output projections are zero,
    so the outputs are unchanged (Chen et al., "Net2Net", 2016).
    """
    present = len(model.model.layers)
    if num_layers < present:
        hint = "prepare_base.py --keep-layers removes layers."
        raise TrainerError("USAGE", f"--num-layers {num_layers} is less than the {present} of the base", hint)
    layers = list(model.model.layers)
    for n in range(num_layers - present):
        at = round((n + 1) * present / (num_layers - present + 1)) + n
        added = copy.deepcopy(layers[at - 1])
        torch.nn.init.zeros_(added.self_attn.o_proj.weight)
        torch.nn.init.zeros_(added.mlp.down_proj.weight)
        layers.insert(at, added)
    for n, layer in enumerate(layers):
        layer.self_attn.layer_idx = n
    model.model.layers = torch.nn.ModuleList(layers)
    model.config.num_hidden_layers = len(layers)
    return model


def make_optimizers(model: LlamaForCausalLM, name: str, lr: float, weight_decay: float) -> list[torch.optim.Optimizer]:
    """`muon`: Muon for the matrices of the layers (faster at this size), AdamW for embeddings and norms. Or `adamw` alone."""
    matrices = [p for p in model.model.layers.parameters() if p.ndim == 2]
    matrix_ids = {id(p) for p in matrices}
    others = [p for p in model.parameters() if id(p) not in matrix_ids]
    if name == "adamw":
        return [torch.optim.AdamW(matrices + others, lr=lr, betas=(0.9, 0.98), weight_decay=weight_decay)]
    if not has_fast_bfloat16():
        patch_muon_float32()
    return [
        torch.optim.Muon(matrices, lr=lr, momentum=0.95, weight_decay=weight_decay, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(others, lr=lr, betas=(0.9, 0.98), weight_decay=0.0),
    ]


def answer_losses(model: LlamaForCausalLM, ids, targets, kinds, precision):
    """
    Three flat tensors over the answer tokens: loss, kind, and whether the most likely token is the right one.
    Logits are computed at answer positions only.
    """
    with torch.autocast("cuda" if ids.is_cuda else "cpu", dtype=torch.bfloat16, enabled=precision == "bf16"):
        hidden = model.model(input_ids=ids, use_cache=False).last_hidden_state
        in_answer = targets >= 0
        logits = model.lm_head(hidden[in_answer])
    expected = targets[in_answer]
    losses = torch.nn.functional.cross_entropy(logits.float(), expected, reduction="none")
    with torch.no_grad():
        correct = logits.argmax(-1) == expected
    return losses, kinds[in_answer], correct
