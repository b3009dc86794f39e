"""What a plan is made beside, the ways out that are offered, and whether a plan still holds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.areas.placements.rules.beside import beside, held_breaks, joined
from alongside.areas.placements.rules.differences import differences
from alongside.areas.placements.rules.holding_now import broken_now
from alongside.areas.placements.rules.plan_states import NEXT, PlanState, next_state
from alongside.areas.placements.rules.ways_out import (
    agreements_needed,
    kept_conflict,
    names_words,
    relaxed_document,
    step_day,
)
from alongside.engines.scheduling.result import Plan, Status
from alongside.engines.scheduling.scheme import Buddy, Service, Span
from alongside.kernel.refusal import Refused
from tests.areas.placements.rules.test_moving import ANN, at, officer, planned, scheme, week

BEN, CAT = officer("Ben"), officer("Cat")
STANDS = (at("Ann", "cert", 0), at("Ann", "larch", 1))
TODAY = week(0) - timedelta(days=3)


def found(*, afresh: bool = False, today: date = TODAY, left: tuple[str, ...] = ()):
    return beside(
        scheme(ANN, BEN, CAT),
        planned(*STANDS, unplaced=left),
        chosen=["June"],
        afresh=afresh,
        today=today,
    )


def test_who_stands_who_is_free_and_who_is_over():
    assert found().wanted == {"Ben", "Cat"}
    assert found(afresh=True).wanted == {"Ann", "Ben", "Cat"}
    begun = found(afresh=True, today=week(0))
    assert begun.stands == STANDS
    over = found(today=week(3))
    assert (over.over, over.stands) == ({"Ann"}, ())
    none = beside(scheme(ANN), None, chosen=[], afresh=False, today=TODAY)
    assert (none.stands, none.wanted) == ((), frozenset())


def test_those_who_stand_can_be_nowhere_else_in_what_is_planned():
    held = found().held
    ann = held.officer("Ann")
    assert ann.excluded == {"home", "rowan"}
    assert held.cohort(ann.cohort).window == Span(week(0), week(1) + timedelta(days=4))
    assert [one.name for one in found(today=week(3)).held.officers] == ["Ben", "Cat"]


def test_those_left_out_before_stay_left_out_unless_they_are_planned():
    kept = beside(
        scheme(ANN, BEN), planned(*STANDS, unplaced=("Ben",)), chosen=[], afresh=False, today=TODAY
    )
    made = joined(kept, Plan(Status.OPTIMAL, 0, 0, 0.0, (), ()))
    assert [one.officer for one in made.unplaced] == ["Ben"]
    assert made.assignments == STANDS
    both = joined(found(), replace(planned(unplaced=("Ben", "Cat")), objective=5, bound=5))
    assert (both.objective, both.bound) == (2000, 2000)
    nothing = beside(scheme(ANN), planned(*STANDS), chosen=[], afresh=False, today=TODAY)
    assert joined(nothing, planned()).gap == 0.0


def test_a_new_stay_has_a_buddy_and_all_are_shared_anew_only_where_it_must_be():
    larch = Service("larch", "Larch Ward", "ward", buddies=(Buddy("Noor", 1), Buddy("Omar", 1)))
    stands = (at("Ann", "cert", 0), replace(at("Ann", "larch", 1), buddy="Noor"))
    some = beside(
        scheme(ANN, BEN).with_service(larch), planned(*stands), chosen=["June"],
        afresh=False, today=TODAY,
    )  # fmt: skip
    made = joined(some, planned(at("Ben", "cert", 0), at("Ben", "larch", 1)))
    assert [one.buddy for one in made.assignments if one.service == "larch"] == ["Noor", "Omar"]
    away = (Span(week(1), week(2)),)
    tight = Service(
        "larch", "Larch Ward", "ward", buddies=(Buddy("Noor", 2), Buddy("Omar", 1, away))
    )
    lost = (at("Ann", "cert", 0), replace(at("Ann", "larch", 1), buddy="Omar"))
    other = beside(
        scheme(ANN, BEN).with_service(tight), planned(*lost), chosen=["June"],
        afresh=False, today=TODAY,
    )  # fmt: skip
    again = joined(other, planned(at("Ben", "cert", 0), replace(at("Ben", "larch", 1))))
    assert [one.buddy for one in again.assignments if one.service == "larch"] == ["Omar", "Noor"]
    none = Service("larch", "Larch Ward", "ward", buddies=(Buddy("Omar", 1, away),))
    nobody = replace(other, scheme=scheme(ANN, BEN).with_service(none))
    assert joined(nobody, planned(at("Ben", "larch", 1))).assignments[-1].buddy == ""


def test_what_stands_and_no_longer_holds_is_said():
    shut = Service("larch", "Larch Ward", "ward", closed=(Span(week(1), week(1)),))
    broken = replace(found(), scheme=scheme(ANN, BEN, CAT).with_service(shut))
    assert held_breaks(broken, today=TODAY) == (
        "Ann finds it shut at Larch Ward from 22 June 2026.",
    )
    assert held_breaks(found(), today=TODAY) == ()


OPEN = {"kind": "open", "about": "rowan", "first": "2026-06-15", "last": "2026-06-19"}
WAYS = {
    "sentence": "3 officers for 2 ward seats in the weeks of June: open Rowan Ward; or more.",
    "rules": ["All 3 officers of June are placed.", "All 1 officers of published: Ann are placed."],
    "relaxations": [
        {"words": "open Rowan Ward", "steps": [OPEN]},
        {"words": "ask Ann to move leave", "steps": [{"kind": "leave", "about": "Ann"}]},
        {"words": "move Ann to another cohort", "steps": [{"kind": "officer", "about": "Ann"}]},
    ],
}  # fmt: skip


def test_ways_out_ask_nothing_of_those_who_stand():
    kept = kept_conflict(WAYS, found(), planned(unplaced=("Ben",)))
    assert kept["sentence"] == "1 of 2 cannot be placed beside what is published."
    assert [one["words"] for one in kept["ways"]] == [
        "open Rowan Ward",
        "move Ben to another cohort",
    ]
    assert kept["rules"] == ["All 3 officers of June are placed.", "What is published stays."]


def test_where_nothing_stands_the_shortage_is_said():
    alone = beside(scheme(ANN, BEN), None, chosen=["June"], afresh=False, today=TODAY)
    kept = kept_conflict({**WAYS, "rules": ["One."]}, alone, planned(unplaced=("Ann", "Ben")))
    assert kept["sentence"] == "3 officers for 2 ward seats in the weeks of June."
    assert kept["rules"] == ["One."]
    assert kept["ways"][-1]["words"] == "move Ann and Ben to another cohort"
    assert names_words([f"PC {n}" for n in range(8)]) == "8 people (PC 0, PC 1 and 6 more)"


def test_a_way_out_is_written_into_the_document_it_was_tried_with():
    document = {
        "services": [{"code": "rowan", "seats": 2}, {"code": "larch", "seats": 2}],
        "officers": [{"name": "Ann", "leave": [1]}, {"name": "Ben", "leave": []}, {"name": "Cat"}],
    }
    wider = Service("rowan", "Rowan", "ward", seats=3, closed=(Span(week(3), week(4)),))
    relaxed = scheme(ANN, BEN).with_service(wider)
    steps = [OPEN, {"kind": "leave", "about": "Ann"}, {"kind": "officer", "about": "Cat"}]
    after = relaxed_document(document, relaxed, steps)
    assert after["services"][0] == {
        "code": "rowan",
        "seats": 3,
        "opens": [],
        "closed": [{"from": "2026-07-06", "to": "2026-07-13"}],
    }
    assert after["services"][1] == document["services"][1]
    assert after["officers"] == [{"name": "Ann", "leave": []}, {"name": "Ben", "leave": []}]
    assert len(agreements_needed(steps)) == 3
    assert (step_day(OPEN, "first"), step_day(steps[1], "first")) == (week(0), None)


def test_a_plan_is_held_against_the_scheme_as_it_is_now_for_what_is_still_to_come():
    plan = planned(*STANDS, at("Zed", "cert", 0), at("Ben", "gone", 0), unplaced=("Cat", "Old"))
    said = broken_now(scheme(ANN, BEN, CAT), plan, today=TODAY)
    assert said == (
        "Zed is no longer in the scheme.",
        "The service of Ben from 15 June has left.",
    )
    assert broken_now(scheme(ANN), plan, today=week(4)) == ()


def test_differences_pair_each_stay_with_the_nearest_of_its_kind():
    hours = replace(STANDS[0], from_time="09:00")
    after = (hours, at("Ann", "rowan", 1), at("Ben", "cert", 0))
    before = (*STANDS, at("Cat", "larch", 0))
    assert [(one.officer, one.kind) for one in differences(before, after)] == [
        ("Ann", "details"),
        ("Ann", "moved"),
        ("Ben", "come"),
        ("Cat", "gone"),
    ]


@pytest.mark.parametrize("state", PlanState)
@pytest.mark.parametrize("act", ["change", "publish", "discard", "take_up", "supersede"])
def test_only_the_table_says_what_may_become_of_a_plan(state, act):
    if (state, act) in NEXT:
        assert next_state(state, act) is NEXT[state, act]
    else:
        with pytest.raises(Refused, match="so that is not possible"):
            next_state(state, act)
