from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from average import average
from errors import TrainerError


def folder(path: Path, value: float, size: int = 3) -> Path:
    path.mkdir()
    save_file({"w": torch.full((size,), value)}, path / "model.safetensors", metadata={"format": "pt"})
    return path


def test_mixes_by_share(tmp_path: Path) -> None:
    average(folder(tmp_path / "a", 1.0), folder(tmp_path / "b", 3.0), 0.25, tmp_path / "out")
    assert torch.equal(load_file(tmp_path / "out" / "model.safetensors")["w"], torch.full((3,), 1.5))


def test_refuses_other_shapes(tmp_path: Path) -> None:
    with pytest.raises(TrainerError, match="not of the same shape"):
        average(folder(tmp_path / "a", 1.0), folder(tmp_path / "b", 1.0, 4), 0.5, tmp_path / "out")
