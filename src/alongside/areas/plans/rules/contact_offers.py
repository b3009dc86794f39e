"""Whether people who may be at risk of crisis are offered a plan, and whether they have one.

Source: NICE quality standard QS14, statement on crisis plans; DOMAIN 6.1.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from alongside.engines.evaluation.intervals import wilson

FEWEST_SHOWN: Final = 5


class Answer(StrEnum):
    """What somebody said to the offer. Saying no is never held against anybody."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Measure:
    """A part of a whole, as it may be shown.

    Attributes:
        count: How many; ``None`` where it is kept back.
        out_of: Of how many; ``None`` where it is kept back.
        low: Lower end of the interval, as a part of one; ``None`` when there is none to show.
        high: Upper end.
        kept_back: Whether the numbers are kept back because they are small.
    """

    count: int | None
    out_of: int | None
    low: float | None = None
    high: float | None = None
    kept_back: bool = False

    @property
    def share(self) -> float | None:
        """The part as a part of one; ``None`` when there is nothing to divide by, never nought."""
        if not self.out_of or self.count is None:
            return None
        return self.count / self.out_of


def measure(count: int, out_of: int) -> Measure:
    """Answer a part of a whole with its interval, or that it is too small to show.

    A number from 1 to 4 is kept back from everybody, and so is a part that would give it away:
    a page travels further than whoever opens it, and so few people may be known by it.

    Args:
        count: How many.
        out_of: Of how many; at least ``count``.
    """
    if out_of == 0:
        return Measure(0, 0)
    if any(0 < part < FEWEST_SHOWN for part in (count, out_of, out_of - count)):
        whole = out_of if out_of >= FEWEST_SHOWN else None
        return Measure(None, whole, kept_back=True)
    between = wilson(count, out_of)
    return Measure(count, out_of, between.low, between.high)
