"""A stated figure worked out again from the counts behind it."""

import math
from dataclasses import dataclass

from alongside.engines.evaluation.headlines.claims import Bound, Figure, Kind, Pair
from alongside.engines.evaluation.intervals import wilson
from alongside.engines.evaluation.measures import Rate
from alongside.engines.evaluation.ratios import rate_ratio
from alongside.engines.evaluation.result import LEVEL, Interval
from alongside.engines.evaluation.wording import number_words, range_words


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A figure worked out again.

    Attributes:
        figure: As stated.
        value: In the same terms: per cent, a fall under nought; or a ratio.
        interval: Its range, in the same terms; ``None`` for rates alone.
        ratio: After over before, for a change; ``None`` for others.
        p_value: Chance of such a change from none; ``None`` for a share.
        agrees: Whether it is what was stated, allowing for rounding.
        slightly: Whether it differs only in being over or under.
    """

    figure: Figure
    value: float
    interval: Interval | None
    ratio: float | None
    p_value: float | None
    agrees: bool
    slightly: bool = False

    @property
    def no_change_inside(self) -> bool:
        """Say whether a change's range holds no change."""
        none = 1.0 if self.figure.kind is Kind.RATIO else 0.0
        is_change = self.figure.kind.is_change or self.figure.kind is Kind.RATIO
        return is_change and self.interval is not None and self.interval.holds(none)

    @property
    def words(self) -> str:
        """What the counts give: ``−38.5% (−51.8% to −21.4%)``."""
        unit = "" if self.figure.kind is Kind.RATIO else "%"
        told = f"{number_words(self.value)}{unit}"
        if self.interval is None:
            return told
        return f"{told} ({range_words(self.interval.low, self.interval.high, unit=unit)})"


def recompute(figure: Figure, *, level: float = LEVEL) -> Recomputed | None:
    """Work a figure out again; ``None`` when there is nothing to work it out from.

    Raises:
        Refused: The counts are not counts, or not a part of a whole.
    """
    if figure.rates:
        return _from_rates(figure)
    if figure.pair is None or figure.kind in (Kind.COUNT, Kind.MONEY):
        return None
    if figure.kind is Kind.SHARE:
        return _share(figure, figure.pair, level)
    return _change(figure, figure.pair, level)


def change_of(pair: Pair) -> float:
    """A change in per cent; a fall is under nought."""
    before, after = pair.first / pair.first_at_risk, pair.second / pair.second_at_risk
    return 100 * (after / before - 1) if before else math.inf


def agrees(figure: Figure, value: float) -> tuple[bool, bool]:
    """Whether a value is what was stated, and if not, whether only its bound is wrong.

    Args:
        figure: As stated.
        value: Worked out, in the same terms.
    """
    stated, size = figure.value, abs(value)
    if (figure.kind is Kind.FALL and value > 0) or (figure.kind is Kind.RISE and value < 0):
        return False, False
    near = abs(size - stated) <= figure.half_step + 1e-9
    if figure.bound is Bound.OVER:
        return size >= stated, near and size < stated
    if figure.bound is Bound.UNDER:
        return size <= stated, near and size > stated
    return near, False


def _share(figure: Figure, pair: Pair, level: float) -> Recomputed:
    near = wilson(pair.first, pair.second, level=level)
    value = 100 * pair.first / pair.second
    right, slightly = agrees(figure, value) if figure.is_percentage else (True, False)
    between = Interval(100 * near.low, 100 * near.high, level)
    return Recomputed(figure, value, between, None, None, right, slightly)


def _change(figure: Figure, pair: Pair, level: float) -> Recomputed:
    before = Rate(pair.first, pair.first_at_risk)
    after = Rate(pair.second, pair.second_at_risk)
    seen = rate_ratio(before, after, level=level)
    if figure.kind is Kind.RATIO:
        right, slightly = agrees(figure, seen.estimate)
        value, between = seen.estimate, seen.interval
        return Recomputed(figure, value, between, value, seen.p_value, right, slightly)
    value = 100 * (seen.estimate - 1)
    right, slightly = agrees(figure, value)
    ends = [100 * (end - 1) for end in (seen.interval.low, seen.interval.high)]
    between = Interval(ends[0], ends[1], level)
    return Recomputed(figure, value, between, seen.estimate, seen.p_value, right, slightly)


def _from_rates(figure: Figure) -> Recomputed:
    before, after, *other = figure.rates
    ratio = after / before
    if other:
        ratio /= other[1] / other[0]
    value = ratio if figure.kind is Kind.RATIO else 100 * (ratio - 1)
    right, slightly = agrees(figure, value)
    return Recomputed(figure, value, None, ratio, None, right, slightly)


def rounding_range(rates: tuple[float, ...], *, half: float = 0.5) -> tuple[float, float]:
    """The ratios that rates can have come from before they were rounded."""
    least = [max(rate - half, 1e-9) for rate in rates]
    most = [rate + half for rate in rates]
    low, high = least[1] / most[0], most[1] / least[0]
    if len(rates) == 4:
        low, high = low / (most[3] / least[2]), high / (least[3] / most[2])
    return low, high
