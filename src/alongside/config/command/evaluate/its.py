"""``alongside evaluate its``: did a number leave its own path when something began?"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from alongside.config.command.evaluate.answering import (
    AsJson,
    File,
    Level,
    Report,
    SheetName,
    answer,
    read_table,
)

if TYPE_CHECKING:
    from alongside.engines.evaluation.reading import Table
    from alongside.engines.evaluation.result import Finding

QUESTION: Final = "Did it leave its own path when something began?"


class FamilyName(StrEnum):
    """How numbers vary around their path."""

    POISSON = "poisson"
    QUASIPOISSON = "quasipoisson"
    NEGBIN = "negbin"
    LOGLINEAR = "loglinear"
    GAUSSIAN = "gaussian"


Time = Annotated[str, typer.Option("--time", help="Column of times.")]
Outcome = Annotated[str, typer.Option("--outcome", help="Column of counts or values.")]
Intervention = Annotated[
    list[str],
    typer.Option("--intervention", help="First period under it; again for another."),
]
Offset = Annotated[str, typer.Option("--offset", help="Column of populations or time at risk.")]
Family = Annotated[FamilyName, typer.Option("--family", help="How numbers vary around their path.")]
Harmonics = Annotated[int, typer.Option("--harmonics", help="Pairs of waves of a season.")]
Period = Annotated[
    float, typer.Option("--period", help="Periods in one cycle; 0 for a year of them.")
]
CalendarMonths = Annotated[
    bool, typer.Option("--calendar-months", help="A level for each month of the year.")
]
Slope = Annotated[bool, typer.Option("--slope", help="Let the effect grow or shrink with time.")]
Lag = Annotated[int, typer.Option("--lag", help="Periods before it can show.")]
PhaseIn = Annotated[int, typer.Option("--phase-in", help="Periods it takes to come in.")]
NeweyWest = Annotated[
    int | None,
    typer.Option("--newey-west", help="Allow for correlation up to so many periods apart."),
]
Control = Annotated[
    str, typer.Option("--control", help="A column, or a file, of where nothing began.")
]
ControlOffset = Annotated[
    str, typer.Option("--control-offset", help="What the comparator's numbers are out of.")
]


def its(
    context: typer.Context,
    file: File,
    time: Time,
    outcome: Outcome,
    intervention: Intervention,
    offset: Offset = "",
    family: Family = FamilyName.QUASIPOISSON,
    harmonics: Harmonics = 0,
    period: Period = 0.0,
    calendar_months: CalendarMonths = False,
    slope: Slope = False,
    lag: Lag = 0,
    phase_in: PhaseIn = 0,
    newey_west: NeweyWest = None,
    control: Control = "",
    control_offset: ControlOffset = "",
    level: Level = 0.95,
    sheet: SheetName = "",
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Say how far a series left its own path, and how many were averted (exit 0, or 2)."""

    def ask() -> "Finding":
        from alongside.engines.evaluation.its.asking import Ask, series_from

        table = read_table(file, sheet_name=sheet)
        is_file = _names_a_file(control, table)
        asked = Ask(
            time=time,
            outcome=outcome,
            interventions=tuple(intervention),
            offset=offset,
            family=family.value,
            harmonics=harmonics,
            period=period,
            calendar_months=calendar_months,
            slope=slope,
            lag=lag,
            phase_in=phase_in,
            newey_west=newey_west,
            control="" if is_file else control,
            control_offset=control_offset,
            level=level,
        )
        return series_from(table, asked, read_table(Path(control)) if is_file else None)

    answer(context, ask, as_json=as_json, report=report, question=QUESTION)


def _names_a_file(control: str, table: "Table") -> bool:
    """Whether a comparator is a file rather than a column of the same one."""
    return bool(control) and not table.has(control) and Path(control).suffix != ""
