"""Three ways to say what a place would have done: difference, mix, or mix of differences."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alongside.engines.evaluation.panel.simplex import closest_mix, published_mix
from alongside.engines.evaluation.panel.table import Panel

Floats = NDArray[np.float64]


class Method(StrEnum):
    """How places are compared."""

    DID = "did"
    SC = "sc"
    SDID = "sdid"


METHOD_WORDS: Final = {
    Method.DID: "Difference in differences",
    Method.SC: "Synthetic control",
    Method.SDID: "Synthetic difference in differences",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison found.

    Attributes:
        method: How.
        estimate: Mean difference in the periods after, in the unit of the outcome.
        unit_weights: ``(n_controls,)``.
        time_weights: ``(n_before,)``.
        path: ``(n_periods,)`` what the changed places would have done.
        seen: ``(n_periods,)`` what they did, on average.
    """

    method: Method
    estimate: float
    unit_weights: Floats
    time_weights: Floats
    path: Floats
    seen: Floats

    @property
    def gaps(self) -> Floats:
        """What was seen less what would have been: ``(n_periods,)``."""
        return self.seen - self.path


def compare(panel: Panel, method: Method, *, exactly: bool = False) -> Compared:
    """Compare the places where something began with the rest.

    Args:
        panel: Places against periods.
        method: How.
        exactly: Solve for the weights to the end, rather than stop where the published method
            does.

    Source: Abadie, Diamond and Hainmueller 2010 (synthetic control, on outcomes alone);
    Arkhangelsky and others 2021, American Economic Review 111(12), algorithm 1.
    """
    return _COMPARE[method](panel, exactly)


def _did(panel: Panel, _: bool) -> Compared:
    units = np.full(panel.controls, 1.0 / panel.controls)
    times = np.full(panel.before, 1.0 / panel.before)
    return _weighted(panel, Method.DID, units, times)


def _sc(panel: Panel, exactly: bool) -> Compared:
    others, changed = _split(panel)
    noise = noise_level(panel)
    units = _mix(others[:, : panel.before].T, changed[: panel.before], 1e-6 * noise, noise, exactly)
    path = units @ others
    estimate = float((changed - path)[panel.before :].mean())
    return Compared(Method.SC, estimate, units, np.zeros(panel.before), path, changed)


def _sdid(panel: Panel, exactly: bool) -> Compared:
    others, changed = _split(panel)
    early, late = others[:, : panel.before], others[:, panel.before :].mean(axis=1)
    noise = noise_level(panel)
    reach = (panel.treated * (len(panel.periods) - panel.before)) ** 0.25
    told = _centred(changed[: panel.before])
    units = _mix(_centred(early.T), told, reach * noise, noise, exactly)
    times = _mix(_centred(early), _centred(late), 1e-6 * noise, noise, exactly)
    return _weighted(panel, Method.SDID, units, times)


def _mix(parts: Floats, target: Floats, zeta: float, noise: float, exactly: bool) -> Floats:
    if exactly or noise == 0:
        return closest_mix(parts, target, ridge=zeta * zeta)
    return published_mix(parts, target, zeta=zeta, noise=noise)


def noise_level(panel: Panel) -> float:
    """How much places change from one period to the next, before: a standard deviation."""
    steps = np.diff(panel.outcome[: panel.controls, : panel.before], axis=1)
    return float(np.std(steps, ddof=1)) if steps.size > 1 else 0.0


def _weighted(panel: Panel, method: Method, units: Floats, times: Floats) -> Compared:
    """Difference in differences with weights on places and on periods before."""
    others, changed = _split(panel)
    mixed = units @ others
    shift = float(times @ (changed - mixed)[: panel.before])
    path = mixed + shift
    estimate = float((changed - path)[panel.before :].mean())
    return Compared(method, estimate, units, times, path, changed)


def _split(panel: Panel) -> tuple[Floats, Floats]:
    return panel.outcome[: panel.controls], panel.outcome[panel.controls :].mean(axis=0)


def _centred(values: Floats) -> Floats:
    centred: Floats = values - values.mean(axis=0)
    return centred


_COMPARE: Final[dict[Method, Callable[[Panel, bool], Compared]]] = {
    Method.DID: _did,
    Method.SC: _sc,
    Method.SDID: _sdid,
}
