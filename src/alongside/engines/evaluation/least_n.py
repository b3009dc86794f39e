"""How many were there, at the least? A percentage printed without its number still bounds it."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from alongside.engines.evaluation.result import Check, State
from alongside.kernel.refusal import Refused

PRINTED: Final = re.compile(r"^\s*[-−+]?(\d+(?:\.\d+)?)\s*%?\s*$")
FARTHEST: Final = 2_000
NAME: Final = "printed_percentage"


@dataclass(frozen=True, slots=True)
class PrintedPercentage:
    """A percentage as printed, with the rounding its figures show.

    Attributes:
        low: The least it can stand for, out of 100, included.
        high: What it must be under; 100 itself may be reached.
        words: As printed.
    """

    low: Fraction
    high: Fraction
    words: str

    def holds(self, count: int, out_of: int) -> bool:
        """Say whether so many of so many would be printed so."""
        exact = Fraction(100 * count, out_of)
        return self.low <= exact < self.high

    def fits(self, out_of: int) -> bool:
        """Say whether any count out of so many would be printed so."""
        least = math.ceil(self.low * out_of / 100)
        return least <= out_of and self.holds(max(least, 0), out_of)


def printed_percentage(words: str) -> PrintedPercentage:
    """Read a percentage as printed: ``97%`` stands for 96.5 up to 97.5.

    Raises:
        Refused: ``percentage.unreadable`` when it is not one, or is more than 100.
    """
    found = PRINTED.match(words)
    if not found or Fraction(found[1]) > 100:
        raise Refused("percentage.unreadable", f"{words[:40]!a} is not a percentage from 0 to 100.")
    value = Fraction(found[1])
    half = Fraction(1, 2 * 10 ** len(found[1].partition(".")[2]))
    return PrintedPercentage(value - half, value + half, words.strip())


def least_n(printed: Sequence[str]) -> int:
    """The smallest number of people that all these percentages of it can have come from.

    Args:
        printed: Percentages of one group, each as printed.

    Raises:
        Refused: ``percentage.unreadable``, or ``percentage.none_fits`` when no number up to
            2,000 gives them all.
    """
    first = next(iter(fitting_n(printed)), None)
    if first is None:
        raise Refused(
            "percentage.none_fits",
            f"No number up to {FARTHEST:,} gives {', '.join(printed)}.",
            next_step="They may be of different groups: find the number of each.",
        )
    return first


def fitting_n(printed: Sequence[str], *, up_to: int = FARTHEST) -> Iterable[int]:
    """Every number of people that all these percentages can have come from, in order."""
    read = [printed_percentage(words) for words in printed]
    return (n for n in range(1, up_to + 1) if all(one.fits(n) for one in read))


def fitting_words(printed: Sequence[str], *, most: int = 3) -> str:
    """The numbers that fit, as ranges: ``36 to 39, 59 to 66, 71 to 79 and more``."""
    ranges: list[list[int]] = []
    for n in fitting_n(printed):
        if ranges and n == ranges[-1][1] + 1:
            ranges[-1][1] = n
        else:
            ranges.append([n, n])
    told = [f"{a}" if a == b else f"{a} to {b}" for a, b in ranges[:most]]
    if ranges and len(ranges) <= most and ranges[-1][1] == FARTHEST:
        told[-1] = f"{ranges[-1][0]} and every number after"
    return ", ".join(told) + (" and more" if len(ranges) > most else "")


def rounding_check(count: int, out_of: int, printed: str) -> Check:
    """Say whether a printed percentage is what a count gives."""
    told = f"{count:,} of {out_of:,} is {100 * count / out_of:.4g}%; printed as {printed}"
    if printed_percentage(printed).holds(count, out_of):
        return Check(NAME, State.PASSED, f"{told}, which agrees.")
    return Check(NAME, State.FAILED, f"{told}, which differs.")
