"""``alongside hub take-mail``: questions that came by e-mail, from a maildir."""

import json
import mailbox
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alongside.config.command.acting import acting_for, bad_input
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.areas.liaison.actions.mail_taking import MailTaken

SOME_LEFT = 1


def take_mail(
    folder: Annotated[Path, typer.Argument(help="A maildir: a folder with cur and new in it.")],
    sign_in_name: Annotated[
        str, typer.Option("--sign-in-name", help="Whose act it is recorded as: a liaison lead.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Make a question to the hub of each new message. The mailbox itself is never changed.

    A message is known by its Message-ID, so that this may run every few minutes. What is quoted is
    cut, attachments are named and not kept, and a message with an NHS number or the like in it is
    held back: the question says so and nothing else. Messages that cannot be read are named.

    Exit 0 all taken, 1 some left, 2 bad input.
    """
    from alongside.config.command.setting_up import set_up

    set_up()
    from django.utils import timezone

    from alongside.areas.liaison.actions.mail_taking import take_mail as take
    from alongside.areas.liaison.rules.permissions import PERMISSIONS

    actor = acting_for(sign_in_name, PERMISSIONS, "query.take_mail")
    try:
        taken = take(actor, _messages(folder), now=timezone.now())
    except Refused as refused:
        bad_input(str(refused))
    _say(taken, as_json=as_json)
    if taken.left:
        raise typer.Exit(SOME_LEFT)


def _messages(folder: Path) -> dict[str, bytes]:
    """Read every message, by the name of its file; one byte more than is taken shows its size."""
    from alongside.areas.liaison.rules.letters import MOST_BYTES

    if not all((folder / part).is_dir() for part in ("cur", "new")):
        bad_input(f"{folder}: this is no maildir: it has no cur and new in it.")
    box = mailbox.Maildir(folder, create=False)
    found = {}
    for name in sorted(box.keys()):
        with box.get_file(name) as file:
            found[name] = file.read(MOST_BYTES + 1)
    return found


def _say(taken: "MailTaken", *, as_json: bool) -> None:
    if as_json:
        told = {
            "taken": taken.taken,
            "held_back": taken.held_back,
            "taken_before": taken.before,
            "left": dict(taken.left),
        }
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    typer.echo(f"Taken: {taken.taken}. Held back: {taken.held_back}. Before: {taken.before}.")
    for name, why in taken.left.items():
        typer.echo(f"left: {name}: {why}")
