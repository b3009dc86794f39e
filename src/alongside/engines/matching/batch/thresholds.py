"""Chooses the weight above which two records are taken for one person.

The threshold is the one expected to give the best balance of precision and recall (F1), as the
weights themselves foretell it; no answers are needed.

Source: Lipton, Elkan and Naryanaswamy 2014: the best threshold lies at half the best F1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from numpy.typing import NDArray


SHIFT_HELD: Final = 2.0
"""How far, in bits, weights may well be out before anybody has said."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """What is expected at the threshold.

    Attributes:
        threshold: In match weight (bits): 0 is even odds.
        pairs: How many pairs reach it.
        precision: The share of them expected to be one person.
        recall: The share of the compared pairs of one person expected to reach it.
        f1: The balance of the two.
    """

    threshold: float
    pairs: int
    precision: float
    recall: float
    f1: float


def chance(weight: Any) -> Any:
    """The chance that is said by a match weight: even at 0, two to one at 1."""
    import numpy as np

    return 1.0 / (1.0 + np.exp2(-np.clip(weight, -60, 60)))


def foretell(weights: "Sequence[float] | NDArray[Any]", *, asked: float | None = None) -> Foretold:
    """Choose the threshold, or say what is expected at the one asked for.

    Args:
        weights: The match weight of every pair that was kept.
        asked: The threshold a person set.
    """
    import numpy as np

    ordered = np.sort(np.asarray(weights, dtype=float))[::-1]
    chances = chance(ordered)
    whole = float(chances.sum())
    if not len(ordered) or whole == 0:
        return Foretold(0.0 if asked is None else asked, 0, 0.0, 0.0, 0.0)
    right = np.cumsum(chances)
    taken = np.arange(1, len(ordered) + 1)
    expected = 2 * right / (taken + whole)
    if asked is None:
        asked = _within_gap(ordered, int(expected.argmax()), best=float(expected.max()))
    count = int((ordered >= asked).sum())
    if count == 0:
        return Foretold(asked, 0, 0.0, 0.0, 0.0)
    hits = float(right[count - 1])
    return Foretold(asked, count, hits / count, hits / whole, float(expected[count - 1]))


def learnt_shift(weights: Sequence[float], answers: Sequence[bool]) -> float:
    """How many bits the weights are to be moved so that they agree with what people have said.

    The pairs people see are the doubtful ones, so their answers say nothing of how often fields
    differ, but they do say whether even odds are even. Held near nought where answers are few.
    """
    import numpy as np

    if not weights:
        return 0.0
    shifts = np.linspace(-10, 10, 401)
    moved = np.asarray(weights, dtype=float)[:, None] + shifts[None, :]
    chances = np.clip(chance(moved), 1e-9, 1 - 1e-9)
    said = np.asarray(answers)[:, None]
    fit = np.where(said, np.log(chances), np.log(1 - chances)).sum(axis=0)
    best = int((fit - 0.5 * (shifts / SHIFT_HELD) ** 2).argmax())
    return round(float(shifts[best]), 6)


def _within_gap(ordered: "NDArray[Any]", last: int, *, best: float) -> float:
    """The threshold at half the best F1, or as near as parts the same pairs.

    Between the last pair taken and the next there may be a wide gap, where any number would do.
    """
    import numpy as np

    half = min(max(best / 2, 1e-9), 0.5)
    at_half = float(np.log2(half / (1 - half)))
    high = float(ordered[last])
    if last + 1 == len(ordered):
        return min(at_half, high)
    low = float(ordered[last + 1])
    return min(max(at_half, low + 0.05 * (high - low)), high)
