"""Measures an answer against the right one: precision, recall and F1, over pairs of rows.

Worked out after the deciding is done; nothing here is ever evidence.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from alongside.kernel.refusal import Refused

STEPS: Final = (-4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0, 6.0, 8.0, 10.0, 15.0, 20.0)
"""Thresholds shown in the table, beside the one chosen."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How right an answer is at one threshold.

    Attributes:
        threshold: The match weight.
        said: Pairs said to be one person.
        right: How many of them are.
        true: Pairs that are.
        chosen: Whether this is the threshold the answer was given at.
    """

    threshold: float
    said: int
    right: int
    true: int
    chosen: bool = False

    @property
    def precision(self) -> float:
        """The share of what was said that is right; 1 where nothing was said."""
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """The share of what is right that was said."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The balance of the two."""
        whole = self.said + self.true
        return 2 * self.right / whole if whole else 1.0


def answers_in(cells: Sequence[str | None], *, pattern: str, column: str) -> list[str | None]:
    """The right answers in a column, or the part of each that a pattern picks out.

    Raises:
        Refused: ``truth.pattern`` where the pattern is wrong or picks out nothing.
    """
    if not pattern:
        return [cell.strip() or None if cell is not None else None for cell in cells]
    try:
        sought = re.compile(pattern)
    except re.error as fault:
        raise Refused("truth.pattern", f"--truth-pattern {pattern!a}: {fault}.") from None
    if sought.groups != 1:
        raise Refused("truth.pattern", f"--truth-pattern {pattern!a}: it needs one group, (…).")
    found = [sought.search(cell) if cell is not None else None for cell in cells]
    if not any(found):
        raise Refused("truth.pattern", f"--truth-pattern {pattern!a}: no cell of {column} fits it.")
    return [match.group(1) if match else None for match in found]


def measured_clusters(
    truth: Sequence[str | None], cluster: Mapping[int, int], *, threshold: float
) -> Measured:
    """Measure clusters of one file: every pair of rows put together is a pair said."""
    known = [(row, answer) for row, answer in enumerate(truth) if answer is not None]
    said = _pairs(Counter(cluster.get(row, row) for row, _ in known).values())
    right = _pairs(Counter((cluster.get(row, row), answer) for row, answer in known).values())
    true = _pairs(Counter(answer for _, answer in known).values())
    return Measured(threshold, said, right, true)


def measured_links(
    truth: tuple[Sequence[str | None], Sequence[str | None]],
    links: Sequence[tuple[int, int, float]],
    *,
    thresholds: Sequence[float],
) -> list[Measured]:
    """Measure links between two files at each threshold.

    Args:
        truth: The answer of each row of the left file, and of the right.
        links: Row, row and match weight of each pair that is a link where its weight will do.
        thresholds: The least weights.
    """
    left, right_side = truth
    said = sorted(weight for _, _, weight in links)
    pairs = [(left[a], right_side[b], weight) for a, b, weight in links]
    right = sorted(weight for a, b, weight in pairs if a is not None and a == b)
    counted: tuple[Counter[Hashable], Counter[Hashable]] = (Counter(left), Counter(right_side))
    true = sum(n * counted[1][answer] for answer, n in counted[0].items() if answer is not None)
    return [
        Measured(at, len(said) - bisect_left(said, at), len(right) - bisect_left(right, at), true)
        for at in thresholds
    ]


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)
