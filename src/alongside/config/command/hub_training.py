"""``alongside hub import-attendance``: who came to a training session, from a list."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from alongside.config.command.acting import acting_for, bad_input
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.areas.liaison.rules.training_lists import Report


def import_attendance(
    session: Annotated[str, typer.Argument(help="The session: the last part of its address.")],
    file: Annotated[Path, typer.Argument(help="CSV or Excel (.xlsx).")],
    sign_in_name: Annotated[
        str, typer.Option("--sign-in-name", help="Whose act it is recorded as.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Keep who came to a training session: everybody on the list, or nobody.

    One column is titled Reference (collar or staff number) or Sign-in name. What was made of each
    row is said. Whoever is down already stays down once, so that a list may be sent again.

    Exit 0 done, 2 bad input: with any row that cannot be taken, nothing is kept.
    """
    from alongside.config.command.setting_up import set_up

    set_up()
    from django.utils import timezone

    from alongside.areas.liaison.actions.training_attendance import import_attendance as keep
    from alongside.areas.liaison.rules.permissions import PERMISSIONS
    from alongside.areas.liaison.rules.training_lists import ListNotTaken

    actor = acting_for(sign_in_name, PERMISSIONS, "training.keep")
    session_id, content = _session(session), _content(file)
    try:
        report = keep(actor, session_id, name=file.name, content=content, now=timezone.now())
    except ListNotTaken as refused:
        _say(refused.report, taken=False, as_json=as_json)
        bad_input(f"{file.name}: {refused}")
    except Refused as refused:
        bad_input(str(refused))
    _say(report, taken=True, as_json=as_json)


def _session(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        bad_input(f"SESSION {typed!a}: give the last part of the session's address.")


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        bad_input(f"{file.name}: {fault.strerror or 'cannot be opened'}.")


def _say(report: "Report", *, taken: bool, as_json: bool) -> None:
    if as_json:
        rows = [
            {"row": row.number, "taken": taken and row.found is not None, "says": row.says}
            for row in report.rows
        ]
        typer.echo(json.dumps({"kept": len(report.users) if taken else 0, "rows": rows}))
        return
    for row in report.rows:
        typer.echo(f"Row {row.number}: {row.says}")
    people = len(report.users)
    if taken:
        typer.echo("1 person is kept." if people == 1 else f"{people} people are kept.")
