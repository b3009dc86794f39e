"""Charts of single values: XmR, and the moving ranges under it."""

from collections.abc import Sequence
from itertools import pairwise
from math import fsum
from typing import Final

from alongside.engines.evaluation.spc.chart import Chart, Direction, Limits, build

NHS_SCALING: Final = 2.66
"""Limits are the mean and this many mean moving ranges (NHS Making Data Count, rounded)."""
EXACT_SCALING: Final = 3 / 1.128
"""The same from the constant d2 for two points, as textbooks print it."""
RANGE_SCALING: Final = 3.267
"""Upper limit of moving ranges, D4 for two points."""


def xmr_chart(
    values: Sequence[float],
    *,
    improvement: Direction = Direction.NEUTRAL,
    screen_outliers: bool = True,
    freeze: int = 0,
    steps: Sequence[int] = (),
    scaling: float = NHS_SCALING,
) -> Chart:
    """Chart single values against the spread of their moving ranges.

    Args:
        values: ``(n_points,)``, oldest first.
        improvement: Which way is better.
        screen_outliers: Leave moving ranges above their own upper limit out, once.
        freeze: Reckon limits from this many first points of each part; 0 for all.
        steps: Indices where limits are reckoned afresh.
        scaling: Mean moving ranges between centre and limit.

    Raises:
        Refused: As ``chart.build``.

    Source: Wheeler, Understanding Variation; NHS England, Making Data Count.
    """

    def limits_of(start: int, end: int, baseline_end: int) -> list[Limits]:
        base = values[start:baseline_end]
        centre = fsum(base) / len(base) if min(base) < max(base) else base[0]
        spread = scaling * mean_moving_range(base, screen_outliers=screen_outliers)
        return [Limits(centre, centre - spread, centre + spread)] * (end - start)

    return build("xmr", values, limits_of, improvement=improvement, freeze=freeze, steps=steps)


def moving_range_chart(
    values: Sequence[float],
    *,
    improvement: Direction = Direction.NEUTRAL,
    freeze: int = 0,
) -> Chart:
    """Chart the moving ranges of single values: one point fewer than the values.

    Raises:
        Refused: As ``chart.build``.
    """
    ranges = moving_ranges(values)

    def limits_of(start: int, end: int, baseline_end: int) -> list[Limits]:
        base = ranges[start:baseline_end]
        centre = sum(base) / len(base)
        return [Limits(centre, 0.0, RANGE_SCALING * centre)] * (end - start)

    kept = freeze - 1 if freeze > 2 else freeze
    return build("mr", ranges, limits_of, improvement=improvement, freeze=kept)


def moving_ranges(values: Sequence[float]) -> list[float]:
    """Answer the distance of each value from the one before: ``(n_points - 1,)``."""
    return [abs(after - before) for before, after in pairwise(values)]


def mean_moving_range(values: Sequence[float], *, screen_outliers: bool) -> float:
    """Average the moving ranges, leaving outlying ones out once where asked."""
    ranges = moving_ranges(values)
    mean = sum(ranges) / len(ranges)
    if screen_outliers:
        kept = [each for each in ranges if each < RANGE_SCALING * mean]
        mean = sum(kept) / len(kept) if kept else mean
    return mean
