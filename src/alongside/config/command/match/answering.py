"""What ``alongside match link`` and ``dedupe`` share: options, progress, words and exit codes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from alongside.config.command.acting import bad_input
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.engines.matching.batch.answer import Answer
    from alongside.engines.matching.batch.asking import Progress
    from alongside.engines.matching.batch.truth import Measured

PAIRS_SHOWN: Final = 10
BAR: Final = 30
Answered = tuple["Answer", list[dict[str, Any]]]

Map = Annotated[
    list[str] | None,
    typer.Option("--map", help="What a column is, as role=column; may be given many times."),
]
Threshold = Annotated[
    float | None,
    typer.Option("--threshold", help="Least match weight of one person; chosen when not given."),
]
Truth = Annotated[
    str, typer.Option("--truth", help="Column that holds the right answer; used to measure only.")
]
TruthPattern = Annotated[
    str, typer.Option("--truth-pattern", help="Which part of it: a pattern with one (group).")
]
Out = Annotated[
    Path | None, typer.Option("--out", help="Write the answer, with reasons (.csv or .parquet).")
]
Review = Annotated[
    Path | None, typer.Option("--review", help="Write the doubtful pairs, for somebody to answer.")
]
Labels = Annotated[
    Path | None, typer.Option("--labels", help="A review file filled in: yes or no for each pair.")
]
Backend = Annotated[str, typer.Option("--backend", help="Where to compare: duckdb or spark.")]
Seed = Annotated[int, typer.Option("--seed", help="For the pairs taken at random to learn from.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


def answer(work: Callable[["Progress"], Answered], *, as_json: bool, out: Path | None) -> None:
    """Run, tell, and exit: 0 answered, 2 bad input."""
    try:
        found, pairs = _watched(work)
    except Refused as wrong:
        bad_input(str(wrong))
    if as_json:
        told = found.as_json(() if out else pairs)
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    typer.echo("\n".join(_words(found, pairs)))


def _watched(work: Callable[["Progress"], Answered]) -> Answered:
    """Run with a bar on the error stream, which a pipe does not carry."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("Starting", total=1)

        def progress(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total)

        return work(progress)


def _words(found: "Answer", pairs: list[dict[str, Any]]) -> list[str]:
    lines = []
    for side in found.scored.sides:
        lines += ["", f"{side.opened.name}: {side.opened.rows:,} rows"]
        wide = max(len(one.column) for one in side.assigned)
        lines += [
            f"  {one.column:<{wide}}  {one.role.value:<14} {one.why}" for one in side.assigned
        ]
    foretold = found.foretold
    lines += [
        "",
        f"Threshold {foretold.threshold:.2f}: expected precision {foretold.precision:.4f}, "
        f"recall {foretold.recall:.4f}, F1 {foretold.f1:.4f}",
        _count_words(found),
    ]
    for pair in pairs[:PAIRS_SHOWN]:
        lines.append(
            f"  row {pair['left_row']} and row {pair['right_row']}: weight {pair['weight']:.1f}, "
            f"chance {pair['chance']:.4f}. {pair['reasons']}"
        )
    if len(pairs) > PAIRS_SHOWN:
        lines.append(f"  ({len(pairs) - PAIRS_SHOWN:,} more: --out writes them, --json has them)")
    if found.measured:
        lines += ["", *_measured_words(found)]
    if found.for_review:
        lines.append(f"{found.for_review:,} pairs need a person's eye")
    lines += [f"Written: {name}" for name in found.written]
    return lines[1:]


def _count_words(found: "Answer") -> str:
    if found.kind == "link":
        return f"{len(found.decided.links):,} links"
    people, rows = len(set(found.people)), len(found.people)
    return f"{rows:,} rows are {people:,} people; {rows - people:,} rows say somebody again"


def _measured_words(found: "Answer") -> list[str]:
    chosen = found.chosen
    lines = []
    if chosen is not None:
        lines.append(
            f"Against the truth: precision {chosen.precision:.4f} ({chosen.right:,} of "
            f"{chosen.said:,} pairs said), recall {chosen.recall:.4f} ({chosen.right:,} of "
            f"{chosen.true:,} true pairs), F1 {chosen.f1:.4f}"
        )
    lines.append("threshold  precision  recall      F1")
    return [*lines, *(_measured_line(one) for one in found.measured)]


def _measured_line(one: "Measured") -> str:
    bar = "#" * round(BAR * one.f1)
    mark = " chosen" if one.chosen else ""
    return (
        f"{one.threshold:9.2f}  {one.precision:9.4f}  {one.recall:6.4f}  {one.f1:6.4f} "
        f"{bar:<{BAR}}{mark}"
    ).rstrip()
