"""Typed errors. A failed command writes an event `error` with a code, a message for people, and a fixed exit code."""

import errno
import sys
from collections.abc import Callable

from progress import report

# A code never changes its meaning. Where Flowright has the same error, the code is Flowright's.
EXIT_CODES = {
    "USAGE": 2,  # options that do not fit together
    "FILE_UNREADABLE": 2,  # a file is missing or malformed
    "MODEL_UNREADABLE": 2,  # the base is not a GGUF file, or is truncated
    "MODEL_UNSUITABLE": 2,  # the base is not a plain Llama, or its vocabulary cannot spell every text
    "RUN_FOREIGN": 2,  # the checkpoint belongs to another run or cannot be read
    "OUT_OF_MEMORY": 3,
    "DISK_FULL": 4,
}


class TrainerError(Exception):
    """An error with a stable code; `hint` says what to do about it."""

    def __init__(self, code: str, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


def to_trainer_error(error: Exception) -> TrainerError | None:
    """The typed error for a failure of the system; None for a bug."""
    if isinstance(error, TrainerError):
        return error
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    if full or "No space left on device" in str(error):  # safetensors has errors of its own
        hint = "Free some space, then run the same command: it resumes from the last checkpoint."
        return TrainerError("DISK_FULL", f"the disk is full: {error}", hint)
    if isinstance(error, FileNotFoundError):
        return TrainerError("FILE_UNREADABLE", f"there is no file {error.filename}")
    if isinstance(error, MemoryError) or "out of memory" in str(error) or "can't allocate memory" in str(error):
        return TrainerError("OUT_OF_MEMORY", "the system has no memory left", "Lower --micro-batch-tokens or --micro-batch.")
    return None


def run_command(command: Callable[[], None]) -> None:
    """Runs a command of the trainer. Known errors end the process with their exit code, bugs with a traceback."""
    try:
        command()
    except Exception as error:
        known = to_trainer_error(error)
        if known is None:
            raise
        report("error", code=known.code, message=str(known), hint=known.hint)
        sys.stderr.write(f"{known} [{known.code}]\n" + (f"{known.hint}\n" if known.hint else ""))
        sys.exit(EXIT_CODES[known.code])
