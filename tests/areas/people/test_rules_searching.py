from datetime import date

import pytest

from alongside.areas.people.rules.searching import phone_digits, read_date, read_search
from alongside.kernel.refusal import Refused

TODAY = date(2026, 6, 10)
BORN = date(1985, 3, 12)


@pytest.mark.parametrize(
    "typed",
    [
        "12/3/85",
        "12/03/1985",
        "12.3.85",
        "12-03-1985",
        "1985-03-12",
        "12 March 1985",
        "12th mar 85",
        "12 Mar. 85",
        "12-Mar-1985",
        "marsh 12/3/85 jamie",
    ],
)
def test_a_date_of_birth_is_read_in_the_forms_people_type(typed):
    assert read_date(typed, TODAY) == BORN


@pytest.mark.parametrize("typed", ["", "marsh", "31/2/85", "12/13/85", "12 Foo 85", "1/2"])
def test_what_is_no_date_is_not_taken_for_one(typed):
    assert read_date(typed, TODAY) is None


def test_a_two_figure_year_is_never_in_the_future():
    assert read_date("1/1/26", TODAY) == date(2026, 1, 1)
    assert read_date("1/1/27", TODAY) == date(1927, 1, 1)


@pytest.mark.parametrize(
    ("typed", "names", "born", "nhs", "phone"),
    [
        ("Jamie Marsh", ("jamie", "marsh"), None, "", ""),
        ("marsh 12/3/85", ("marsh",), BORN, "", ""),
        ("999 000 0018", (), None, "9990000018", ""),
        ("999-000-0018 marsh", ("marsh",), None, "9990000018", ""),
        ("07700 900123", (), None, "", "07700900123"),
        ("+44 7700 900123", (), None, "", "07700900123"),
        ("12/3/85", (), BORN, "", ""),
        # Ten figures that fail the check are read as a phone number, if anything.
        ("9990000019", (), None, "", "9990000019"),
    ],
)
def test_one_box_takes_names_dates_and_numbers(typed, names, born, nhs, phone):
    sought = read_search(typed, TODAY)
    assert sorted(sought.names) == sorted(names)
    assert (sought.born_on, sought.nhs_number, sought.phone) == (born, nhs, phone)


@pytest.mark.parametrize("typed", ["", "  ", "m", "j m", "?!", "1234567890123456789"])
def test_too_little_is_refused_with_what_to_do(typed):
    if typed.isdigit():
        assert read_search(typed, TODAY).names == (typed,)
        return
    with pytest.raises(Refused) as refused:
        read_search(typed, TODAY)
    assert refused.value.code == "search.too_little"
    assert refused.value.field == "q"
    assert refused.value.next_step


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("07700 900123", "07700900123"),
        ("+44 (0)7700 900123", "07700900123"),
        ("0044 7700 900123", "07700900123"),
        ("ring the office", ""),
    ],
)
def test_a_phone_number_is_kept_as_dialled_here(typed, digits):
    assert phone_digits(typed) == digits
