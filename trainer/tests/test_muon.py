"""Muon's iteration in float32 gives what PyTorch's own in bfloat16 gives."""

import sys
from pathlib import Path

import pytest
import torch
from torch.optim._muon import DEFAULT_A, DEFAULT_B, DEFAULT_C, _zeropower_via_newtonschulz

sys.path.insert(0, str(Path(__file__).parent.parent))

from muon import newton_schulz  # noqa: E402


@pytest.mark.parametrize("shape", [(24, 40), (40, 24), (16, 16)])
def test_is_the_iteration_of_torch_in_float32(shape):
    grad = torch.randn(shape, generator=torch.Generator().manual_seed(1))
    mine = newton_schulz(grad, (DEFAULT_A, DEFAULT_B, DEFAULT_C), 5, 1e-7)
    theirs = _zeropower_via_newtonschulz(grad, (DEFAULT_A, DEFAULT_B, DEFAULT_C), 5, 1e-7).float()
    assert mine.dtype == torch.float32
    assert mine.shape == grad.shape
    assert (mine - theirs).norm() < 0.05 * mine.norm()
    # singular values are drawn to 1, but for those that were near 0
    assert torch.linalg.svdvals(mine).median() == pytest.approx(1, abs=0.4)
