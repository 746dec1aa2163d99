import pytest
import torch

from attention import MATMUL_ATTENTION
from model import answer_losses, make_config, make_model


@pytest.mark.parametrize("kv_heads", [4, 2, 1])
def test_matmul_attention_equals_pytorchs_own(kv_heads):
    torch.manual_seed(1)
    model = make_model(make_config(50, 32, 2, 4, 48, 64, num_kv_heads=kv_heads))
    for weight in model.parameters():
        torch.nn.init.normal_(weight, std=0.1)
    ids = torch.randint(1, 50, (3, 20))
    targets = torch.where(torch.arange(20) > 8, ids.roll(-1, 1), -100)
    results = []
    for implementation in ("sdpa", MATMUL_ATTENTION):
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
