from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.engines.matching.vocabulary import (
    DateLikeness,
    Postcode,
    compare_dates,
    day_and_month_swapped,
    nhs_digits,
    one_slip_apart,
    phone_digits,
    place_words,
    read_postcode,
    years_of_age,
)

BORN = date(1985, 3, 12)


@pytest.mark.parametrize(
    ("other", "likeness"),
    [
        (date(1985, 3, 12), DateLikeness.SAME),
        (date(1985, 12, 3), DateLikeness.SWAPPED),
        (date(1985, 3, 17), DateLikeness.ONE_DIGIT),
        (date(1958, 3, 12), DateLikeness.ONE_DIGIT),
        (date(1985, 3, 21), DateLikeness.ONE_DIGIT),
        (date(1983, 3, 12), DateLikeness.ONE_DIGIT),
        (date(1985, 3, 28), DateLikeness.SAME_MONTH_AND_YEAR),
        (date(1985, 7, 30), DateLikeness.SAME_YEAR),
        (date(1987, 7, 30), DateLikeness.NEAR_YEAR),
        (date(1990, 7, 30), DateLikeness.DIFFERENT),
    ],
)
def test_a_slip_in_a_date_of_birth_is_named(other, likeness):
    assert compare_dates(BORN, other) is likeness
    assert compare_dates(other, BORN) is likeness


def test_a_year_that_rolls_over_a_ten_is_near():
    assert compare_dates(date(1990, 3, 12), date(1989, 3, 12)) is DateLikeness.SAME_DAY_NEAR_YEAR


@given(st.dates(), st.dates())
def test_dates_compare_the_same_both_ways(one, other):
    assert compare_dates(one, other) is compare_dates(other, one)


@given(st.dates())
def test_a_swapped_date_swaps_back(born):
    other = day_and_month_swapped(born)
    assert other is None or day_and_month_swapped(other) == born


def test_an_age_says_which_years_somebody_may_be_born_in():
    assert years_of_age(38, 42, as_of=date(2026, 6, 10)) == (1983, 1988)


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("07700 900123", "07700900123"),
        ("+44 (0)7700 900123", "07700900123"),
        ("0044 7700 900123", "07700900123"),
        ("ring the office", ""),
    ],
)
def test_a_phone_number_is_compared_as_dialled_here(typed, digits):
    assert phone_digits(typed) == digits


@pytest.mark.parametrize(
    ("typed", "digits"),
    [("999 000 0018", "9990000018"), ("9990000019", ""), ("999000001", ""), ("", "")],
)
def test_an_nhs_number_is_read_where_its_last_digit_fits(typed, digits):
    assert nhs_digits(typed) == digits


@pytest.mark.parametrize(
    ("other", "slip"),
    [
        ("07700900123", False),
        ("07700900124", True),
        ("0770900123", True),
        ("077009000123", True),
        ("07700901023", True),
        ("07700901024", False),
        ("7700900", False),
    ],
)
def test_one_slip_in_a_number_is_told_from_another_number(other, slip):
    assert one_slip_apart("07700900123", other) is slip
    assert one_slip_apart(other, "07700900123") is slip


def test_a_postcode_is_read_by_its_parts():
    assert read_postcode("ls62ab") == read_postcode(" LS6  2AB ")
    assert read_postcode("ls62ab") == Postcode("LS6", "LS6 2", "LS6 2AB")
    assert read_postcode("LS6") is None


def test_an_address_is_known_by_its_places_from_the_end():
    assert place_words("Flat 2, 1 Mill Lane, Skelby") == ("skelby", "mill")
    assert place_words("No fixed abode") == ()
