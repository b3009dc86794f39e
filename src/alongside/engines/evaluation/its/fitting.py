"""Fits the columns: Poisson and its kin, log-linear and plain."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
import statsmodels.api as sm
from numpy.typing import NDArray
from scipy import stats
from statsmodels.tools.sm_exceptions import ConvergenceWarning, PerfectSeparationWarning

from alongside.kernel.refusal import Refused

Floats = NDArray[np.float64]
TIGHT: Final = {"maxiter": 200, "tol": 1e-12, "rtol": 1e-13}


class Family(StrEnum):
    """How the numbers vary around their path."""

    POISSON = "poisson"
    QUASIPOISSON = "quasipoisson"
    NEGBIN = "negbin"
    LOGLINEAR = "loglinear"
    GAUSSIAN = "gaussian"

    @property
    def counts(self) -> bool:
        """Whether it is for counts."""
        return self in (Family.POISSON, Family.QUASIPOISSON, Family.NEGBIN)

    @property
    def multiplies(self) -> bool:
        """Whether effects are ratios."""
        return self is not Family.GAUSSIAN


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fit.

    Attributes:
        family: Which.
        estimates: ``(n_terms,)`` on the scale of the path: logarithms for ratios.
        errors: ``(n_terms,)`` standard errors.
        covariance: ``(n_terms, n_terms)``.
        freedom: Degrees of freedom left.
        dispersion: Factor on the variance that the errors carry; 1 for Poisson.
        pearson: Pearson chi-square over its degrees of freedom: 1 where counts vary as counts do.
        expected: ``(n,)`` fitted values.
        residuals: ``(n,)`` Pearson residuals.
        newey_west: Lag that the errors allow for; ``None`` where they do not.
    """

    family: Family
    estimates: Floats
    errors: Floats
    covariance: Floats
    freedom: int
    dispersion: float
    pearson: float
    expected: Floats
    residuals: Floats
    newey_west: int | None

    def p_value(self, term: int) -> float:
        """Chance of an estimate this far from none if there were none."""
        score = abs(float(self.estimates[term] / self.errors[term]))
        if self.family in (Family.POISSON, Family.NEGBIN) or self.newey_west is not None:
            return float(2 * stats.norm.sf(score))
        return float(2 * stats.t.sf(score, self.freedom))

    def reach(self, level: float) -> float:
        """Standard errors on each side of an estimate in an interval."""
        if self.family.counts or self.newey_west is not None:
            return float(stats.norm.ppf((1 + level) / 2))
        return float(stats.t.ppf((1 + level) / 2, self.freedom))

    def path(self, matrix: Floats, at_risk: Floats, estimates: Floats | None = None) -> Floats:
        """Answer the values expected for rows: ``(n,)``, or ``(draws, n)`` for drawn estimates."""
        line = (self.estimates if estimates is None else estimates) @ matrix.T
        return np.exp(line) * at_risk if self.family.multiplies else line


def fit(
    outcome: Floats,
    matrix: Floats,
    *,
    family: Family,
    at_risk: Floats | None = None,
    newey_west: int | None = None,
) -> Fitted:
    """Fit a path.

    Args:
        outcome: ``(n,)`` counts, or any numbers for the log-linear (above 0) and plain ones.
        matrix: ``(n, n_terms)``.
        family: How numbers vary.
        at_risk: ``(n,)`` populations or times at risk; effects are then on the rate.
        newey_west: Allow for correlation up to this many periods apart.

    Raises:
        Refused: ``its.too_few``, ``its.not_a_count``, ``its.not_positive`` or ``its.no_fit``.
    """
    _check(outcome, matrix, family)
    risk = np.ones(len(outcome)) if at_risk is None else at_risk
    with warnings.catch_warnings():
        for kind in (ConvergenceWarning, PerfectSeparationWarning, RuntimeWarning):
            warnings.simplefilter("error", kind)
        try:
            return _FITS[family](outcome, matrix, risk, newey_west)
        except (
            ConvergenceWarning,
            PerfectSeparationWarning,
            RuntimeWarning,
            np.linalg.LinAlgError,
        ):
            raise Refused(
                "its.no_fit",
                "No path fits these numbers.",
                next_step="Some part holds too few events, or two terms say the same. Leave a term "
                "out or use longer periods.",
            ) from None


def _check(outcome: Floats, matrix: Floats, family: Family) -> None:
    rows, terms = matrix.shape
    if rows <= terms:
        raise Refused(
            "its.too_few",
            f"{rows} periods cannot answer for {terms} terms.",
            next_step="Give more periods or fewer terms.",
        )
    if family not in (Family.LOGLINEAR, Family.GAUSSIAN):
        _check_terms(int(np.linalg.matrix_rank(matrix)), terms)
    if family.counts and (np.any(outcome < 0) or np.any(outcome != np.floor(outcome))):
        raise Refused(
            "its.not_a_count",
            f"The {family.value} family is for counts, and some numbers are not whole.",
            next_step="Give the counts, with what they are out of as --offset; or choose "
            "--family loglinear or gaussian for rates.",
            field="outcome",
        )
    if family is Family.LOGLINEAR and np.any(outcome <= 0):
        raise Refused(
            "its.not_positive",
            "The log-linear family needs numbers above 0.",
            next_step="Choose --family quasipoisson for counts with zeros.",
            field="outcome",
        )


def _check_terms(rank: int, terms: int) -> None:
    if rank < terms:
        raise Refused(
            "its.same_terms",
            "Two terms say the same thing, so neither can be told.",
            next_step="Leave out a start, the slope or some of the season.",
        )


def _glm(
    outcome: Floats,
    matrix: Floats,
    risk: Floats,
    newey_west: int | None,
    *,
    family: Family,
    kind: Any,
) -> Fitted:
    model = sm.GLM(outcome, matrix, family=kind, offset=np.log(risk))
    quasi = family is Family.QUASIPOISSON
    plain = model.fit(scale="X2" if quasi else 1.0, **TIGHT)
    pearson = float(plain.pearson_chi2 / plain.df_resid)
    shown = plain
    if newey_west is not None:
        shown = model.fit(cov_type="HAC", cov_kwds=_lags(newey_west), **TIGHT)
    return Fitted(
        family=family,
        estimates=np.asarray(shown.params),
        errors=np.asarray(shown.bse),
        covariance=np.asarray(shown.cov_params()),
        freedom=int(plain.df_resid),
        dispersion=pearson if quasi else 1.0,
        pearson=pearson,
        expected=np.asarray(plain.fittedvalues),
        residuals=np.asarray(plain.resid_pearson),
        newey_west=newey_west,
    )


def _poisson(outcome: Floats, matrix: Floats, risk: Floats, lag: int | None) -> Fitted:
    kind = sm.families.Poisson()
    return _glm(outcome, matrix, risk, lag, family=Family.POISSON, kind=kind)


def _quasipoisson(outcome: Floats, matrix: Floats, risk: Floats, lag: int | None) -> Fitted:
    kind = sm.families.Poisson()
    return _glm(outcome, matrix, risk, lag, family=Family.QUASIPOISSON, kind=kind)


def _negbin(outcome: Floats, matrix: Floats, risk: Floats, lag: int | None) -> Fitted:
    """The spread is found by likelihood first; where counts vary no more than Poisson, it is 0."""
    start = _poisson(outcome, matrix, risk, None)
    spread = 0.0
    if start.pearson > 1:
        model = sm.NegativeBinomial(outcome, matrix, offset=np.log(risk), loglike_method="nb2")
        first = np.append(start.estimates, 0.05)
        found = model.fit(start_params=first, disp=False, maxiter=500, method="bfgs", gtol=1e-6)
        spread = max(0.0, float(found.params[-1]))
    if spread < 1e-8:
        kind = sm.families.Poisson()
    else:
        kind = sm.families.NegativeBinomial(alpha=spread)
    return _glm(outcome, matrix, risk, lag, family=Family.NEGBIN, kind=kind)


def _ols(
    outcome: Floats,
    matrix: Floats,
    risk: Floats,
    newey_west: int | None,
    *,
    family: Family,
) -> Fitted:
    logs = family is Family.LOGLINEAR
    seen = np.log(outcome / risk) if logs else outcome
    model = sm.OLS(seen, matrix)
    plain = model.fit()
    _check_terms(int(model.rank), matrix.shape[1])  # found on the way by the fit
    shown = plain
    if newey_west is not None:
        shown = model.fit(cov_type="HAC", cov_kwds=_lags(newey_west))
    expected = np.exp(plain.fittedvalues) * risk if logs else plain.fittedvalues
    return Fitted(
        family=family,
        estimates=np.asarray(shown.params),
        errors=np.asarray(shown.bse),
        covariance=np.asarray(shown.cov_params()),
        freedom=int(plain.df_resid),
        dispersion=float(plain.scale),
        pearson=1.0,
        expected=np.asarray(expected),
        residuals=np.asarray(plain.resid / np.sqrt(plain.scale)),
        newey_west=newey_west,
    )


def _lags(newey_west: int) -> dict[str, object]:
    return {"maxlags": newey_west, "use_correction": False}


_FITS: Final[dict[Family, Callable[[Floats, Floats, Floats, int | None], Fitted]]] = {
    Family.POISSON: _poisson,
    Family.QUASIPOISSON: _quasipoisson,
    Family.NEGBIN: _negbin,
    Family.LOGLINEAR: lambda *given: _ols(*given, family=Family.LOGLINEAR),
    Family.GAUSSIAN: lambda *given: _ols(*given, family=Family.GAUSSIAN),
}
