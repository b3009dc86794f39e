"""What every question of ``alongside evaluate`` shares: reading, answering, exit codes."""

import json
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from alongside.config.command.acting import bad_input
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.engines.evaluation.reading import Table
    from alongside.engines.evaluation.result import Cell, Finding, Row

REFUSED_TO_COMPARE: Final = 1
WIDE: Final = 150
LONGEST: Final = 200
"""Rows of a table a terminal is given."""
NOT_OF_THE_CALL: Final = ("as_json", "report")

AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
Report = Annotated[
    Path | None, typer.Option("--report", help="Also write one page that stands alone (.html).")
]
File = Annotated[Path, typer.Argument(help="CSV or Excel (.xlsx) file.")]
Level = Annotated[float, typer.Option("--level", help="How often the range holds the truth.")]
SheetName = Annotated[str, typer.Option("--sheet", help="Which sheet of a workbook.")]


def read_table(path: Path, *, sheet_name: str = "") -> "Table":
    """Read a file as a table.

    Raises:
        Refused: ``file.…`` or ``table.…``, naming file and row.
    """
    from alongside.engines.evaluation.reading import Table
    from alongside.exchange.spreadsheets.sheet import open_sheet

    sheet = open_sheet(path, sheet_name=sheet_name)
    rows = []
    for row in sheet.rows:
        if row.wrong:
            raise Refused("table.row", f"{sheet.name}: row {row.number}: {row.wrong}")
        rows.append(row)
    if not rows:
        raise Refused("table.no_rows", f"{sheet.name}: it has titles and no rows.")
    numbers = tuple(row.number for row in rows)
    return Table(sheet.name, sheet.titles, numbers, tuple(row.cells for row in rows))


def answer(
    context: typer.Context,
    ask: Callable[[], "Finding"],
    *,
    as_json: bool,
    report: Path | None,
    question: str,
) -> None:
    """Ask, write the answer, and exit: 0 answered, 1 declined to compare, 2 bad input.

    Args:
        context: The command as given, so that its call can be told.
        ask: Reads and computes.
        as_json: Whether to answer in JSON.
        report: Where to write the page, if anywhere.
        question: What was asked, for the words of a refusal.
    """
    from alongside.engines.evaluation.measures import Unlike
    from alongside.engines.evaluation.result import refused

    call = call_of(context)
    try:
        finding = ask().with_call(call)
    except Unlike as unlike:
        finding = refused(unlike, question=question, call=call)
    except Refused as wrong:
        bad_input(str(wrong))
    if report is not None:
        _write_report(report, finding)
    typer.echo(json.dumps(finding.as_json(), ensure_ascii=False) if as_json else words(finding))
    if not finding.answered:
        raise typer.Exit(REFUSED_TO_COMPARE)


def call_of(context: typer.Context) -> str:
    """The exact command that repeats an answer, with what differs from the default."""
    said = ["alongside", "evaluate", context.info_name or ""]
    arguments: list[str] = []
    for parameter in context.command.params:
        value = context.params.get(parameter.name or "")
        if parameter.name in NOT_OF_THE_CALL or value in (None, (), []):
            continue
        if parameter.param_type_name == "argument":
            arguments += [str(one) for one in (value if isinstance(value, list) else [value])]
        elif value != parameter.default:
            arguments += _option(parameter, value)
    return shlex.join([*said, *arguments])


def words(finding: "Finding") -> str:
    """A finding in lines for a terminal."""
    from alongside.engines.evaluation.wording import number_words, p_words, range_words

    lines = [finding.question, "", finding.sentences.plain, finding.sentences.technical]
    if finding.estimate is not None:
        lines += ["", f"Estimate    {number_words(finding.estimate)} {finding.unit}".rstrip()]
    if finding.interval is not None:
        between = range_words(finding.interval.low, finding.interval.high)
        lines.append(f"Range       {between} ({100 * finding.interval.level:g}%)")
    if finding.p_value is not None:
        lines.append(f"P value     {p_words(finding.p_value)}")
    lines.append(f"Set beside  {finding.comparator}")
    if len(finding.table) > 1:
        lines += ["", table_words(finding.table)]
    if finding.checks:
        lines += ["", "Checks"]
        lines += [f"  {c.state.value.replace('_', ' ')}: {c.words}" for c in finding.checks]
    if finding.would_change:
        lines += ["", "What would change it", *(f"  {one}" for one in finding.would_change)]
    return "\n".join([*lines, "", f"Repeat: {finding.call}"])


def table_words(rows: "Sequence[Row]") -> str:
    """A table for a terminal, without the columns that hold nothing."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Drawn

    titles = [title for title in rows[0] if any(row[title] not in (None, "") for row in rows)]
    drawn = Drawn(box=SIMPLE_HEAD, pad_edge=False)
    for title in titles:
        drawn.add_column(title.replace("_", " "))
    for row in rows[-LONGEST:]:
        drawn.add_row(*(_cell(row[title], title) for title in titles))
    console = Console(width=None if sys.stdout.isatty() else WIDE, color_system=None)
    with console.capture() as captured:
        console.print(drawn, markup=False)
    told = captured.get().strip("\n").rstrip()
    left = len(rows) - LONGEST
    return told if left <= 0 else f"({left:,} earlier rows: --json has them)\n{told}"


def _cell(value: "Cell", title: str) -> str:
    from rich.markup import escape

    from alongside.engines.evaluation.wording import number_words, p_words

    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if title in ("p_value", "p_holm") and isinstance(value, int | float):
        return p_words(value)
    return number_words(value) if isinstance(value, int | float) else escape(value)


def _option(parameter: Any, value: Any) -> list[str]:
    if isinstance(value, bool):
        names = parameter.opts if value else parameter.secondary_opts
        return [names[0]] if names else []
    many = value if isinstance(value, list | tuple) else [value]
    said = []
    for one in many:
        said += [parameter.opts[0], str(getattr(one, "value", one))]
    return said


def _write_report(path: Path, finding: "Finding") -> None:
    from alongside.engines.evaluation.report import report_page

    if path.suffix.lower() not in (".html", ".htm"):
        bad_input(f"--report {path.name}: end it in .html.")
    try:
        path.write_text(report_page(finding), encoding="utf-8")
    except OSError as fault:
        bad_input(f"--report {path}: {fault.strerror or 'cannot be written'}.")
