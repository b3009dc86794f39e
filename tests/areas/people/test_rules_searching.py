from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.people.rules.searching import (
    Sought,
    may_be_the_same,
    read_date,
    read_search,
    worth_showing,
)
from alongside.engines.matching.model import Match, Reason
from alongside.kernel.refusal import Refused

TODAY = date(2026, 6, 10)
BORN = date(1985, 3, 12)
ABOUT_40 = (1982, 1989)


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
    ("typed", "sought"),
    [
        ("Jamie Marsh", Sought(("jamie", "marsh"))),
        ("MARSH, Mr Jamie", Sought(("marsh", "mr", "jamie"))),
        ("marsh 12/3/85", Sought(("marsh",), BORN)),
        ("999 000 0018", Sought(nhs_number="9990000018")),
        ("999-000-0018 marsh", Sought(("marsh",), nhs_number="9990000018")),
        ("07700 900123", Sought(phone="07700900123")),
        ("+44 7700 900123", Sought(phone="07700900123")),
        ("12/3/85", Sought(born_on=BORN)),
        # Ten figures that fail the check are read as a phone number, if anything.
        ("9990000019", Sought(phone="9990000019")),
        ("marsh approx 40 Skelby", Sought(("marsh", "skelby"), birth_years=ABOUT_40)),
        ("marsh about 40 in Skelby", Sought(("marsh",), None, ABOUT_40, places=("skelby",))),
        ("marsh c.40 from North Skelby", Sought(("marsh",), None, ABOUT_40, places=("skelby",))),
        ("marsh ~40", Sought(("marsh",), birth_years=ABOUT_40)),
        ("marsh 40ish", Sought(("marsh",), birth_years=ABOUT_40)),
        ("marsh aged 40", Sought(("marsh",), birth_years=(1984, 1987))),
        ("marsh 40 years old", Sought(("marsh",), birth_years=(1984, 1987))),
        ("marsh 40yo", Sought(("marsh",), birth_years=(1984, 1987))),
        ("marsh 38-42", Sought(("marsh",), birth_years=(1983, 1988))),
        ("marsh aged 38 to 42 years", Sought(("marsh",), birth_years=(1983, 1988))),
        ("marsh in his 40s", Sought(("marsh",), birth_years=(1976, 1986))),
        ("marsh mid 40s", Sought(("marsh",), birth_years=(1976, 1986))),
        ("marsh about 2", Sought(("marsh",), birth_years=(2020, 2026))),
        ("marsh 1985", Sought(("marsh",), birth_years=(1985, 1985))),
        ("marsh born 1985", Sought(("marsh",), birth_years=(1985, 1985))),
        ("marsh about 40 12/3/85", Sought(("marsh",), BORN)),
        ("marsh zn6", Sought(("marsh",), postcode="ZN6")),
        ("marsh zn61ab", Sought(("marsh",), postcode="ZN6 1AB")),
        ("of Skelby marsh", Sought(("of", "skelby", "marsh"))),
    ],
)
def test_one_box_takes_names_dates_ages_places_and_numbers(typed, sought):
    assert read_search(typed, TODAY) == sought


@pytest.mark.parametrize("typed", ["marsh 42-38", "marsh about 400", "marsh aged 200"])
def test_an_age_nobody_can_be_is_not_taken_for_one(typed):
    assert read_search(typed, TODAY).birth_years is None


@pytest.mark.parametrize("typed", ["", "  ", "m", "j m", "?!"])
def test_too_little_is_refused_with_what_to_do(typed):
    with pytest.raises(Refused) as refused:
        read_search(typed, TODAY)
    assert refused.value.code == "search.too_little"
    assert refused.value.field == "q"
    assert refused.value.next_step


@pytest.mark.parametrize("typed", ["about 40", "1985", "zn6", "m about 40"])
def test_what_fits_far_too_many_people_is_refused_with_what_to_do(typed):
    with pytest.raises(Refused) as refused:
        read_search(typed, TODAY)
    assert refused.value.code == "search.too_vague"
    assert refused.value.next_step


@given(st.text(max_size=60))
def test_whatever_is_typed_after_a_name_is_read(text):
    sought = read_search(f"marsh {text}", TODAY)
    assert sought.facts.half_spelt
    assert sought.facts.names


def match(*weights):
    reasons = tuple(Reason("born", "same", weight, "same date of birth") for weight in weights)
    return Match(sum(weights), reasons)


@pytest.mark.parametrize(
    ("weights", "shown"),
    [((3.0, 1.0), True), ((9.0, -3.0), False), ((20.0, -3.0), True), ((), True)],
)
def test_somebody_is_shown_when_nothing_differs_or_much_agrees(weights, shown):
    assert worth_showing(match(*weights)) is shown


def test_a_duplicate_needs_more_than_one_thing_that_agrees():
    assert may_be_the_same(match(9.0, 9.0))
    assert not may_be_the_same(match(14.0, -5.0))
