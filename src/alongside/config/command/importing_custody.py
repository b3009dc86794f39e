"""``alongside import custody``: who is in custody, from a file a custody system wrote."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alongside.config.command.acting import acting_for, bad_input
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.areas.diversion.queries.own_sites import OwnSite
    from alongside.areas.diversion.rules.custody_rows import Reading
    from alongside.kernel.actor import Actor


def custody(
    file: Annotated[Path, typer.Argument(help="CSV or Excel (.xlsx).")],
    site: Annotated[str, typer.Option("--site", help="Name of the custody suite.")] = "",
    sign_in_name: Annotated[
        str, typer.Option("--sign-in-name", help="Whose act it is recorded as.")
    ] = "",
    column_map: Annotated[
        Path | None, typer.Option("--map", help="TOML file that says which column is which.")
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="The list names everybody who is there now.")
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run/--write", help="Say what would happen (the default), or do it."),
    ] = True,
    sheet: Annotated[str, typer.Option(help="Sheet of a workbook; its first.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Bring in who is in custody. The list then waits on the custody page.

    Nobody is matched here: somebody says on the page who each name is. Rows that cannot be read
    are named with the column and the reason, and left out. A custody number that is there
    already is the same stay and is not added twice, so that a list may be sent every hour.

    Exit 0 done (or would be), 2 bad input.
    """
    from alongside.config.command.setting_up import set_up

    set_up()
    from django.utils import timezone

    from alongside.areas.diversion.rules.permissions import PERMISSIONS
    from alongside.exchange.spreadsheets.custody import read_custody, read_custody_map

    actor = acting_for(sign_in_name, PERMISSIONS, "custody_list.keep")
    place, now = _site(actor, site), timezone.now()
    try:
        told = read_custody_map(column_map) if column_map else {}
        reading = read_custody(file, told=told, now=now, sheet_name=sheet)
        answer = _answer(reading, file.name, place) | {"dry_run": dry_run, "address": ""}
        if not dry_run:
            answer["address"] = _hold(actor, place, reading, file=file.name, whole=whole)
    except Refused as refused:
        bad_input(str(refused))
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False))
    else:
        _say(answer, reading)


def _site(actor: "Actor", named: str) -> "OwnSite":
    from alongside.areas.diversion.queries.own_sites import HELD, own_sites

    sites = own_sites(actor, HELD)
    wanted = " ".join(named.split()).casefold()
    found = [one for one in sites if one.name.casefold() == wanted]
    if not found and not wanted:
        found = list(sites)
    if len(found) != 1:
        known = ", ".join(one.name for one in sites) or "none"
        bad_input(f"--site {named!a}: give one of this account's places ({known}).")
    return found[0]


def _answer(reading: "Reading", name: str, place: "OwnSite") -> dict[str, object]:
    return {
        "file": name,
        "site": place.name,
        "good": len(reading.rows),
        "rejected": len({problem.row for problem in reading.problems}),
        "problems": [
            {"row": p.row, "column": p.column, "reason": p.reason} for p in reading.problems
        ],
        "columns": dict(reading.columns),
        "columns_not_used": list(reading.unused),
    }


def _hold(actor: "Actor", place: "OwnSite", reading: "Reading", *, file: str, whole: bool) -> str:
    from django.urls import reverse
    from django.utils import timezone

    from alongside.areas.diversion.actions.custody_lists import Sending, hold_custody_list

    sending = Sending(place.id, "file", whole=whole, file_name=file)
    held = hold_custody_list(actor, sending, reading, now=timezone.now())
    return reverse("diversion:decide", args=[held])


def _say(answer: dict[str, object], reading: "Reading") -> None:
    typer.echo(f"{answer['file']}: {answer['good']} names for {answer['site']} can be taken.")
    for problem in reading.problems:
        typer.echo(f"Rejected: row {problem.row}, {problem.column}: {problem.reason}")
    for title in reading.unused:
        typer.echo(f"Column not used: {title}")
    if answer["dry_run"]:
        typer.echo("Dry run: nothing was kept. Give --write to do it.")
    else:
        typer.echo(f"The list waits: say who each name is at {answer['address']}")
