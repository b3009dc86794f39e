"""Tables sent out as CSV or Excel, so that opening one runs nothing."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from openpyxl import Workbook

from alongside.kernel.local_time import to_local

Value = str | int | float | datetime | None
STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE: Final = "text/csv; charset=utf-8"
CONTENT_TYPES: Final = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}
WIDEST: Final = 40


def plain(value: Value) -> Value:
    """Answer a value that no spreadsheet takes for a formula.

    Words that begin as a formula would are led by an apostrophe, which spreadsheets show as
    "this is words". Numbers stay numbers; an instant is written in local time with its offset.
    """
    if isinstance(value, datetime):
        return to_local(value).isoformat(timespec="minutes")
    if isinstance(value, str) and value.lstrip(" ").startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return value


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Write a table as CSV in UTF-8, each line ended as Excel and RFC 4180 expect."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([plain(column) for column in columns])
    writer.writerows([plain(value) for value in row] for row in rows)
    return out.getvalue().encode()


def xlsx_file(
    sheets: Sequence[tuple[str, Sequence[str], Sequence[Sequence[Value]]]],
) -> bytes:
    """Write an Excel workbook.

    Args:
        sheets: Name, column titles and rows of each sheet. Names of 1 to 31 letters.
    """
    book = Workbook(write_only=True)
    for title, columns, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(columns):
            letter = sheet.column_dimensions[_letters(number)]
            letter.width = min(WIDEST, max(12, len(column) + 2))
        sheet.append([plain(column) for column in columns])
        for row in rows:
            sheet.append([plain(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _letters(number: int) -> str:
    """Name a column, from 0 for A."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
