"""The network: a small Llama decoder, and the optimizers for it."""

import torch
from transformers import LlamaConfig, LlamaForCausalLM

from orthogonal import multiplies_bfloat16, use_float32


def make_model(
    vocab: int, width: int, depth: int, heads: int, inner: int, context: int, kv_heads: int | None = None, theta: float = 10_000.0
) -> LlamaForCausalLM:
    """Untrained weights; input and output embeddings are tied."""
    config = LlamaConfig(
        vocab_size=vocab,
        hidden_size=width,
        num_hidden_layers=depth,
        num_attention_heads=heads,
        num_key_value_heads=kv_heads or heads,
        intermediate_size=inner,
        max_position_embeddings=context,
        tie_word_embeddings=True,
        pad_token_id=0,
        bos_token_id=None,
        eos_token_id=1,
        rms_norm_eps=1e-5,
        rope_parameters={"rope_type": "default", "rope_theta": theta},
        attn_implementation="sdpa",
    )
    model = LlamaForCausalLM(config)
    for name, weight in model.named_parameters():
        if name.endswith(("o_proj.weight", "down_proj.weight")):
            torch.nn.init.zeros_(weight)
    return model


def make_optimizers(model: LlamaForCausalLM, lr: float, muon: bool, decay: float) -> list[torch.optim.Optimizer]:
    """Muon for the matrices of the layers (it learns faster at this size), AdamW for embeddings and norms."""
    matrices = [p for p in model.model.layers.parameters() if p.ndim == 2]
    chosen = {id(p) for p in matrices}
    rest = [p for p in model.parameters() if id(p) not in chosen]
    if not muon:
        return [torch.optim.AdamW(matrices + rest, lr=lr, betas=(0.9, 0.98), weight_decay=decay)]
    if not multiplies_bfloat16():
        use_float32()
    return [
        torch.optim.Muon(matrices, lr=lr, momentum=0.95, weight_decay=decay, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(rest, lr=lr, betas=(0.9, 0.98), weight_decay=0.0),
    ]


def answer_losses(model: LlamaForCausalLM, ids, targets, kinds, precision):
    """Loss of every answer token and its kind; logits are computed for answer positions alone."""
    with torch.autocast("cuda" if ids.is_cuda else "cpu", dtype=torch.bfloat16, enabled=precision == "bf16"):
        hidden = model.model(input_ids=ids, use_cache=False).last_hidden_state
        chosen = targets >= 0
        logits = model.lm_head(hidden[chosen])
    wanted = targets[chosen]
    losses = torch.nn.functional.cross_entropy(logits.float(), wanted, reduction="none")
    with torch.no_grad():
        right = logits.argmax(-1) == wanted
    return losses, kinds[chosen], right
