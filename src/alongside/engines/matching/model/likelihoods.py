"""Reads the table of likelihoods, and refuses one that cannot be right."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2
from typing import Any, Final

NOT_FIELDS: Final = ("reviewed",)
APART: Final = frozenset({"initial", "other_initial", "crossed", "extra"})
"""Levels that are judged on their own terms and not part of a field's whole."""

MOST: Final = 0.5
"""The chance that two people agree on a name by accident is never taken to be higher."""


class BadLikelihoods(ValueError):
    """A table of likelihoods that cannot be right; the message says where."""


@dataclass(frozen=True, slots=True)
class Level:
    """How alike two records are in one field.

    Attributes:
        m: How often records of one person agree to this level.
        u: How often records of two people do; for names and ages, of a share of one.
        words: How the level is said.
        scaled: Whether ``u`` is still to be multiplied, by how common a name is or by years.
    """

    m: float
    u: float
    words: str
    scaled: bool = False

    def weight(self, share: float = 1.0) -> float:
        """Answer the match weight in bits, where ``share`` scales how common agreement is."""
        return log2(self.m / min(self.u * share, MOST) if self.scaled else self.m / self.u)


@cache
def levels_of(field: str) -> Mapping[str, Level]:
    """Answer the levels of one field by name, from most to least alike."""
    return _table()[field]


@cache
def _table() -> Mapping[str, Mapping[str, Level]]:
    return read((files(__package__) / "likelihoods.toml").read_text(encoding="utf-8"))


def read(text: str) -> Mapping[str, Mapping[str, Level]]:
    """Read a table of likelihoods.

    Raises:
        BadLikelihoods: A chance is not between 0 and 1, a level has no words, or the chances of
            a field's levels do not add up to about 1.
    """
    table = {
        field: {name: _level(f"{field}.{name}", row) for name, row in rows.items()}
        for field, rows in tomllib.loads(text).items()
        if field not in NOT_FIELDS
    }
    for field, levels in table.items():
        whole = [level.m for name, level in levels.items() if name not in APART]
        if whole and not 0.98 <= sum(whole) <= 1.02:
            raise BadLikelihoods(f"{field}: every m must add up to about 1, not {sum(whole):.3f}")
    return table


def _level(where: str, row: Mapping[str, Any]) -> Level:
    scaled = [name for name in ("u_times", "u_each_year") if name in row]
    u = float(row[scaled[0]] if scaled else row.get("u", 0))
    m = float(row.get("m", 0))
    if not 0 < m <= 1 or u <= 0 or (u > 1 and not scaled):
        raise BadLikelihoods(f"{where}: m and u must be above 0 and not over 1")
    if not row.get("words"):
        raise BadLikelihoods(f"{where}: say it in words")
    return Level(m, u, str(row["words"]), bool(scaled))
