"""From numbers to places on the sheet, with ticks a person would choose."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
RATIO_TICKS: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0,
                      3.0, 4.0, 5.0, 10.0, 20.0, 50.0, 100.0)  # fmt: skip
LEAST_REACH: Final = 1e-9  # numbers nearer than this, in their own size, are one
LEAST_APART: Final = 46.0  # units of the sheet between two ticks of a ratio


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps numbers onto a stretch of the sheet.

    Attributes:
        low: The number at ``start``.
        high: The number at ``end``.
        start: A place, in units of the sheet.
        end: Another.
        ticks: Numbers to mark.
        log: Whether equal steps are equal ratios.
    """

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...] = ()
    log: bool = False

    def at(self, value: float) -> float:
        """Where a number lies; what is outside lies at the edge."""
        low, high, given = self.low, self.high, min(max(value, self.low), self.high)
        if self.log:
            low, high, given = math.log(low), math.log(high), math.log(given)
        return self.start + (given - low) / (high - low) * (self.end - self.start)


def linear(values: Iterable[float], *, start: float, end: float, zero: bool = True) -> Scale:
    """A scale with round ends that holds every number.

    Args:
        values: What it must hold; infinities are left out.
        start: Where its low end lies.
        end: Where its high end lies.
        zero: Whether it must begin at nought, as a length must.
    """
    finite = [value for value in values if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(finite), max(finite)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= LEAST_REACH * max(1.0, abs(low), abs(high)):
        low, high = low - 0.5, high + 0.5
    if zero and min(finite) >= 0:
        low = 0.0
    step = _step(high - low, parts=5)
    first, last = math.floor(low / step), math.ceil(high / step)
    places = max(0, 2 - math.floor(math.log10(step)))
    ticks = tuple(round(step * k, places) for k in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], start, end, ticks)


def ratios(values: Iterable[float], *, start: float, end: float) -> Scale:
    """A scale of ratios: equal ratios are equal steps, and 1 is always on it."""
    finite = [value for value in values if math.isfinite(value) and value > 0]
    low, high = min([*finite, 0.8]) / 1.05, max([*finite, 1.25]) * 1.05
    low, high = max(low, 0.005), min(high, 200.0)
    inside = [tick for tick in RATIO_TICKS if low <= tick <= high]
    least = math.log(high / low) * LEAST_APART / abs(end - start)
    return Scale(low, high, start, end, _thinned(inside, least), log=True)


def tick_words(value: float, ticks: tuple[float, ...]) -> str:
    """A tick in words, with as many places as its neighbours need."""
    step = min((b - a for a, b in pairwise(ticks)), default=1.0)
    places = max(0, -math.floor(math.log10(step) + 1e-9)) if step > 0 else 0
    if abs(round(step, places) - step) > step / 100:
        places += 1
    return f"{value:,.{places}f}".replace("-", "−")


def ratio_words(value: float) -> str:
    """A tick of a ratio in words."""
    return f"{value:g}"


def _step(reach: float, *, parts: int) -> float:
    rough = reach / parts
    size = 10.0 ** math.floor(math.log10(rough))
    return next(size * step for step in STEPS if size * step >= rough - 1e-12)


def _thinned(ticks: list[float], least: float) -> tuple[float, ...]:
    """Leave out ticks whose words would touch, keeping 1."""
    kept = [1.0]
    for tick in sorted(ticks, key=lambda tick: (abs(math.log2(tick)) % 1 > 1e-9, abs(tick - 1))):
        if all(abs(math.log(tick / other)) >= least for other in kept):
            kept.append(tick)
    return tuple(sorted(kept))
