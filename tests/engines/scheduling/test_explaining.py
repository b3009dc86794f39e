"""When a scheme does not fit: which rules clash, ways out that were tried, one cell at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings

from alongside.engines.scheduling.explaining import explain
from alongside.engines.scheduling.planning import plan
from alongside.engines.scheduling.relaxing import applied
from alongside.engines.scheduling.result import Status
from alongside.engines.scheduling.scheme import Scheme, Service
from alongside.engines.scheduling.why_not import why_not
from alongside.kernel.refusal import Refused
from tests.engines.scheduling.test_planning import MONDAY, SCHEMES, small, weeks


def too_many() -> Scheme:
    """Twenty-five officers and twenty-four seats in the only open fortnight."""
    shut = (weeks(2, 5),)
    services = tuple(replace(one, closed=shut) for one in small(25, 6).services)
    return small(25, 6, last=5, services=services)


def test_twenty_five_into_twenty_four_is_said_in_words_with_ways_out_that_work():
    scheme = too_many()
    found = explain(scheme)
    assert found.fits is False
    assert found.minimal
    assert found.sentence.startswith("25 officers for 24 ")
    assert [one.verified for one in found.relaxations] == [True, True, True]
    kinds = [one.steps[0].kind for one in found.relaxations]
    assert kinds == ["officer", "open", "seat"]
    for way in found.relaxations:
        assert plan(applied(scheme, way.steps)).status is Status.OPTIMAL


def test_rules_that_do_not_matter_are_left_out():
    scheme = too_many()
    away = replace(scheme.officers[0], leave=(weeks(4, 4),))
    found = explain(replace(scheme, officers=(away, *scheme.officers[1:])))
    assert not any("leave" in rule for rule in found.rules)


def test_leave_is_named_and_moved_where_it_is_what_clashes():
    scheme = small(1, 1)
    away = replace(scheme.officers[0], leave=(weeks(0, 0),))
    found = explain(replace(scheme, officers=(away,)))
    assert "The leave of PC 0 stands." in found.rules
    assert "ask PC 0 to move leave" in " ".join(one.words for one in found.relaxations)


def test_what_keeps_somebody_safe_is_named_and_never_offered_up():
    scheme = small(1, 1, services=(Service("C", "Team", "community"), Service("W", "Ward", "ward")))
    kept = replace(scheme.officers[0], excluded=frozenset({"W"}))
    found = explain(replace(scheme, officers=(kept,)))
    assert "Services that PC 0 must not go to stay shut to them." in found.rules
    assert {step.kind for way in found.relaxations for step in way.steps} == {"officer"}


def test_a_scheme_that_fits_is_said_to_fit():
    found = explain(small(4, 6))
    assert (found.fits, found.sentence) == (True, "Everybody can be placed.")


@settings(max_examples=4, deadline=None)
@given(scheme=SCHEMES)
def test_every_way_out_offered_places_everybody(scheme: Scheme):
    for way in explain(scheme, time_limit=20).relaxations:
        assert plan(applied(scheme, way.steps), time_limit=10).unplaced == ()


@pytest.mark.parametrize(
    ("officer", "service", "week", "words"),
    [
        ("PC 1", "C1", 0, "PC 1 is kept from community 1."),
        ("PC 2", "C0", 0, "community 0 has a conflict on record for PC 2"),
        ("PC 3", "C1", 0, "PC 3 is on leave that week."),
        ("PC 0", "C1", 9, "The week is not one in which March can be at a community."),
        ("PC 0", "W1", 1, "ward 1 takes nobody that week."),
    ],
)
def test_one_cell_is_answered_by_the_rule_in_the_way(officer, service, week, words):
    scheme = small(
        4,
        2,
        last=3,
        services=(
            replace(small().services[0], flags=frozenset({"K7"})),
            small().services[1],
            replace(small().services[6], closed=()),
            replace(small().services[7], closed=(weeks(1, 1),)),
        ),
    )
    people = list(scheme.officers)
    people[1] = replace(people[1], excluded=frozenset({"C1"}))
    people[2] = replace(people[2], conflicts=frozenset({"K7"}))
    people[3] = replace(people[3], leave=(weeks(0, 0),))
    scheme = replace(scheme, officers=tuple(people))
    day = MONDAY + timedelta(weeks=week, days=2)
    found = why_not(scheme, plan(scheme), officer=officer, service=service, week=day)
    assert not found.possible
    assert words in found.sentence


def test_one_cell_is_answered_by_what_it_would_cost():
    scheme = small(2, 2)
    liked = tuple(replace(one, prefers=("C0", "W0")) for one in scheme.officers)
    scheme = replace(scheme, officers=liked)
    made = plan(scheme)
    stay = next(one for one in made.of("PC 0") if one.kind == "community")
    assert why_not(scheme, made, officer="PC 0", service=stay.service, week=stay.start).already
    other = why_not(scheme, made, officer="PC 0", service="C1", week=stay.start)
    assert (other.possible, other.cost) == (True, 3)


def test_a_seat_that_would_leave_somebody_out_is_said_to():
    # Both must go to the ward in week 2; PC 0 can then not be at the ward in week 1.
    scheme = small(4, 1)
    made = plan(scheme)
    stay = next(one for one in made.of("PC 0") if one.kind == "community")
    other = MONDAY if stay.start != MONDAY else MONDAY + timedelta(weeks=1)
    found = why_not(scheme, made, officer="PC 0", service="C0", week=other)
    assert found.possible
    assert "It is full now" in found.sentence


@pytest.mark.parametrize(("officer", "service"), [("Nobody", "C0"), ("PC 0", "X")])
def test_a_name_that_is_not_there_is_refused(officer, service):
    scheme = small(2, 2)
    with pytest.raises(Refused, match=r"Nobody|'X'"):
        why_not(scheme, plan(scheme), officer=officer, service=service, week=MONDAY)
