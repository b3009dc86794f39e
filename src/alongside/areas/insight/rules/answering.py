"""Answers a registered question by its method: an interrupted time series and a control chart.

Fitted to the true counts; drawn from the rounded ones, and a month too small to show has no point.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from alongside.areas.insight.rules.asking import Method
from alongside.areas.insight.rules.control import Counted
from alongside.areas.insight.rules.measures import Measure
from alongside.engines.evaluation.charts import Chart, Dash, Line, Mark, Shape, line_chart
from alongside.engines.evaluation.reading import Table, table_of
from alongside.engines.evaluation.result import (
    Denominator,
    Finding,
    Sentences,
    State,
    refused,
    worst,
)
from alongside.engines.evaluation.suppression import Profile, shown
from alongside.kernel.months import Month
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.engines.evaluation.its.asking import Ask

DOUBLE: Final = 1.95
FRACTIONS: Final = (
    (0.05, "a twentieth"),
    (0.1, "a tenth"),
    (0.2, "a fifth"),
    (0.25, "a quarter"),
    (1 / 3, "a third"),
    (0.4, "two fifths"),
    (0.5, "a half"),
    (0.6, "three fifths"),
    (2 / 3, "two thirds"),
    (0.75, "three quarters"),
    (0.8, "four fifths"),
    (0.9, "nine tenths"),
    (1.0, "all of them"),
)
LONGEST_BEFORE: Final = 60
"""Months before the start that are used at most: older ones tell of another time."""


def answer(
    measure: Measure,
    start: Month,
    method: Method,
    *,
    months: Sequence[Counted],
    profile: Profile,
    beside: Sequence[Counted] = (),
    beside_name: str = "",
) -> Finding:
    """Answer whether a measure left its own path when something began.

    Args:
        measure: What was counted.
        start: First month under the change.
        method: As registered, or as amended.
        months: Of the area, in order.
        profile: What may be drawn and told.
        beside: The same months of the comparator.
        beside_name: What it is called.
    """
    # statsmodels takes seconds to load, so only those who ask for an answer wait for it.
    from alongside.engines.evaluation.its.asking import Ask, series_from

    question = f"Did {measure.noun} leave their own path from {start.words} on?"
    ask = Ask(interventions=(str(start),), **_options(measure, method))
    try:
        found = series_from(
            _table("the record", measure, months),
            ask,
            _table(beside_name, measure, beside) if beside else None,
        )
    except Refused as declined:
        return refused(declined, question=question, call=_call(ask, beside_name))
    return replace(
        found,
        question=question,
        sentences=_sentences(found, measure, start, method),
        chart=_redrawn(found, found.chart, measure, months, start=start, profile=profile)
        if found.chart
        else None,
        denominators=tuple(_rounded(one, measure, profile) for one in found.denominators),
        call=_call(ask, beside_name),
    )


def _sentences(found: Finding, measure: Measure, start: Month, method: Method) -> Sentences:
    """Say the answer with its range in words, and whether anything was set beside it."""
    low, high = (found.interval.low, found.interval.high) if found.interval else (1.0, 1.0)
    between = f"between {more_or_fewer(low)} and {more_or_fewer(high)}"
    if low > 1 or high < 1:
        middle = more_or_fewer(found.estimate or 1.0)
        told = (
            f"From {start.words} on there were {middle} {measure.noun} than their own path led "
            f"to: {between}. Chance alone would not often do that."
        )
    else:
        told = (
            f"This does not show that {measure.noun} changed from {start.words} on. Anything "
            f"{between} fits the record, and no change does too."
        )
    if method.comparator_area:
        told += f" That is beyond what happened in {found.comparator} at the same time."
    else:
        told += " Nothing was set beside it, so another cause at that time cannot be told apart."
    if worst(found.checks) is State.FAILED:
        told += " Some checks did not hold, so this could be wrong: read them below."
    return Sentences(told, found.sentences.technical)


def more_or_fewer(ratio: float) -> str:
    """Say a ratio as a part more or fewer: 0.67 is ``a third fewer``."""
    if ratio >= DOUBLE:
        return f"{ratio:.1f} times as many"
    part = abs(ratio - 1)
    if part < FRACTIONS[0][0] / 2:
        return "about the same number of"
    words = min(FRACTIONS, key=lambda one: abs(one[0] - part))[1]
    return f"about {words} {'more' if ratio > 1 else 'fewer'}"


def _options(measure: Measure, method: Method) -> dict[str, Any]:
    return {
        "time": "month",
        "outcome": measure.noun,
        "offset": _offset(measure),
        "family": str(method.family),
        "harmonics": 1 if method.season else 0,
        "slope": method.slope,
        "lag": method.lag,
    }


def _offset(measure: Measure) -> str:
    return measure.of if measure.whole else "days"


def _table(name: str, measure: Measure, months: Sequence[Counted]) -> Table:
    held = [one for one in months if one.whole > 0]
    return table_of(
        {
            "month": [str(one.month) for one in held],
            measure.noun: [one.count for one in held],
            _offset(measure): [one.whole if measure.whole else one.month.days for one in held],
        },
        name=name,
    )


def _rounded(one: Denominator, measure: Measure, profile: Profile) -> Denominator:
    if not measure.whole:
        return one
    value = shown(round(one.value), profile).value
    return replace(one, value=float("nan") if value is None else float(value))


def _redrawn(
    found: Finding,
    chart: Chart,
    measure: Measure,
    months: Sequence[Counted],
    *,
    start: Month,
    profile: Profile,
) -> Chart:
    """Draw the paths as they were fitted, and the points as they may be shown."""
    held = [one for one in months if one.whole > 0]
    rows = chart.rows
    points = [_point(one, float(row[1] or 0), profile) for one, row in zip(held, rows, strict=True)]
    at = next(at for at, one in enumerate(held) if one.month >= start)
    return line_chart(
        chart.title,
        found.sentences.plain,
        along=[str(one.month) for one in held],
        lines=[
            Line(measure.noun, points, dash=Dash.NONE, shapes=[Shape.DOT] * len(points)),
            Line("fitted path", _column(rows, 2), series=3),
            Line(
                "path without it",
                _column(rows, 3),
                low=_column(rows, 4),
                high=_column(rows, 5),
                series=2,
                dash=Dash.LONG,
            ),
        ],
        y_title=_upright(rows, measure, held),
        marks=[Mark(at, start.words)],
    )


def _point(one: Counted, drawn: float, profile: Profile) -> float | None:
    """Scale a rounded count as the engine scaled the true one."""
    value = shown(one.count, profile).value
    if value is None:
        return None
    return round(drawn * value / one.count, 1) if one.count else 0.0


def _column(rows: Sequence[Sequence[object]], at: int) -> list[float | None]:
    cells = (row[at] for row in rows)
    return [round(cell, 2) if isinstance(cell, float) else None for cell in cells]


def _upright(rows: Sequence[Sequence[object]], measure: Measure, held: Sequence[Counted]) -> str:
    """Say what the engine wrote the values for, worked out from the month with the most."""
    at = max(range(len(held)), key=lambda at: held[at].count)
    whole = held[at].whole if measure.whole else held[at].month.days
    per = round(float(str(rows[at][1])) * whole / max(1, held[at].count))
    if per == 1:
        return f"a {_offset(measure).removesuffix('s')}"
    return f"for every {per:,} {_offset(measure)}"


def _call(ask: "Ask", beside_name: str) -> str:
    parts = [
        "alongside evaluate its months.csv --time month",
        f"--outcome '{ask.outcome}' --offset '{ask.offset}'",
        f"--intervention {ask.interventions[0]} --family {ask.family}",
    ]
    if ask.harmonics:
        parts.append(f"--harmonics {ask.harmonics}")
    if ask.slope:
        parts.append("--slope")
    if ask.lag:
        parts.append(f"--lag {ask.lag}")
    if beside_name:
        parts.append("--control beside.csv")
    return " \\\n  ".join(parts)
