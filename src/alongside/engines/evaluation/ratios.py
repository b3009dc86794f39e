"""Two rates set side by side: their ratio and their difference."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from scipy.optimize import brentq
from scipy.special import betainc

from alongside.engines.evaluation.intervals import (
    binomial_p,
    clopper_pearson,
    exact_poisson,
    normal_p,
    normal_quantile,
    tail,
)
from alongside.engines.evaluation.measures import Rate, check_alike
from alongside.engines.evaluation.result import LEVEL, Interval

FEWEST_FOR_WALD: Final = 10
NO_LIMIT: Final = math.inf


class RatioMethod(StrEnum):
    """How an interval and a P value are worked out."""

    AUTO = "auto"  # wald where every count is ten or more, exact otherwise
    WALD = "wald"
    EXACT = "exact"
    MIDP = "midp"


METHOD_WORDS: Final = {
    RatioMethod.WALD: "log-normal Wald",
    RatioMethod.EXACT: "exact, given the total",
    RatioMethod.MIDP: "mid-P, given the total",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two things compared.

    Attributes:
        estimate: The ratio or the difference; not a number when both counts are nought.
        interval: Its range.
        p_value: Chance of one this far from no difference.
        method: How it was worked out, never ``AUTO``.
    """

    estimate: float
    interval: Interval
    p_value: float
    method: RatioMethod


def rate_ratio(
    before: Rate,
    after: Rate,
    *,
    method: RatioMethod = RatioMethod.AUTO,
    level: float = LEVEL,
    dispersion: float = 1.0,
) -> Comparison:
    """How many times the first rate the second is.

    Args:
        before: The rate to set it beside.
        after: The rate asked about.
        method: How; ``AUTO`` takes Wald where both counts are ten or more.
        level: How often the interval should hold the truth.
        dispersion: How many times more than Poisson the counts vary; widens a Wald interval.

    Raises:
        Unlike: They are not rates of the same thing over the same length of time.

    Source: Rothman, Greenland and Lash 2008, chapter 14; Jenkins and others 2017, table 2.
    """
    check_alike(before, after)
    chosen = chosen_method(method, (before.events, after.events), dispersion=dispersion)
    if chosen is RatioMethod.WALD:
        return _wald_ratio(before, after, level=level, dispersion=dispersion)
    return _conditional_ratio(before, after, level=level, mid=chosen is RatioMethod.MIDP)


def rate_difference(
    before: Rate,
    after: Rate,
    *,
    method: RatioMethod = RatioMethod.AUTO,
    level: float = LEVEL,
    dispersion: float = 1.0,
) -> Comparison:
    """How much more the second rate is than the first, per ``before.per``.

    Small counts take exact Poisson limits of each rate, joined by squaring and adding.

    Raises:
        Unlike: They are not rates of the same thing over the same length of time.

    Source: Zou and Donner 2008, Statistics in Medicine 27:1693-1702 (MOVER).
    """
    check_alike(before, after)
    per = before.per
    first, second = before.events / before.at_risk, after.events / after.at_risk
    gap = second - first
    chosen = chosen_method(method, (before.events, after.events), dispersion=dispersion)
    ratio = rate_ratio(before, after, method=chosen, level=level, dispersion=dispersion)
    if chosen is RatioMethod.WALD:
        spread = before.events / before.at_risk**2 + after.events / after.at_risk**2
        reach = normal_quantile(level) * math.sqrt(spread * dispersion)
        low, high = gap - reach, gap + reach
    else:
        one = exact_poisson(before.events, before.at_risk, level=level)
        two = exact_poisson(after.events, after.at_risk, level=level)
        low = gap - math.hypot(second - two.low, one.high - first)
        high = gap + math.hypot(two.high - second, first - one.low)
    between = Interval(low * per, high * per, level)
    return Comparison(gap * per, between, ratio.p_value, chosen)


def chosen_method(
    asked: RatioMethod, counts: tuple[int, ...], *, dispersion: float = 1.0
) -> RatioMethod:
    """The method used: what was asked, except that a Wald interval needs counts to stand on."""
    fewest, asked = min(counts), RatioMethod(asked)
    if asked is RatioMethod.AUTO:
        plenty = fewest >= FEWEST_FOR_WALD or (dispersion > 1 and fewest > 0)
        return RatioMethod.WALD if plenty else RatioMethod.EXACT
    if asked is RatioMethod.WALD and fewest == 0:
        return RatioMethod.EXACT
    return asked


def _wald_ratio(before: Rate, after: Rate, *, level: float, dispersion: float) -> Comparison:
    ratio = after.events / after.at_risk / (before.events / before.at_risk)
    error = math.sqrt(dispersion * (1 / before.events + 1 / after.events))
    return wald(ratio, error, level=level)


def wald(ratio: float, error: float, *, level: float) -> Comparison:
    """A ratio with the interval that its standard error on the log scale gives."""
    reach = math.exp(normal_quantile(level) * error)
    between = Interval(ratio / reach, ratio * reach, level)
    return Comparison(ratio, between, normal_p(math.log(ratio) / error), RatioMethod.WALD)


def _conditional_ratio(before: Rate, after: Rate, *, level: float, mid: bool) -> Comparison:
    """Given how many there were in all, how many fell after is binomial."""
    total = before.events + after.events
    scale = before.at_risk / after.at_risk
    method = RatioMethod.MIDP if mid else RatioMethod.EXACT
    if total == 0:
        return Comparison(math.nan, Interval(0.0, NO_LIMIT, level), 1.0, method)
    share = (_mid_share if mid else clopper_pearson)(after.events, total, level=level)
    between = Interval(_odds(share.low) * scale, _odds(share.high) * scale, level)
    estimate = scale * after.events / before.events if before.events else NO_LIMIT
    chance = after.at_risk / (before.at_risk + after.at_risk)
    return Comparison(estimate, between, binomial_p(after.events, total, chance, mid=mid), method)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else NO_LIMIT


def _mid_share(count: int, out_of: int, *, level: float) -> Interval:
    """The mid-P interval for a proportion."""
    outside = tail(level)

    def above(chance: float) -> float:
        return float(_at_least(count, out_of, chance) + _at_least(count + 1, out_of, chance)) / 2

    def root(wanted: float) -> float:
        return float(brentq(lambda chance: above(chance) - wanted, 1e-12, 1 - 1e-12, xtol=1e-12))

    low = 0.0 if count == 0 else root(outside)
    high = 1.0 if count == out_of else root(1 - outside)
    return Interval(low, high, level)


def _at_least(count: int, out_of: int, chance: float) -> float:
    if count <= 0:
        return 1.0
    return 0.0 if count > out_of else float(betainc(count, out_of - count + 1, chance))
