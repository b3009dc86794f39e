"""``alongside export diversion-mds``: the minimum data set of Liaison and Diversion."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from alongside.config.command.acting import acting_for, bad_input
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.areas.diversion.actions.exporting import MdsFile
    from alongside.kernel.months import Month

ANSWERED_NO: Final = 1
SHOWN: Final = 20


def diversion_mds(
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write it: .csv or .json.")
    ] = None,
    first: Annotated[str, typer.Option("--first", help="First month, such as 2025-04.")] = "",
    last: Annotated[str, typer.Option("--last", help="Last month, such as 2026-03.")] = "",
    sign_in_name: Annotated[
        str, typer.Option("--sign-in-name", help="Whose act it is recorded as.")
    ] = "",
    named: Annotated[
        bool, typer.Option("--named", help="With who people are; without, stand-ins.")
    ] = False,
    police_references: Annotated[
        bool, typer.Option("--police-references", help="With restricted police references too.")
    ] = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON schema, and nothing else.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Write the minimum data set of the account's own service, one row for each episode.

    Without --named, identifiers are replaced by stand-ins, and dates of birth, NHS numbers,
    postcodes and police references are left out. The record keeps which episodes left.

    Exit 0 written and nothing to put right, 1 written and something is missing or not valid,
    2 bad input.
    """
    if schema:
        typer.echo(schema_text(), nl=False)
        return
    if out is None or out.suffix.lower() not in (".csv", ".json"):
        bad_input("--out: say where to write it, ending in .csv or .json.")
    if police_references and not named:
        bad_input("--police-references: give --named too; they tell who somebody is.")
    made = _made(first, last, sign_in_name, kind=out.suffix.lower()[1:], named=named,
                 police=police_references)  # fmt: skip
    _write(out, made)
    typer.echo(json.dumps(_answer(made, out), ensure_ascii=False) if as_json else _say(made, out))
    raise typer.Exit(ANSWERED_NO if made.quality else 0)


def schema_text() -> str:
    """Answer the published schema, as it is kept."""
    from alongside.areas.diversion.rules.mds import mds
    from alongside.areas.diversion.rules.mds_columns import schema_of

    return json.dumps(schema_of(mds()), indent=1, ensure_ascii=False) + "\n"


def _made(
    first: str, last: str, sign_in_name: str, *, kind: str, named: bool, police: bool
) -> "MdsFile":
    from alongside.config.command.setting_up import set_up

    set_up()
    from django.utils import timezone

    from alongside.areas.diversion.actions.exporting import export_mds
    from alongside.areas.diversion.rules.mds_columns import Leaving
    from alongside.areas.diversion.rules.permissions import PERMISSIONS
    from alongside.kernel.months import last_whole_month

    actor = acting_for(sign_in_name, PERMISSIONS, "mds.export_named" if named else "mds.export")
    now = timezone.now()
    end = _month(last, "--last") or last_whole_month(now)
    start = _month(first, "--first") or end.plus(-11)
    leaving = Leaving(named=named, police=police)
    try:
        return export_mds(actor, start, end, leaving=leaving, method=kind, now=now)
    except Refused as refusal:
        bad_input(str(refusal))


def _month(text: str, option: str) -> "Month | None":
    from alongside.kernel.months import read_month

    if not text:
        return None
    try:
        return read_month(text, field=option)
    except Refused as refusal:
        bad_input(f"{option}: {refusal} {refusal.next_step}")


def _write(out: Path, made: "MdsFile") -> None:
    from alongside.areas.diversion.queries.mds_file import mds_file

    try:
        out.write_bytes(mds_file(made, out.suffix.lower()[1:]))
    except OSError as fault:
        bad_input(f"--out {out}: {fault.strerror or 'cannot be written'}.")


def _answer(made: "MdsFile", out: Path) -> dict[str, object]:
    return {
        "file": str(out),
        "first": str(made.first),
        "last": str(made.last),
        "rows": len(made.rows),
        "columns": [item.name for item in made.items],
        "pseudonymised": not made.leaving.named,
        "to_put_right": [
            {
                "item": line.item.name,
                "missing": line.missing,
                "not_valid": line.invalid,
                "of": line.of,
                "fix": line.fix,
            }
            for line in made.quality
        ],
        "submission": False,
    }


def _say(made: "MdsFile", out: Path) -> str:
    lines = [
        f"{len(made.rows):,} episodes from {made.first} to {made.last} in {out}, "
        f"{made.leaving.words}. This is not a submission."
    ]
    for line in made.quality[:SHOWN]:
        lines.append(
            f"{line.item.title}: {line.missing:,} missing and {line.invalid:,} not valid of "
            f"{line.of:,}. {line.fix}"
        )
    return "\n".join(lines)
