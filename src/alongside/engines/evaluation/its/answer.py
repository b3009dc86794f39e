"""An interrupted time series as a finding."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alongside.engines.evaluation.charts import Chart, Dash, Line, Mark, Shape, line_chart
from alongside.engines.evaluation.its.checks import Series, checks
from alongside.engines.evaluation.its.design import Design, Start, design, joined
from alongside.engines.evaluation.its.fitting import Fitted, fit
from alongside.engines.evaluation.its.without import Without, without
from alongside.engines.evaluation.result import (
    LEVEL,
    NO_COMPARATOR,
    Check,
    Denominator,
    Finding,
    Interval,
    Row,
    Sentences,
    State,
    worst,
)
from alongside.engines.evaluation.wording import (
    number_words,
    p_words,
    percent_words,
    range_words,
)

Floats = NDArray[np.float64]
WOULD_CHANGE: Final = (
    "Something else that began at the same time.",
    "A change in how the number is counted or in who is counted.",
    "A comparator where nothing began that moved in the same way.",
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a series.

    Attributes:
        measure: What the numbers are of.
        labels: ``(n,)`` each period.
        starts: What began, the first being the one that is asked about.
        offset: What the numbers are out of; empty when nothing.
        control: The comparator's name; empty when there is none.
        newey_west: Lag that the range allows for.
        level: How often it should hold the truth.
        sources: Where the numbers are from.
    """

    measure: str
    labels: Sequence[str]
    starts: Sequence[Start]
    offset: str = ""
    control: str = ""
    newey_west: int | None = None
    level: float = LEVEL
    sources: tuple[str, ...] = ()


def interrupted(series: Series, asked: Question, control: Series | None = None) -> Finding:
    """Answer whether a series left its path when something began.

    Args:
        series: The series that may have changed.
        asked: What is asked of it.
        control: The same of a place where nothing began, over the same periods.

    Raises:
        Refused: ``its.…``: the numbers cannot answer this.
    """
    columns = design(series.shape, asked.starts)
    outcome, risk, rows = series.outcome, series.at_risk, slice(0, len(series.outcome))
    if control is not None:
        columns = joined(columns, design(control.shape, asked.starts))
        outcome = np.concatenate([control.outcome, outcome])
        risk = np.concatenate([control.at_risk, risk])
        rows = slice(len(control.outcome), len(outcome))
    fitted = fit(
        outcome, columns.matrix, family=series.family, at_risk=risk, newey_west=asked.newey_west
    )
    first = asked.starts[0].place + asked.starts[0].lag
    other = without(
        fitted, columns, rows=rows, at_risk=series.at_risk, first=first, level=asked.level
    )
    asked_checks = checks(series, fitted, asked.starts, rows=rows)
    return _finding(series, asked, _Parts(columns, fitted, other, asked_checks, rows, first))


@dataclass(frozen=True, slots=True)
class _Parts:
    columns: Design
    fitted: Fitted
    other: Without
    checks: tuple[Check, ...]
    rows: slice
    first: int


def _finding(series: Series, asked: Question, parts: _Parts) -> Finding:
    fitted, columns = parts.fitted, parts.columns
    place = columns.names.index("level")
    table = _table(columns, fitted, asked.level)
    estimate, between = _estimate(fitted, place, asked.level)
    p_value = fitted.p_value(place)
    sentences = _sentences(asked, parts, estimate, between, p_value)
    averted = parts.other
    return Finding(
        question=f"Did {asked.measure} leave the earlier path {_from(asked).lower()}?",
        method=_method(asked, parts),
        sentences=sentences,
        estimate=estimate,
        unit=f"ratio to {_path_of(asked)}" if fitted.family.multiplies else asked.measure,
        interval=between,
        p_value=p_value,
        n=len(series.outcome),
        denominators=_denominators(series, asked, parts.first),
        comparator=asked.control or NO_COMPARATOR,
        checks=parts.checks,
        table=table,
        chart=_picture(series, asked, parts, says=sentences.plain),
        would_change=WOULD_CHANGE if not asked.control else WOULD_CHANGE[:2],
        sources=asked.sources,
        more={
            "family": fitted.family.value,
            "dispersion": fitted.dispersion,
            "pearson_dispersion": fitted.pearson,
            "averted": averted.averted,
            "averted_interval": [averted.averted_range.low, averted.averted_range.high],
            "averted_share": averted.share,
            "averted_share_interval": [averted.share_range.low, averted.share_range.high],
            "counterfactual": [float(value) for value in averted.path],
        },
    )


def _estimate(fitted: Fitted, place: int, level: float) -> tuple[float, Interval]:
    middle, error = float(fitted.estimates[place]), float(fitted.errors[place])
    ends = [middle - fitted.reach(level) * error, middle + fitted.reach(level) * error]
    if fitted.family.multiplies:
        return exp(middle), Interval(exp(ends[0]), exp(ends[1]), level)
    return middle, Interval(ends[0], ends[1], level)


def _table(columns: Design, fitted: Fitted, level: float) -> tuple[Row, ...]:
    rows: list[Row] = []
    for place, name in enumerate(columns.names):
        ratio, between = _estimate(fitted, place, level)
        rows.append(
            {
                "term": name,
                "estimate": float(fitted.estimates[place]),
                "se": float(fitted.errors[place]),
                "ratio": ratio if fitted.family.multiplies else None,
                "ci_low": between.low,
                "ci_high": between.high,
                "p_value": fitted.p_value(place),
            }
        )
    return tuple(rows)


def _sentences(
    asked: Question, parts: _Parts, estimate: float, between: Interval, p_value: float
) -> Sentences:
    fitted, averted = parts.fitted, parts.other
    plain = f"{_from(asked)}, {asked.measure} ran {_change(asked, fitted, estimate, between)}."
    none = 1.0 if fitted.family.multiplies else 0.0
    sure = not between.holds(none) and p_value < 1 - between.level
    if not sure:
        plain += " It could be chance: this does not show that anything changed."
    plain += _beside(asked, sure=sure)
    if worst(parts.checks) is State.FAILED:
        plain += " Some checks failed, so this could be wrong: read them first."
    fewer, more = averted.averted_range.low, averted.averted_range.high
    slope = ""
    if "slope" in parts.columns.names:
        place = parts.columns.names.index("slope")
        slope = f" Slope P {p_words(fitted.p_value(place))}."
    technical = (
        f"{_method(asked, parts)}. Level {number_words(estimate, figures=4)} "
        f"({range_words(between.low, between.high)}), P {p_words(p_value)}.{slope} "
        f"Averted from the start on: {number_words(averted.averted)} "
        f"({range_words(fewer, more)}), {percent_words(averted.share)} of what was expected."
    )
    return Sentences(plain, technical)


def _from(asked: Question) -> str:
    """When, as the opening of a sentence."""
    label = asked.starts[0].label
    return f"From {'period ' if label.isdigit() and len(label) < 4 else ''}{label} on"


def _change(asked: Question, fitted: Fitted, estimate: float, between: Interval) -> str:
    """How far off its path, and between what: ``11.5% below the earlier path (...)``."""
    if fitted.family.multiplies:
        middle = _apart(estimate - 1, percent_words)
        ends = [_apart(end - 1, percent_words) for end in (between.low, between.high)]
    else:
        middle = _apart(estimate, number_words)
        ends = [_apart(end, number_words) for end in (between.low, between.high)]
    return f"{' '.join(middle)} {_path_of(asked)} ({_ends(*ends)})"


def _path_of(asked: Question) -> str:
    return f"the path that {asked.control} suggests" if asked.control else "the earlier path"


def _apart(gap: float, say: Callable[[float], str]) -> tuple[str, str]:
    return say(abs(gap)), "below" if gap < 0 else "above"


def _ends(low: tuple[str, str], high: tuple[str, str]) -> str:
    if low[1] == high[1]:
        first, second = (high, low) if low[1] == "below" else (low, high)
        return f"between {first[0]} and {' '.join(second)}"
    return f"somewhere from {' '.join(low)} to {' '.join(high)}"


def _beside(asked: Question, *, sure: bool) -> str:
    if asked.control and not sure:
        return f" It was set beside {asked.control}."
    if asked.control:
        return f" This is beyond what happened in {asked.control} at the same time."
    return " Nothing was set beside it, so another cause at the same time cannot be told apart."


def _method(asked: Question, parts: _Parts) -> str:
    said = {
        "poisson": "Poisson",
        "quasipoisson": "quasi-Poisson",
        "negbin": "negative binomial",
        "loglinear": "log-linear",
        "gaussian": "linear",
    }[parts.fitted.family.value]
    controlled = "Controlled interrupted" if asked.control else "Interrupted"
    text = f"{controlled} time series, {said} regression"
    if asked.offset:
        text += f" of the rate per {asked.offset}"
    if asked.newey_west is not None:
        text += f", Newey-West errors to lag {asked.newey_west}"
    return text


def _denominators(series: Series, asked: Question, first: int) -> tuple[Denominator, ...]:
    unit = asked.offset or "periods"
    sides = (("before", slice(0, first)), ("from the start on", slice(first, None)))
    return tuple(
        Denominator(
            name,
            float(series.at_risk[rows].sum()) if asked.offset else len(series.outcome[rows]),
            unit,
        )
        for name, rows in sides
    )


def _picture(series: Series, asked: Question, parts: _Parts, *, says: str) -> Chart:
    scale = series.at_risk if asked.offset else np.ones(len(series.outcome))
    per = _per(series.outcome / scale)
    shown = per / scale
    other, first = parts.other, parts.first
    hidden: list[float | None] = [None] * first
    lines = [
        Line(
            asked.measure,
            list(series.outcome * shown),
            dash=Dash.NONE,
            shapes=[Shape.DOT] * len(series.outcome),
        ),
        Line(
            "fitted path",
            list(parts.fitted.expected[parts.rows] * shown),
            series=3,
            breaks=[start.place + start.lag for start in asked.starts if not start.phase_in],
        ),
        Line(
            "path without it",
            [*hidden, *(other.path * shown)[first:]],
            low=[*hidden, *(other.low * shown)[first:]],
            high=[*hidden, *(other.high * shown)[first:]],
            series=2,
            dash=Dash.LONG,
        ),
    ]
    unit = f" per {number_words(per)} {asked.offset}" if asked.offset and per != 1 else ""
    return line_chart(
        f"{asked.measure} over time",
        says,
        along=list(asked.labels),
        lines=lines,
        y_title=f"{asked.measure}{unit}",
        marks=[Mark(start.place, start.label) for start in asked.starts],
        zero=False,
    )


def _per(rates: Floats) -> float:
    """A round number to write rates for, so that they are above 1."""
    usual = float(np.median(rates))
    for low, per in pairwise((1, 100, 1_000, 10_000, 100_000, 1_000_000)):
        if usual * low >= 1:
            return float(low)
        if usual * per >= 1:
            return float(per)
    return 1_000_000.0
