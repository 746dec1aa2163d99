"""The network: a small Llama decoder, and the optimizers for it."""

import torch
from transformers import LlamaConfig, LlamaForCausalLM


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


def drop_out(model: LlamaForCausalLM, share: float) -> None:
    """Dropout (Srivastava et al., 2014) of what each attention and feed-forward adds, while training."""

    def hook(module, _, output):
        first = output[0] if isinstance(output, tuple) else output
        dropped = torch.nn.functional.dropout(first, share, module.training)
        return (dropped, *output[1:]) if isinstance(output, tuple) else dropped

    for layer in model.model.layers:
        layer.self_attn.register_forward_hook(hook)
        layer.mlp.register_forward_hook(hook)


def make_optimizers(model: LlamaForCausalLM, lr: float, muon: bool, decay: float = 0.05) -> list[torch.optim.Optimizer]:
    """Muon for the matrices of the layers (it learns faster at this size), AdamW for embeddings and norms."""
    matrices = [p for p in model.model.layers.parameters() if p.ndim == 2]
    chosen = {id(p) for p in matrices}
    rest = [p for p in model.parameters() if id(p) not in chosen]
    if not muon:
        return [torch.optim.AdamW(matrices + rest, lr=lr, betas=(0.9, 0.98), weight_decay=decay)]
    return [
        torch.optim.Muon(matrices, lr=lr, momentum=0.95, weight_decay=decay, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(rest, lr=lr, betas=(0.9, 0.98), weight_decay=0.0),
    ]


def answer_losses(model: LlamaForCausalLM, ids, targets, kinds, precision, prompt_share: float = 0.0):
    """
    Loss of every answer token, its kind, whether it is right; and the losses of a random share of the prompt's own tokens.
    Logits are computed for these positions alone.
    """
    with torch.autocast("cuda" if ids.is_cuda else "cpu", dtype=torch.bfloat16, enabled=precision == "bf16"):
        hidden = model.model(input_ids=ids).last_hidden_state
        chosen = targets >= 0
        logits = model.lm_head(hidden[chosen])
        told = torch.zeros_like(chosen)
        if prompt_share:
            following = ids[:, 1:] != model.config.pad_token_id
            told[:, :-1] = following & ~chosen[:, :-1] & (torch.rand(following.shape, device=ids.device) < prompt_share)
        prompt = model.lm_head(hidden[told])
    wanted = targets[chosen]
    losses = torch.nn.functional.cross_entropy(logits.float(), wanted, reduction="none")
    prompt_losses = torch.nn.functional.cross_entropy(prompt.float(), ids.roll(-1, 1)[told], reduction="none")
    with torch.no_grad():
        right = logits.argmax(-1) == wanted
    return losses, kinds[chosen], right, prompt_losses
