"""Reads a placement scheme from a workbook or a folder of CSV files, and writes a plan to them."""

import csv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from alongside.engines.scheduling.result import Assignment, Plan
from alongside.engines.scheduling.scheme import Scheme, monday_of
from alongside.exchange.spreadsheets.sheet import open_sheet
from alongside.kernel.refusal import Refused

LISTS: Final = ("patterns", "services", "shifts", "buddies", "cohorts", "officers")
SINGLE: Final = ("scheme", "weights")
HEAD: Final = PatternFill("solid", fgColor="FFE8EDEE")
STAY: Final = {"community": "FFD2E2F1", "ward": "FFF3E6D0"}
OTHER_STAY: Final = "FFE3E3E3"
COLUMNS: Final = (
    "officer",
    "service",
    "start",
    "end",
    "kind",
    "buddy",
    "shift",
    "from_time",
    "to_time",
)


def read_tables(path: Path) -> dict[str, object]:
    """Read the sheets of a workbook, or the CSV files of a folder, as a scheme's document.

    Sheets or files are named ``services``, ``officers``, ``cohorts``, and where wanted
    ``patterns``, ``shifts``, ``buddies``, ``weights`` and ``scheme``; the last two have one row.

    Raises:
        Refused: ``file.…`` when one cannot be read; ``scheme.empty`` when none is there.
    """
    document: dict[str, object] = {}
    for name, source, sheet in _sources(path):
        rows = list(_rows_of(source, sheet))
        if name in LISTS:
            document[name] = rows
        elif rows and name == "weights":
            document[name] = rows[0]
        elif rows:
            document.update(rows[0])
    if not document:
        raise Refused(
            "scheme.empty",
            f"{path.name}: no sheet or file of a scheme is there.",
            next_step=f"Name them {', '.join(LISTS)}.",
        )
    return document


def _sources(path: Path) -> Iterator[tuple[str, Path, str]]:
    if path.is_dir():
        for name in (*LISTS, *SINGLE):
            if (file := path / f"{name}.csv").exists():
                yield name, file, ""
        return
    for title in _sheet_names(path):
        name = title.strip().lower()
        if name in LISTS or name in SINGLE:
            yield name, path, title


def _sheet_names(path: Path) -> list[str]:
    try:
        book = load_workbook(path, read_only=True)
    except OSError as fault:
        why = fault.strerror or "cannot be opened"
        raise Refused("file.unreadable", f"{path.name}: {why}.") from None
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError):
        raise Refused(
            "file.not_excel", f"{path.name}: it is not a workbook Excel can open."
        ) from None
    names = list(book.sheetnames)
    book.close()
    return names


def _rows_of(path: Path, sheet_name: str) -> Iterator[dict[str, object]]:
    sheet = open_sheet(path, sheet_name=sheet_name)
    for row in sheet.rows:
        if row.wrong:
            raise Refused("scheme.row", f"{sheet.name}: row {row.number}: {row.wrong}")
        yield {
            title.lower(): cell
            for title, cell in zip(sheet.titles, row.cells, strict=True)
            if title and cell not in (None, "")
        }


def write_plan(plan: Plan, scheme: Scheme, path: Path) -> None:
    """Write a plan: a workbook for ``.xlsx``, one table of stays for ``.csv``.

    Raises:
        Refused: ``file.unwritable`` or ``file.ending``.
    """
    try:
        if path.suffix.lower() == ".xlsx":
            _book(plan, scheme).save(path)
        elif path.suffix.lower() == ".csv":
            _write_csv(plan, path)
        else:
            raise Refused(
                "file.ending",
                f"--out {path.name}: end it in .xlsx, .csv or .json.",
            )
    except OSError as fault:
        why = fault.strerror or "it cannot be written"
        raise Refused("file.unwritable", f"--out {path}: {why}.") from None


def _write_csv(plan: Plan, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(COLUMNS)
        writer.writerows(_cells(one) for one in plan.assignments)


def _cells(one: Assignment) -> list[object]:
    return [getattr(one, name) for name in COLUMNS]


def _book(plan: Plan, scheme: Scheme) -> Workbook:
    book = Workbook()
    by_service = book.active
    if not isinstance(by_service, Worksheet):
        by_service = book.create_sheet()
    by_service.title = "By service"
    weeks = _weeks(plan)
    _by_service(by_service, plan, scheme, weeks)
    _by_officer(book.create_sheet("By officer"), plan, scheme, weeks)
    _table(book.create_sheet("Stays"), COLUMNS, (_cells(one) for one in plan.assignments))
    if plan.unplaced:
        why = [[one.officer, " ".join(one.reasons)] for one in plan.unplaced]
        _table(book.create_sheet("Not placed"), ("officer", "why"), why)
    about: list[list[object]] = [
        ["scheme", scheme.name],
        ["how good it is", plan.sentence],
        ["cost", plan.objective],
        ["no plan costs less than", plan.bound],
        *([f"cost of {name}", cost] for name, cost in plan.costs.items()),
    ]
    _table(book.create_sheet("About"), ("what", "value"), about)
    return book


def _weeks(plan: Plan) -> list[date]:
    mondays = {monday_of(one.start) for one in plan.assignments}
    if not mondays:
        return []
    first, last = min(mondays), max(mondays)
    return [first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]


def _by_service(sheet: Worksheet, plan: Plan, scheme: Scheme, weeks: list[date]) -> None:
    """Services down, weeks across, two names a cell."""
    rows = []
    for service in scheme.services:
        cells: list[object] = [service.name, service.kind]
        for week in weeks:
            here = [
                one.officer
                for one in plan.assignments
                if one.service == service.code and monday_of(one.start) == week
            ]
            shut = not any(
                service.is_open(week + timedelta(days=n), week + timedelta(days=n))
                for n in range(5)
            )
            cells.append("\n".join(here) or ("shut" if shut else ""))
        rows.append(cells)
    _calendar(sheet, ("service", "kind"), weeks, rows)


def _by_officer(sheet: Worksheet, plan: Plan, scheme: Scheme, weeks: list[date]) -> None:
    """Officers down, weeks across."""
    names = {one.code: one.name for one in scheme.services}
    rows = []
    for officer in scheme.officers:
        stays = plan.of(officer.name)
        cells: list[object] = [officer.name, officer.cohort]
        for week in weeks:
            here = [names[one.service] for one in stays if monday_of(one.start) == week]
            cells.append("\n".join(here))
        rows.append(cells)
    _calendar(sheet, ("officer", "cohort"), weeks, rows)


def _calendar(
    sheet: Worksheet, titles: tuple[str, str], weeks: list[date], rows: list[list[object]]
) -> None:
    _table(sheet, (*titles, *(f"{week.day} {week:%b %Y}" for week in weeks)), rows)
    sheet.freeze_panes = "C2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for number, cells in enumerate(rows, 2):
        fill = PatternFill("solid", fgColor=STAY.get(str(cells[1]), OTHER_STAY))
        for column, value in enumerate(cells[2:], 3):
            cell = sheet.cell(number, column)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if value and value != "shut":
                cell.fill = fill
            elif value:
                cell.font = Font(color="FF4C6272", italic=True)


def _table(sheet: Worksheet, titles: Iterable[str], rows: Iterable[Sequence[object]]) -> None:
    named = list(titles)
    sheet.append(named)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = HEAD
    longest = [len(title) for title in named]
    for row in rows:
        sheet.append(list(row))
        for column, value in enumerate(row):
            widest = max((len(line) for line in str(value).split("\n")), default=0)
            longest[column] = max(longest[column], widest)
    for column, length in enumerate(longest, 1):
        sheet.column_dimensions[get_column_letter(column)].width = min(60, length + 3)
