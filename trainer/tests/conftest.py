import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import FLOWRIGHT, SMALL, run  # noqa: E402


@pytest.fixture(scope="session")
def data(tmp_path_factory):
    """A data set of 400 requests with its tokenizer.json."""
    folder = tmp_path_factory.mktemp("data")
    command = ["node", FLOWRIGHT, "dataset", "-n", "400", "-o", folder, "--json"]
    subprocess.run(list(map(str, command)), check=True, capture_output=True)
    run("tokenizer.py", "--data", folder, "--out", folder / "tokenizer.json", "--vocab-size", 1024)
    return folder


@pytest.fixture(scope="session")
def trained(data, tmp_path_factory):
    """A run of 12 steps, resumed to 24, and exported."""
    out = tmp_path_factory.mktemp("run")
    args = ["--data", data, "--tokenizer", data / "tokenizer.json", "--out", out, *SMALL]
    first = run("train.py", *args, "--steps", 12)
    second = run("train.py", *args, "--steps", 24)
    run("export.py", "--weights", out / "weights", "--data", data, "--out", out, "--name", "tiny")
    return {"out": out, "first": first, "second": second}
