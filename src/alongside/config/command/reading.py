"""Reads what a command is given: a file, or standard input."""

import sys
from pathlib import Path
from typing import Final

from alongside.kernel.refusal import Refused

LARGEST_INPUT: Final = 64 * 1024 * 1024
STANDARD_INPUT: Final = "-"


def typed_text(file: str, *, nothing: str, largest: int = LARGEST_INPUT) -> str:
    """Read a file, or standard input where it is ``-``, as text.

    Args:
        file: Its path.
        nothing: What to say when there is no input at all.
        largest: The most bytes taken.

    Raises:
        Refused: It cannot be read, is too large or is not UTF-8.
    """
    if file == STANDARD_INPUT and sys.stdin.isatty():
        raise Refused("input.none", nothing)
    name = "standard input" if file == STANDARD_INPUT else file
    try:
        if file == STANDARD_INPUT:
            raw = sys.stdin.buffer.read(largest + 1)
        else:
            with Path(file).open("rb") as opened:
                raw = opened.read(largest + 1)
    except (OSError, ValueError) as wrong:  # ValueError: a null character in the name
        reason = getattr(wrong, "strerror", None) or "it cannot be opened"
        raise Refused("input.unreadable", f"{name}: {reason}.") from None
    if len(raw) > largest:
        size = largest // (1024 * 1024)
        raise Refused("input.too_large", f"{name}: larger than {size} MiB; send it in parts.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("input.not_text", f"{name}: not text in UTF-8.") from None
