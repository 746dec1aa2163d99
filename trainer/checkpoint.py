"""Checkpoints: written atomically, so that a kill or a full disk leaves the previous one intact."""

import os
import shutil
from pathlib import Path

import torch

from errors import TrainerError

HINT = "Give another --out, or the options and the base that the run in this folder was started with."


def save_checkpoint(path: Path, state: dict) -> None:
    """Writes beside the old file, then replaces it. @throws OSError when the disk is full; the old file is intact then"""
    temporary = path.with_suffix(".tmp")
    try:
        with temporary.open("wb") as file:
            torch.save(state, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def load_checkpoint(path: Path, device: str) -> dict:
    """@throws TrainerError RUN_FOREIGN when the file cannot be read"""
    try:
        return torch.load(path, map_location=device, weights_only=True)
    except Exception as error:
        raise TrainerError("RUN_FOREIGN", f"the checkpoint {path} cannot be read: {error}", HINT) from error


def foreign_checkpoint(path: Path, error: Exception) -> TrainerError:
    return TrainerError("RUN_FOREIGN", f"the checkpoint {path} is of another model or optimizer: {error}", HINT)


def check_disk(out: Path, checkpoint_bytes: int) -> None:
    """There must be room for the new checkpoint beside the old one. @throws TrainerError DISK_FULL"""
    copies = 1 if (out / "checkpoint.pt").exists() else 2
    free = shutil.disk_usage(out).free
    if free < copies * checkpoint_bytes:
        raise TrainerError(
            "DISK_FULL",
            f"checkpoints need {copies * checkpoint_bytes / 1e9:.1f} GB in {out}, where {free / 1e9:.1f} GB are free",
            "Free some space or give another --out.",
        )
