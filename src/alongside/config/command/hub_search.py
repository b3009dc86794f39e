"""``alongside hub find`` and ``reindex``: find what the hub published, and keep its index."""

import json
from typing import Annotated, Any, Final

import typer

from alongside.config.command.acting import acting_for, bad_input
from alongside.config.command.progress import progress_bar

NOTHING: Final = 1

AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
SignInName = Annotated[str, typer.Option(help="The account it is done for, as it signs in.")]
Words = Annotated[list[str], typer.Argument(help="What you want to know, as you would say it.")]


def find(
    words: Words,
    sign_in_name: SignInName = "",
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many at most.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Find answers, guide pages and practice by words. Exit 0 found, 1 nothing, 2 bad input."""
    from alongside.config.command.setting_up import set_up

    set_up()
    from alongside.areas.liaison.queries.searching import looked_for
    from alongside.areas.liaison.rules.permissions import PERMISSIONS
    from alongside.foundation.reference.who_somebody_is import check_tells_nobody
    from alongside.kernel.refusal import Refused

    asked = " ".join(words)
    try:
        check_tells_nobody(asked, field="words")
    except Refused as refused:
        bad_input(str(refused))
    viewer = acting_for(sign_in_name, PERMISSIONS, "knowledge.find")
    looked = looked_for(viewer, asked, limit=limit)
    if as_json:
        found = [
            {
                "kind": one.kind.value,
                "id": str(one.entry_id),
                "title": one.title,
                "extract": one.extract,
                "address": one.href,
                "current_since": one.current_since.isoformat(),
            }
            for one in looked.found
        ]
        told = {"found": found, "read_as": looked.read_as, "with_all_of_it": looked.apart}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _write_words(looked)
    raise typer.Exit(0 if looked.found else NOTHING)


def _write_words(looked: Any) -> None:
    from alongside.areas.liaison.rules.search_kinds import KIND_WORDS

    if looked.read_as:
        typer.echo(f"Nobody wrote it quite like that: looked for “{looked.read_as}”.")
    for one in looked.found:
        typer.echo(f"{one.title}\n  {KIND_WORDS[one.kind]}, {one.href}\n  {one.extract}")
    if not looked.found:
        typer.echo("Nothing found. Try other words for it, or fewer.")


def reindex(sign_in_name: SignInName = "", as_json: AsJson = False) -> None:
    """Make the search index again from what is filed. Recorded for the account given."""
    from alongside.config.command.setting_up import set_up

    set_up()
    from django.utils import timezone

    from alongside.areas.liaison.actions import search_reindexing
    from alongside.areas.liaison.rules.permissions import PERMISSIONS

    actor = acting_for(sign_in_name, PERMISSIONS, "knowledge.write")
    with progress_bar("Reading what is filed", None) as (bar, task):
        entries = search_reindexing.reindex(
            actor, now=timezone.now(), progress=lambda read: bar.update(task, completed=read)
        )
    if as_json:
        typer.echo(json.dumps({"entries": entries}))
    else:
        typer.echo(f"{entries:,} entries can be found.")
