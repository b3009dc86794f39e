"""Reads the machine-readable file of NHS England's annual Mental Health Act statistics."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from alongside.areas.crisis.actions.published_counts import NewCount
from alongside.exchange.spreadsheets.cells import CannotRead, words
from alongside.exchange.spreadsheets.rows import WHOLE_ROW, Problem
from alongside.exchange.spreadsheets.sheet import SheetRow, open_sheet
from alongside.kernel.refusal import Refused

SOURCE: Final = "NHS England, Mental Health Act Statistics, Annual Figures"
TITLES: Final = (
    "Year", "Measure", "measureSubcategory", "Demographic", "DemographicBreakdown",
    "OrganisationBreakdown", "Datasource", "OrgID", "OrgName", "MHSDS_Count", "Acute_Count",
    "Total_Count",
)  # fmt: skip
BREAKDOWNS: Final = frozenset(
    {"All submissions", "ICB", "Sub ICB", "NHS Trust", "Independent Health Provider"}
)
NATIONAL: Final = "All prov"
COUNTS: Final = {"MHSDS_Count": "MHSDS", "Acute_Count": "acute hospitals", "Total_Count": ""}
EXACT: Final = "exact"
ROUNDED: Final = "rounded by the publisher to the nearest 5"
SUPPRESSED: Final = "not given: under 5 and suppressed by the publisher, or not collected"
DEFINITIONS: Final[Mapping[str, str]] = {
    "Short term orders": (
        "Section 136 orders that began in the year, as NHS services in England recorded them: "
        "one for each order in the Mental Health Services Data Set, and those acute hospitals sent."
    ),
    "Detentions following use of Place of Safety Order": (
        "Detentions under section 2 or 3 that followed a place-of-safety order without a break "
        "or within the publisher's days of it."
    ),
}


@dataclass(frozen=True, slots=True)
class Published:
    """What a published file holds.

    Attributes:
        rows: Rows read.
        counts: Those about sections 135 and 136, one for each count that is given.
        left_out: Rows of other measures.
        warnings: Rows that break the publisher's own lists; kept out.
    """

    rows: int
    counts: tuple[NewCount, ...]
    left_out: int
    warnings: tuple[Problem, ...]


def read_published(path: Path) -> Published:
    """Read the file, or any part of it with the same titles.

    A count that is not given stays ``None`` with why, and is never 0. The file found in 2026
    has "h" where its first row should say "All submissions": such a row is kept out and named.

    Raises:
        Refused: It cannot be opened, lacks a column, or has no such rows.
    """
    sheet = open_sheet(path)
    missing = [title for title in TITLES if title not in sheet.titles]
    if missing:
        raise Refused(
            "columns.missing", f"{path.name}: row 1: no column has the title {missing[0]}."
        )
    at = {title: sheet.titles.index(title) for title in TITLES}
    counts: list[NewCount] = []
    warnings: list[Problem] = []
    rows = left_out = 0
    for row in sheet.rows:
        rows += 1
        try:
            told = _told(row, at)
        except CannotRead as wrong:
            warnings.append(Problem(row.number, WHOLE_ROW, str(wrong)))
            continue
        if problem := _broken(row, told):
            warnings.append(problem)
        elif "136" in told["measureSubcategory"]:
            counts += _counts(told)
        else:
            left_out += 1
    if not counts:
        raise Refused("file.no_counts", f"{path.name}: no row is about section 135 or 136.")
    return Published(rows, tuple(counts), left_out, tuple(warnings))


def _told(row: SheetRow, at: Mapping[str, int]) -> dict[str, str]:
    if row.wrong:
        raise CannotRead(row.wrong)
    return {title: words(row.cells[place]) for title, place in at.items()}


def _broken(row: SheetRow, told: Mapping[str, str]) -> Problem | None:
    if told["OrganisationBreakdown"] not in BREAKDOWNS:
        reason = "It is not one of the publisher's own breakdowns, so the row is kept out."
        return Problem(row.number, "OrganisationBreakdown", reason)
    for title in COUNTS:
        if told[title] and not (told[title].isascii() and told[title].isdigit()):
            return Problem(row.number, title, "It is not a count, so the row is kept out.")
    return None


def _counts(told: Mapping[str, str]) -> list[NewCount]:
    """The total of a row, and for the whole country the two parts it is made of."""
    national = told["OrgID"] == NATIONAL
    wanted = COUNTS if national else {"Total_Count": ""}
    return [_count(told, title, part) for title, part in wanted.items()]


def _count(told: Mapping[str, str], title: str, part: str) -> NewCount:
    given = told[title]
    exact = EXACT if told["OrgID"] == NATIONAL else ROUNDED
    measure = f"{told['Measure']}: {told['measureSubcategory']}"
    breakdown = " / ".join(
        told[name] for name in ("Demographic", "DemographicBreakdown", "OrganisationBreakdown")
    )
    return NewCount(
        source=SOURCE,
        year=told["Year"],
        measure=f"{measure} ({part})" if part else measure,
        definition=DEFINITIONS.get(
            told["Measure"], f"{measure}, as NHS England defines it in these statistics."
        ),
        breakdown=breakdown,
        organisation_code=told["OrgID"],
        organisation_name=told["OrgName"],
        count=int(given) if given else None,
        rounding=exact if given else SUPPRESSED,
    )
