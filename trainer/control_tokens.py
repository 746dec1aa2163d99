"""The files that `flowright dataset` writes: control tokens of the codec and SFT examples."""

import json
from collections.abc import Iterator
from pathlib import Path

from errors import TrainerError


def read_control_tokens(data: Path) -> list[str]:
    """The control tokens in their fixed order. The first two are padding and end of text."""
    return json.loads((data / "tokens.json").read_text())


def read_examples(path: Path) -> Iterator[dict]:
    """The SFT examples of a JSONL file: dicts with `stage`, `prompt` and `answer`."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise TrainerError("FILE_UNREADABLE", f"{path}:{number} is not JSON: {error}") from error
