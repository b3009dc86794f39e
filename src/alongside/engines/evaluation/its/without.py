"""What would have happened otherwise, and how many were averted, with their ranges."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alongside.engines.evaluation.intervals import normal_quantile
from alongside.engines.evaluation.its.design import Design
from alongside.engines.evaluation.its.fitting import Fitted
from alongside.engines.evaluation.result import Interval

Floats = NDArray[np.float64]
DRAWS: Final = 4000
SEED: Final = 20260610
AT_ONCE: Final = 500
LONG: Final = 2_000
"""Periods past which a quarter of the draws are enough."""


@dataclass(frozen=True, slots=True)
class Without:
    """The path had nothing begun, for the series that changed.

    Attributes:
        path: ``(n,)`` expected without it.
        low: ``(n,)`` lower edge of its range.
        high: ``(n,)`` upper edge.
        averted: Fewer in all, from the start on, than expected without it; below 0 for more.
        averted_range: Its range.
        share: Averted as a part of what was expected without it.
        share_range: Its range.
    """

    path: Floats
    low: Floats
    high: Floats
    averted: float
    averted_range: Interval
    share: float
    share_range: Interval


def without(
    fitted: Fitted,
    design: Design,
    *,
    rows: slice,
    at_risk: Floats,
    first: int,
    level: float,
    seed: int = SEED,
) -> Without:
    """Answer the path without the interruption, by drawing estimates from their covariance.

    Ranges tell of the path, not of single periods, which scatter around it.

    Args:
        fitted: The fit.
        design: Its columns.
        rows: Which rows are the series that changed.
        at_risk: ``(n,)`` of those rows.
        first: Place, among those rows, of the first period that may show it.
        level: How often a range should hold the truth.
        seed: For the draws.
    """
    drawn = _drawn(fitted, seed)[: DRAWS if len(at_risk) <= LONG else DRAWS // 4]
    plain, full = design.without()[rows], design.matrix[rows]
    path = fitted.path(plain, at_risk)
    after, risk = slice(first, None), at_risk[first:]
    expected = _totals(fitted, plain[after], risk, drawn)
    gone = expected - _totals(fitted, full[after], risk, drawn)
    best = float((path - fitted.path(full, at_risk))[first:].sum())
    low, high = _band(fitted, plain, at_risk, level)
    return Without(
        path=path,
        low=low,
        high=high,
        averted=best,
        averted_range=_range(gone, level),
        share=best / float(path[first:].sum()),
        share_range=_range(gone / expected, level),
    )


def _band(fitted: Fitted, matrix: Floats, at_risk: Floats, level: float) -> tuple[Floats, Floats]:
    """The range of the path at each period: normal on the scale of its terms, so exact."""
    line = matrix @ fitted.estimates
    error = np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", matrix, fitted.covariance, matrix), 0.0))
    reach = normal_quantile(level) * error
    low, high = line - reach, line + reach
    if fitted.family.multiplies:
        return np.exp(low) * at_risk, np.exp(high) * at_risk
    return low, high


def _totals(fitted: Fitted, matrix: Floats, at_risk: Floats, drawn: Floats) -> Floats:
    """Each draw's path added up, some periods at a time so that long series fit in memory."""
    totals = np.zeros(len(drawn))
    for begin in range(0, len(matrix), AT_ONCE):
        some = slice(begin, begin + AT_ONCE)
        totals += fitted.path(matrix[some], at_risk[some], drawn).sum(axis=1)
    return totals


def _drawn(fitted: Fitted, seed: int) -> Floats:
    chance = np.random.default_rng(seed)
    drawn: Floats = chance.multivariate_normal(
        fitted.estimates, fitted.covariance, size=DRAWS, method="eigh"
    )
    return drawn


def _ends(values: Floats, level: float) -> tuple[Floats, Floats]:
    tail = 50 * (1 - level)
    low, high = np.percentile(values, [tail, 100 - tail], axis=0)
    return np.asarray(low), np.asarray(high)


def _range(values: Floats, level: float) -> Interval:
    low, high = _ends(values, level)
    return Interval(float(low), float(high), level)
