"""``alongside evaluate rates``: did a rate change, and by more than elsewhere?"""

from typing import TYPE_CHECKING, Annotated, Final

import typer

from alongside.config.command.acting import bad_input
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
    from alongside.engines.evaluation.changes import RateOptions
    from alongside.engines.evaluation.result import Finding

QUESTION: Final = "Did the rate change?"
BEFORE: Final = (
    "The period to measure change from: the earliest date, or one that begins with 'pre' or "
    "'before', or the first to appear."
)

Events = Annotated[str, typer.Option("--events", help="Column of counts.")]
AtRisk = Annotated[str, typer.Option("--at-risk", help="Column of numbers at risk.")]
Group = Annotated[str, typer.Option("--group", help="Column of places or teams.")]
Period = Annotated[str, typer.Option("--period", help="Column of periods.")]
Before = Annotated[str, typer.Option("--before", help=BEFORE)]
After = Annotated[str, typer.Option("--after", help="The period to measure it to: the last.")]
Changed = Annotated[
    str, typer.Option("--changed", help="The group where something changed: the first.")
]
Comparators = Annotated[
    list[str] | None,
    typer.Option("--comparator", help="A group where nothing changed: all the others."),
]
Method = Annotated[str, typer.Option("--method", help="auto, wald, exact or midp.")]
Unit = Annotated[str, typer.Option("--unit", help="What one event is, as a word or a column.")]
Definition = Annotated[
    str, typer.Option("--definition", help="Column that says how each count was defined.")
]
Years = Annotated[
    str, typer.Option("--years", help="How long each row covers, in years, or a column of that.")
]
Per = Annotated[float, typer.Option("--per", help="What rates are written for.")]
Strata = Annotated[
    str,
    typer.Option("--stratum", help="Column of strata, such as bands of age, to standardise for."),
]
Standard = Annotated[
    str, typer.Option("--standard", help="Column of the standard population in each stratum.")
]
PrintedP = Annotated[
    float | None,
    typer.Option("--printed-p", help="A P value printed for the changed group, to check."),
]


def rates(
    context: typer.Context,
    file: File,
    events: Events,
    at_risk: AtRisk,
    group: Group = "",
    period: Period = "",
    before: Before = "",
    after: After = "",
    changed: Changed = "",
    comparator: Comparators = None,
    method: Method = "auto",
    unit: Unit = "",
    definition: Definition = "",
    years: Years = "",
    per: Per = 100_000.0,
    printed_p: PrintedP = None,
    stratum: Strata = "",
    standard: Standard = "",
    level: Level = 0.95,
    sheet: SheetName = "",
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Say by how much a rate changed, and by how much more than where nothing changed.

    One row for each group and period, or several, such as months, which are added up. With one
    period, places are set beside each other on a funnel; with --stratum and --standard, their
    rates are standardised. Exit 0 answered, 1 declined to compare unlike things, 2 bad input.
    """

    def ask() -> "Finding":
        from alongside.engines.evaluation.cells import RateColumns
        from alongside.engines.evaluation.rates import rates as answer_rates
        from alongside.engines.evaluation.standardised import standardised_rates

        columns = RateColumns(events, at_risk, group, period, unit, definition, years, per)
        table = read_table(file, sheet_name=sheet)
        if _standardise(stratum, standard):
            return standardised_rates(
                table, columns, stratum=stratum, standard=standard, level=level
            )
        sides = (before, after, changed, tuple(comparator or ()))
        options = _options(sides, method=method, level=level, printed_p=printed_p)
        return answer_rates(table, columns, options)

    answer(context, ask, as_json=as_json, report=report, question=QUESTION)


def _standardise(stratum: str, standard: str) -> bool:
    if bool(stratum) != bool(standard):
        bad_input("rates: --stratum and --standard go together.")
    return bool(stratum)


def _options(
    sides: tuple[str, str, str, tuple[str, ...]],
    *,
    method: str,
    level: float,
    printed_p: float | None,
) -> "RateOptions":
    from alongside.engines.evaluation.changes import RateOptions
    from alongside.engines.evaluation.ratios import RatioMethod

    if method not in list(RatioMethod):
        bad_input(f"--method {method!a}: choose from {', '.join(RatioMethod)}.")
    before, after, changed, comparators = sides
    return RateOptions(
        before=before,
        after=after,
        changed=changed,
        comparators=comparators,
        method=RatioMethod(method),
        level=level,
        printed_p=printed_p,
    )
