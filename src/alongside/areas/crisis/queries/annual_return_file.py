"""A return written as a file."""

from alongside.areas.crisis.queries.annual_return import AnnualReturn
from alongside.areas.crisis.rules import annual_return_mhsds as mhsds
from alongside.areas.crisis.rules.annual_return_quality import SEVERITY_LABELS
from alongside.areas.crisis.rules.annual_return_table import COLUMNS, cells
from alongside.foundation.kit.sheets import Value, csv_file, xlsx_file


def return_file(made: AnnualReturn, kind: str) -> bytes:
    """Write a return as CSV, or as a workbook with what is to be put right on a second sheet.

    Args:
        made: The return.
        kind: ``csv`` or ``xlsx``.
    """
    rows: list[tuple[Value, ...]] = [
        cells(line.row, made.force, line.record) for line in made.lines
    ]
    if kind == "csv":
        return csv_file(COLUMNS, rows)
    issues: list[tuple[Value, ...]] = [
        (line.record, SEVERITY_LABELS[issue.severity], issue.sentence)
        for line in made.lines
        for issue in line.issues
    ]
    titles = ("Record", "How much it matters", "What to look at")
    return xlsx_file([("Return", COLUMNS, rows), ("To put right", titles, issues)])


def mhsds_file(made: AnnualReturn) -> bytes:
    """Write the extract shaped as MHSDS is, as CSV. It is not a submission."""
    rows = [mhsds.cells(line.legal_status, line.record) for line in made.lines]
    return csv_file(mhsds.COLUMNS, rows)
