"""The control tokens of the compact codec, read from the data that the TypeScript side writes."""

import json
from pathlib import Path


def read_tokens(data: Path) -> list[str]:
    """The tokens in their fixed order; the first two are padding and end of text."""
    return json.loads((data / "tokens.json").read_text())


def lines(path: Path):
    """The SFT examples of a JSONL file: dicts with `stage`, `prompt` and `answer`."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise SystemExit(f"{path}:{number} is not JSON: {error}") from error
