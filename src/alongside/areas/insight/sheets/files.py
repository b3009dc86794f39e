"""Writes the monthly report as a PDF with Typst, and as a workbook."""

import json
from importlib.resources import files
from typing import Final

import typst

from alongside.areas.insight.queries.report import Report
from alongside.foundation.kit.letters import printable
from alongside.foundation.kit.sheets import Value, xlsx_file
from alongside.kernel.local_time import say

COLUMNS: Final = ("Measure", "Value", "How many", "What the control chart says")


def report_title(made: Report) -> str:
    """Name a report."""
    return f"Police and mental health together: {made.month.words}"


def report_notes(made: Report) -> list[str]:
    """Say what every number of a report stands on."""
    notes = [
        made.comparator,
        f"{made.profile.words} Percentages are made of the rounded numbers. "
        f"Rule: {made.profile.source}.",
        "A control chart shows that something changed, not why.",
    ]
    if made.clashes:
        notes.append(
            f"Kept as published before: {len(made.clashes)}. A change since then is too small to "
            "show."
        )
    return notes


def report_pdf(made: Report) -> bytes:
    """Answer a report as a PDF, A4."""
    template = files(__package__).joinpath("report.typ").read_bytes()
    groups = [
        {
            "title": title,
            "rows": [
                [one.title, f"{one.value} {_unit(one.unit)}", one.n, one.verdict] for one in lines
            ],
        }
        for title, lines in made.groups
    ]
    sheet = {
        "title": report_title(made),
        "where": made.where,
        "groups": groups,
        "columns": list(COLUMNS),
        "notes": report_notes(made),
        "made": f"Made by Alongside {say(made.made_at)}. Counts only; nobody is named.",
    }
    words = json.dumps(printable(sheet), ensure_ascii=False)
    pdf: bytes = typst.compile(
        template, format="pdf", ignore_system_fonts=True, sys_inputs={"sheet": words}
    )
    return pdf


def report_xlsx(made: Report) -> bytes:
    """Answer a report as a workbook: the numbers, their definitions, and what they stand on."""
    rows: list[tuple[Value, ...]] = [
        (one.title, one.value, one.unit, one.n, one.verdict, title)
        for title, lines in made.groups
        for one in lines
    ]
    titles = ("Measure", "Value", "Unit", "How many", "Control chart", "Group")
    about: list[tuple[Value, ...]] = [(one.title, one.definition) for one in made.lines]
    notes: list[tuple[Value, ...]] = [(made.where,), (made.month.words,)]
    notes += [(words,) for words in report_notes(made)]
    return xlsx_file(
        [
            ("Report", titles, rows),
            ("What is counted", ("Measure", "Definition"), about),
            ("Notes", ("Note",), notes),
        ]
    )


def _unit(unit: str) -> str:
    return "" if unit.startswith("per cent") else unit
