"""Moves by hand: no sequence of them breaks a hard rule, and each refusal says the rule."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.areas.placements.rules.beside import beside, held_breaks, joined
from alongside.areas.placements.rules.holding_now import broken_now
from alongside.areas.placements.rules.moving import Move, moved, taken_out
from alongside.engines.scheduling.checking import broken_rules
from alongside.engines.scheduling.costing import costs_of_stays, priced
from alongside.engines.scheduling.filling import fill
from alongside.engines.scheduling.making_up import BEGINS, Difficulty, made_up_scheme
from alongside.engines.scheduling.planning import plan
from alongside.engines.scheduling.result import Assignment, Plan, Status, Unplaced
from alongside.engines.scheduling.scheme import (
    Buddy,
    Cohort,
    Officer,
    Part,
    Pattern,
    Scheme,
    Service,
    Span,
)
from alongside.kernel.refusal import Refused

MONDAY = date(2026, 6, 15)
BEFORE = MONDAY - timedelta(days=1)
WEEK = timedelta(weeks=1)
FORTNIGHT = Pattern("community and ward", (Part("community"), Part("ward")))


def week(number: int) -> date:
    return MONDAY + number * WEEK


def scheme(*officers: Officer, weeks: int = 2, **changes: object) -> Scheme:
    services = tuple(
        Service(code, name, kind)
        for code, name, kind in (
            ("cert", "Recovery team", "community"),
            ("home", "Home treatment", "community"),
            ("larch", "Larch Ward", "ward"),
            ("rowan", "Rowan Ward", "ward"),
        )
    )
    window = Span(MONDAY, MONDAY + timedelta(days=7 * weeks - 3))
    made = Scheme("S", services, officers, (Cohort("June", FORTNIGHT, window),))
    return replace(made, **changes)  # type: ignore[arg-type]


def officer(name: str, **facts: object) -> Officer:
    return Officer(name, "June", **facts)  # type: ignore[arg-type]


def at(name: str, code: str, number: int) -> Assignment:
    kind = "ward" if code in ("larch", "rowan") else "community"
    start = week(number)
    last = start + timedelta(days=4)
    return Assignment(name, code, start, last, kind, "", "day", "08:00", "20:00")


def planned(*stays: Assignment, unplaced: tuple[str, ...] = ()) -> Plan:
    left = tuple(Unplaced(one, ()) for one in unplaced)
    return Plan(Status.FEASIBLE, 0, 0, 0.0, stays, left)


def places(made: Plan, name: str) -> list[tuple[str, date]]:
    return [(one.service, one.start) for one in made.of(name)]


ANN = officer("Ann")
ROTATION = (at("Ann", "cert", 0), at("Ann", "larch", 1))


def move(stay: Assignment | None, service: str, number: int, name: str = "Ann") -> Move:
    return Move(name, stay, service, week(number))


def test_another_service_in_the_same_week_leaves_the_rest_as_it_is():
    made = moved(scheme(ANN), planned(*ROTATION), move(ROTATION[1], "rowan", 1), today=BEFORE)
    assert places(made, "Ann") == [("cert", week(0)), ("rowan", week(1))]
    assert made.of("Ann")[0] is ROTATION[0]


def test_the_other_week_changes_places_where_it_has_to():
    made = moved(scheme(ANN), planned(*ROTATION), move(ROTATION[0], "home", 1), today=BEFORE)
    assert places(made, "Ann") == [("larch", week(0)), ("home", week(1))]


def test_the_other_week_shifts_beside_the_one_that_moves():
    made = moved(
        scheme(ANN, weeks=4), planned(*ROTATION), move(ROTATION[0], "cert", 3), today=BEFORE
    )
    assert places(made, "Ann") == [("larch", week(2)), ("cert", week(3))]


def test_somebody_without_a_place_gets_the_rest_of_the_rotation_where_it_costs_least():
    wish = officer("Ann", prefers=("rowan",))
    made = moved(scheme(wish), planned(unplaced=("Ann",)), move(None, "home", 0), today=BEFORE)
    assert places(made, "Ann") == [("home", week(0)), ("rowan", week(1))]
    assert made.unplaced == ()


THIRD = (
    *ROTATION,
    *(one for name in ("Ben", "Cat") for one in (at(name, "cert", 0), at(name, "rowan", 1))),
)
REFUSED = [
    (ANN, THIRD, move(ROTATION[1], "rowan", 1), "Rowan Ward takes 2 at once; 3 would be there"),
    (officer("Ann", excluded=frozenset({"rowan"})), ROTATION, move(ROTATION[1], "rowan", 1),
     "Ann must not go at Rowan Ward"),
    (ANN, ROTATION, move(ROTATION[1], "home", 1), "Ann would have community then community"),
    (ANN, ROTATION, move(ROTATION[1], "larch", 5), "outside the days of June"),
    (officer("Ann", leave=(Span(week(1), week(1)),)), (), move(None, "cert", 0), "Ann is away"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "stays", "asked", "words"), REFUSED)
def test_a_move_that_breaks_a_rule_is_refused_with_the_rule(who, stays, asked, words):
    others = tuple(officer(name) for name in ("Ben", "Cat") if stays is THIRD)
    before = planned(*stays, unplaced=() if stays else ("Ann",))
    with pytest.raises(Refused, match=words) as refused:
        moved(scheme(who, *others), before, asked, today=BEFORE)
    assert refused.value.code == "move.breaks_a_rule"
    assert refused.value.field == "where"


def test_what_has_begun_stays_and_nothing_moves_into_the_past():
    before = planned(*ROTATION)
    for asked, today, code in (
        (move(ROTATION[0], "home", 0), MONDAY, "move.begun"),
        (move(ROTATION[1], "rowan", 0), week(0) + timedelta(days=4), "move.past"),
        (move(ROTATION[1], "larch", 0), MONDAY, "move.breaks_a_rule"),
    ):
        with pytest.raises(Refused) as refused:
            moved(scheme(ANN), before, asked, today=today)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        taken_out(scheme(ANN), before, "Ann", today=MONDAY)
    assert refused.value.code == "move.begun"
    with pytest.raises(Refused) as refused:
        moved(scheme(ANN), before, Move("Ann", ROTATION[0], "new", week(0)), today=BEFORE)
    assert refused.value.code == "move.not_in_scheme"


def test_somebody_moved_has_a_buddy_with_room_for_them():
    buddies = (Buddy("Noor", 1), Buddy("Omar", 1))
    rowan = Service("rowan", "Rowan Ward", "ward", buddies=buddies)
    given_scheme = scheme(ANN, officer("Ben")).with_service(rowan)
    ben = (at("Ben", "cert", 0), replace(at("Ben", "rowan", 1), buddy="Noor"))
    made = moved(
        given_scheme, planned(*ROTATION, *ben), move(ROTATION[1], "rowan", 1), today=BEFORE
    )
    assert made.of("Ann")[1].buddy == "Omar"
    assert made.of("Ben") == ben


def test_what_was_broken_already_does_not_stop_a_move_elsewhere():
    shut = Service("home", "Home treatment", "community", closed=(Span(week(0), week(0)),))
    ben = (at("Ben", "home", 0), at("Ben", "rowan", 1))
    made = moved(
        scheme(ANN, officer("Ben")).with_service(shut),
        planned(*ROTATION, *ben),
        move(ROTATION[1], "rowan", 1),
        today=BEFORE,
    )
    assert places(made, "Ann")[1] == ("rowan", week(1))


made_up = st.builds(
    lambda seed, officers: made_up_scheme(
        Difficulty(officers, 8, 6, cohorts=2, window_weeks=4, slack=1.5), seed=seed
    ),
    st.integers(1, 50),
    st.integers(2, 10),
)


@settings(max_examples=12)
@given(made_up, st.data())
def test_no_sequence_of_moves_breaks_a_hard_rule(made_scheme, data):
    made = plan(made_scheme, time_limit=5.0)
    for _ in range(8):
        who = data.draw(st.sampled_from(made_scheme.officers)).name
        service = data.draw(st.sampled_from(made_scheme.services)).code
        monday = BEGINS + data.draw(st.integers(0, 7)) * WEEK
        stays = made.of(who)
        try:
            if stays and data.draw(st.integers(0, 5)) == 0:
                made = taken_out(made_scheme, made, who, today=BEGINS - WEEK)
            else:
                stay = data.draw(st.sampled_from(stays)) if stays else None
                made = moved(
                    made_scheme, made, Move(who, stay, service, monday), today=BEGINS - WEEK
                )
        except Refused:
            pass
        assert broken_rules(made_scheme, made) == ()
        assert made.objective == sum(made.costs.values())
        assert made.bound <= made.objective


@settings(max_examples=10)
@given(made_up)
def test_costs_counted_from_the_stays_are_those_the_plan_was_made_with(made_scheme):
    made = plan(made_scheme, time_limit=5.0)
    assert costs_of_stays(made_scheme, made.assignments, len(made.unplaced)) == made.costs
    assert priced(made_scheme, made).objective == made.objective


@settings(max_examples=10)
@given(made_up, st.booleans())
def test_a_plan_beside_what_stands_moves_nobody_and_breaks_no_rule(made_scheme, afresh):
    first, second = made_scheme.cohorts
    of_first = tuple(one for one in made_scheme.officers if one.cohort == first.name)
    today = BEGINS - WEEK
    stands = plan(replace(made_scheme, officers=of_first), time_limit=5.0) if of_first else None
    found = beside(made_scheme, stands, chosen=[second.name], afresh=afresh, today=today)
    assert held_breaks(found, today=today) == ()
    made = joined(found, fill(found.held, found.held_names, time_limit=5.0))
    assert broken_now(made_scheme, made, today=today) == ()
    for one in stands.assignments if stands else ():
        assert (one.officer, one.service, one.start) in {
            (same.officer, same.service, same.start) for same in made.assignments
        }
    assert made.objective == sum(made.costs.values())
