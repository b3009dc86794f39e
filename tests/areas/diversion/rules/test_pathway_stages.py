"""Where somebody is on the pathway, and what is owed next, as tables."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.diversion.rules import owed_pathway
from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.doors import STEPS, all_doors
from alongside.areas.diversion.rules.kinds import KINDS
from alongside.areas.diversion.rules.owed import everything_owed, owed_next
from alongside.areas.diversion.rules.owed_pathway import NEXT, OWED_WORDS
from alongside.areas.diversion.rules.owed_words import owed_words
from alongside.areas.diversion.rules.pathway import project
from alongside.areas.diversion.rules.stages import (
    STAGE_WORDS,
    TRANSITIONS,
    Stage,
    stage_of,
    words_for_custody,
)
from alongside.areas.diversion.rules.timeline import Timeline
from tests.support.episodes import ASSESSED, NEED, NO, YES, at, event, story

UNABLE = ("offered", {"stage": "assessment", "answer": "unable_to_ask", "reason": "asleep"})
BEST = ("offered", {"stage": "assessment", "answer": "lacked_capacity_best_interests"})
PLANNED = ("support_planned", {"who": "Fern", "what": "Crisis team", "at": at(500).isoformat()})
DONE = ("support_done", {"result": "attended"})
ENDED = ("outcome", {"engagement": "completed"})
NO_SIGN = ("not_seen", {"reason": "no_sign"})
NO_NEED = ("screened", {"result": "no_need"})
RELEASED = ("left_custody", {"to": "hospital"})
NURSE, OFFICER = "diversion_practitioner", "custody_officer"

STORIES = [
    ((), Stage.IDENTIFIED, "see", 120),
    ((("not_seen", {"reason": "asleep"}),), Stage.NOT_SEEN, "see", 130),
    ((NO_SIGN,), Stage.NOT_SEEN, "close", None),
    (("seen",), Stage.SEEN, "screen", 70),
    (("seen", ("screened", {"result": "declined"})), Stage.NOT_SCREENED, "screen", 80),
    (("seen", ("screened", {"result": "unable"})), Stage.NOT_SCREENED, "screen", 80),
    (("seen", NO_NEED), Stage.NO_NEED, "outcome", 10100),
    (("seen", NO_NEED, NEED), Stage.SCREENED, "offer", 90),
    (("seen", NEED), Stage.SCREENED, "offer", 80),
    (("seen", NEED, NO), Stage.DECLINED, "offer_again", None),
    (("seen", NEED, UNABLE), Stage.NOT_ASKED, "ask_again", 270),
    (("seen", NEED, NO, YES), Stage.ACCEPTED, "assess", 520),
    (("seen", NEED, YES, NO), Stage.DECLINED, "offer_again", None),
    (("seen", NEED, BEST), Stage.BEST_INTERESTS, "assess", 510),
    (("seen", YES), Stage.ACCEPTED, "assess", 4340),
    (("seen", NEED, YES, ("assessed", {"outcome": "abandoned"})), Stage.ACCEPTED, "assess", 510),
    (("seen", NEED, YES, ASSESSED), Stage.ASSESSED, "support", 2920),
    (("seen", NEED, YES, ASSESSED, PLANNED), Stage.SUPPORTED, "support_result", 500),
    (("seen", NEED, YES, ASSESSED, PLANNED, DONE), Stage.MET, "outcome", 10140),
    (("seen", NEED, YES, ASSESSED, ENDED), Stage.ENDING, "close", None),
]


@pytest.mark.parametrize(("steps", "stage", "what", "due"), STORIES)
def test_a_story_leads_to_a_stage_and_one_thing_owed(steps, stage, what, due) -> None:
    case = story(*steps)
    assert stage_of(case.timeline) is stage
    owed = owed_next(case)
    assert (owed.what, owed.role) == (what, NURSE)
    assert owed.due_at == (None if due is None else at(due))


def test_support_without_a_time_has_no_clock() -> None:
    owed = owed_next(story("seen", YES, ("support_planned", {"who": "F", "what": "C"})))
    assert (owed.what, owed.due_at) == ("support_result", None)


def test_nothing_is_owed_once_it_is_closed_and_again_once_it_is_opened() -> None:
    closed = story("seen", NEED, YES, "closed")
    assert everything_owed(closed) == ()
    assert project(closed).closed_at == at(40)
    again = story("seen", NEED, YES, "closed", ("reopened", {"reason": "Came back"}))
    assert (stage_of(again.timeline), project(again).closed_at) == (Stage.ACCEPTED, None)
    assert owed_next(again).what == "assess"


def test_no_step_is_owed_after_closing_nor_where_nothing_happened() -> None:
    assert list(owed_pathway.owed(story("seen", "closed"))) == []
    assert everything_owed(Case(Timeline(()))) == ()


def test_what_is_opened_again_after_its_outcome_is_owed_another() -> None:
    case = story("seen", NEED, YES, ASSESSED, ENDED, "closed", ("reopened", {"reason": "x"}))
    assert stage_of(case.timeline) is Stage.MET
    assert stage_of(story(("reopened", {"reason": "x"})).timeline) is Stage.IDENTIFIED
    assert stage_of(story("seen", "closed", "closed").timeline) is Stage.CLOSED


def test_an_answer_to_a_later_offer_does_not_undo_the_help_agreed_to() -> None:
    later = ("offered", {"stage": "referral", "answer": "declined", "reason": "not_now"})
    case = story("seen", NEED, YES, later)
    assert stage_of(case.timeline) is Stage.ACCEPTED
    assert project(case).offer == "accepted"


@pytest.mark.parametrize("door", all_doors().values(), ids=lambda door: door.code)
def test_a_door_without_a_step_goes_on_to_the_next(door) -> None:
    case = story("seen", door=door, setting="community")
    expected = "screen" if "screen" in door.steps else "offer"
    assert [one.what for one in everything_owed(case)] == [expected]


def test_a_door_of_one_step_ends_after_it() -> None:
    door = all_doors()["outreach"]
    assert door.from_step("assess") == "support"
    assert [door.has(step) for step in STEPS] == [True, False, True, False, True, True]
    assert door.has("close")


def test_in_a_court_the_link_worker_owes_it() -> None:
    assert owed_next(story("seen", setting="magistrates")).role == "court_link_worker"


def test_a_young_person_owes_an_adult_and_their_circumstances() -> None:
    case = story("seen", age_band="under_18")
    owed = {one.what: one.role for one in everything_owed(case)}
    assert owed == {"call_adult": OFFICER, "screen": NURSE, "about_child": NURSE}
    called = story("seen", ("adult_called", {"name": "Mum"}), "about_a_child", age_band="under_18")
    assert {one.what for one in everything_owed(called)} == {"adult_arrives", "screen"}


@pytest.mark.parametrize("over", ["adult_arrived", "adult_left", RELEASED, "hearing_held"])
def test_an_adult_is_owed_only_while_somebody_is_questioned(over) -> None:
    case = story("seen", ("adult_needed", {"basis": "autism"}), over)
    assert "call_adult" not in {one.what for one in everything_owed(case)}


def test_no_adult_is_owed_where_nobody_is_questioned() -> None:
    case = story("seen", age_band="under_18", setting="community")
    assert "call_adult" not in {one.what for one in everything_owed(case)}


def test_an_alert_is_owed_a_reading_at_once_and_a_new_one_another() -> None:
    raised = ("alert_raised", {"what": "adult"})
    owed = owed_next(story("seen", raised))
    assert (owed.what, owed.role, owed.due_at) == ("read_alert", OFFICER, at(20))
    read = story("seen", raised, "alert_acknowledged")
    assert "read_alert" not in {one.what for one in everything_owed(read)}
    again = story("seen", raised, "alert_acknowledged", raised)
    assert "read_alert" in {one.what for one in everything_owed(again)}


def test_the_columns_follow_from_the_events() -> None:
    case = story(
        ("charged", {"offence_group": "drugs"}),
        ("screened", {"result": "unable"}),
        NEED,
        YES,
        ("assessed", {"outcome": "abandoned"}),
        ASSESSED,
        ENDED,
        RELEASED,
        ("closed", {"words": "x"}),
    )
    row = project(case)
    assert (row.identified_at, row.screened_at, row.assessed_at) == (at(0), at(30), at(60))
    assert (row.screen_result, row.offer, row.engagement) == (
        "need_identified",
        "accepted",
        "completed",
    )
    assert (row.urgency, row.offence_group, row.justice_stage) == ("same_day", "drugs", "charged")
    assert (row.left_custody_at, row.closed_at) == (at(80), at(90))
    assert (row.next_what, row.next_role, row.next_since, row.next_due_at) == ("", "", None, None)


def test_nothing_is_said_where_nothing_happened() -> None:
    row = project(story())
    assert (row.screened_at, row.screen_result, row.offer, row.engagement) == (None, "", "", "")
    assert (row.urgency, row.offence_group, row.justice_outcome) == ("", "", "")


def test_every_stage_has_words_and_leads_somewhere() -> None:
    assert set(STAGE_WORDS) == set(Stage)
    assert set(NEXT) | {Stage.CLOSED} == set(Stage)
    assert set(NEXT.values()) <= set(OWED_WORDS)
    assert {signal.split(":")[0] for _, signal in TRANSITIONS} <= set(KINDS)
    assert all(owed_words(what) for what in (*OWED_WORDS, "hearing", "never_heard_of"))
    assert owed_words("never_heard_of") == "Never heard of"


def test_custody_is_told_seen_or_not_seen_and_nothing_of_answers() -> None:
    said = {words_for_custody(stage) for stage in Stage}
    assert said == {
        "not yet seen",
        "not seen when we went",
        "seen by Liaison and Diversion",
        "closed",
    }
    declined = words_for_custody(Stage.DECLINED)
    assert declined == words_for_custody(Stage.ACCEPTED) == words_for_custody(Stage.ASSESSED)


@given(st.lists(st.sampled_from(sorted(KINDS)), max_size=12))
def test_whatever_happens_the_columns_can_be_worked_out(kinds) -> None:
    case = story(*kinds)
    row = project(case)
    assert Stage(row.stage) in Stage
    assert (row.closed_at is not None) is (row.stage == "closed")
    assert all(one.due_at is None or one.due_at.tzinfo for one in everything_owed(case))


def test_what_is_due_soonest_comes_first_and_what_has_no_time_last() -> None:
    case = story("seen", ("adult_needed", {"basis": "autism"}), NEED, NO)
    dues = [one.due_at for one in everything_owed(case)]
    assert dues[-1] is None
    timed = [due for due in dues if due]
    assert timed == sorted(timed)
    assert event(3, "seen").happened_at - at(0) == timedelta(minutes=3)
