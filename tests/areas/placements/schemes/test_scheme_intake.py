"""A whole scheme read from a file: all that it says, or a line that says what is wrong."""

import tomllib
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.areas.placements.queries.examples import EXAMPLES, example_document
from alongside.areas.placements.rules.intake import (
    begun_after,
    intake_of,
    moved,
    without_officers,
)
from alongside.areas.placements.rules.toml_text import toml_text
from alongside.engines.scheduling.planning import plan
from alongside.engines.scheduling.reading import scheme_from
from alongside.kernel.refusal import Refused

TODAY = date(2026, 6, 10)
WORD = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=8)
DAY = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(date.isoformat)
SPAN = st.tuples(DAY, DAY).map(sorted).map(lambda pair: {"from": pair[0], "to": pair[1]})
NAMES = st.lists(WORD, min_size=1, max_size=4, unique=True)


SPANS = st.lists(SPAN, max_size=2)
WORDS = st.lists(WORD, max_size=2, unique=True)
LEAFLET = st.text(st.characters(codec="utf-8", exclude_characters="\r"))


def services(code: str) -> st.SearchStrategy[dict]:
    return st.fixed_dictionaries(
        {
            "code": st.just(code),
            "name": st.just(f"{code} ward"),
            "kind": st.just("ward"),
            "seats": st.integers(1, 3),
            "opens": SPANS,
            "closed": SPANS,
            "teaches": WORDS,
            "shifts": st.just([{"name": "early", "starts": "08:00", "ends": "15:30"}]),
            "buddies": SPANS.map(lambda away: [{"name": "Nurse", "load": 2, "away": away}]),
        }
    )


def officers(name: str, cohorts: list[str], codes: list[str]) -> st.SearchStrategy[dict]:
    some = st.lists(st.sampled_from(codes), max_size=2, unique=True)
    return st.fixed_dictionaries(
        {
            "name": st.just(name),
            "cohort": st.sampled_from(cohorts),
            "leave": SPANS,
            "objectives": WORDS,
            "prefers": some,
            "excluded": some,
            "earlier": some,
            "conflicts": st.lists(st.sampled_from(["K7", "B3"]), unique=True),
            "from_time": st.sampled_from(["", "09:00"]),
        }
    )


@st.composite
def documents(draw: st.DrawFn) -> dict:
    """A scheme's document as the desk writes it."""
    codes, cohorts, people = draw(NAMES), draw(NAMES), draw(NAMES)
    part = {"kind": "ward", "days": draw(st.integers(1, 5))}
    days = {name: draw(SPAN) for name in cohorts}
    return {
        "name": draw(WORD),
        "day": ["08:00", "20:00"],
        "about": {"learner_word": draw(WORD), "leaflet": draw(LEAFLET)},
        "weights": {"repeat": draw(st.integers(0, 99))},
        "patterns": [{"name": "usual", "parts": [part], "any_order": draw(st.booleans())}],
        "services": [draw(services(code)) for code in codes],
        "cohorts": [{"name": name, "pattern": "usual", **days[name]} for name in cohorts],
        "officers": [draw(officers(name, cohorts, codes)) for name in people],
    }


@given(documents())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_a_scheme_written_to_a_file_is_read_back_exactly(document: dict):
    again = tomllib.loads(toml_text(document))
    assert scheme_from(again) == scheme_from(document)
    assert intake_of(again) == intake_of(document)


@pytest.mark.parametrize("code", EXAMPLES)
def test_each_example_is_a_scheme_that_plans_everybody_by_configuration_alone(code: str):
    scheme = intake_of(example_document(code)).scheme
    made = plan(scheme, seed=1, time_limit=20)
    assert made.status == "optimal"
    assert not made.unplaced
    assert {one.officer for one in made.assignments} == {one.name for one in scheme.officers}


def test_a_care_home_has_three_days_in_one_of_three_units():
    scheme = intake_of(example_document("care_home")).scheme
    made = plan(scheme, seed=1, time_limit=20)
    assert {(one.end - one.start).days + 1 for one in made.assignments} == {3}
    assert {one.service for one in made.assignments} == {"memory", "movement", "brain_injury"}
    assert len(made.assignments) == 12


def test_clinicians_ride_one_to_a_car():
    made = plan(intake_of(example_document("riding_along")).scheme, seed=1, time_limit=20)
    cars = [(one.service, one.start) for one in made.assignments if one.kind == "car"]
    assert len(cars) == len(set(cars)) == 10


def test_an_example_that_is_begun_starts_in_the_second_week_from_now():
    intake = begun_after(intake_of(example_document("sheffield")), TODAY)
    first = intake.scheme.cohorts[0]
    assert first.window.first == date(2026, 6, 22)
    assert (first.name, first.induction_on) == ("June 2026", date(2026, 6, 19))
    assert {one.cohort for one in intake.scheme.officers} == set(intake.cohorts)
    weeks = [(later.window.first - first.window.first).days for later in intake.scheme.cohorts]
    assert all(days % 7 == 0 for days in weeks)


def test_cohorts_of_one_month_keep_names_of_their_own():
    document = example_document("care_home")
    for row in document["cohorts"]:
        row |= {
            "from": date(2026, 2, 2),
            "to": date(2026, 2, 13),
            "induction": None,
            "feedback": None,
        }
    intake = begun_after(intake_of(document), TODAY)
    names = [one.name for one in intake.scheme.cohorts]
    assert names == ["June 2026", "June 2026, group 2", "June 2026, group 3"]


def test_everything_with_a_day_moves_together():
    whole = intake_of(example_document("riding_along"))
    later = moved(whole, 2)
    by = timedelta(weeks=2)
    assert later.scheme.service("missing").closed[0].first == date(2026, 5, 11) + by
    assert later.scheme.officer("Dr Dora Finch").leave[0].last == date(2026, 5, 8) + by
    assert moved(later, -2) == whole


def test_a_scheme_may_begin_with_services_and_patterns_alone():
    bare = without_officers(intake_of(example_document("riding_along")))
    assert (bare.scheme.officers, bare.scheme.cohorts, bare.cohorts) == ((), (), {})
    assert [one.name for one in bare.patterns] == ["control room, then a car", "one shift in a car"]
    assert begun_after(bare, TODAY) is bare


def test_patterns_are_kept_that_no_cohort_does_and_that_no_list_names():
    document = example_document("care_home")
    document["patterns"].append({"name": "spare", "parts": [{"kind": "unit", "days": 1}]})
    assert [one.name for one in intake_of(document).patterns][-1] == "spare"
    del document["patterns"]
    document["services"][0]["kind"] = "ward"
    assert [one.name for one in intake_of(document).patterns] == ["community and ward"]


def test_words_about_a_scheme_are_known_words():
    document = example_document("care_home")
    document["about"]["mood"] = "good"
    with pytest.raises(Refused, match="about: 'mood' is not a field"):
        intake_of(document)
    document["about"] = "a scheme"
    with pytest.raises(Refused, match="'about' has to be a table"):
        intake_of(document)
