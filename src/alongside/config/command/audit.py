"""``alongside audit``: prove the record of who did and saw what."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

app = typer.Typer(help="Prove the audit record whole.", no_args_is_help=True)


@app.callback()
def audit() -> None:
    """Prove the audit record whole."""


def _anchors(pairs: list[str]) -> dict[int, str]:
    anchors = {}
    for pair in pairs:
        lane, _, hash_ = pair.partition(":")
        if not lane.isdigit() or len(hash_) != 64:
            typer.echo(
                f"alongside audit verify: --anchor {pair}: give it as LANE:HASH, as an earlier "
                "verify printed it.",
                err=True,
            )
            raise typer.Exit(2)
        anchors[int(lane)] = hash_
    return anchors


@app.command()
def verify(
    anchor: Annotated[
        list[str] | None, typer.Option(help="LANE:HASH noted down from an earlier check.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Walk the whole chain; exit 1 and name the first broken link if it does not hold."""
    from alongside.config.command.setting_up import set_up

    set_up()
    from alongside.foundation.audit.verify import missing_subjects
    from alongside.foundation.audit.verify import verify as walk

    anchors = _anchors(anchor or [])
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Checking links", total=None)
        report = walk(anchors=anchors, progress=lambda n: progress.update(task, completed=n))
    lost = missing_subjects()
    if as_json:
        answer = {
            "whole": not report.broken and not lost,
            "entries": report.entries,
            "heads": {str(lane): head for lane, head in report.heads.items()},
            "broken": [
                {"lane": b.lane, "position": b.position, "why": b.why} for b in report.broken
            ],
            "entries_missing_from_subject_index": lost,
        }
        typer.echo(json.dumps(answer))
    else:
        for b in report.broken:
            typer.echo(f"Broken at lane {b.lane}, link {b.position}: {b.why}.")
        if lost:
            typer.echo(f"{lost} entries about a record are missing from the subject index.")
        if not report.broken and not lost:
            typer.echo(f"Whole: {report.entries} entries, every link follows from the one before.")
        for lane, head in report.heads.items():
            typer.echo(f"Anchor {lane}:{head}")
    raise typer.Exit(1 if report.broken or lost else 0)
