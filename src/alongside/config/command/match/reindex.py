"""``alongside match reindex``: file everybody again where look-ups find them."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from alongside.areas.people.actions.refiling import Refiled


def reindex(
    afresh: Annotated[
        bool,
        typer.Option(help="Take everything out first. Look-ups find fewer until it is done."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """File everybody on record again, where a look-up finds them. Needs the database."""
    from alongside.config.command.setting_up import set_up

    set_up()
    refiled = file_with_progress(afresh=afresh)
    if as_json:
        typer.echo(json.dumps({"people": refiled.people, "changed": refiled.changed}))
        return
    typer.echo(f"Looked at {refiled.people:,} people; {refiled.changed:,} were filed anew.")


def file_with_progress(*, afresh: bool = False, only_unfiled: bool = False) -> "Refiled":
    """File people and show how far it is."""
    from django.utils import timezone
    from rich.console import Console
    from rich.progress import Progress

    from alongside.areas.people.actions.refiling import file_everybody, people_to_file

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Filing people", total=people_to_file(only_unfiled=only_unfiled))
        return file_everybody(
            now=timezone.now(),
            afresh=afresh,
            only_unfiled=only_unfiled,
            progress=lambda done: progress.update(task, completed=done),
        )
