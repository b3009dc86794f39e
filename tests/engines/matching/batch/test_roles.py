"""What a column is about, from its title and its cells; and what is never evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.engines.matching.batch.roles.content import Cells, is_missing, whole_nhs_number
from alongside.engines.matching.batch.roles.guessing import guess_roles, mapped_roles
from alongside.engines.matching.batch.roles.headers import role_of_title
from alongside.engines.matching.batch.roles.role import Role
from alongside.kernel.refusal import Refused


def cells(*seen: str, rows: int = 0, distinct: int = 0) -> Cells:
    return Cells(seen, rows or len(seen), len(seen), distinct or len(set(seen)))


@pytest.mark.parametrize(
    ("title", "role"),
    [
        (" given_name", Role.GIVEN_NAME),
        ("fname_c1", Role.GIVEN_NAME),
        ("FirstName", Role.GIVEN_NAME),
        ("Forename(s)", Role.GIVEN_NAME),
        ("lname_c1", Role.SURNAME),
        ("Last Name", Role.SURNAME),
        ("Full name", Role.FULL_NAME),
        ("Site name", Role.ORGANISATION),
        ("dob", Role.DATE_OF_BIRTH),
        ("Date of birth", Role.DATE_OF_BIRTH),
        ("by", Role.BIRTH_YEAR),
        ("birth_month", Role.BIRTH_MONTH),
        ("bd", Role.BIRTH_DAY),
        ("Gender", Role.SEX),
        ("street_number", Role.HOUSE_NUMBER),
        ("address_1", Role.ADDRESS),
        ("suburb", Role.TOWN),
        ("Zip", Role.POSTCODE),
        ("PostCode", Role.POSTCODE),
        ("Mobile phone", Role.PHONE),
        ("e-mail", Role.EMAIL),
        ("NHS number", Role.IDENTIFIER),
        ("soc_sec_id", Role.IDENTIFIER),
        ("rec_id", Role.RECORD),
        ("unique_id", Role.RECORD),
        ("cluster", Role.RECORD),
        ("ent_id", Role.RECORD),
        ("True Id", Role.RECORD),
        ("client_id", Role.RECORD),
        ("date_of_death", Role.UNUSED),
        ("arrest date", Role.UNUSED),
        ("place of birth", Role.UNUSED),
        ("colour", None),
    ],
)
def test_a_title_says_what_its_column_is(title, role):
    assert role_of_title(title) is role


@pytest.mark.parametrize(
    ("seen", "role"),
    [
        (("a.b@example.org", "c@example.net"), Role.EMAIL),
        (("LS1 4AP", "bd21aa"), Role.POSTCODE),
        (("999 000 0018", "9990000026"), Role.IDENTIFIER),
        (("07700 900123", "+44 7700 900124"), Role.PHONE),
        (("1971-06-24", "19710524"), Role.DATE_OF_BIRTH),
        (("24/06/1971", "1/2/85"), Role.DATE_OF_BIRTH),
        (("M", "female"), Role.SEX),
        (("12 Mill Lane", "4a High Street"), Role.ADDRESS),
        (("Oliver", "Aisha"), Role.GIVEN_NAME),
        (("Patel", "Kowalski"), Role.SURNAME),
        (("Oliver Patel", "Emma Jones"), Role.FULL_NAME),
        (("Leeds", "Bradford"), Role.TOWN),
        (("zq", "qz"), Role.UNUSED),
    ],
)
def test_cells_say_what_a_column_without_a_telling_title_is(seen, role):
    # Twice over, so that no column differs in every row.
    (found,) = guess_roles({"c7": cells(*seen, *seen)}, mapped={})
    assert found.role is role


def test_a_column_that_differs_in_every_row_is_a_records_number_and_no_evidence():
    planted = cells(*(f"rec-{n}-org" for n in range(50)))
    (found,) = guess_roles({"handle": planted}, mapped={})
    assert found.role is Role.RECORD


def test_the_truth_is_never_evidence_whatever_it_is_called():
    columns = {"surname": cells("Jones", "Jones"), "dob": cells("1990-01-01", "1990-01-01")}
    found = {one.column: one.role for one in guess_roles(columns, mapped={}, truth="surname")}
    assert found == {"surname": Role.RECORD, "dob": Role.DATE_OF_BIRTH}


def test_a_person_may_set_a_role_and_comes_before_a_guess():
    columns = {"surname": cells("Jones", "Jones"), "alias": cells("Smith", "Smith")}
    mapped = mapped_roles(["surname=ALIAS", "unused=surname"], list(columns), file="a.csv")
    found = {one.column: one.role for one in guess_roles(columns, mapped=mapped)}
    assert found == {"surname": Role.UNUSED, "alias": Role.SURNAME}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("surname", "write it as role=column"),
        ("name=alias", "there is no role 'name'"),
        ("surname=nobody", "a.csv has no column 'nobody'"),
    ],
)
def test_a_map_that_cannot_be_read_says_why(asked, words):
    with pytest.raises(Refused) as refused:
        mapped_roles([asked], ["alias"], file="a.csv")
    assert words in str(refused.value)


def test_an_event_date_gives_way_to_the_date_of_birth():
    dates = cells("1971-06-24", "1971-06-25", "1971-06-24")
    found = guess_roles({"when": dates, "dob": dates}, mapped={})
    assert [one.role for one in found] == [Role.UNUSED, Role.DATE_OF_BIRTH]


@pytest.mark.parametrize("value", ["", " ", "NA", "n/a", "Unknown", "NULL", "-", "nan", None])
def test_nothing_is_written_in_many_ways(value):
    assert is_missing(value)


@pytest.mark.parametrize("value", ["Na", "Nunn", "0", "None-Smith"])
def test_a_name_that_looks_like_nothing_is_kept(value):
    assert not is_missing(value)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_no_nhs_number_passes_with_its_last_figure_changed(stem):
    figures = f"{stem:09d}"
    passing = [last for last in range(10) if whole_nhs_number(f"{figures}{last}")]
    assert len(passing) <= 1
