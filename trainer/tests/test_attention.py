import pytest
import torch

from attention import PRODUCTS
from model import answer_losses, make_model


@pytest.mark.parametrize("kv_heads", [4, 2, 1])
def test_products_are_pytorchs_own_attention(kv_heads):
    torch.manual_seed(1)
    model = make_model(vocab=50, width=32, depth=2, heads=4, inner=48, context=64, kv_heads=kv_heads)
    for weight in model.parameters():
        torch.nn.init.normal_(weight, std=0.1)
    ids = torch.randint(1, 50, (3, 20))
    targets = torch.where(torch.arange(20) > 8, ids.roll(-1, 1), -100)
    results = []
    for implementation in ("sdpa", PRODUCTS):
        model.set_attn_implementation(implementation)
        model.zero_grad()
        losses, _, _ = answer_losses(model, ids, targets, torch.zeros_like(ids), "fp32")
        losses.sum().backward()
        results.append((losses.detach(), [p.grad.clone() for p in model.parameters()]))
    (losses, grads), (others, other_grads) = results
    assert losses.std() > 0.01
    torch.testing.assert_close(others, losses)
    for grad, other in zip(grads, other_grads, strict=True):
        torch.testing.assert_close(other, grad, rtol=1e-3, atol=1e-5)
