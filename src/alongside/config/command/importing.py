"""``alongside import``: a force's own history, and counts others published."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from alongside.config.command.acting import acting_for, bad_input
from alongside.config.command.importing_custody import custody
from alongside.config.command.importing_directory import directory
from alongside.config.command.importing_episodes import diversion_columns, diversion_episodes
from alongside.config.command.importing_ledgers import ledgers
from alongside.config.command.progress import progress_bar
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.areas.crisis.actions.importing import Force
    from alongside.exchange.spreadsheets.history import Reading
    from alongside.kernel.actor import Actor

ANSWERED_NO: Final = 1
SHOWN: Final = 20
ROWS_NAMED: Final = 5

app = typer.Typer(help="Bring in spreadsheets.", no_args_is_help=True)
app.command("diversion-columns")(diversion_columns)
app.command("diversion-episodes")(diversion_episodes)
app.command("custody")(custody)
app.command("directory")(directory)
app.command("ledgers")(ledgers)

File = Annotated[Path, typer.Argument(help="CSV or Excel (.xlsx).")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
SignInName = Annotated[str, typer.Option("--sign-in-name", help="Whose act it is recorded as.")]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run/--write", help="Say what would happen (the default), or do it."),
]
ColumnMapFile = Annotated[
    Path | None, typer.Option("--map", help="TOML file that says which column is which.")
]
ForOrganisation = Annotated[
    str, typer.Option(help="Police organisation whose history it is; the account's own.")
]
AcceptGoodRows = Annotated[
    bool, typer.Option(help="Take the good rows of a file that also holds rejected ones.")
]
SheetName = Annotated[str, typer.Option(help="Sheet of a workbook; its first.")]
RejectsFile = Annotated[
    Path | None, typer.Option(help="Where rejected rows are listed; FILE.rejects.csv.")
]


@app.command("columns")
def columns(
    example: Annotated[bool, typer.Option("--example", help="Print an example map.")] = False,
) -> None:
    """List the facts a file of past detentions may hold, and the titles that are guessed."""
    from alongside.exchange.spreadsheets.column_map import example_map
    from alongside.exchange.spreadsheets.fields import FIELDS

    if example:
        typer.echo(example_map(), nl=False)
        return
    for fact in FIELDS:
        needed = ", needed" if fact.needed else ""
        typer.echo(f"{fact.name} ({fact.shape}{needed}): {fact.says}")
        typer.echo(f"    guessed from: {', '.join((fact.name, *fact.titles))}")


@app.command("s136")
def s136(
    file: File,
    sign_in_name: SignInName = "",
    column_map: ColumnMapFile = None,
    organisation: ForOrganisation = "",
    dry_run: DryRun = True,
    accept_good_rows: AcceptGoodRows = False,
    sheet: SheetName = "",
    rejects: RejectsFile = None,
    as_json: AsJson = False,
) -> None:
    """Bring in past detentions. A dry run unless --write is given.

    The whole file is refused when any row is rejected, unless --accept-good-rows; either way
    all that is taken goes in as one change or not at all. Every rejected row is listed with its
    row, column and reason, which never repeats what the row says. The same file may be sent
    again: what is here already is left alone. On SQLite nobody else can save while a file is
    written (about a minute for 50,000 rows), so choose a quiet time.

    Exit 0 done (or would be), 1 refused because of rejected rows, 2 bad input.
    """
    from alongside.config.command.setting_up import set_up

    set_up()
    from alongside.areas.crisis.rules.permissions import PERMISSIONS

    actor = acting_for(sign_in_name, PERMISSIONS, "history.import")
    force = _force(actor, organisation)
    try:
        answer, reading = _read(file, column_map, sheet, actor=actor, force=force)
        listed = _write_rejects(rejects or file.with_suffix(".rejects.csv"), reading)
        refused = bool(reading.problems) and not accept_good_rows
        answer |= {"rejects_file": listed, "dry_run": dry_run, "refused": refused}
        _take_in(answer, reading, actor=actor, force=force, write=not (dry_run or refused))
    except Refused as refusal:
        bad_input(str(refusal))
    except OSError as fault:
        bad_input(f"{rejects or file}: {fault.strerror or 'cannot be written'}.")
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False))
    else:
        _say(answer, reading, file.name)
    raise typer.Exit(ANSWERED_NO if refused else 0)


def _force(actor: "Actor", organisation: str) -> "Force":
    from alongside.areas.crisis.actions.importing import Force
    from alongside.areas.crisis.rules.forces import may_work_for
    from alongside.foundation.accounts.queries import organisations
    from alongside.kernel.actor import Sector

    police = organisations([sector for sector in Sector if sector.is_police])
    wanted = organisation.strip().casefold()
    found = [
        row
        for row in police
        if (wanted in (row.name.casefold(), row.short_name.casefold()))
        or (not wanted and row.id == actor.organisation_id)
    ]
    if not found:
        named = ", ".join(row.name for row in police) or "none yet"
        bad_input(f"--organisation {organisation!a}: give the police organisation ({named}).")
    if not may_work_for(actor, found[0].id):
        bad_input(f"--organisation {organisation!a}: this account works for its own force alone.")
    return Force(found[0].id, found[0].name)


def _read(
    file: Path, column_map: Path | None, sheet_name: str, *, actor: "Actor", force: "Force"
) -> tuple[dict[str, object], "Reading"]:
    from django.utils import timezone

    from alongside.areas.directory.queries import places
    from alongside.exchange.spreadsheets.column_map import ColumnMap, lay_out, read_column_map
    from alongside.exchange.spreadsheets.history import Place, read_history
    from alongside.exchange.spreadsheets.sheet import open_sheet

    told = read_column_map(column_map) if column_map else ColumnMap()
    opened = open_sheet(file, sheet_name=sheet_name)
    try:
        layout = lay_out(opened.titles, told)
    except Refused as refusal:
        raise Refused(refusal.code, f"{file.name}: {refusal}") from None
    now = timezone.now()
    known = [
        Place(line.id, line.name, line.type) for line in places(actor, now=now, also_closed=True)
    ]
    with progress_bar("Reading rows", opened.about) as (bar, task):
        reading = read_history(
            opened,
            layout,
            force=force,
            places=known,
            now=now,
            progress=lambda done: bar.update(task, completed=done),
        )
    if not reading.rows:
        raise Refused("file.no_rows", f"{file.name}: it has titles and no rows.")
    return {
        "file": opened.name,
        "rows": reading.rows,
        "good": len(reading.uses),
        "rejected": reading.rejected,
        "problems": [
            {"row": p.row, "column": p.column, "reason": p.reason} for p in reading.problems
        ],
        "warnings": [*opened.warnings, *_warnings(reading)],
        "columns": {column.field.name: column.title for column in layout.columns},
        "columns_not_used": list(layout.unused),
    }, reading


def _warnings(reading: "Reading") -> list[str]:
    found = []
    for said, rows in reading.oddities.items():
        more = f" and {len(rows) - ROWS_NAMED:,} more" if len(rows) > ROWS_NAMED else ""
        named = ", ".join(str(row) for row in rows[:ROWS_NAMED])
        found.append(f"{said} ({'rows' if len(rows) > 1 else 'row'} {named}{more})")
    if reading.unknown_places:
        found.append(
            f"{reading.unknown_places:,} rows name a place of safety that is not in the "
            "directory: its name is kept as words."
        )
    return found


def _write_rejects(path: Path, reading: "Reading") -> str:
    """List what was rejected in a file beside the file; a list of an earlier run goes."""
    from alongside.foundation.kit.sheets import csv_file

    if not reading.problems:
        path.unlink(missing_ok=True)
        return ""
    rows = [(problem.row, problem.column, problem.reason) for problem in reading.problems]
    path.write_bytes(csv_file(("row", "column", "reason"), rows))
    return str(path)


def _take_in(
    answer: dict[str, object],
    reading: "Reading",
    *,
    actor: "Actor",
    force: "Force",
    write: bool,
) -> None:
    from django.utils import timezone

    from alongside.areas.crisis.actions.importing import import_history
    from alongside.areas.crisis.queries.counts import imported_already

    if not write:
        already = imported_already([use.past.key for use in reading.uses])
        answer |= {"imported": 0, "already_here": already, "would_import": len(reading.uses)}
        answer["would_import"] = len(reading.uses) - already
        return
    with progress_bar("Writing detentions", len(reading.uses)) as (bar, task):
        imported = import_history(
            actor,
            reading.uses,
            force=force,
            now=timezone.now(),
            progress=lambda done: bar.update(task, completed=done),
        )
    answer |= {"imported": imported.made, "already_here": imported.already, "would_import": 0}


def _say(answer: dict[str, object], reading: "Reading", name: str) -> None:
    used = answer["columns"]
    typer.echo(f"{name}: {reading.rows:,} rows, {len(used)} facts found in its columns.")  # type: ignore[arg-type]
    _list("Columns not used", answer["columns_not_used"])
    _list("Warning", answer["warnings"])
    for problem in reading.problems[:SHOWN]:
        typer.echo(f"Rejected: row {problem.row}, {problem.column}: {problem.reason}")
    if len(reading.problems) > SHOWN:
        typer.echo(f"and {len(reading.problems) - SHOWN:,} more.")
    if answer["rejects_file"]:
        typer.echo(f"{reading.rejected:,} rejected rows, all in {answer['rejects_file']}")
    typer.echo(_outcome(answer))


def _list(words: str, lines: object) -> None:
    for line in lines if isinstance(lines, list) else []:
        typer.echo(f"{words}: {line}")


def _outcome(answer: dict[str, object]) -> str:
    here = f" {answer['already_here']:,} are here already and are left alone."
    here = here if answer["already_here"] else ""
    if answer["refused"]:
        return (
            "Nothing was imported: put the rejected rows right, or give --accept-good-rows to "
            "take the others."
        )
    if answer["dry_run"]:
        would = f"Dry run: {answer['would_import']:,} detentions would be imported.{here}"
        return f"{would} Give --write to do it."
    if not answer["imported"]:
        return f"Nothing new: all {answer['already_here']:,} detentions are here already."
    return f"{answer['imported']:,} detentions imported.{here}"


@app.command("published-counts")
def published_counts(
    file: File, sign_in_name: SignInName = "", dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Bring in the place-of-safety rows of NHS England's Mental Health Act statistics.

    A row that breaks the publisher's own list is kept out and named; nothing is put right in
    somebody else's publication. The same file may be sent again.
    """
    from alongside.config.command.setting_up import set_up

    set_up()
    from django.utils import timezone

    from alongside.areas.crisis.actions.published_counts import import_published_counts
    from alongside.areas.crisis.rules.permissions import PERMISSIONS
    from alongside.exchange.spreadsheets.published import read_published

    actor = acting_for(sign_in_name, PERMISSIONS, "history.import")
    try:
        found = read_published(file)
        answer: dict[str, object] = {
            "file": file.name,
            "rows": found.rows,
            "counts": len(found.counts),
            "other_measures_left_out": found.left_out,
            "warnings": [f"row {w.row}, {w.column}: {w.reason}" for w in found.warnings],
            "dry_run": dry_run,
        }
        if not dry_run:
            done = import_published_counts(actor, found.counts, now=timezone.now())
            answer |= {"new": done.new, "changed": done.changed, "same": done.same}
    except Refused as refusal:
        bad_input(str(refusal))
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False))
        return
    _list("Warning", answer["warnings"])
    typer.echo(_published_outcome(answer))


def _published_outcome(answer: dict[str, object]) -> str:
    read = f"{answer['counts']:,} counts under section 135 or 136 in {answer['rows']:,} rows"
    if answer["dry_run"]:
        return f"Dry run: {read}. Nothing was written."
    if not answer["new"] and not answer["changed"]:
        return f"{read}; all are here already and unchanged."
    return f"{read}: {answer['new']:,} new, {answer['changed']:,} changed by the publisher."
