"""``alongside evaluate proportion``: what part of the whole, and how sure?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from alongside.config.command.acting import bad_input
from alongside.config.command.evaluate.answering import (
    AsJson,
    Level,
    Report,
    SheetName,
    answer,
    read_table,
)

if TYPE_CHECKING:
    from alongside.engines.evaluation.proportions import Part
    from alongside.engines.evaluation.result import Finding

QUESTION: Final = "What part of the whole?"


def proportion(
    context: typer.Context,
    given: Annotated[list[str], typer.Argument(help="A file, or a count and a whole.")],
    count: Annotated[str, typer.Option("--count", "--events", help="Column of counts.")] = "",
    of: Annotated[str, typer.Option("--of", "--n", help="Column of what they are out of.")] = "",
    group: Annotated[str, typer.Option("--group", help="Column of names.")] = "",
    unit: Annotated[str, typer.Option("--unit", help="What one is, as a word or a column.")] = "",
    printed: Annotated[
        list[str] | None,
        typer.Option("--printed", help="A percentage as printed, to hold against the count."),
    ] = None,
    method: Annotated[str, typer.Option("--method", help="wilson or exact.")] = "wilson",
    level: Level = 0.95,
    sheet: SheetName = "",
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Answer a proportion with its range, the difference of two, or whether several differ.

    Give a file with --count and --of, or pairs of numbers: 10 1156. Exit 0 answered, 1 declined
    to compare unlike things, 2 bad input.
    """

    def ask() -> "Finding":
        from alongside.engines.evaluation.proportions import ProportionMethod, proportions

        if method not in list(ProportionMethod):
            bad_input(f"--method {method!a}: choose from {', '.join(ProportionMethod)}.")
        if len(given) == 1:
            columns = (count, of, group, unit)
            parts, sources = _from_file(Path(given[0]), columns, sheet_name=sheet)
        else:
            parts, sources = _from_words(given, unit), ()
        return proportions(
            parts,
            method=ProportionMethod(method),
            level=level,
            printed=tuple(printed or ()),
            sources=sources,
        )

    answer(context, ask, as_json=as_json, report=report, question=QUESTION)


def _from_words(given: list[str], unit: str) -> list["Part"]:
    from alongside.engines.evaluation.measures import Definition, Percentage, whole_number
    from alongside.engines.evaluation.proportions import Part
    from alongside.engines.evaluation.reading import as_number

    if len(given) % 2:
        bad_input("proportion: give a file, or pairs of a count and a whole, such as 10 1156.")
    numbers = []
    for one in given:
        number = as_number(one)
        if number is None:
            bad_input(f"proportion {one!a}: it is not a number.")
        numbers.append(whole_number(number))
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    return [Part(f"{k:,} of {n:,}", Percentage(k, n, Definition(unit=unit))) for k, n in pairs]


def _from_file(
    path: Path, columns: tuple[str, str, str, str], *, sheet_name: str
) -> tuple[list["Part"], tuple[str, ...]]:
    from alongside.engines.evaluation.measures import Definition, Percentage
    from alongside.engines.evaluation.proportions import Part

    count, of, group, unit = columns
    if not (count and of):
        bad_input("proportion: name the columns with --count and --of.")
    table = read_table(path, sheet_name=sheet_name)
    counts, wholes = table.counts(count), table.counts(of)
    names = table.labels(group) if group else [f"row {number}" for number in table.numbers]
    units = table.words(unit) if unit and table.has(unit) else [unit] * len(table)
    parts = []
    for row, name in enumerate(names):
        if not 0 < wholes[row] >= counts[row]:
            raise table.wrong(
                row, count, f"{counts[row]:,} is not part of {wholes[row]:,}", code="table.part"
            )
        share = Percentage(counts[row], wholes[row], Definition(unit=units[row]))
        parts.append(Part(name, share))
    return parts, (f"{table.name}: {len(table):,} rows",)
