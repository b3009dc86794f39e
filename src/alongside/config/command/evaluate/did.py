"""``alongside evaluate did``: difference in differences, and stepped starts."""

from typing import TYPE_CHECKING, Annotated

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
from alongside.config.command.evaluate.synth import QUESTION, Outcome, Start, Time, Treated, Unit

if TYPE_CHECKING:
    from alongside.engines.evaluation.result import Finding

Starts = Annotated[
    str,
    typer.Option(
        "--starts", help="Column of each place's own first period under it; blank for never."
    ),
]


def did(
    context: typer.Context,
    file: File,
    unit: Unit,
    time: Time,
    outcome: Outcome,
    treated: Treated = None,
    start: Start = "",
    starts: Starts = "",
    level: Level = 0.95,
    sheet: SheetName = "",
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Set the change in a place beside the change in the others.

    One row for each place and period. With --starts, places that began at different times are
    each set beside those that had not begun yet (a stepped wedge). Exit 0 answered, 2 bad input.
    """

    def ask() -> "Finding":
        from alongside.engines.evaluation.panel.asking import Ask, places_from

        asked = Ask(
            unit=unit,
            time=time,
            outcome=outcome,
            treated=tuple(treated or ()),
            start=start,
            starts=starts,
            level=level,
        )
        return places_from(read_table(file, sheet_name=sheet), asked)

    answer(context, ask, as_json=as_json, report=report, question=QUESTION)
