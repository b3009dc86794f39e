"""Reads a file that was sent to a page, whose writer nobody knows."""

from pathlib import Path
from typing import Final

from alongside.exchange.spreadsheets.sheet import Sheet, read_sheet

LARGEST_UNPACKED: Final = 100 * 1024 * 1024


def sheet_of(name: str, content: bytes) -> Sheet:
    """Give the rows of a CSV or Excel file that is in hand.

    Args:
        name: What the file is called, for messages.
        content: All of it.

    Raises:
        Refused: ``file.…``: it is not a table, or unpacks to more than a page takes.
    """
    return read_sheet(Path(name), content, largest_unpacked=LARGEST_UNPACKED)
