"""``alongside import directory``."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alongside.config.command.acting import acting_for, bad_input
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.areas.directory.rules.whole import TakenIn


def directory(
    file: Annotated[Path, typer.Argument(help="Open Referral UK: JSON, or a zip of CSV tables.")],
    sign_in_name: Annotated[
        str, typer.Option("--sign-in-name", help="Whose act it is recorded as.")
    ] = "",
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run/--write", help="Say what would happen (the default), or do it."),
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Take in a directory that was sent. A dry run unless --write is given.

    All of it or nothing: the first fault is said with where it is. New entries are added, those
    that differ are changed, what the file does not name stays. Exit 0 done or would be, 2 bad
    input.
    """
    from alongside.config.command.setting_up import set_up

    set_up()
    from django.utils import timezone

    from alongside.areas.directory.actions.sending_out import read_sent
    from alongside.areas.directory.actions.taking_in import take_in
    from alongside.areas.directory.rules import PERMISSIONS

    actor = acting_for(sign_in_name, PERMISSIONS, "directory.take_in")
    try:
        whole, notes = read_sent(actor, file.name, file.read_bytes())
        done = take_in(actor, whole, now=timezone.now(), rehearse=dry_run)
    except Refused as refusal:
        bad_input(str(refusal))
    except OSError as fault:
        bad_input(f"{file}: {fault.strerror or 'cannot be read'}.")
    if as_json:
        answer = {"file": file.name, "dry_run": dry_run, "notes": notes, **asdict(done)}
        typer.echo(json.dumps(answer, ensure_ascii=False))
        return
    for note in notes:
        typer.echo(f"Left out or assumed: {note}")
    typer.echo(_words(done, dry_run=dry_run))


def _words(done: "TakenIn", *, dry_run: bool) -> str:
    begin = "Dry run: would add" if dry_run else "Added"
    then = "change" if dry_run else "changed"
    words = f"{begin} {len(done.added):,}, {then} {len(done.changed):,}; {done.same:,} same."
    return f"{words} Give --write to do it." if dry_run and (done.added or done.changed) else words
