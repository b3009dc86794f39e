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
    from alongside.engines.evaluation.result import Finding

QUESTION: Final = "Did it leave its own path when something began?"


class FamilyName(StrEnum):
    """How numbers vary around their path."""

    POISSON = "poisson"
    QUASIPOISSON = "quasipoisson"
    NEGBIN = "negbin"
    LOGLINEAR = "loglinear"
    GAUSSIAN = "gaussian"


def its(
    context: typer.Context,
    file: File,
    time: Annotated[str, typer.Option("--time", help="Column of times.")],
    outcome: Annotated[str, typer.Option("--outcome", help="Column of counts or values.")],
    intervention: Annotated[
        list[str],
        typer.Option("--intervention", help="First period under it; again for another."),
    ],
    offset: Annotated[
        str, typer.Option("--offset", help="Column of populations or time at risk.")
    ] = "",
    family: Annotated[
        FamilyName, typer.Option("--family", help="How numbers vary around their path.")
    ] = FamilyName.QUASIPOISSON,
    harmonics: Annotated[int, typer.Option("--harmonics", help="Pairs of waves of a season.")] = 0,
    period: Annotated[
        float, typer.Option("--period", help="Periods in one cycle; 0 for a year of them.")
    ] = 0.0,
    calendar_months: Annotated[
        bool, typer.Option("--calendar-months", help="A level for each month of the year.")
    ] = False,
    slope: Annotated[
        bool, typer.Option("--slope", help="Let the effect grow or shrink with time.")
    ] = False,
    lag: Annotated[int, typer.Option("--lag", help="Periods before it can show.")] = 0,
    phase_in: Annotated[int, typer.Option("--phase-in", help="Periods it takes to come in.")] = 0,
    newey_west: Annotated[
        int | None,
        typer.Option("--newey-west", help="Allow for correlation up to so many periods apart."),
    ] = None,
    control: Annotated[
        str, typer.Option("--control", help="A column, or a file, of where nothing began.")
    ] = "",
    control_offset: Annotated[
        str, typer.Option("--control-offset", help="What the comparator's numbers are out of.")
    ] = "",
    level: Level = 0.95,
    sheet: SheetName = "",
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Say how far a series left its own path, and how many were averted.

    Times are dates, months (2026-06), quarters, years or whole numbers. The slope term is 1 in
    the first period under it. Exit 0 answered, 1 declined to compare, 2 bad input.
    """

    def ask() -> "Finding":
        from alongside.engines.evaluation.its.asking import Ask, series_from

        table = read_table(file, sheet_name=sheet)
        is_file = bool(control) and not table.has(control) and Path(control).suffix != ""
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
