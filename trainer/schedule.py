"""The learning rate along a run."""

WARMUP_RATIO = 0.02
MIN_FACTOR = 0.01


def learning_rate_factor(progress: float, warmdown_ratio: float) -> float:
    """Factor of the peak rate at `progress` (0 to 1): linear warm-up, constant, linear warm-down to 1% at the end."""
    if progress < WARMUP_RATIO:
        return max(progress, 1e-4) / WARMUP_RATIO
    return max(MIN_FACTOR, min(1.0, (1 - progress) / warmdown_ratio))
