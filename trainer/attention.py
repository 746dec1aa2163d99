"""Causal attention by plain matrix products. On a CPU its backward pass is several times as fast as PyTorch's own."""

import torch
from transformers import AttentionInterface

MATMUL_ATTENTION = "matmul"


def matmul_attention(module, query, key, value, attention_mask=None, scaling=1.0, **_):
    """
    Suits sequences of some hundred tokens. Padding must be on the right, so no mask is needed. Query is (batch, heads, length,
    head size). Key and value have as many heads or, for grouped-query attention (Ainslie et al., 2023), a whole fraction of
    them. Returns (batch, length, heads, head size) and no attention weights.
    """
    batch, heads, length, size = query.shape
    key, value = (part.repeat_interleave(heads // part.shape[1], dim=1) for part in (key, value))
    q, k, v = (part.reshape(batch * heads, length, size) for part in (query, key, value))
    causal_mask = torch.full((length, length), float("-inf"), dtype=q.dtype, device=q.device).triu(1)
    weights = torch.softmax(torch.baddbmm(causal_mask.expand(len(q), -1, -1), q, k.transpose(1, 2), alpha=scaling), -1)
    return torch.bmm(weights, v).view(batch, heads, length, size).transpose(1, 2).contiguous(), None


AttentionInterface.register(MATMUL_ATTENTION, matmul_attention)
