"""Keys of people that last: a person once numbered keeps the number when rows are added."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from alongside.kernel.refusal import Refused

PERSON: Final = "person"
"""The column of keys in an answer."""
_KEY: Final = re.compile(r"P(\d+)")


def number_people(
    rows: int, cluster: Mapping[int, int], *, earlier: Mapping[int, str] | None = None
) -> list[str]:
    """A key for every row.

    Args:
        rows: How many there are.
        cluster: The cluster of each row that shares one.
        earlier: The key of each row that had one; a cluster that holds one keeps it, and where a
            person has said that two are one, the older.
    """
    earlier = earlier or {}
    kept: dict[int, str] = {}
    for row, key in earlier.items():
        home = cluster.get(row, row)
        kept[home] = min(kept.get(home, key), key)
    last = max((_number(key) for key in earlier.values()), default=0)
    found = []
    for row in range(rows):
        home = cluster.get(row, row)
        if home not in kept:
            last += 1
            kept[home] = f"P{last:07d}"
        found.append(kept[home])
    return found


def earlier_keys(cells: Sequence[str | None], *, file: str) -> dict[int, str]:
    """The keys in an earlier answer, by row.

    Raises:
        Refused: ``keys.form`` naming file and row.
    """
    found = {}
    for row, cell in enumerate(cells):
        if cell is None or not _KEY.fullmatch(cell.strip()):
            raise Refused(
                "keys.form",
                f"{file}: row {row + 2}, column {PERSON!a}: not a key such as P0000001.",
                next_step="Give a file that alongside match dedupe wrote with --out.",
            )
        found[row] = cell.strip()
    return found


def _number(key: str) -> int:
    match = _KEY.fullmatch(key)
    return int(match.group(1)) if match else 0
