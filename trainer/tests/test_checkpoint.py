"""A checkpoint survives a kill, a full disk, and wrong options."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from support import SMALL, TRAINER, attempt, error_event, run

from checkpoint import check_disk, load_checkpoint, save_checkpoint
from errors import TrainerError, to_trainer_error


class Unwritable:
    def __reduce__(self):
        raise RuntimeError("stopped in the middle")


def test_a_failed_write_leaves_the_old_checkpoint(tmp_path):
    path = tmp_path / "checkpoint.pt"
    save_checkpoint(path, {"step": 1})
    with pytest.raises(RuntimeError, match="in the middle"):
        save_checkpoint(path, {"weights": torch.ones(1000), "step": Unwritable()})
    assert load_checkpoint(path, "cpu") == {"step": 1}
    assert [file.name for file in tmp_path.iterdir()] == ["checkpoint.pt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_leaves_the_old_checkpoint(data, trained, tmp_path):
    out = tmp_path / "run"
    shutil.copytree(trained["out"], out)
    before = (out / "checkpoint.pt").read_bytes()
    (out / "checkpoint.tmp").symlink_to("/dev/full")
    args = ["--data", data, "--tokenizer", data / "tokenizer.json", "--out", out, *SMALL, "--steps", 26]
    failed = attempt("train.py", *args)
    assert (failed.returncode, error_event(failed)["code"]) == (4, "DISK_FULL")
    assert (out / "checkpoint.pt").read_bytes() == before
    events = run("train.py", *args)
    assert next(event for event in events if event["event"] == "start")["step"] == 24
    assert events[-1]["step"] == 26


def test_a_killed_run_resumes(data, tmp_path):
    args = ["--data", data, "--tokenizer", data / "tokenizer.json", "--out", tmp_path, *SMALL, "--eval-examples", 2]
    command = [sys.executable, TRAINER / "train.py", *args, "--steps", 1000, "--checkpoint-minutes", 0]
    with subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if '"valid"' in line and '"step": 3' in line:
                process.send_signal(signal.SIGKILL)
    events = run("train.py", *args, "--steps", 6)
    start = next(event for event in events if event["event"] == "start")
    assert 3 <= start["step"] < 6
    assert events[-1] | {"event": "done", "step": 6} == events[-1]


def test_refuses_the_checkpoint_of_another_model(data, trained, tmp_path):
    shutil.copy(trained["out"] / "checkpoint.pt", tmp_path)
    args = ["--data", data, "--tokenizer", data / "tokenizer.json", "--out", tmp_path, *SMALL, "--steps", 26]
    failed = attempt("train.py", *args, "--num-layers", 3)
    assert (failed.returncode, error_event(failed)["code"]) == (2, "RUN_FOREIGN")
    failed = attempt("train.py", *args, "--optimizer", "adamw")
    assert (failed.returncode, error_event(failed)["code"]) == (2, "RUN_FOREIGN")


def test_refuses_a_truncated_checkpoint(trained, tmp_path):
    path = tmp_path / "checkpoint.pt"
    path.write_bytes((trained["out"] / "checkpoint.pt").read_bytes()[:5000])
    with pytest.raises(TrainerError, match="cannot be read") as refused:
        load_checkpoint(path, "cpu")
    assert refused.value.code == "RUN_FOREIGN"


def test_says_before_the_start_that_the_disk_is_too_small(tmp_path):
    check_disk(tmp_path, 1000)
    with pytest.raises(TrainerError) as refused:
        check_disk(tmp_path, 1 << 60)
    assert refused.value.code == "DISK_FULL"


def test_knows_failures_of_the_system():
    assert to_trainer_error(OSError(28, "No space left on device")).code == "DISK_FULL"
    assert to_trainer_error(RuntimeError("DefaultCPUAllocator: can't allocate memory")).code == "OUT_OF_MEMORY"
    assert to_trainer_error(RuntimeError("a bug")) is None
