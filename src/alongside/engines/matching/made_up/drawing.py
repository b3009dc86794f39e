"""Drawing from weighted lists, a million at a time."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Texts = NDArray[np.object_]
Numbers = NDArray[Any]
Columns = dict[str, Texts]
"""Columns of equal length, each a text or ``None``, by name."""

FIRST_SEED: Final = 1
"""What builds the lists themselves, so that every seed draws from the same names."""


@dataclass(frozen=True)
class Weighted:
    """A list to draw from.

    Attributes:
        values: ``(n,)`` texts, commonest first.
        heaped: ``(n,)`` running share up to each, ending at 1.
    """

    values: Texts
    heaped: Numbers

    def draw(self, count: int, rng: np.random.Generator) -> Texts:
        """Draw ``(count,)`` texts."""
        return self.values[np.searchsorted(self.heaped, rng.random(count), side="right")]


def texts(values: Any) -> Texts:
    """Any values as a column."""
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def by_rank(values: list[str], *, flatness: float) -> Numbers:
    """Shares that fall with rank as 1 / (rank + flatness): ``(n,)``, summing to 1."""
    weights = 1.0 / (np.arange(1, len(values) + 1) + flatness)
    shares: Numbers = weights / weights.sum()
    return shares


def mixed(*parts: tuple[list[str], Numbers, float]) -> Weighted:
    """Join lists, each with its shares and the share of the whole it is given."""
    values = [value for part in parts for value in part[0]]
    shares = np.concatenate([part[1] * part[2] for part in parts])
    heaped = np.cumsum(shares / shares.sum())
    heaped[-1] = 1.0
    return Weighted(texts(values), heaped)


def fill(column: Texts, where: Numbers, values: Texts | None = None) -> Texts:
    """A copy of a column with some of its rows replaced, or emptied."""
    filled = column.copy()
    filled[where] = values if values is not None else None
    return filled
