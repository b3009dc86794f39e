"""How often a chart of pure noise would break a rule: simulated, with a stated seed."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alongside.engines.evaluation.spc.chart import Chart
from alongside.engines.evaluation.spc.individuals import (
    EXACT_SCALING,
    NHS_SCALING,
    RANGE_SCALING,
)
from alongside.engines.evaluation.spc.rare import POWER
from alongside.engines.evaluation.spc.rules import RUN

Floats = NDArray[np.float64]
NOISE_CHARTS: Final = 1000
SEED: Final = 20260610
LONGEST: Final = 240
"""Points simulated at most; a longer chart is taken as several of these."""


def false_alarm_share(chart: Chart, wholes: Sequence[float] = ()) -> float:
    """Answer how often a chart like this shows at least one signal where nothing changed.

    Counts are drawn as counts around the chart's own centre; single values and times between
    events are drawn anew with limits of their own, since limits from few points move too.

    Args:
        chart: The chart.
        wholes: Its denominators, where it has them.
    """
    points = min(len(chart.points), LONGEST)
    if chart.kind in _OWN_LIMITS or chart.kind not in _DRAWN:
        share = _own_limits(chart.kind if chart.kind in _OWN_LIMITS else "known", points)
    else:
        whole = np.asarray(wholes[:points] or [1.0] * points, float)
        # In the unit of the value the centre line is the mean, whatever the rules judge by.
        centre = np.array([point.limits.centre for point in chart.points[:points]])
        limits = np.array([point.limits.expected for point in chart.points[:points]]).T
        chance = np.random.default_rng(SEED)
        share = float(signals(_DRAWN[chart.kind](chance, centre, whole), limits).mean())
    return 1 - float((1 - share) ** (len(chart.points) / points))


def signals(values: Floats, limits: Floats) -> NDArray[np.bool_]:
    """Which of many charts show at least one signal.

    Args:
        values: ``(charts, points)``.
        limits: Centre, lower and upper, each for every point, or for every chart.
    """
    centre, lower, upper = limits
    out = (values > upper) | (values < lower)
    high, low = centre + (upper - centre) * 2 / 3, centre - (centre - lower) * 2 / 3
    near = ~out & ((values > high) | (values < low))
    side = np.sign(values - centre)
    two = (np.abs(_sums(side, 3)) == 3) & (_sums(near.astype(float), 3) >= 2)
    runs = np.abs(_sums(side, RUN)) == RUN
    trends = np.abs(_sums(np.sign(np.diff(values, axis=1)), RUN - 1)) == RUN - 1
    found: NDArray[np.bool_] = (
        out.any(axis=1) | two.any(axis=1) | runs.any(axis=1) | trends.any(axis=1)
    )
    return found


def _sums(values: Floats, width: int) -> Floats:
    """Sums over each window: ``(charts, points - width + 1)``."""
    if values.shape[1] < width:
        return np.zeros((len(values), 0))
    total = np.cumsum(values, axis=1)
    sums: Floats = total[:, width - 1 :].copy()
    sums[:, 1:] -= total[:, :-width]
    return sums


def _poisson(chance: np.random.Generator, centre: Floats, whole: Floats) -> Floats:
    mean = np.minimum(centre * whole, 1e15)
    return chance.poisson(mean, (NOISE_CHARTS, len(whole))) / whole


def _binomial(chance: np.random.Generator, centre: Floats, whole: Floats) -> Floats:
    return chance.binomial(whole.astype(int), centre, (NOISE_CHARTS, len(whole))) / whole


def _geometric(chance: np.random.Generator, centre: Floats, whole: Floats) -> Floats:
    drawn = chance.geometric(1 / (1 + centre), (NOISE_CHARTS, len(whole))) - 1
    return np.asarray(drawn, float)


_DRAWN: Final[dict[str, Callable[[np.random.Generator, Floats, Floats], Floats]]] = {
    "c": _poisson,
    "u": _poisson,
    "p": _binomial,
    "g": _geometric,
}
_OWN_LIMITS: Final = ("xmr", "mr", "t")


@cache
def _own_limits(kind: str, points: int) -> float:
    chance = np.random.default_rng(SEED)
    values = chance.normal(size=(NOISE_CHARTS, points))
    scaling = NHS_SCALING
    if kind == "known":
        return float(signals(values, np.array([0.0, -3.0, 3.0])).mean())
    if kind == "t":
        values = chance.exponential(size=(NOISE_CHARTS, points)) ** (1 / POWER)
        scaling = EXACT_SCALING
    if kind == "mr":
        values = np.abs(np.diff(chance.normal(size=(NOISE_CHARTS, points + 1)), axis=1))
    centre = values.mean(axis=1, keepdims=True)
    ranges = np.abs(np.diff(values, axis=1))
    mean = ranges.mean(axis=1, keepdims=True)
    if kind == "xmr":  # outlying ranges are left out, which makes limits a little narrower
        mean = np.mean(ranges, axis=1, keepdims=True, where=ranges < RANGE_SCALING * mean)
    spread = scaling * mean
    lower, upper = centre - spread, centre + spread
    if kind == "mr":
        lower, upper = 0 * centre, RANGE_SCALING * centre
    return float(signals(values, np.array([centre, lower, upper])).mean())
