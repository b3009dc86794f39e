"""``alongside export``: the annual return, and an extract shaped as the NHS data set is."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from alongside.config.command.acting import acting_for, bad_input
from alongside.config.command.exporting_directory import directory
from alongside.config.command.exporting_mds import diversion_mds

if TYPE_CHECKING:
    from alongside.areas.crisis.queries.annual_return import AnnualReturn, ReturnForce
    from alongside.kernel.actor import Actor

ANSWERED_NO: Final = 1
SHOWN: Final = 20
KINDS: Final = (".csv", ".xlsx")

app = typer.Typer(help="Send tables out.", no_args_is_help=True)
app.command("diversion-mds")(diversion_mds)
app.command("directory")(directory)

Year = Annotated[str, typer.Option("--year", help="April to March, such as 2025/26.")]
Force = Annotated[str, typer.Option("--force", help="The force, by its name or short name.")]
Out = Annotated[Path, typer.Option("--out", help="Where to write it.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
SignInName = Annotated[str, typer.Option("--sign-in-name", help="Whose act it is recorded as.")]


@app.command("annual-return")
def annual_return(
    year: Year,
    force: Force,
    out: Out,
    sign_in_name: SignInName = "",
    as_json: AsJson = False,
) -> None:
    """Write the Home Office annual return of a force and a year, as CSV or Excel.

    Exit 0 written and nothing to put right, 1 written and something should be put right before
    it is sent, 2 bad input. What is only not recorded does not count as to be put right.
    """
    kind = out.suffix.lower()
    if kind not in KINDS:
        bad_input(f"--out {out.name}: end it in .csv or .xlsx.")
    actor, chosen = _begin(year, force, sign_in_name)
    from django.utils import timezone

    from alongside.areas.crisis.actions.returning import export_annual_return
    from alongside.areas.crisis.queries.annual_return_file import return_file
    from alongside.areas.crisis.rules.annual_return_quality import Severity

    now = timezone.now()
    made = export_annual_return(actor, year, chosen.id, method=kind[1:], now=now)
    _write(out, return_file(made, kind[1:]))
    wrong = sum(made.severities.get(one, 0) for one in (Severity.CRITICAL, Severity.ERROR))
    if as_json:
        typer.echo(json.dumps(_answer(made, out), ensure_ascii=False))
    else:
        _say(made, out, wrong)
    raise typer.Exit(ANSWERED_NO if wrong else 0)


@app.command("mhsds-shaped")
def mhsds_shaped(
    year: Year,
    force: Force,
    out: Out,
    sign_in_name: SignInName = "",
    as_json: AsJson = False,
) -> None:
    """Write section 136 and 135 periods in the shape of MHSDS, as CSV. It is not a submission.

    For a trust to set beside its own: legal status code, start and end, place-of-safety
    indicator, and when police were asked to stay. Exit 0 written, 2 bad input.
    """
    if out.suffix.lower() != ".csv":
        bad_input(f"--out {out.name}: end it in .csv.")
    actor, chosen = _begin(year, force, sign_in_name)
    from django.utils import timezone

    from alongside.areas.crisis.actions.returning import export_mhsds_shaped
    from alongside.areas.crisis.queries.annual_return_file import mhsds_file

    made = export_mhsds_shaped(actor, year, chosen.id, method="csv", now=timezone.now())
    _write(out, mhsds_file(made))
    if as_json:
        typer.echo(json.dumps({"file": str(out), "rows": len(made.lines), "submission": False}))
    else:
        typer.echo(f"{len(made.lines):,} rows in {out}. This is not a submission.")


def _begin(year: str, force: str, sign_in_name: str) -> "tuple[Actor, ReturnForce]":
    from alongside.config.command.setting_up import set_up

    set_up()
    from alongside.areas.crisis.queries.annual_return import return_forces
    from alongside.areas.crisis.rules.permissions import PERMISSIONS
    from alongside.foundation.accounts.queries import organisations

    first, slash, second = year.partition("/")
    right = first.isdigit() and len(first) == 4 and second == f"{(int(first) + 1) % 100:02d}"
    if not (slash and right):
        bad_input(f"--year {year!a}: write it like 2025/26.")
    actor = acting_for(sign_in_name, PERMISSIONS, "return.make")
    wanted = force.strip().casefold()
    short = {row.id: row.short_name.casefold() for row in organisations()}
    forces = return_forces(actor)
    found = [row for row in forces if wanted in (row.name.casefold(), short.get(row.id))]
    if not found:
        named = ", ".join(row.name for row in forces) or "none yet"
        bad_input(f"--force {force!a}: there is no such force ({named}).")
    return actor, found[0]


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as fault:
        bad_input(f"--out {out}: {fault.strerror or 'cannot be written'}.")


def _answer(made: "AnnualReturn", out: Path) -> dict[str, object]:
    return {
        "file": str(out),
        "year": made.year,
        "force": made.force.name,
        "rows": len(made.lines),
        "section_136": made.s136,
        "section_135": made.s135,
        "to_put_right": {severity.value: count for severity, count in made.severities.items()},
        "issues": [
            {
                "record": line.record,
                "severity": issue.severity.value,
                "code": issue.code,
                "field": issue.field,
                "sentence": issue.sentence,
            }
            for line in made.lines
            for issue in line.issues
        ],
        "shape": {
            part.name: {
                share.code or "not_recorded": {"count": share.count, "of": share.of}
                for share in part.shares
            }
            for part in made.parts
        },
    }


def _say(made: "AnnualReturn", out: Path, wrong: int) -> None:
    from alongside.areas.crisis.rules.annual_return_quality import SEVERITY_LABELS

    typer.echo(f"{made.force.name}, {made.year}: {len(made.lines):,} rows in {out}.")
    for severity, label in SEVERITY_LABELS.items():
        typer.echo(f"{label}: {made.severities.get(severity, 0):,}")
    serious = [line for line in made.to_look_at if line.issue.severity != "warning"]
    for line in serious[:SHOWN]:
        typer.echo(f"  {line.record}: {line.issue.sentence}")
    if wrong > SHOWN:
        typer.echo(f"  and {wrong - SHOWN:,} more; the Excel file lists all of them.")
