"""NHS England's section 136 counts for 2023/24: what adds up, and what rounding hides.

Provider counts are rounded to 5 and those under 5 are suppressed; national counts are exact.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from alongside.areas.crisis.actions.published_counts import NewCount
from alongside.exchange.spreadsheets.published import Published, read_published

FILE = "nhs_mha/mha_annual_2023_24_section136_rows.csv"
AS_FOUND = "nhs_mha/mha_annual_2023_24_suppressed_AS_FOUND.csv"
ORDERS = "Short term orders: Section 136"
TOTAL, MHSDS, ACUTE = 16_837, 15_212, 1_625
HALF_A_STEP, MOST_SUPPRESSED = 2, 4


@pytest.fixture(scope="module")
def rows(published: Path) -> Published:
    return read_published(published / FILE)


@pytest.fixture(scope="module")
def national(rows: Published) -> Callable[..., int]:
    """Answer a national count: ``national("Age", "16 to 17")``."""
    told = {
        (count.measure, count.breakdown): count.count
        for count in rows.counts
        if count.organisation_code == "All prov"
    }

    def count(demographic: str = "All", part: str = "All", of: str = "All submissions") -> int:
        found = told[ORDERS, f"{demographic} / {part} / {of}"]
        assert found is not None
        return found

    return count


def test_the_total_is_the_two_parts_it_is_made_of(rows, national):
    parts = {
        count.measure: count.count
        for count in rows.counts
        if count.breakdown == "All / All / All submissions" and count.measure.startswith(ORDERS)
    }
    assert parts == {
        ORDERS: TOTAL, f"{ORDERS} (MHSDS)": MHSDS, f"{ORDERS} (acute hospitals)": ACUTE,
    }  # fmt: skip
    assert MHSDS + ACUTE == TOTAL


def test_ages_add_up_to_the_data_set(national):
    bands = ("15 and under", "16 to 17", "18 to 34", "35 to 49", "50 to 64", "65 and over")
    assert [national("Age", band) for band in bands] == [179, 359, 7917, 4528, 1953, 276]
    assert sum(national("Age", band) for band in bands) == national("Age", "All") == MHSDS
    assert national("Age", "Unknown") == 0


def test_genders_add_up_once_the_missing_are_counted(national):
    answers = ("Male", "Female", "Non-binary", "Other", "Not stated")
    given = sum(national("Gender", answer) for answer in answers)
    assert given == national("Gender", "All genders") == 15_173
    assert given + national("Gender", "Missing") == MHSDS


ETHNICITY = {
    "White": ("British", "Irish", "Any Other White background"),
    "Mixed": ("White and Black Caribbean", "White and Black African", "White and Asian",
              "Any Other Mixed background"),
    "Asian or Asian British": ("Indian", "Pakistani", "Bangladeshi",
                               "Any Other Asian background"),
    "Black or Black British": ("Caribbean", "African", "Any Other Black background"),
    "Other Ethnic Groups": ("Chinese", "Any Other Ethnic Group"),
}  # fmt: skip


@pytest.mark.parametrize("group", ETHNICITY)
def test_each_ethnic_group_is_the_sum_of_its_categories(national, group):
    assert sum(national("Ethnicity", part) for part in ETHNICITY[group]) == national(
        "Ethnicity", group
    )


def test_ethnicity_leaves_265_orders_without_any_category(national):
    groups = sum(national("Ethnicity", group) for group in ETHNICITY)
    assert groups == national("Ethnicity", "All") == 13_156
    not_told = national("Ethnicity", "Not Known") + national("Ethnicity", "Not Stated")
    assert not_told == national("Ethnicity", "Unknown") == 1_791
    assert MHSDS - groups - not_told == 265


def providers(rows: Published, kind: str) -> list[NewCount]:
    return [
        count
        for count in rows.counts
        if count.measure == ORDERS
        and count.breakdown == f"All / All / {kind}"
        and count.organisation_code != "All prov"
    ]


def test_the_two_kinds_of_provider_add_up_exactly(national):
    trusts = national(of="NHS Trust")
    independent = national(of="Independent Health Provider")
    assert (trusts, independent) == (14_835, 377)
    assert trusts + independent == MHSDS


@pytest.mark.parametrize(
    ("kind", "shown", "hidden"),
    [("NHS Trust", 46, 48), ("Independent Health Provider", 2, 21)],
)
def test_providers_add_up_within_what_rounding_and_suppression_hide(
    rows, national, kind, shown, hidden
):
    counts = [count.count for count in providers(rows, kind)]
    given = [count for count in counts if count is not None]
    assert (len(given), len(counts) - len(given)) == (shown, hidden)
    assert all(count % 5 == 0 for count in given)
    gap = national(of=kind) - sum(given)
    assert -HALF_A_STEP * shown <= gap <= HALF_A_STEP * shown + MOST_SUPPRESSED * hidden


def test_a_count_that_is_not_given_is_not_nought(rows):
    hidden = [count for count in rows.counts if count.count is None]
    assert hidden
    assert all("suppressed" in count.rounding for count in hidden)
    assert all(count.rounding for count in rows.counts)


def test_the_file_as_found_tells_the_same_with_its_known_defect_named(rows, published):
    whole = read_published(published / AS_FOUND)
    assert whole.rows == 6_947
    assert [(w.row, w.column) for w in whole.warnings] == [(2, "OrganisationBreakdown")]
    assert set(whole.counts) == set(rows.counts)
    assert whole.left_out == 6_947 - 778 - 1
    assert rows.warnings == ()
    assert rows.rows == 778
