"""Opens a CSV or Excel file and gives its rows, whatever wrote it."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import ParseError  # nosec B405  caught, never used to parse

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from alongside.kernel.refusal import Refused

Cell = str | int | float | bool | datetime | date | time | None
LARGEST_FILE: Final = 512 * 1024 * 1024
LARGEST_UNPACKED: Final = 2 * 1024 * 1024 * 1024
LONGEST_CELL: Final = 4000
DELIMITERS: Final = (",", ";", "\t", "|")
BYTE_ORDER_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
READ_AS_WINDOWS: Final = (
    "The file is not UTF-8, so it was read as Windows text (cp1252). "
    "Check that names with accents look right."
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet.

    Attributes:
        number: As a spreadsheet numbers it: the titles are row 1.
        cells: As many as there are titles.
        wrong: Why the row as a whole cannot be read; empty when it can.
    """

    number: int
    cells: tuple[Cell, ...]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table read from a file.

    Attributes:
        name: The file's name, without its folder.
        digest: SHA-256 of the file, in hexadecimal.
        titles: The first row, as words.
        rows: The rows below it, once; blank ones are left out.
        about: How many rows there may be, to show progress; ``None`` when not known.
        warnings: What a reader of the file should know.
    """

    name: str
    digest: str
    titles: tuple[str, ...]
    rows: Iterator[SheetRow]
    about: int | None
    warnings: tuple[str, ...]


def open_sheet(path: Path, *, sheet_name: str = "") -> Sheet:
    """Open a CSV or Excel (.xlsx) file.

    CSV may be in UTF-8 (with or without a byte-order mark), UTF-16 with one, or Windows text;
    columns may be parted by commas, semicolons, tabs or bars.

    Args:
        path: The file.
        sheet_name: Which sheet of a workbook; its first when empty.

    Raises:
        Refused: ``file.…``: it cannot be opened or is not a table; one line that names it.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _refused("file.too_large", path, "it is larger than 512 MiB; send it in parts")
        content = path.read_bytes()
    except OSError as fault:
        raise _refused("file.unreadable", path, fault.strerror or "cannot be opened") from None
    return read_sheet(path, content, sheet_name=sheet_name)


def read_sheet(
    path: Path, content: bytes, *, sheet_name: str = "", largest_unpacked: int = LARGEST_UNPACKED
) -> Sheet:
    """Open what a CSV or Excel (.xlsx) file held.

    Args:
        path: What the file was called; nothing is read from it.
        content: What it held.
        sheet_name: Which sheet of a workbook; its first when empty.
        largest_unpacked: How many bytes a workbook may unpack to.

    Raises:
        Refused: ``file.…``: it is not a table; one line that names it.
    """
    if not content.strip():
        raise _refused("file.empty", path, "it is empty")
    if content.startswith(b"PK\x03\x04"):
        return _open_workbook(path, content, sheet_name, largest_unpacked)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused(
            "file.old_excel", path, "it is an old or protected Excel file; save it as .xlsx or CSV"
        )
    return _open_csv(path, content)


def _refused(code: str, path: Path, why: str) -> Refused:
    return Refused(code, f"{path.name}: {why}.")


def _open_csv(path: Path, content: bytes) -> Sheet:
    text, warnings = _decoded(path, content)
    first_line = text.lstrip("\r\n").partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(first_line), strict=True
    )
    records = _records(path, reader)
    titles = _titles(path, next(records, (1, ()))[1])
    return Sheet(
        name=path.name,
        digest=hashlib.sha256(content).hexdigest(),
        titles=titles,
        rows=_rows(records, len(titles), exact=True),
        about=text.count("\n"),
        warnings=warnings,
    )


def _decoded(path: Path, content: bytes) -> tuple[str, tuple[str, ...]]:
    marked = next((name for mark, name in BYTE_ORDER_MARKS if content.startswith(mark)), "")
    try:
        text, warnings = content.decode(marked or "utf-8"), ()
    except UnicodeDecodeError:
        if marked:
            raise _refused("file.not_text", path, "its text is broken; save it again") from None
        return _windows_text(path, content), (READ_AS_WINDOWS,)
    if "\0" in text:
        raise _refused("file.not_text", path, "it is not a table in CSV or Excel form")
    return text, warnings


def _windows_text(path: Path, content: bytes) -> str:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise _refused(
            "file.not_text", path, "it is neither UTF-8 nor Windows text; save it as CSV UTF-8"
        )
    return text


def _delimiter(line: str) -> str:
    """The delimiter that parts the titles most often, outside quotes."""
    outside = "".join(line.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _records(path: Path, reader: Iterable[list[str]]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    number = 0
    rows = iter(reader)
    while True:
        try:
            row = next(rows, None)
        except csv.Error as fault:
            why = f"row {number + 1} is not CSV: {fault}"
            raise _refused("file.not_csv", path, why) from None
        if row is None:
            return
        number += 1
        yield number, tuple(row)


def _open_workbook(path: Path, content: bytes, sheet_name: str, largest_unpacked: int) -> Sheet:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(item.file_size for item in packed.infolist()) > largest_unpacked:
                most = f"{largest_unpacked // 2**20:,} MiB"
                raise _refused("file.too_large", path, f"it unpacks to more than {most}")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, ParseError):
        raise _refused("file.not_excel", path, "it is not a workbook Excel can open") from None
    if sheet_name and sheet_name not in book.sheetnames:
        raise _refused("file.no_such_sheet", path, f"it has no sheet called {sheet_name!a}")
    chosen = book[sheet_name] if sheet_name else book.worksheets[0]
    chosen.reset_dimensions()
    records = enumerate(chosen.iter_rows(values_only=True), start=1)
    titles = _titles(path, next(records, (1, ()))[1])
    warnings: tuple[str, ...] = ()
    if len(book.worksheets) > 1 and not sheet_name:
        warnings = ("Only the first sheet was read: --sheet names another.",)
    return Sheet(
        name=path.name,
        digest=hashlib.sha256(content).hexdigest(),
        titles=titles,
        rows=_rows(records, len(titles), exact=False),
        about=None,
        warnings=warnings,
    )


def _titles(path: Path, cells: Iterable[object]) -> tuple[str, ...]:
    titles = [" ".join(str(cell).split()) if cell is not None else "" for cell in cells]
    while titles and not titles[-1]:
        titles.pop()
    if not titles:
        raise _refused("file.no_titles", path, "row 1 has no column titles")
    named = [title.casefold() for title in titles if title]
    twice = next((title for title in named if named.count(title) > 1), None)
    if twice is not None:
        first, second = (n + 1 for n, t in enumerate(titles) if t.casefold() == twice)
        raise _refused(
            "file.title_twice", path, f"row 1: columns {first} and {second} have the same title"
        )
    return tuple(titles)


def _rows(
    records: Iterable[tuple[int, Iterable[object]]], width: int, *, exact: bool
) -> Iterator[SheetRow]:
    """Give the rows with something in them, each as wide as the titles.

    Args:
        records: Row number and cells.
        width: How many titles there are.
        exact: Whether a row with too few cells is broken, as it is in CSV.
    """
    for number, cells in records:
        row = tuple(cells)
        if any(cell not in (None, "") for cell in row):
            yield SheetRow(number, _fitted(row, width), _wrong(row, width, exact=exact))


def _fitted(row: tuple[object, ...], width: int) -> tuple[Cell, ...]:
    return row[:width] + (None,) * (width - len(row))  # type: ignore[return-value]


def _wrong(row: tuple[object, ...], width: int, *, exact: bool) -> str:
    if any(cell not in (None, "") for cell in row[width:]):
        return "There are more cells than column titles."
    if exact and len(row) < width:
        return "There are fewer cells than column titles: the row may have been cut short."
    if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row):
        return f"A cell holds more than {LONGEST_CELL} characters."
    return ""
