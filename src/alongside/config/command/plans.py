"""``alongside plans``: look for words that a plan may not hold, without a database."""

import json
from typing import Annotated, Final, NoReturn

import typer

from alongside.areas.plans.rules.barred import BarredHit, check_plan_words
from alongside.areas.plans.rules.barred.measuring import wording_report
from alongside.config.command.reading import typed_text
from alongside.kernel.refusal import Refused

SOMETHING_BARRED: Final = 1
BAD_INPUT: Final = 2

app = typer.Typer(help="Plans: words that may not stand in one.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
Lines = Annotated[str, typer.Argument(help="Text file; standard input when left out or '-'.")]
Report = Annotated[bool, typer.Option("--report", help="How well the check does instead.")]


@app.callback()
def plans() -> None:
    """Plans: words that may not stand in one."""


@app.command("wording")
def wording(file: Lines = "-", as_json: AsJson = False, report: Report = False) -> None:
    """Check each line of a text. Exit 0 nothing barred, 1 something is, 2 cannot be read."""
    if report:
        typer.echo(wording_report(), nl=False)
        return
    try:
        lines = typed_text(
            file, nothing="Give a text file, or text on standard input."
        ).splitlines()
    except Refused as refused:
        _bad_input(str(refused))
    hits = check_plan_words({f"line {n}": line for n, line in enumerate(lines, 1)})
    if as_json:
        typer.echo(json.dumps([_told(hit) for hit in hits], ensure_ascii=False, indent=2))
    else:
        _write_words(hits)
    if hits:
        raise typer.Exit(SOMETHING_BARRED)


def _write_words(hits: tuple[BarredHit, ...]) -> None:
    for hit in hits:
        typer.echo(f"{hit.field}: “{hit.phrase}”")
        typer.echo(f"  {hit.why} {hit.instead}")
        typer.echo(f"  rule {hit.rule}: {hit.says}")
    if not hits:
        typer.echo("Nothing was found. That does not say that nothing is there: read it as well.")


def _told(hit: BarredHit) -> dict[str, object]:
    return {
        "line": int(hit.field.removeprefix("line ")),
        "phrase": hit.phrase,
        "kind": hit.kind,
        "why": hit.why,
        "instead": hit.instead,
        "rule": hit.rule,
    }


def _bad_input(line: str) -> NoReturn:
    typer.echo(line.replace("\n", " "), err=True)
    raise typer.Exit(BAD_INPUT)
