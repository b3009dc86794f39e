"""`alongside codes`: look at the code lists, and check an identifier."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Column, Table

from alongside.foundation.reference import (
    CHECKS,
    Checked,
    CodeList,
    UnknownSystem,
    check_code,
    code_list,
    systems,
)
from alongside.foundation.reference.page import codes_page
from alongside.kernel.local_time import local_date

NOT_VALID = 1
BAD_INPUT = 2

app = typer.Typer(help="Code lists and identifier checks.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


@app.command("list")
def list_systems(as_json: AsJson = False) -> None:
    """Name every code list, with its source and how sure we are of it."""
    lists = [code_list(system) for system in systems()]
    if as_json:
        _write_json([_heading(codes) for codes in lists])
        return
    name = Column("System", no_wrap=True)  # what `codes show` is given
    table = Table(name, "Title", "Codes", "Evidence", "Source")
    for codes in lists:
        table.add_row(codes.system, codes.title, str(len(codes)), codes.evidence, codes.source)
    Console().print(table)


@app.command("show")
def show_system(
    system: Annotated[str, typer.Argument(help="Such as ethnic_category.")],
    on: Annotated[str, typer.Option(help="Only codes in force on this day: 2026-11-05.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show the codes of one list."""
    try:
        codes = code_list(_plain_name(system))
    except UnknownSystem as error:
        _bad_input(f"{error} `alongside codes list` names them all.")
    if on:
        codes = codes.on(_day(on))
    if as_json:
        _write_json({**_heading(codes), "entries": [asdict(entry) for entry in codes]})
        return
    table = Table("Code", "Words", "Group", "From", "To", title=codes.title, caption=codes.note)
    for entry in codes:
        starts, ends = (
            day.isoformat() if day else "" for day in (entry.valid_from, entry.valid_to)
        )
        table.add_row(entry.code, entry.display, entry.group, starts, ends)
    Console().print(table)


@app.command("check")
def check_value(
    kind: Annotated[str, typer.Argument(help="Such as nhs_number, or the name of a list.")],
    value: Annotated[str, typer.Argument(help="What was typed.")],
    as_json: AsJson = False,
) -> None:
    """Check an identifier or a code. Exit 0 valid, 1 not valid, 2 kind not known."""
    answer = _checked(_plain_name(kind), value)
    if as_json:
        _write_json({"kind": _plain_name(kind), **asdict(answer)})
    else:
        typer.echo(f"{'valid' if answer.valid else 'not valid'}: {answer.reason}")
        if answer.value is not None:
            typer.echo(f"stored as: {answer.value}")
        for warning in answer.warnings:
            typer.echo(f"warning: {warning}")
    if not answer.valid:
        raise typer.Exit(NOT_VALID)


@app.command("document")
def document() -> None:
    """Print the reference page of every list, as kept in docs/reference/codes.md."""
    typer.echo(codes_page(), nl=False)


def _checked(kind: str, value: str) -> Checked:
    today = local_date(datetime.now(UTC))
    if kind not in CHECKS and kind not in systems():
        _bad_input(f"No kind of identifier is called {kind!r}. Kinds: {', '.join(CHECKS)}.")
    if kind in CHECKS:
        return CHECKS[kind](value, today)
    return check_code(kind, value, on=today)


def _plain_name(name: str) -> str:
    return name.replace("-", "_")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        _bad_input(f"--on {text!r} is not a date; write it as 2026-11-05.")


def _heading(codes: CodeList) -> dict[str, object]:
    return {
        "system": codes.system,
        "title": codes.title,
        "source": codes.source,
        "address": codes.address,
        "checked_on": codes.checked_on,
        "evidence": codes.evidence,
        "complete": codes.complete,
        "note": codes.note,
        "codes": len(codes),
    }


def _write_json(answer: object) -> None:
    typer.echo(json.dumps(answer, default=date.isoformat, ensure_ascii=False, indent=2))


def _bad_input(line: str) -> NoReturn:
    typer.echo(line, err=True)
    raise typer.Exit(BAD_INPUT)
