"""Reads who is in custody from a file that a custody system wrote."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import Final

from alongside.areas.diversion.rules.custody_rows import (
    FACT_WORDS,
    FACTS,
    Problem,
    Reading,
    read_table,
)
from alongside.exchange.spreadsheets.cells import CannotRead, words
from alongside.exchange.spreadsheets.sheet import Cell, Sheet, SheetRow, open_sheet, read_sheet
from alongside.kernel.refusal import Refused

LARGEST_SENT_UNPACKED: Final = 50 * 1024 * 1024


def read_custody(
    path: Path, *, told: Mapping[str, str], now: datetime, sheet_name: str = ""
) -> Reading:
    """Read a custody list from a CSV or Excel file.

    Args:
        path: The file.
        told: Title of the column that holds each fact, where a map says so.
        now: The instant the list is of.
        sheet_name: Which sheet of a workbook; its first when empty.

    Raises:
        Refused: One line that names the file and what is wrong with it as a whole.
    """
    return _read(open_sheet(path, sheet_name=sheet_name), told=told, now=now)


def read_custody_content(name: str, content: bytes, now: datetime) -> Reading:
    """Read a custody list that was sent to a page as a CSV or Excel file.

    Args:
        name: What the file was called.
        content: What it held.
        now: The instant the list is of.

    Raises:
        Refused: One line that names the file and what is wrong with it as a whole.
    """
    path = Path(PurePath(name).name or "The file")
    opened = read_sheet(path, content, largest_unpacked=LARGEST_SENT_UNPACKED)
    return _read(opened, told={}, now=now)


def _read(opened: Sheet, *, told: Mapping[str, str], now: datetime) -> Reading:
    broken: list[Problem] = []
    try:
        reading = read_table(opened.titles, _rows(opened, broken), now=now, told=told)
    except Refused as refused:
        raise Refused(refused.code, f"{opened.name}: {refused}") from None
    problems = sorted([*reading.problems, *broken], key=lambda problem: problem.row)
    return replace(reading, problems=tuple(problems))


def _rows(opened: Sheet, broken: list[Problem]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for row in opened.rows:
        try:
            _check(row)
            yield row.number, tuple(_written(cell) for cell in row.cells)
        except CannotRead as why:
            broken.append(Problem(row.number, "The row", str(why)))


def _check(row: SheetRow) -> None:
    if row.wrong:
        raise CannotRead(row.wrong)


def _written(cell: Cell) -> str:
    """Put a cell as somebody would type it: a date as a date, a time as hours and minutes."""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if hasattr(cell, "hour"):
        return f"{cell:%H:%M}"
    return words(cell)


def read_custody_map(path: Path) -> dict[str, str]:
    """Read which column is which: a TOML file with the title of each fact's column.

    Raises:
        Refused: ``map.not_understood``: one line that names the file and the key.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        raise _refused(path, fault.strerror or "cannot be opened") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise _refused(path, f"it is not TOML: {fault}") from None
    columns = told.get("columns")
    if not isinstance(columns, dict) or set(told) != {"columns"}:
        raise _refused(path, "it holds one table, [columns]")
    for fact, title in columns.items():
        if fact not in FACTS:
            raise _refused(path, f"{fact!a} is not a fact: use {', '.join(FACT_WORDS)}")
        if not isinstance(title, str):
            raise _refused(path, f"columns.{fact} is not the title of a column")
    return dict(columns)


def _refused(path: Path, why: str) -> Refused:
    return Refused("map.not_understood", f"{path.name}: {why}.")
