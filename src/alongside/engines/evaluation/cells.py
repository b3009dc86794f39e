"""Groups and periods of a table: which counts belong together, and which period comes first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from alongside.engines.evaluation.measures import (
    PER_100K,
    Definition,
    Rate,
    Span,
    Unlike,
    check_definitions,
)
from alongside.engines.evaluation.reading import Table
from alongside.engines.evaluation.times import read_times
from alongside.kernel.refusal import Refused

RATE_WORDS: Final = re.compile(
    r"(?<![a-z])(rates?|percent(age)?|pct|ratio|prevalence)(?![a-z])|%"
    r"|(?<![a-z])per ?(\d|thousand|million|capita|cent|head|person)",
    re.IGNORECASE,
)
FIRST_WORDS: Final = ("pre", "before", "baseline", "prior", "control period")
PERS: Final = (100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0)
YEARS_IN: Final = (0.25, 1 / 3, 0.5, 1.0, 2.0)
ONLY: Final = "all"


@dataclass(frozen=True, slots=True)
class RateColumns:
    """Which columns hold what.

    Attributes:
        events: Counts.
        at_risk: Numbers at risk.
        group: Places or teams; empty when there is one.
        period: Periods; empty when there is one.
        unit: A column, or a word, for what one event is; empty when not told.
        definition: A column for how it was defined; empty when not told.
        years: A column, or a number, for how long each row covers, in years; empty when the
            numbers at risk stand as they are.
        per: What rates are written for.
    """

    events: str
    at_risk: str
    group: str = ""
    period: str = ""
    unit: str = ""
    definition: str = ""
    years: str = ""
    per: float = PER_100K


@dataclass(frozen=True, slots=True)
class Cells:
    """Rates by group and period.

    Attributes:
        groups: In order of appearance.
        periods: In order of time, or of appearance where their names do not tell.
        parts: For each group and period, the rows it is made of.
    """

    groups: tuple[str, ...]
    periods: tuple[str, ...]
    parts: dict[tuple[str, str], tuple[Rate, ...]]

    def rate(self, group: str, period: str) -> Rate:
        """The rate of a group in a period, its rows added up."""
        return pooled(self.parts[group, period])

    def together(self, groups: Sequence[str], period: str) -> Rate:
        """The rate of several groups in a period, added up."""
        return pooled([rate for group in groups for rate in self.parts[group, period]])


def unit_words(table: Table, columns: RateColumns) -> str:
    """What one event is, in words: as told, or the title of its column."""
    told = columns.unit and not table.has(columns.unit)
    return columns.unit if told else columns.events.replace("_", " ")


def pooled(rates: Sequence[Rate]) -> Rate:
    """Rates of the same thing added up: events over numbers at risk.

    Raises:
        Unlike: They are not counts of the same thing.
    """
    first = rates[0]
    for rate in rates[1:]:
        check_definitions(first.of, rate.of)
    return Rate(
        events=sum(rate.events for rate in rates),
        at_risk=sum(rate.at_risk for rate in rates),
        at_risk_unit=first.at_risk_unit,
        per=first.per,
        of=first.of,
        over=first.over,
    )


def read_cells(table: Table, columns: RateColumns) -> Cells:
    """Read a table of counts and numbers at risk.

    Args:
        table: Rows; several of one group and period, such as its months, are added up.
        columns: Which columns hold what.

    Raises:
        Unlike: ``unlike.rate_as_count``: the counts are rates.
        Refused: ``table.…`` and ``measure.…``, naming file, row and column; ``cells.missing``
            when a group lacks a period.
    """
    check_counts(table, columns.events, at_risk=columns.at_risk)
    groups = table.labels(columns.group) if columns.group else [ONLY] * len(table)
    periods = table.labels(columns.period) if columns.period else [ONLY] * len(table)
    gathered: dict[tuple[str, str], list[Rate]] = {}
    for place, rate in zip(zip(groups, periods, strict=True), _rates(table, columns), strict=True):
        gathered.setdefault(place, []).append(rate)
    cells = Cells(
        groups=tuple(dict.fromkeys(groups)),
        periods=in_time(tuple(dict.fromkeys(periods))),
        parts={place: tuple(rates) for place, rates in gathered.items()},
    )
    for group in cells.groups:
        for period in cells.periods:
            if (group, period) not in cells.parts:
                raise Refused(
                    "cells.missing",
                    f"{table.name}: {group!a} has no row for {period!a}.",
                    next_step="Every group needs every period; write 0 where nothing happened.",
                )
    return cells


def in_time(periods: tuple[str, ...]) -> tuple[str, ...]:
    """Periods in order of time: by date, or "before" and "pre" first, or as they appear."""
    try:
        read = read_times(periods, where=lambda at: periods[at])
    except Refused:
        read = []
    if read:
        return tuple(periods[at] for at in sorted(range(len(read)), key=lambda at: read[at][1]))
    first = [p for p in periods if p.casefold().startswith(FIRST_WORDS)]
    return (*first, *(p for p in periods if p not in first)) if len(first) == 1 else periods


def check_counts(table: Table, events: str, *, at_risk: str) -> None:
    """Check that what is given as counts are not rates.

    Raises:
        Unlike: ``unlike.rate_as_count`` when the column is named as a rate, when its numbers are
            not whole, or when they are those of another column worked out as a rate.
    """
    if RATE_WORDS.search(events.replace("_", " ")):
        raise _as_rate(table, events, "by its name it holds rates or percentages")
    numbers = table.numbers_of(events)
    broken = next((row for row, n in enumerate(numbers) if n != int(n)), None)
    if broken is not None:
        why = f"row {table.numbers[broken]} holds {numbers[broken]:g}, which is not whole"
        raise _as_rate(table, events, why)
    source = _worked_out_from(table, events, at_risk)
    if source:
        raise _as_rate(table, events, f"its numbers are {source} turned into rates")


def _worked_out_from(table: Table, events: str, at_risk: str) -> str:
    """Name the column whose rates these are, or answer nothing."""
    numbers, bases = table.numbers_of(events), table.amounts(at_risk)
    for title in table.titles:
        if title.casefold() in (events.casefold(), at_risk.casefold()):
            continue
        try:
            others = table.numbers_of(title)
        except Refused:
            continue
        if others != numbers and _are_rates(numbers, others, bases):
            return title
    return ""


def _are_rates(numbers: list[float], counts: list[float], bases: list[float]) -> bool:
    if max(numbers) < 1 or len(numbers) < 2:
        return False
    for scale in (per / years for per in PERS for years in YEARS_IN):
        exact = [count / base * scale for count, base in zip(counts, bases, strict=True)]
        rounded = any(abs(rate - round(rate)) > 1e-6 for rate in exact)
        # Where nothing was rounded, one column may just be twice another.
        if rounded and all(abs(n - r) <= 0.5 for n, r in zip(numbers, exact, strict=True)):
            return True
    return False


def _as_rate(table: Table, column: str, why: str) -> Unlike:
    return Unlike(
        "unlike.rate_as_count",
        f"{table.name}: column {column!a} is given as counts, but {why}.",
        next_step="A rate treated as a count makes chance look smaller or larger than it is: "
        "give the number of events and the number at risk.",
    )


def _rates(table: Table, columns: RateColumns) -> list[Rate]:
    events = table.counts(columns.events)
    at_risk = table.amounts(columns.at_risk)
    units = _told(table, columns.unit, or_word=True)
    says = _told(table, columns.definition, or_word=False)
    years = _years(table, columns.years)
    rates = []
    for row, (happened, base) in enumerate(zip(events, at_risk, strict=True)):
        length = years[row]
        rates.append(
            Rate(
                events=happened,
                at_risk=base if length is None else base * length,
                at_risk_unit="people" if length is None else "person-years",
                per=columns.per,
                of=Definition(unit=units[row], says=says[row]),
                over=Span(years=length),
            )
        )
    return rates


def _told(table: Table, column: str, *, or_word: bool) -> list[str]:
    if not column or (or_word and not table.has(column)):
        return [column] * len(table)
    return table.words(column)


def _years(table: Table, given: str) -> list[float | None]:
    if not given:
        return [None] * len(table)
    try:
        length = float(given)
    except ValueError:
        return list(table.amounts(given))
    if not 0 < length < 1000:
        raise Refused("cells.years", f"--years {given!a}: give a number of years above nought.")
    return [length] * len(table)
