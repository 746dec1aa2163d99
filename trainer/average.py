"""Averages the weights of two checkpoints of one run (Wortsman et al., "Model soups", 2022)."""

import argparse
import shutil
from pathlib import Path

from safetensors.torch import load_file, save_file

from errors import TrainerError, run_command

FILE = "model.safetensors"


def average(first: Path, second: Path, share: float, out: Path) -> None:
    """Writes (1 - share) * first + share * second to `out`, with all other files of `second`."""
    a, b = load_file(first / FILE), load_file(second / FILE)
    if {k: v.shape for k, v in a.items()} != {k: v.shape for k, v in b.items()}:
        raise TrainerError("USAGE", f"{first} and {second} are not of the same shape")
    shutil.copytree(second, out, dirs_exist_ok=True)
    averaged = {k: ((1 - share) * a[k].float() + share * b[k].float()).to(b[k].dtype) for k in b}
    save_file(averaged, out / FILE, metadata={"format": "pt"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path, help="a folder of weights")
    parser.add_argument("second", type=Path, help="another one with the same shape and tokenizer")
    parser.add_argument("--share", type=float, default=0.5, help="of the second, from 0 to 1")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    if not 0 <= args.share <= 1:
        raise TrainerError("USAGE", "--share must be from 0 to 1")
    average(args.first, args.second, args.share, args.out)


if __name__ == "__main__":
    run_command(main)
