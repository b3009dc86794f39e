"""Intervals for one count or one proportion, from the distribution functions themselves."""

import math
from typing import Final

from scipy.special import bdtr, betaincinv, gammaincinv, ndtri

from alongside.engines.evaluation.measures import at_risk_amount, whole_number
from alongside.engines.evaluation.result import LEVEL, Interval
from alongside.kernel.refusal import Refused

FEWEST_FOR_LARGE_SAMPLE: Final = 5


def tail(level: float) -> float:
    """How much probability lies outside each end of an interval.

    Raises:
        Refused: ``interval.level`` unless it lies between nought and one.
    """
    if not 0 < level < 1:
        raise Refused(
            "interval.level", f"{level:g} is not a level: give a part of one, such as 0.95."
        )
    return (1 - level) / 2


def normal_quantile(level: float) -> float:
    """How many standard errors reach to each end: 1.96 for 0.95."""
    return float(-ndtri(tail(level)))


def wilson(count: int, out_of: int, *, level: float = LEVEL) -> Interval:
    """The Wilson score interval for a proportion.

    Args:
        count: How many.
        out_of: Of how many.
        level: How often it should hold the truth.

    Raises:
        Refused: ``measure.…`` when they are not a part and a whole.

    Source: Wilson 1927, JASA 22:209-212.
    """
    part, whole = _part(count, out_of)
    z = normal_quantile(level)
    p = part / whole
    middle = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    reach = z / (1 + z * z / whole) * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    low = 0.0 if part == 0 else middle - reach
    high = 1.0 if part == whole else middle + reach
    return Interval(low, high, level)


def clopper_pearson(count: int, out_of: int, *, level: float = LEVEL) -> Interval:
    """The exact interval for a proportion: never holds the truth less often than it says.

    Raises:
        Refused: ``measure.…`` when they are not a part and a whole.

    Source: Clopper and Pearson 1934, Biometrika 26:404-413.
    """
    part, whole = _part(count, out_of)
    outside = tail(level)
    low = 0.0 if part == 0 else float(betaincinv(part, whole - part + 1, outside))
    high = 1.0 if part == whole else float(betaincinv(part + 1, whole - part, 1 - outside))
    return Interval(low, high, level)


def exact_poisson(events: int, at_risk: float = 1.0, *, level: float = LEVEL) -> Interval:
    """The exact interval for a rate of events.

    Args:
        events: How many happened.
        at_risk: For how many people, or person-years; 1 gives the interval of the count.
        level: How often it should hold the truth.

    Raises:
        Refused: ``measure.not_a_count`` or ``measure.not_a_population``.

    Source: Garwood 1936, Biometrika 28:437-442.
    """
    seen, base = whole_number(events), at_risk_amount(at_risk)
    outside = tail(level)
    low = 0.0 if seen == 0 else float(gammaincinv(seen, outside))
    high = float(gammaincinv(seen + 1, 1 - outside))
    return Interval(low / base, high / base, level)


def byar(events: int, at_risk: float = 1.0, *, level: float = LEVEL) -> Interval:
    """Byar's approximation to the exact Poisson interval.

    Raises:
        Refused: ``measure.not_a_count`` or ``measure.not_a_population``.

    Source: Breslow and Day 1987, equation 2.14; the method of public health profiles in England.
    """
    seen, base = whole_number(events), at_risk_amount(at_risk)
    z = normal_quantile(level)
    low = 0.0
    if seen:
        low = seen * (1 - 1 / (9 * seen) - z / (3 * math.sqrt(seen))) ** 3
    more = seen + 1
    high = more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
    return Interval(max(low, 0.0) / base, high / base, level)


def binomial_p(count: int, out_of: int, chance: float, *, mid: bool = False) -> float:
    """Two-sided P of a count under a chance: twice the smaller tail, at most 1.

    Args:
        count: How many.
        out_of: Of how many.
        chance: What the chance of each would be.
        mid: Whether to count only half the probability of the count itself.
    """
    below = float(bdtr(count - 1, out_of, chance)) if count else 0.0
    at_most = float(bdtr(count, out_of, chance))
    exactly = at_most - below
    half = exactly / 2 if mid else 0.0
    return min(1.0, 2 * min(at_most - half, 1 - below - half))


def normal_p(z: float) -> float:
    """Two-sided P of a number of standard errors."""
    return math.erfc(abs(z) / math.sqrt(2))


def _part(count: int, out_of: int) -> tuple[int, int]:
    part, whole = whole_number(count), whole_number(out_of)
    if whole < 1 or part > whole:
        raise Refused(
            "measure.more_than_all", f"{part:,} of {whole:,} cannot be a part of a whole."
        )
    return part, whole
