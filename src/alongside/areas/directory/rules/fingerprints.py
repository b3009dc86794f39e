"""A number for a list as it was read, so that two people who change it at once both learn of it."""

from collections.abc import Iterable
from zlib import crc32


def fingerprint(lines: Iterable[object]) -> int:
    """Answer a number that another list, or the same in another order, hardly ever has."""
    return crc32("\n".join(repr(line) for line in lines).encode())
