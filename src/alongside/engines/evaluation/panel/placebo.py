"""How large is a difference where nothing began? Every other place is tried as if it had."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alongside.engines.evaluation.intervals import normal_quantile
from alongside.engines.evaluation.panel.estimators import Compared, Method, compare
from alongside.engines.evaluation.panel.table import Panel
from alongside.engines.evaluation.result import LEVEL, Interval

Floats = NDArray[np.float64]
DRAWS: Final = 400
SEED: Final = 20260610
FEWEST: Final = 3
"""Pretended places below which nothing can be said of chance."""


@dataclass(frozen=True, slots=True)
class Placebos:
    """What was found where nothing began.

    Attributes:
        names: Each pretended place, or group of places.
        estimates: ``(n_placebos,)``.
        p_value: Share, the real one counted in, at least as far from none; ``None`` for too few.
        interval: The estimate and so many of their standard deviations; ``None`` for too few.
        smallest_p: The smallest P value that so many places can give.
    """

    names: tuple[str, ...]
    estimates: Floats
    p_value: float | None
    interval: Interval | None
    smallest_p: float


def placebos(panel: Panel, found: Compared, *, level: float = LEVEL, seed: int = SEED) -> Placebos:
    """Pretend that something began in each of the other places, and compare.

    Weights are solved to the end here. With synthetic control a place counts by how much worse
    it fits after than before, since one that never fitted says nothing.

    Args:
        panel: Places against periods.
        found: What was found for the real ones.
        level: How often the interval should hold the truth.
        seed: For groups drawn at random, where several places changed.

    Source: Abadie and others 2010 (ratio of fits); Arkhangelsky and others 2021, algorithm 4.
    """
    tried = list(_pretended(panel, seed))
    names = tuple(name for name, _ in tried)
    results = [compare(each, found.method, exactly=True) for _, each in tried]
    estimates = np.array([result.estimate for result in results])
    if len(results) < FEWEST:
        return Placebos(names, estimates, None, None, 1.0)
    ratio = found.method is Method.SC
    real = _distance(found, panel.before, ratio=ratio)
    others = [_distance(result, panel.before, ratio=ratio) for result in results]
    as_far = sum(other >= real * (1 - 1e-9) for other in others)
    spread = float(np.std(estimates, ddof=1)) * normal_quantile(level)
    return Placebos(
        names,
        estimates,
        (1 + as_far) / (1 + len(results)),
        Interval(found.estimate - spread, found.estimate + spread, level),
        1 / (1 + len(results)),
    )


def _pretended(panel: Panel, seed: int) -> Iterator[tuple[str, Panel]]:
    if panel.treated == 1:
        for unit in range(panel.controls):
            if panel.controls > 1:
                yield panel.units[unit], panel.pretending(unit)
        return
    if panel.controls <= panel.treated:
        return
    chance = np.random.default_rng(seed)
    seen = set()
    for _ in range(DRAWS):
        chosen = tuple(sorted(chance.choice(panel.controls, size=panel.treated, replace=False)))
        if chosen in seen:
            continue
        seen.add(chosen)
        rest = [at for at in range(panel.controls) if at not in chosen]
        order = [*rest, *(int(at) for at in chosen)]
        units = tuple(panel.units[at] for at in order)
        made = Panel(units, panel.periods, panel.outcome[order], panel.treated, panel.before)
        yield " and ".join(units[len(rest) :]), made


def _distance(found: Compared, before: int, *, ratio: bool) -> float:
    if not ratio:
        return abs(found.estimate)
    fit = float(np.sqrt((found.gaps[:before] ** 2).mean()))
    after = float(np.sqrt((found.gaps[before:] ** 2).mean()))
    return after / fit if fit > 0 else np.inf
