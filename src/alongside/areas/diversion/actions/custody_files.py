"""Reads a custody list that was sent as a file, by whatever reads files here."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from alongside.areas.diversion.rules.custody_rows import Reading
from alongside.kernel.refusal import Refused

ReadFile = Callable[[str, bytes, datetime], Reading]
"""Reads a list from a file's name and what it holds, as it is at an instant."""
LARGEST: Final = 2 * 1024 * 1024
_readers: list[ReadFile] = []


def read_with(reader: ReadFile) -> None:
    """Let files be read by this from now on."""
    _readers[:] = [reader]


def read_file(name: str, content: bytes, now: datetime) -> Reading:
    """Read a custody list from a CSV or Excel file.

    Args:
        name: What the file was called.
        content: What it held.
        now: The instant the list is of.

    Raises:
        Refused: ``file.too_large``, or what the reader says of the file as a whole.
    """
    if len(content) > LARGEST:
        raise Refused(
            "file.too_large",
            "The file is larger than 2 MB, which is more than a custody list needs.",
            next_step="Send only the list, or paste its rows.",
            field="file",
        )
    try:
        return _readers[0](name, content, now)
    except Refused as refused:
        raise Refused(
            refused.code, str(refused), next_step=refused.next_step, field="file"
        ) from refused
