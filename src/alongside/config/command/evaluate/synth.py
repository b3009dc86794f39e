"""``alongside evaluate synth``: did a place change more than a mix of others like it?"""

from enum import StrEnum
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

QUESTION: Final = "Did it change more there than elsewhere?"
Unit = Annotated[str, typer.Option("--unit", help="Column of places.")]
Time = Annotated[str, typer.Option("--time", help="Column of times.")]
Outcome = Annotated[str, typer.Option("--outcome", help="Column of numbers.")]
Treated = Annotated[
    list[str] | None,
    typer.Option("--treated", help="A place where something began; again for another."),
]
Start = Annotated[str, typer.Option("--from", help="First period under it.")]


class MethodName(StrEnum):
    """How places are compared."""

    DID = "did"
    SC = "sc"
    SDID = "sdid"


def synth(
    context: typer.Context,
    file: File,
    unit: Unit,
    time: Time,
    outcome: Outcome,
    treated: Treated = None,
    start: Start = "",
    method: Annotated[
        MethodName, typer.Option("--method", help="How places are compared.")
    ] = MethodName.SDID,
    level: Level = 0.95,
    sheet: SheetName = "",
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Set a place beside a mix of others that moved as it did before.

    One row for each place and period. did is a plain difference in differences, sc a synthetic
    control, sdid both at once. Every other place is tried as if it had changed, which tells how
    large a difference chance makes. Exit 0 answered, 2 bad input.
    """

    def ask() -> "Finding":
        from alongside.engines.evaluation.panel.asking import Ask, places_from

        asked = Ask(
            unit=unit,
            time=time,
            outcome=outcome,
            treated=tuple(treated or ()),
            start=start,
            method=method.value,
            level=level,
        )
        return places_from(read_table(file, sheet_name=sheet), asked)

    answer(context, ask, as_json=as_json, report=report, question=QUESTION)
