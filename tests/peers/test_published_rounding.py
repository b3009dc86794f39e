"""NHS England, Mental Health Act Statistics 2023-24: section 136 under rounding and suppression."""

import csv
from pathlib import Path

import pytest

from alongside.engines.evaluation.rounding import RULES, STAR, shown, sum_bounds, sum_check

MHSDS = RULES["MHSDS"]
FILE = "nhs_mha/mha_annual_2023_24_section136_rows.csv"
ORDERS = "Short term detention orders - Section 136"


@pytest.fixture
def rows(published: Path) -> list[dict[str, str]]:
    with (published / FILE).open(encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def parts(rows, organisation: str) -> tuple[list[str], int]:
    """The parts of one kind of organisation as published, and their exact total."""
    kind = [
        row
        for row in rows
        if row["OrganisationBreakdown"] == organisation
        and row["Demographic"] == "All"
        and row["measureSubcategory"] == "Section 136"
        and row["Datasource"] in ("MHSDS", "")
    ]
    total = next(row for row in kind if row["OrgID"] == "All prov")
    return [row["MHSDS_Count"] for row in kind if row is not total], int(total["MHSDS_Count"])


@pytest.mark.parametrize("organisation", ["NHS Trust", "Independent Health Provider"])
def test_providers_can_add_up_to_the_exact_total(rows, organisation):
    cells, total = parts(rows, organisation)
    assert len(cells) > 10
    assert sum_check(cells, total, MHSDS).state == "passed"
    can = sum_bounds(cells, MHSDS)
    assert can.low < total < can.high
    assert sum_check(cells, can.high + 1, MHSDS).state == "failed"


def test_the_two_kinds_of_provider_are_the_whole(rows):
    totals = [parts(rows, kind)[1] for kind in ("NHS Trust", "Independent Health Provider")]
    assert totals == [14_835, 377]
    assert sum(totals) == 15_212


def test_no_published_part_is_a_number_the_rule_would_hide(rows):
    for kind in ("NHS Trust", "Independent Health Provider"):
        for cell in parts(rows, kind)[0]:
            assert not cell or shown(int(cell), MHSDS) == cell != STAR
