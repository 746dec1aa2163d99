"""Muon's Newton-Schulz iteration in float32, for processors that multiply bfloat16 slowly."""

import torch


def has_fast_bfloat16() -> bool:
    """False on a CPU without AVX-512: there a step of Muon in bfloat16 takes fifty times as long as in float32."""
    return torch.cuda.is_available() or torch.backends.cpu.get_cpu_capability() not in ("DEFAULT", "AVX2")


def newton_schulz(grad: torch.Tensor, coefficients: tuple[float, float, float], steps: int, eps: float) -> torch.Tensor:
    """
    An approximately orthogonal matrix near `grad` (rows by columns): all its singular values become about 1
    (Jordan et al., "Muon", 2024; torch.optim.Muon does the same in bfloat16).
    """
    a, b, c = coefficients
    tall = grad.size(0) > grad.size(1)
    matrix = (grad.T if tall else grad).float()
    matrix = matrix / matrix.norm().clamp(min=eps)
    for _ in range(steps):
        gram = matrix @ matrix.T
        matrix = torch.addmm(matrix, torch.addmm(gram, gram, gram, beta=b, alpha=c), matrix, beta=a)
    return matrix.T if tall else matrix


def patch_muon_float32() -> None:
    """Makes torch.optim.Muon iterate in float32. A PyTorch without the patched function stays as it is."""
    module = torch.optim._muon
    if hasattr(module, "_zeropower_via_newtonschulz"):
        module._zeropower_via_newtonschulz = newton_schulz
