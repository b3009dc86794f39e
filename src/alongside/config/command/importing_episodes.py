"""``alongside import diversion-episodes``: past episodes of an earlier record."""

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from alongside.config.command.acting import acting_for, bad_input
from alongside.config.command.progress import progress_bar
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.exchange.spreadsheets.column_map import Layout
    from alongside.exchange.spreadsheets.episodes import EpisodeReader, EpisodeReading
    from alongside.exchange.spreadsheets.rows import Problem
    from alongside.kernel.actor import Actor

ANSWERED_NO: Final = 1
SHOWN: Final = 20
KEYS_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command was given, looked up."""

    actor: "Actor"
    file: Path
    column_map: Path | None
    sheet: str
    now: "datetime"

    def reader(self) -> "tuple[EpisodeReader, Layout, tuple[str, ...], int | None]":
        """Open the file from its beginning."""
        from alongside.areas.diversion.actions.configured import doors
        from alongside.areas.diversion.queries.sites import service_places
        from alongside.exchange.spreadsheets.column_map import ColumnMap, lay_out, read_column_map
        from alongside.exchange.spreadsheets.episode_fields import FIELDS
        from alongside.exchange.spreadsheets.episodes import EpisodeReader, SitePlace
        from alongside.exchange.spreadsheets.sheet import open_sheet

        told = read_column_map(self.column_map, FIELDS) if self.column_map else ColumnMap()
        opened = open_sheet(self.file, sheet_name=self.sheet)
        try:
            layout = lay_out(opened.titles, told, fields=FIELDS)
        except Refused as refusal:
            raise Refused(refusal.code, f"{self.file.name}: {refusal}") from None
        reader = EpisodeReader(
            opened,
            layout,
            sites=[SitePlace(p.id, p.name, p.code, p.kind) for p in service_places(self.actor)],
            doors=frozenset(doors()),
            owner=self.actor.organisation_id,
            now=self.now,
        )
        return reader, layout, opened.warnings, opened.about


def diversion_columns(
    example: Annotated[bool, typer.Option("--example", help="Print an example map.")] = False,
) -> None:
    """List the facts a file of past episodes may hold, and the titles that are guessed."""
    from alongside.exchange.spreadsheets.column_map import example_map
    from alongside.exchange.spreadsheets.episode_fields import FIELDS

    if example:
        typer.echo(example_map("episode_columns.example.toml"), nl=False)
        return
    for fact in FIELDS:
        needed = ", needed" if fact.needed else ""
        typer.echo(f"{fact.name} ({fact.shape}{needed}): {fact.says}")
        typer.echo(f"    guessed from: {', '.join((fact.name, *fact.titles))}")


def diversion_episodes(
    file: Annotated[Path, typer.Argument(help="CSV or Excel (.xlsx).")],
    sign_in_name: Annotated[
        str, typer.Option("--sign-in-name", help="Whose act it is recorded as.")
    ] = "",
    column_map: Annotated[
        Path | None, typer.Option("--map", help="TOML file that says which column is which.")
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run/--write", help="Say what would happen (the default), or do it."),
    ] = True,
    accept_good_rows: Annotated[
        bool, typer.Option(help="Take the good rows of a file that also holds rejected ones.")
    ] = False,
    sheet: Annotated[str, typer.Option(help="Sheet of a workbook; its first.")] = "",
    rejects: Annotated[
        Path | None, typer.Option(help="Where rejected rows are listed; FILE.rejects.csv.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Bring in past Liaison and Diversion episodes. A dry run unless --write is given.

    Every row is looked at first, and every rejected row is listed with its row, column and
    reason, which never repeats what the row says. The file is refused when any row is rejected,
    unless --accept-good-rows. Episodes then go in five hundred at a time, each whole or not at
    all: broken off, the same command goes on from there, and what is here already is left alone.

    Exit 0 done (or would be), 1 refused because of rejected rows, 2 bad input.
    """
    asked = _asked(sign_in_name, file, column_map, sheet=sheet)
    try:
        answer = _checked(asked, rejects or file.with_suffix(".rejects.csv"))
        refused = bool(answer["rejected"]) and not accept_good_rows
        answer |= {"dry_run": dry_run, "refused": refused, "imported": 0}
        if not (dry_run or refused):
            answer |= _written(asked, int(str(answer["good"])))
    except Refused as refusal:
        bad_input(str(refusal))
    except OSError as fault:
        bad_input(f"{rejects or file}: {fault.strerror or 'cannot be written'}.")
    typer.echo(json.dumps(answer, ensure_ascii=False) if as_json else _words(answer))
    raise typer.Exit(ANSWERED_NO if refused else 0)


def _asked(sign_in_name: str, file: Path, column_map: Path | None, *, sheet: str) -> _Asked:
    from alongside.config.command.setting_up import set_up

    set_up()
    from django.utils import timezone

    from alongside.areas.diversion.rules.permissions import PERMISSIONS

    actor = acting_for(sign_in_name, PERMISSIONS, "episode.import")
    return _Asked(actor, file, column_map, sheet, timezone.now())


def _checked(asked: _Asked, rejects: Path) -> dict[str, object]:
    """Look at every row once, and list those that are rejected."""
    shown: list[dict[str, object]] = []
    reader, layout, warnings, about = asked.reader()
    with _listing(rejects) as write, progress_bar("Reading rows", about) as (bar, task):

        def reject(problem: "Problem") -> None:
            write((problem.row, problem.column, problem.reason))
            if len(shown) < SHOWN:
                shown.append(
                    {"row": problem.row, "column": problem.column, "reason": problem.reason}
                )

        reader.reject = reject
        reader.progress = lambda done: bar.update(task, completed=done)
        already = _already(reader)
    reading = reader.reading
    if not reading.rows:
        raise Refused("file.no_rows", f"{asked.file.name}: it has titles and no rows.")
    return {
        "file": asked.file.name,
        "rows": reading.rows,
        "good": reading.good,
        "rejected": reading.rejected,
        "already_here": already,
        "rejects_file": str(rejects) if reading.rejected else "",
        "problems": shown,
        "warnings": [*warnings, *_oddities(reading)],
        "columns": {column.field.name: column.title for column in layout.columns},
        "columns_not_used": list(layout.unused),
    }


@contextmanager
def _listing(path: Path) -> Iterator[Callable[[tuple[int | str, ...]], None]]:
    """Write what is rejected as it is found; a list with nothing in it goes."""
    from alongside.foundation.kit.sheets import plain

    many = 0
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(("row", "column", "reason"))

        def write(row: tuple[int | str, ...]) -> None:
            nonlocal many
            many += 1
            writer.writerow([plain(value) for value in row])

        yield write
    if not many:
        path.unlink()


def _already(reader: "EpisodeReader") -> int:
    from itertools import islice

    from alongside.areas.diversion.actions.importing import imported_already

    many, keys = 0, (record.past.key for record in reader.records())
    while batch := list(islice(keys, KEYS_AT_ONCE)):
        many += len(imported_already(batch))
    return many


def _oddities(reading: "EpisodeReading") -> list[str]:
    return [
        f"{said} ({'1 row' if many == 1 else f'{many:,} rows'})"
        for said, many in reading.oddities.most_common()
    ]


def _written(asked: _Asked, total: int) -> dict[str, object]:
    from alongside.areas.diversion.actions.importing import Provider, import_episodes

    provider = Provider(asked.actor.organisation_id, asked.actor.organisation_name)
    with progress_bar("Writing episodes", total) as (bar, task):
        reader, *_ = asked.reader()
        done = import_episodes(
            asked.actor,
            reader.records(),
            provider=provider,
            now=asked.now,
            progress=lambda many: bar.update(task, completed=many),
        )
    return {"imported": done.made, "already_here": done.already}


def _words(answer: dict[str, object]) -> str:
    lines = [
        f"{answer['file']}: {answer['rows']:,} rows, {len(_list(answer, 'columns'))} facts found."
    ]
    lines += [f"Column not used: {one}" for one in _list(answer, "columns_not_used")]
    lines += [f"Warning: {one}" for one in _list(answer, "warnings")]
    for one in _list(answer, "problems"):
        lines.append(f"Rejected: row {one['row']}, {one['column']}: {one['reason']}")  # type: ignore[index]
    if answer["rejected"]:
        lines.append(f"{answer['rejected']:,} rejected rows, all in {answer['rejects_file']}")
    return "\n".join([*lines, _outcome(answer)])


def _list(answer: dict[str, object], name: str) -> list[object]:
    held = answer[name]
    return list(held) if isinstance(held, list | dict) else []


def _outcome(answer: dict[str, object]) -> str:
    already, good = int(str(answer["already_here"])), int(str(answer["good"]))
    here = f" {already:,} are here already and are left alone." if already else ""
    if answer["refused"]:
        return (
            "Nothing was imported: put the rejected rows right, or give --accept-good-rows to "
            "take the others."
        )
    if answer["dry_run"]:
        return (
            f"Dry run: {good - already:,} episodes would be imported.{here} Give --write to do it."
        )
    return f"{answer['imported']:,} episodes imported.{here}"
