"""Charts of rare events: how many chances, or how much time, between one and the next."""

from collections.abc import Sequence
from math import log, log1p, sqrt
from typing import Final

from alongside.engines.evaluation.spc.attributes import check_counts
from alongside.engines.evaluation.spc.chart import Chart, Direction, Limits, build
from alongside.engines.evaluation.spc.individuals import EXACT_SCALING, mean_moving_range
from alongside.kernel.refusal import Refused

POWER: Final = 3.6
"""Makes waiting times nearly normal (Nelson 1994)."""


def g_chart(
    between: Sequence[float],
    *,
    improvement: Direction = Direction.NEUTRAL,
    freeze: int = 0,
    steps: Sequence[int] = (),
) -> Chart:
    """Chart how many chances passed between one event and the next.

    Args:
        between: ``(n_points,)`` whole numbers from 0.
        improvement: Which way is better; for harm, more between is better.
        freeze: Reckon limits from this many first points of each part; 0 for all.
        steps: Indices where limits are reckoned afresh.

    Raises:
        Refused: ``spc.count``, or as ``chart.build``.

    Source: Benneyan 2001, the geometric chart: sigma is the root of g(g + 1).
    """
    check_counts(between)

    def limits_of(start: int, end: int, baseline_end: int) -> list[Limits]:
        base = between[start:baseline_end]
        centre = sum(base) / len(base)
        spread = 3 * sqrt(centre * (centre + 1))
        judged = (_middle(centre), centre - spread, centre + spread)
        return [Limits(centre, max(0.0, centre - spread), centre + spread, judged)] * (end - start)

    return build("g", between, limits_of, improvement=improvement, freeze=freeze, steps=steps)


def _middle(mean: float) -> float:
    """The median gap: gaps lean to the low side, so runs are judged against it, not the mean."""
    return log(2) / log1p(1 / mean) if mean > 0 else 0.0


def t_chart(
    waits: Sequence[float],
    *,
    improvement: Direction = Direction.NEUTRAL,
    freeze: int = 0,
    steps: Sequence[int] = (),
) -> Chart:
    """Chart how much time passed between one event and the next.

    The times are raised to the power 1/3.6, charted as single values and turned back, so the
    limits are not the same distance from the centre.

    Args:
        waits: ``(n_points,)`` above 0, in any one unit.
        improvement: Which way is better.
        freeze: Reckon limits from this many first points of each part; 0 for all.
        steps: Indices where limits are reckoned afresh.

    Raises:
        Refused: ``spc.wait``, or as ``chart.build``.

    Source: Nelson 1994, Journal of Quality Technology 26(3).
    """
    _check_waits(waits)
    turned = [wait ** (1 / POWER) for wait in waits]

    def limits_of(start: int, end: int, baseline_end: int) -> list[Limits]:
        base = turned[start:baseline_end]
        centre = sum(base) / len(base)
        spread = EXACT_SCALING * mean_moving_range(base, screen_outliers=False)
        if min(base) == max(base):
            centre = base[0]
        judged = (centre, centre - spread, centre + spread)
        lower, middle, upper = (max(0.0, one) ** POWER for one in (judged[1], centre, judged[2]))
        return [Limits(middle, lower, upper, judged)] * (end - start)

    return build(
        "t",
        waits,
        limits_of,
        improvement=improvement,
        freeze=freeze,
        steps=steps,
        judged=turned,
    )


def _check_waits(waits: Sequence[float]) -> None:
    for at, wait in enumerate(waits, start=1):
        if wait <= 0:
            raise Refused(
                "spc.wait",
                f"Point {at}: a time between events is above 0, not {wait:g}.",
                next_step="Two events at one moment: give the time in a finer unit.",
                field="value",
            )
