"""Mending a plan: the fewest commitments move, those under way last, and the past stands."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.engines.scheduling.checking import broken_rules
from alongside.engines.scheduling.planning import plan
from alongside.engines.scheduling.repairing import Changes, repair
from alongside.engines.scheduling.scheme import Buddy, Scheme, Span
from tests.engines.scheduling.test_planning import MONDAY, SCHEMES, small, weeks

BEFORE = MONDAY - timedelta(days=7)


def test_closing_a_ward_moves_only_those_who_were_to_be_there():
    scheme = small(8, 6, last=3)
    made = plan(scheme)
    stay = next(one for one in made.assignments if one.kind == "ward")
    closed = Changes(closures=((stay.service, Span(stay.start, stay.end)),))
    mended = repair(scheme, made, closed, today=BEFORE)
    hit = [
        one for one in made.assignments if (one.service, one.start) == (stay.service, stay.start)
    ]
    assert mended.proved
    assert {one.officer for one in mended.moves} == {one.officer for one in hit}
    assert len(mended.moves) == len(hit)
    assert broken_rules(mended.scheme, mended.plan) == ()
    for move in mended.moves:
        assert move.after is not None
        assert move.after.start == move.before.start  # the nearest: the same week elsewhere


def test_somebody_else_moves_where_that_is_the_only_way_and_it_is_proved():
    scheme = small(4, 2)
    only_w0 = tuple(
        replace(one, excluded=frozenset({"W1"})) if number < 2 else one
        for number, one in enumerate(scheme.officers)
    )
    scheme = replace(scheme, officers=only_w0)
    made = plan(scheme)
    # The ward two of them may go to shuts in one week: they need it in the other.
    week = Span(MONDAY, MONDAY + timedelta(days=4))
    mended = repair(scheme, made, Changes(closures=(("W0", week),)), today=BEFORE)
    assert mended.proved
    assert mended.plan.unplaced == ()
    assert broken_rules(mended.scheme, mended.plan) == ()


def test_what_has_begun_stands_where_it_still_fits():
    scheme = small(6, 4)
    made = plan(scheme)
    today = MONDAY + timedelta(days=3)
    later = next(one for one in made.assignments if one.start > today)
    shut = Span(later.start, later.end)
    mended = repair(scheme, made, Changes(closures=((later.service, shut),)), today=today)
    before = {(one.officer, one.service, one.start) for one in made.assignments}
    after = {(one.officer, one.service, one.start) for one in mended.plan.assignments}
    assert {one for one in before ^ after if one[2] <= today} == set()
    assert mended.moves
    assert all(move.under_way for move in mended.moves)
    assert mended.plan.unplaced == ()


def test_somebody_under_way_with_nowhere_left_to_go_keeps_what_they_have_done():
    scheme = small(2, 1)
    made = plan(scheme)
    today = MONDAY + timedelta(days=4)
    second = next(one for one in made.assignments if one.start > MONDAY)
    shut = Span(second.start, second.end)
    mended = repair(scheme, made, Changes(closures=((second.service, shut),)), today=today)
    hit = second.officer
    assert hit in {one.officer for one in mended.plan.unplaced}
    assert next(one.start for one in mended.plan.of(hit)) == MONDAY
    assert second not in mended.plan.assignments


def test_an_officer_who_withdraws_frees_a_seat_and_moves_nobody():
    scheme = small(5, 3)
    made = plan(scheme)
    mended = repair(scheme, made, Changes(withdrawn=frozenset({"PC 3"})), today=BEFORE)
    assert mended.moves == ()
    assert mended.plan.of("PC 3") == ()


def test_somebody_ill_for_good_is_left_without_a_place_and_a_reason():
    scheme = small(2, 2)
    mended = repair(scheme, plan(scheme), Changes(away=(("PC 0", weeks(0, 3)),)), today=BEFORE)
    assert [one.officer for one in mended.plan.unplaced] == ["PC 0"]
    assert "leave" in mended.plan.unplaced[0].reasons[0]


def test_fewer_seats_move_as_few_as_must():
    scheme = small(4, 2)
    made = plan(scheme)
    mended = repair(scheme, made, Changes(seats=(("C0", 1),)), today=BEFORE)
    assert mended.plan.unplaced == ()
    crowded = sum(
        max(
            0, len([one for one in made.assignments if (one.service, one.start) == ("C0", day)]) - 1
        )
        for day in {one.start for one in made.assignments}
    )
    assert len(mended.moves) >= crowded
    assert mended.proved


@settings(max_examples=6, deadline=None)
@given(scheme=SCHEMES, at=st.integers(0, 1000))
def test_a_mended_plan_breaks_no_rule_and_nothing_changed_moves_nobody(scheme: Scheme, at: int):
    made = plan(scheme, time_limit=10)
    service = scheme.services[at % len(scheme.services)].code
    first = scheme.cohorts[0].window.first
    closed = Changes(closures=((service, Span(first, first + timedelta(days=at % 60))),))
    mended = repair(scheme, made, closed, today=first - timedelta(days=1))
    assert broken_rules(mended.scheme, mended.plan) == ()
    assert len(mended.plan.unplaced) >= len(made.unplaced)
    same = repair(scheme, made, Changes(), today=first - timedelta(days=1))
    assert [one for one in same.moves if one.before] == []


def test_whoever_does_not_move_keeps_their_buddy():
    scheme = small(6, 4)
    buddies = (Buddy("Ivy", 1), Buddy("Joe", 1), Buddy("Kay", 1))
    scheme = replace(
        scheme, services=tuple(replace(one, buddies=buddies) for one in scheme.services)
    )
    made = plan(scheme)
    # What was promised by hand stands, though the engine would share buddies out otherwise.
    made = replace(
        made,
        assignments=tuple(
            replace(one, buddy="Kay") if one.buddy == "Ivy" else one for one in made.assignments
        ),
    )
    stay = next(one for one in made.assignments if one.kind == "ward")
    closed = Changes(closures=((stay.service, Span(stay.start, stay.end)),))
    mended = repair(scheme, made, closed, today=BEFORE)
    moved = {one.officer for one in mended.moves}
    kept = [one for one in made.assignments if one.officer not in moved]
    assert kept
    assert set(kept) <= set(mended.plan.assignments)
    assert broken_rules(mended.scheme, mended.plan) == ()


def test_fewer_seats_from_now_on_leave_a_week_that_is_over_as_it_was():
    scheme = small(6, 2)
    made = plan(scheme)
    today = MONDAY + timedelta(days=6)
    over = {one for one in made.assignments if one.end < today}
    busy = max({one.service for one in over}, key=lambda code: sum(o.service == code for o in over))
    assert sum(one.service == busy for one in over) == 2
    mended = repair(scheme, made, Changes(seats=((busy, 1),)), today=today)
    assert over <= set(mended.plan.assignments)
    assert mended.plan.unplaced == ()
    assert broken_rules(mended.scheme, mended.plan, today=today) == ()
