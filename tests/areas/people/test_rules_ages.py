from datetime import date

import pytest

from alongside.areas.people.rules.ages import (
    Birth,
    age_on,
    age_range,
    age_words,
    born_words,
    is_child,
)
from alongside.areas.people.rules.facts import NewName
from alongside.areas.people.rules.labelling import initials, unknown_full, unknown_words

DAY = date(2026, 6, 10)


def born(year, month, day):
    return Birth(born_on=date(year, month, day))


def seemed(low, high, as_of=DAY):
    return Birth(age_low=low, age_high=high, as_of=as_of)


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        (date(2008, 6, 10), 18),
        (date(2008, 6, 11), 17),
        (date(2026, 6, 10), 0),
    ],
)
def test_a_birthday_counts_from_its_day(birth, expected):
    assert age_on(birth, DAY) == expected


def test_somebody_born_on_29_february_ages_on_1_march():
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


@pytest.mark.parametrize(
    ("birth", "words", "child"),
    [
        (born(1992, 3, 1), "34", False),
        (born(2008, 6, 11), "17", True),
        (born(2008, 6, 10), "18", False),
        (seemed(38, 42), "about 40", False),
        (seemed(40, 40), "about 40", False),
        (seemed(20, 35), "20 to 35", False),
        (seemed(15, 19), "about 17", None),
        (seemed(None, 17), "under 18", True),
        (seemed(None, 30), "under 31", None),
        (seemed(60, None), "60 or over", False),
        (seemed(10, None), "10 or over", None),
        (Birth(), "age not known", None),
    ],
)
def test_an_age_is_said_as_far_as_it_is_known(birth, words, child):
    assert age_words(birth, DAY) == words
    assert is_child(birth, DAY) is child


def test_an_estimate_moves_on_by_whole_years():
    estimate = seemed(16, 17)
    assert age_range(estimate, date(2027, 6, 9)) == (16, 17)
    assert age_range(estimate, date(2027, 6, 10)) == (17, 18)
    assert age_range(estimate, date(2025, 6, 10)) == (15, 16)
    assert age_range(seemed(0, 1), date(2020, 6, 10)) == (0, 0)
    assert is_child(estimate, date(2027, 6, 10)) is None


def test_a_date_of_birth_is_said_with_the_age():
    assert born_words(born(1985, 3, 12), DAY) == "12 March 1985 (age 41)"
    assert born_words(seemed(38, 42), DAY) == "about 40"


@pytest.mark.parametrize(
    ("sex", "birth", "words"),
    [
        ("1", seemed(38, 42), "Unknown man, about 40"),
        ("2", Birth(), "Unknown woman"),
        ("X", seemed(60, None), "Unknown person, 60 or over"),
        ("1", seemed(None, 15), "Unknown boy, under 16"),
        ("2", seemed(None, 15), "Unknown girl, under 16"),
        ("9", seemed(None, 15), "Unknown child, under 16"),
    ],
)
def test_an_unknown_person_is_named_by_how_they_seem(sex, birth, words):
    assert unknown_words(sex, birth, DAY) == words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (NewName("Jamie", "Marsh"), "J.M."),
        (NewName("", "Marsh"), "M."),
        (NewName("étienne", ""), "É."),
    ],
)
def test_initials_take_the_names_there_are(name, expected):
    assert initials(name) == expected


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("grey coat", "Unknown man, about 40, grey coat"),
        ("Man, about 40", "Unknown man, about 40"),
        ("Unknown man in a grey coat", "Unknown man in a grey coat"),
    ],
)
def test_an_unknown_persons_look_is_not_said_twice(description, expected):
    assert unknown_full("Unknown man, about 40", description) == expected
