"""The rules that tell a special cause from noise."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Final

RUN: Final = 7
"""Points on one side of the centre, or in one direction, that make a signal."""

Expected = tuple[float, float, float]
"""Centre, lower limit, upper limit of one point."""


class Rule(StrEnum):
    """Which rule a point breaks; the words are those NHS tools print."""

    COMMON_CAUSE = "Common Cause"
    ABOVE = "Above UCL"
    BELOW = "Below LCL"
    TWO_ABOVE = "2 in 3 Above CL"
    TWO_BELOW = "2 in 3 Below CL"
    RUN_ABOVE = "7 Points Above CL"
    RUN_BELOW = "7 Points Below CL"
    RISING = "7 Point Trend (Increasing)"
    FALLING = "7 Point Trend (Decreasing)"

    @property
    def upward(self) -> bool | None:
        """Whether the rule speaks of high or rising values; ``None`` for no signal."""
        if self is Rule.COMMON_CAUSE:
            return None
        return self in (Rule.ABOVE, Rule.TWO_ABOVE, Rule.RUN_ABOVE, Rule.RISING)


def broken_rules(
    values: Sequence[float], expected: Sequence[Expected]
) -> tuple[list[Rule], list[bool]]:
    """Answer which rule each point breaks, the strongest first, and which lie near a limit.

    Args:
        values: ``(n_points,)``.
        expected: ``(n_points,)`` centre and limits.

    Source: NHS England, Making Data Count: a point beyond a limit; seven consecutive points in
    one direction; two of three consecutive points on one side in the outer third; seven
    consecutive points on one side.
    """
    side = [_sign(value - centre) for value, (centre, _, _) in zip(values, expected, strict=True)]
    near = [_near(value, each) for value, each in zip(values, expected, strict=True)]
    two = _two_in_three(side, near)
    runs = _runs(side)
    trends = _trends(values)
    found = []
    for at, (value, (_, lower, upper)) in enumerate(zip(values, expected, strict=True)):
        if value > upper or value < lower:
            found.append(Rule.ABOVE if value > upper else Rule.BELOW)
        elif trends[at]:
            found.append(Rule.RISING if trends[at] > 0 else Rule.FALLING)
        elif two[at]:
            found.append(Rule.TWO_ABOVE if two[at] > 0 else Rule.TWO_BELOW)
        elif runs[at]:
            found.append(Rule.RUN_ABOVE if runs[at] > 0 else Rule.RUN_BELOW)
        else:
            found.append(Rule.COMMON_CAUSE)
    return found, near


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _near(value: float, expected: Expected) -> bool:
    centre, lower, upper = expected
    if not lower <= value <= upper:
        return False
    high, low = centre + (upper - centre) * 2 / 3, centre - (centre - lower) * 2 / 3
    return value > high or value < low


def _two_in_three(side: Sequence[int], near: Sequence[bool]) -> list[int]:
    """Mark near points of each three on one side of which at least two are near a limit."""
    marked = [0] * len(side)
    for start in range(len(side) - 2):
        if not side[start] or not side[start] == side[start + 1] == side[start + 2]:
            continue
        if near[start] + near[start + 1] + near[start + 2] >= 2:
            for at in range(start, start + 3):
                if near[at]:
                    marked[at] = side[at]
    return marked


def _stretches(signs: Sequence[int], least: int) -> Iterator[tuple[int, int]]:
    """First place and length of each stretch of one sign, other than 0, that is long enough."""
    start = 0
    for at in range(1, len(signs) + 1):
        if at == len(signs) or signs[at] != signs[start]:
            if signs[start] and at - start >= least:
                yield start, at - start
            start = at


def _runs(side: Sequence[int]) -> list[int]:
    """Mark every point of seven or more on one side."""
    marked = [0] * len(side)
    for start, length in _stretches(side, RUN):
        marked[start : start + length] = [side[start]] * length
    return marked


def _trends(values: Sequence[float]) -> list[int]:
    """Mark every point of seven or more each higher, or each lower, than the one before.

    A point is named by the step that leaves it while the next point is marked too, and by the
    step that reached it otherwise, as the NHS tool names them.
    """
    steps = [_sign(after - before) for before, after in pairwise(values)]
    part = [False] * (len(values) + 1)
    for start, length in _stretches(steps, RUN - 1):
        part[start : start + length + 1] = [True] * (length + 1)
    return [
        (steps[at] if part[at + 1] else steps[at - 1]) if part[at] else 0
        for at in range(len(values))
    ]
