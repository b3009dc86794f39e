"""Did one place change more than another? A controlled before and after: ratio of ratios."""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import gammaln

from alongside.engines.evaluation.intervals import tail
from alongside.engines.evaluation.measures import Rate, check_alike
from alongside.engines.evaluation.ratios import (
    NO_LIMIT,
    Comparison,
    RatioMethod,
    chosen_method,
    wald,
)
from alongside.engines.evaluation.result import LEVEL, Interval

Floats = NDArray[np.float64]
FARTHEST: float = 60.0  # e**60: far past any ratio that counts can show


def ratio_of_ratios(
    place: tuple[Rate, Rate],
    comparator: tuple[Rate, Rate],
    *,
    method: RatioMethod = RatioMethod.AUTO,
    level: float = LEVEL,
    dispersion: float = 1.0,
) -> Comparison:
    """How many times the comparator's change a place's change is.

    Args:
        place: Rates before and after, where something changed.
        comparator: Rates before and after, where it did not.
        method: How; ``AUTO`` takes Wald where all four counts are ten or more.
        level: How often the interval should hold the truth.
        dispersion: How many times more than Poisson the counts vary; widens a Wald interval.

    Raises:
        Unlike: The four are not rates of the same thing.

    Source: Altman and Bland 2003, BMJ 326:219; exact: Fisher's non-central hypergeometric.
    """
    check_alike(place[0], place[1])
    check_alike(comparator[0], comparator[1])
    check_alike(place[0], comparator[0])
    check_alike(place[1], comparator[1])
    counts = (place[0].events, place[1].events, comparator[0].events, comparator[1].events)
    if chosen_method(method, counts, dispersion=dispersion) is RatioMethod.WALD:
        error = math.sqrt(dispersion * sum(1 / count for count in counts))
        return wald(_change(place) / _change(comparator), error, level=level)
    return _conditional(place, comparator, level=level, mid=method is RatioMethod.MIDP)


def _change(rates: tuple[Rate, Rate]) -> float:
    before, after = rates
    return after.events / after.at_risk / (before.events / before.at_risk)


def _conditional(
    place: tuple[Rate, Rate], comparator: tuple[Rate, Rate], *, level: float, mid: bool
) -> Comparison:
    """Given every margin of the four counts, one count tells all."""
    (a, b), (c, d) = [(one.events, two.events) for one, two in (place, comparator)]
    exposure = place[1].at_risk / place[0].at_risk * comparator[0].at_risk / comparator[1].at_risk
    method = RatioMethod.MIDP if mid else RatioMethod.EXACT
    spread = _Spread(first=a + b, second=c + d, drawn=b + d)
    p_value = spread.p_value(b, exposure, mid=mid)
    low, high = spread.limits(b, tail(level), mid=mid)
    return Comparison(
        _sample_ratio(a * d, b * c, exposure),
        Interval(low / exposure, high / exposure, level),
        p_value,
        method,
    )


def _sample_ratio(under: int, over: int, exposure: float) -> float:
    if under == 0:
        return math.nan if over == 0 else NO_LIMIT
    return over / under / exposure


class _Spread:
    """Fisher's non-central hypergeometric distribution of one cell, margins given."""

    def __init__(self, *, first: int, second: int, drawn: int) -> None:
        low, high = max(0, drawn - second), min(first, drawn)
        self.values = np.arange(low, high + 1)
        x = self.values.astype(float)
        self._weights: Floats = -(
            gammaln(x + 1)
            + gammaln(first - x + 1)
            + gammaln(drawn - x + 1)
            + gammaln(second - drawn + x + 1)
        )

    def chances(self, odds: float) -> Floats:
        """The chance of each value, for an odds ratio."""
        logs = self._weights + self.values * math.log(odds)
        chances: Floats = np.exp(logs - logs.max())
        total = float(chances.sum())
        return chances / total

    def tails(self, value: int, odds: float, *, mid: bool) -> tuple[float, float]:
        """Chances of at most, and of at least, a value."""
        chances = self.chances(odds)
        at = value - int(self.values[0])
        half = float(chances[at]) / 2 if mid else 0.0
        return float(chances[: at + 1].sum()) - half, float(chances[at:].sum()) - half

    def p_value(self, value: int, odds: float, *, mid: bool) -> float:
        """Twice the smaller tail, at most 1."""
        return min(1.0, 2 * min(self.tails(value, odds, mid=mid)))

    def limits(self, value: int, outside: float, *, mid: bool) -> tuple[float, float]:
        """Odds ratios at which each tail is as small as asked."""

        def gap(log_odds: float, side: int) -> float:
            return self.tails(value, math.exp(log_odds), mid=mid)[side] - outside

        low, high = 0.0, NO_LIMIT
        if value > int(self.values[0]):
            low = math.exp(float(brentq(gap, -FARTHEST, FARTHEST, args=(1,))))
        if value < int(self.values[-1]):
            high = math.exp(float(brentq(gap, -FARTHEST, FARTHEST, args=(0,))))
        return low, high
