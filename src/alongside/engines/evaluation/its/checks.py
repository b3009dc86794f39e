"""What would mislead: too few periods, leftover pattern, a bent path, a start on a peak."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from alongside.engines.evaluation.its.design import Shape, Start, design
from alongside.engines.evaluation.its.fitting import Family, Fitted, fit
from alongside.engines.evaluation.result import Check, State
from alongside.engines.evaluation.wording import number_words, p_words
from alongside.kernel.refusal import Refused

Floats = NDArray[np.float64]
FEWEST_EACH_SIDE: Final = 8
FEWEST_TOTAL: Final = 24
SMALL_COUNT: Final = 5.0
DOUBT: Final = 0.05
ENOUGH_FOR_NEWEY_WEST: Final = 120


@dataclass(frozen=True, slots=True)
class Series:
    """One series as it is checked.

    Attributes:
        outcome: ``(n,)`` numbers.
        at_risk: ``(n,)``, ones when there is no offset.
        shape: Its path without an interruption.
        family: How numbers vary.
        missing: Periods between the first and the last that are not there.
    """

    outcome: Floats
    at_risk: Floats
    shape: Shape
    family: Family
    missing: int = 0


def checks(
    series: Series, fitted: Fitted, starts: Sequence[Start], *, rows: slice
) -> tuple[Check, ...]:
    """Ask each question that could turn the answer over.

    Args:
        series: The series that changed.
        fitted: Its fit, which may hold a comparator's rows too.
        starts: What began.
        rows: Which rows of the fit are the series that changed.
    """
    made = [
        _enough(series, starts),
        _no_gaps(series),
        _leftover(
            fitted, rows, seasonal=bool(series.shape.harmonics or series.shape.calendar_months)
        ),
        _season(series, starts),
        _straight(series, starts),
        _peak(series, starts),
        _pretend_start(series, starts),
    ]
    if series.family.counts:
        made += [_spread(fitted), _small(series)]
    return tuple(made)


def _enough(series: Series, starts: Sequence[Start]) -> Check:
    first, last = starts[0], starts[-1]
    before = first.place + first.lag
    after = len(series.outcome) - last.place - last.lag
    words = f"There are {before} periods before the start and {after} from it on"
    if min(before, after) >= FEWEST_EACH_SIDE and before + after >= FEWEST_TOTAL:
        return Check("enough_periods", State.PASSED, f"{words}, which is enough.")
    return Check(
        "enough_periods",
        State.FAILED,
        f"{words}; with fewer than {FEWEST_EACH_SIDE} on a side or {FEWEST_TOTAL} in all, trend "
        "and change cannot be told apart well.",
    )


def _no_gaps(series: Series) -> Check:
    if series.missing == 0:
        return Check(
            "no_gaps", State.PASSED, "Every period between the first and the last is there."
        )
    return Check(
        "no_gaps",
        State.FAILED,
        f"Missing between the first and the last: {series.missing}.",
    )


def _leftover(fitted: Fitted, rows: slice, *, seasonal: bool) -> Check:
    """Whether what is left over follows on from itself."""
    name = "autocorrelation"
    left = fitted.residuals[rows]
    lags = max(1, min(12, len(left) // 5))
    # Two looks, next door and further off, so each is asked at half the doubt.
    p_value = min(1.0, 2 * min(ljung_box(left, 1), ljung_box(left, lags)))
    shared = float(np.corrcoef(left[:-1], left[1:])[0, 1])
    words = (
        f"What the path leaves over has a correlation of {shared:.2f} with the period before "
        f"(Ljung-Box, 1 and {lags} periods, P {p_words(p_value)})"
    )
    if p_value >= DOUBT:
        return Check(name, State.PASSED, f"{words}, no more than chance.")
    if fitted.newey_west is not None:
        told = f"{words}; the range allows for this to a lag of {fitted.newey_west}"
        if len(left) >= ENOUGH_FOR_NEWEY_WEST:
            return Check(name, State.PASSED, f"{told}.")
        return Check(
            name,
            State.FAILED,
            f"{told}, but with fewer than {ENOUGH_FOR_NEWEY_WEST} periods such a range is still "
            "too narrow.",
        )
    off = "too narrow" if shared > 0 else "not to be trusted"
    return Check(
        name,
        State.FAILED,
        f"{words}: periods follow on from each other, so the range is {off}. Use --newey-west"
        f"{', or add the season' if not seasonal else ''}.",
    )


def ljung_box(left: Floats, lags: int) -> float:
    """Chance of so much correlation over the first lags if there were none."""
    off = left - left.mean()
    n, total = len(off), float(off @ off)
    if total == 0 or n <= lags:
        return 1.0
    shared = [float(off[lag:] @ off[:-lag]) / total for lag in range(1, lags + 1)]
    score = n * (n + 2) * sum(r * r / (n - lag) for lag, r in enumerate(shared, start=1))
    return float(stats.chi2.sf(score, lags))


def _season(series: Series, starts: Sequence[Start]) -> Check:
    name, shape = "season", series.shape
    if shape.harmonics or shape.calendar_months:
        return Check(name, State.PASSED, "The season is in the path.")
    cycle = 12 if shape.months and len(set(shape.months)) > 4 else 0
    if not cycle or len(series.outcome) < 2 * cycle:
        return Check(
            name, State.CANNOT_TELL, "There is no full cycle twice over to see a season in."
        )
    fuller = Shape(shape.index, shape.months, harmonics=2)
    p_value = _gain(series, fuller, starts, added=4)
    if p_value is None:
        return Check(name, State.CANNOT_TELL, "A season could not be fitted.")
    words = f"A yearly season was tried (P {p_words(p_value)})"
    if p_value >= DOUBT:
        return Check(name, State.PASSED, f"{words}; the numbers do not need it.")
    return Check(name, State.FAILED, f"{words}; the numbers have one. Add --harmonics 2.")


def _gain(series: Series, fuller: Shape, starts: Sequence[Start], *, added: int) -> float | None:
    """The P value of the terms a fuller path adds, taken together."""
    try:
        columns = design(fuller, starts)
        fitted = _refit(series, columns.matrix)
    except Refused:
        return None
    places = list(range(len(columns.names) - added, len(columns.names)))
    part = fitted.estimates[places]
    score = float(part @ np.linalg.solve(fitted.covariance[np.ix_(places, places)], part))
    return float(stats.f.sf(score / added, added, fitted.freedom))


def _refit(series: Series, matrix: Floats, rows: slice = slice(None)) -> Fitted:
    """The same series on other columns; spread is always allowed for in a check."""
    family = series.family
    if family in (Family.POISSON, Family.NEGBIN):
        family = Family.QUASIPOISSON
    return fit(series.outcome[rows], matrix[rows], family=family, at_risk=series.at_risk[rows])


def _before(series: Series, starts: Sequence[Start]) -> slice:
    return slice(0, starts[0].place + starts[0].lag)


def _straight(series: Series, starts: Sequence[Start]) -> Check:
    """Whether the path before the start bends."""
    name = "straight_path_before"
    rows = _before(series, starts)
    plain = _path_before(series, rows)
    bent = np.column_stack([plain, (plain[:, 1] - plain[:, 1].mean()) ** 2])
    tested = _last_term(series, bent, rows)
    if rows.stop < FEWEST_EACH_SIDE or tested is None:
        return Check(name, State.CANNOT_TELL, "There are too few periods before the start to see.")
    words = f"A bend in the path before the start was tried (P {p_words(tested[1])})"
    if tested[1] >= DOUBT:
        return Check(name, State.PASSED, f"{words}; there is none to see.")
    return Check(
        name,
        State.FAILED,
        f"{words}; it was already bending, so a straight line carried forward misleads.",
    )


def _path_before(series: Series, rows: slice) -> Floats:
    shape = series.shape
    part = Shape(
        shape.index[rows],
        shape.months[rows] if shape.months else (),
        harmonics=shape.harmonics,
        period=shape.period,
        calendar_months=shape.calendar_months,
    )
    return design(part, ()).matrix


def _last_term(series: Series, matrix: Floats, rows: slice) -> tuple[float, float] | None:
    """Estimate and P value of the last column over some rows."""
    part = Series(series.outcome[rows], series.at_risk[rows], series.shape, series.family)
    try:
        fitted = _refit(part, matrix)
    except Refused:
        return None
    return float(fitted.estimates[-1]), fitted.p_value(len(fitted.estimates) - 1)


def _peak(series: Series, starts: Sequence[Start]) -> Check:
    """Whether the last periods before the start stood out: what is picked high falls by itself."""
    name = "chosen_on_a_peak"
    rows = _before(series, starts)
    last = min(3, rows.stop // 4)
    if last == 0:
        return Check(name, State.CANNOT_TELL, "There are too few periods before the start to see.")
    plain = _path_before(series, rows)
    mark = np.zeros(rows.stop)
    mark[-last:] = 1.0
    tested = _last_term(series, np.column_stack([plain, mark]), rows)
    if tested is None:
        return Check(name, State.CANNOT_TELL, "There are too few periods before the start to see.")
    way = "above" if tested[0] > 0 else "below"
    words = (
        f"Together, the last {last} before the start lie {way} the path (P {p_words(tested[1])})"
    )
    if tested[1] >= DOUBT:
        return Check(name, State.PASSED, f"{words}, no more than chance.")
    return Check(
        name,
        State.FAILED,
        f"{words}. If the start was chosen because of them, part of the change would have come "
        "by itself (regression to the mean).",
    )


def _pretend_start(series: Series, starts: Sequence[Start]) -> Check:
    """Whether a start that never was, halfway through the time before, seems to do something."""
    name = "pretend_start"
    rows = _before(series, starts)
    if rows.stop < 2 * FEWEST_EACH_SIDE:
        return Check(name, State.CANNOT_TELL, "There are too few periods before the start to try.")
    plain = _path_before(series, rows)
    mark = np.zeros(rows.stop)
    mark[rows.stop // 2 :] = 1.0
    tested = _last_term(series, np.column_stack([plain, mark]), rows)
    if tested is None:
        return Check(name, State.CANNOT_TELL, "A pretend start could not be fitted.")
    words = f"A pretend start halfway through the time before has P {p_words(tested[1])}"
    if tested[1] >= DOUBT:
        return Check(name, State.PASSED, f"{words}: no change is seen where nothing began.")
    return Check(
        name,
        State.FAILED,
        f"{words}: this method finds a change here where nothing began.",
    )


def _spread(fitted: Fitted) -> Check:
    """Whether counts vary as counts do, or as the family allows."""
    name = "overdispersion"
    words = f"Counts vary {fitted.pearson:.2f} times as much as chance alone would make them"
    if fitted.family is Family.QUASIPOISSON:
        return Check(name, State.PASSED, f"{words}; the range allows for it.")
    score = fitted.pearson * fitted.freedom
    if float(stats.chi2.sf(score, fitted.freedom)) >= DOUBT or fitted.newey_west is not None:
        return Check(name, State.PASSED, f"{words}.")
    return Check(
        name,
        State.FAILED,
        f"{words}, so the range is too narrow. Use --family quasipoisson.",
    )


def _small(series: Series) -> Check:
    mean = float(series.outcome.mean())
    words = f"There are {number_words(mean)} events in a period on average"
    if mean >= SMALL_COUNT:
        return Check("small_counts", State.PASSED, f"{words}.")
    return Check(
        "small_counts",
        State.CANNOT_TELL,
        f"{words}; below {SMALL_COUNT:g} the range is rough. Use longer periods.",
    )
