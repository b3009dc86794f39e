"""From a table and the names of its columns to an interrupted time series."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from alongside.engines.evaluation.its.answer import Question, interrupted
from alongside.engines.evaluation.its.checks import Series
from alongside.engines.evaluation.its.design import Shape, Start
from alongside.engines.evaluation.its.fitting import Family
from alongside.engines.evaluation.periods import Periods, Step, read_periods
from alongside.engines.evaluation.reading import Table
from alongside.engines.evaluation.result import LEVEL, Finding
from alongside.kernel.refusal import Refused

CYCLES: Final = {Step.MONTH: 12.0, Step.QUARTER: 4.0, Step.WEEK: 52.1775, Step.DAY: 365.25}
"""Periods in a year, for a season when none is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Which columns, and what shape of path.

    Attributes:
        time: Column of times.
        outcome: Column of numbers.
        interventions: Times from which something held; the first is the one asked about.
        offset: Column of what the numbers are out of; empty for none.
        family: How numbers vary.
        harmonics: Pairs of sine and cosine; 0 for none.
        period: Periods in one cycle; 0 for a year of whatever the periods are.
        calendar_months: A level for each month instead.
        slope: Whether the effect may grow or shrink.
        lag: Periods before it can show.
        phase_in: Periods over which it comes in.
        newey_west: Allow for correlation up to this lag; ``None`` for not.
        control: Column of the comparator's numbers, in the same table or in ``control_table``.
        control_offset: Column of what those are out of.
        level: How often a range should hold the truth.
    """

    time: str
    outcome: str
    interventions: tuple[str, ...]
    offset: str = ""
    family: str = "quasipoisson"
    harmonics: int = 0
    period: float = 0.0
    calendar_months: bool = False
    slope: bool = False
    lag: int = 0
    phase_in: int = 0
    newey_west: int | None = None
    control: str = ""
    control_offset: str = ""
    level: float = LEVEL


def series_from(table: Table, ask: Ask, control_table: Table | None = None) -> Finding:
    """Answer an interrupted time series from columns of a table.

    Args:
        table: The series.
        ask: Its columns and shape.
        control_table: The comparator, with the same column names, where it is a table of its own.

    Raises:
        Refused: A column or cell cannot be read, or the numbers cannot answer.
    """
    _check_options(ask)
    _check_lag(ask, len(table))
    periods = read_periods(table.words(ask.time), where=lambda row: table.where(row, ask.time))
    starts = _starts(periods, ask)
    series = _series(table, ask, periods, outcome=ask.outcome, offset=ask.offset)
    _check_sides(series, starts, ask.outcome)
    control, name = None, ""
    if control_table is not None:
        control = _other_table(control_table, ask, periods)
        name = control_table.name
    elif ask.control:
        control = _series(
            table, ask, periods, outcome=ask.control, offset=ask.control_offset or ask.offset
        )
        name = ask.control
    question = Question(
        measure=ask.outcome,
        labels=periods.labels,
        starts=starts,
        offset=ask.offset,
        control=name,
        newey_west=ask.newey_west,
        level=ask.level,
        sources=(f"{table.name}: {len(table):,} rows",),
    )
    return interrupted(series, question, control)


def _check_options(ask: Ask) -> None:
    wrong = (
        (not 0 < ask.level < 1, "level", "a level lies between 0 and 1"),
        (ask.harmonics < 0, "harmonics", "pairs of waves are 0 or more"),
        (ask.period < 0, "period", "a cycle has more than 0 periods"),
        (ask.lag < 0, "lag", "a lag is 0 or more periods"),
        (ask.phase_in < 0, "phase_in", "phasing in takes 0 or more periods"),
        (
            ask.newey_west is not None and ask.newey_west < 0,
            "newey_west",
            "a lag is 0 or more periods",
        ),
        (
            len(set(ask.interventions)) < len(ask.interventions),
            "intervention",
            "the same start is given twice",
        ),
        (
            bool(ask.harmonics and ask.calendar_months),
            "calendar_months",
            "choose harmonics or calendar months, not both",
        ),
    )
    for is_wrong, field, words in wrong:
        if is_wrong:
            name = field.replace("_", "-")
            raise Refused("its.option", f"--{name}: {words}.", field=field)


def _check_lag(ask: Ask, periods: int) -> None:
    if ask.newey_west is not None and 2 * ask.newey_west >= periods > 0:
        raise Refused(
            "its.option",
            f"--newey-west: a lag of {ask.newey_west} is too long for {periods} periods.",
            next_step="Give less than half of them; a year's worth is usual.",
            field="newey_west",
        )


def _starts(periods: Periods, ask: Ask) -> list[Start]:
    starts = [
        Start(
            periods.place_of(text, name="--intervention"),
            text,
            slope=ask.slope,
            lag=ask.lag,
            phase_in=ask.phase_in,
        )
        for text in ask.interventions
    ]
    return [starts[0], *sorted(starts[1:], key=lambda start: start.place)]


def _series(table: Table, ask: Ask, periods: Periods, *, outcome: str, offset: str) -> Series:
    _check_numbers(table, outcome, Family(ask.family))
    numbers = periods.sorted(table.numbers_of(outcome))
    risk: Sequence[float] = [1.0] * len(numbers)
    if offset:
        risk = periods.sorted(table.amounts(offset))
    return Series(
        outcome=np.asarray(numbers, float),
        at_risk=np.asarray(risk, float),
        shape=Shape(
            periods.index,
            periods.months,
            harmonics=ask.harmonics,
            period=ask.period or CYCLES.get(periods.step, 12.0),
            calendar_months=ask.calendar_months,
        ),
        family=Family(ask.family),
        missing=periods.missing,
    )


def _check_numbers(table: Table, column: str, family: Family) -> None:
    """Name the first number that the family cannot take, and say when none of them varies."""
    numbers = table.numbers_of(column)
    for row, number in enumerate(numbers):
        if family.counts and (number < 0 or number != int(number)):
            why = f"{number:g} is not a count, and the {family.value} family is for counts"
            step = "Give the counts, with what they are out of as --offset; or choose --family "
            step += "gaussian (or loglinear, if all are above 0) for rates and other numbers."
            raise table.wrong(row, column, why, code="its.not_a_count", next_step=step)
        if family is Family.LOGLINEAR and number <= 0:
            why = f"{number:g} is not above 0, as the loglinear family needs"
            step = "Choose --family quasipoisson for counts with zeros, or gaussian."
            raise table.wrong(row, column, why, code="its.not_positive", next_step=step)
    if len(set(numbers)) == 1:
        raise Refused(
            "its.constant",
            f"{table.name}: every number in column {column!a} is {numbers[0]:g}.",
            next_step="Where nothing varies there is nothing to tell a change by. Is it the right "
            "column?",
        )


def _check_sides(series: Series, starts: Sequence[Start], measure: str) -> None:
    """Refuse a ratio to nothing, or from nothing."""
    first = starts[0].place + starts[0].lag
    sides = (("before the start", slice(0, first)), ("from the start on", slice(first, None)))
    for words, rows in sides:
        if series.family.counts and not series.outcome[rows].any():
            raise Refused(
                "its.no_events",
                f"There is no {measure} at all {words}, so no ratio can be fitted.",
                next_step="Compare the two counts with 'alongside evaluate rates', which is exact "
                "at nought.",
                field="outcome",
            )


def _other_table(table: Table, ask: Ask, periods: Periods) -> Series:
    found = read_periods(table.words(ask.time), where=lambda row: table.where(row, ask.time))
    if (found.step, found.starts) != (periods.step, periods.starts):
        raise Refused(
            "its.control_periods",
            f"{table.name}: its periods are not those of the series.",
            next_step="Give the comparator for the same periods, no more and no fewer.",
        )
    column = ask.control or ask.outcome
    return _series(table, ask, found, outcome=column, offset=ask.control_offset or ask.offset)
