"""Weights that are none below nought and sum to one, closest to a target."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

Floats = NDArray[np.float64]
HOLD: Final = 1e3
"""How hard weights are held to a sum of one before they are polished to it exactly."""


def closest_mix(parts: Floats, target: Floats, *, ridge: float = 0.0) -> Floats:
    """Answer the mix of columns closest to a target, solved to the end.

    Minimises the mean squared distance plus ``ridge`` times the sum of squared weights.

    Args:
        parts: ``(n_rows, n_columns)``.
        target: ``(n_rows,)``.
        ridge: How much to prefer even weights.

    Returns:
        ``(n_columns,)`` weights.
    """
    rows, columns = parts.shape
    scale = max(float(np.abs(parts).max()), 1e-300)
    hold = HOLD * scale
    stacked = np.vstack(
        [parts / rows**0.5, ridge**0.5 * np.eye(columns), np.full((1, columns), hold)]
    )
    wanted = np.concatenate([target / rows**0.5, np.zeros(columns), [hold]])
    weights = nnls(stacked, wanted, maxiter=50 * columns)[0]
    weights = weights / weights.sum()
    square = parts.T @ parts / rows + ridge * np.eye(columns)
    return _polished(weights, square, parts.T @ target / rows)


def published_mix(parts: Floats, target: Floats, *, zeta: float, noise: float) -> Floats:
    """Answer the mix as the published method reckons it, which stops before it is exact.

    A hundred Frank-Wolfe steps from even weights, small weights dropped, then steps until one
    gains less than ``(1e-5 noise)**2`` or ten thousand are made.

    Args:
        parts: ``(n_rows, n_columns)``.
        target: ``(n_rows,)``.
        zeta: Root of the ridge.
        noise: How much places change from one period to the next.

    Source: Arkhangelsky and others 2021, algorithm 1, with the stopping rule of its authors.
    """
    least = (1e-5 * noise) ** 2
    even = np.full(parts.shape[1], 1.0 / parts.shape[1])
    rough = _frank_wolfe(parts, target, even, zeta=zeta, least=least, most=100)
    kept = np.where(rough <= rough.max() / 4, 0.0, rough)
    return _frank_wolfe(parts, target, kept / kept.sum(), zeta=zeta, least=least, most=10_000)


def _frank_wolfe(
    parts: Floats, target: Floats, weights: Floats, *, zeta: float, least: float, most: int
) -> Floats:
    rows = parts.shape[0]
    ridge = rows * zeta * zeta
    mixed = parts @ weights
    last = np.inf
    for step in range(most):
        slope = (mixed - target) @ parts + ridge * weights
        best = int(np.argmin(slope))
        move = -weights
        move[best] += 1.0
        change = parts[:, best] - mixed
        curve = float(change @ change + ridge * (move @ move))
        reach = min(1.0, max(0.0, float(-slope @ move) / curve)) if curve > 0 else 0.0
        weights = weights + reach * move
        mixed = mixed + reach * change
        gap = mixed - target
        value = zeta * zeta * float(weights @ weights) + float(gap @ gap) / rows
        if step > 0 and last - value <= least:
            break
        last = value
    return weights


def _polished(weights: Floats, square: Floats, pull: Floats) -> Floats:
    """Solve for the weights that are not nought, where that keeps them so."""
    held = np.nonzero(weights > 1e-9)[0]
    many = len(held)
    lhs = np.zeros((many + 1, many + 1))
    lhs[:many, :many] = square[np.ix_(held, held)]
    lhs[many, :many] = lhs[:many, many] = 1.0
    try:
        solved = np.linalg.solve(lhs, np.append(pull[held], 1.0))[:many]
    except np.linalg.LinAlgError:
        return weights
    if np.any(solved < 0) or not np.all(np.isfinite(solved)):
        return weights
    polished = np.zeros_like(weights)
    polished[held] = solved

    def cost(given: Floats) -> float:
        return float(given @ square @ given / 2 - given @ pull)

    return polished if cost(polished) <= cost(weights) + 1e-15 else weights
