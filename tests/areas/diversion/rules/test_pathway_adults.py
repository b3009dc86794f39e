"""Appropriate adults: every row of the law's table T2.2, and what an episode shows of it."""

import pytest

from alongside.areas.diversion.rules.adults import (
    BASIS,
    adult_standing,
    contradicts,
    law_on_screening,
    why_cannot_act,
)
from alongside.areas.diversion.rules.look_at import findings
from alongside.engines.law import Candidate, CandidateKind, Outcome
from tests.support.episodes import NEED, NO, YES, at, event, story
from tests.support.world import NOW

SUITABLE = {
    "age_years": 40,
    "involved_in_offence": False,
    "is_victim": False,
    "is_witness": False,
    "received_admissions": False,
}
CALLED = ("adult_called", {"name": "Mum"})
NEEDED = ("adult_needed", {"basis": "learning_disability"})


def test_t22_somebody_of_17_needs_one() -> None:
    adult = adult_standing(story("seen", age_band="under_18"))
    assert (adult.needed, adult.basis, adult.since) == (True, "juvenile", at(0))


def test_t22_an_adult_of_whom_the_officer_is_not_sure_needs_one() -> None:
    answer = law_on_screening(ground="", record_says="not_sure", screened_at=NOW, age_years=30)
    assert answer.outcome is Outcome.REQUIRED
    recorded = ("adult_needed", {"basis": "officer_not_sure"})
    assert adult_standing(story(recorded)).needed


def test_t22_a_screening_that_contradicts_the_record_is_raised_at_once() -> None:
    assert contradicts(ground="learning_disability", record_says="nothing", at=NOW)
    answer = law_on_screening(ground="learning_disability", record_says="nothing", screened_at=NOW)
    raised = [f.sentence for f in answer.findings if f.code == "adult.raise_at_once"]
    assert "learning disability" in raised[0]


@pytest.mark.parametrize(
    ("ground", "record_says"),
    [("", "nothing"), ("autism", "yes"), ("autism", "not_looked"), ("", "not_sure")],
)
def test_nothing_is_raised_where_nothing_is_contradicted(ground, record_says) -> None:
    assert not contradicts(ground=ground, record_says=record_says, at=NOW)


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("police_staff", {}, "Police staff: cannot act"),
        ("police_officer", {}, "Police officer: cannot act"),
        ("solicitor", {}, "Solicitor there in that role: cannot act"),
        ("custody_visitor", {}, "cannot act"),
        ("liaison_and_diversion", {}, "who assesses this person: cannot act"),
        ("parent_or_guardian", {"is_victim": True}, "They are a victim."),
        ("relative", {"age_years": 17}, "Aged 17; must be 18 or over."),
        ("parent_or_guardian", {"estranged_and_objected_to": True}, "estranged parent"),
    ],
)
def test_t22_some_people_cannot_act(kind, more, said) -> None:
    candidate = Candidate(CandidateKind(kind), **{**SUITABLE, **more})
    assert said in why_cannot_act(candidate, at=NOW)


@pytest.mark.parametrize(
    "candidate",
    [
        Candidate(CandidateKind.PARENT_OR_GUARDIAN, **SUITABLE),
        Candidate(CandidateKind.SCHEME),
    ],
)
def test_somebody_suitable_or_not_asked_about_is_not_barred(candidate) -> None:
    assert why_cannot_act(candidate, at=NOW) == ""


def test_t22_a_vulnerable_adult_at_a_voluntary_interview_needs_one_too() -> None:
    case = story("seen", NEEDED, setting="voluntary_attendance")
    assert adult_standing(case).needed


def test_nobody_is_needed_where_nothing_says_so() -> None:
    adult = adult_standing(story("seen", "interview_started"))
    assert (adult.needed, adult.basis, adult.since, adult.gap) == (False, "", None, "")


def test_the_tracker_follows_asked_arrived_and_left() -> None:
    adult = adult_standing(story(NEEDED, CALLED))
    assert (adult.called, adult.called_at, adult.arrived_at) == ("Mum", at(20), None)
    here = adult_standing(story(NEEDED, CALLED, "adult_arrived"))
    assert (here.arrived_at, here.left_at) == (at(30), None)
    gone = adult_standing(story(NEEDED, CALLED, "adult_arrived", "adult_left"))
    assert (gone.arrived_at, gone.left_at) == (None, at(40))
    back = adult_standing(story(NEEDED, "adult_left", "adult_arrived"))
    assert back.arrived_at == at(30)


@pytest.mark.parametrize(
    ("steps", "gap"),
    [
        ((NEEDED, "interview_started"), True),
        ((NEEDED, "adult_arrived", "adult_left", "interview_started"), True),
        ((NEEDED, "interview_started", "adult_arrived"), True),
        ((NEEDED, "adult_arrived", "interview_started"), False),
        ((NEEDED, "adult_arrived"), False),
    ],
)
def test_an_interview_with_nobody_there_is_something_to_look_at(steps, gap) -> None:
    case = story(*steps)
    assert bool(adult_standing(case).gap) is gap
    assert ("adult.gap" in {f.code for f in findings(case)}) is gap


def test_whoever_cannot_act_is_to_be_looked_at_until_another_is_asked() -> None:
    refused = ("adult_refused_as", {"name": "Sam", "why": "Aged 17; must be 18 or over."})
    found = findings(story(NEEDED, refused))
    assert "Sam cannot act as appropriate adult. Aged 17" in found[0].sentence
    assert found[0].custody
    assert findings(story(NEEDED, refused, CALLED)) == ()
    assert findings(story(refused)) == ()


GILLICK = "child.gillick"


@pytest.mark.parametrize(
    ("years", "decided_by", "judged", "found"),
    [
        (15, "self", None, True),
        (15, "self", "not_judged", True),
        (15, "self", "not_competent", True),
        (15, "self", "competent", False),
        (15, "both", None, False),
        (15, "parental_responsibility", None, False),
        (None, "self", None, True),
        (16, "self", None, False),
    ],
)
def test_a_childs_answer_rests_on_a_judgement(years, decided_by, judged, found) -> None:
    answer = (YES[0], {**YES[1], "decided_by": decided_by})
    child = [("about_a_child", {"gillick": judged})] if judged else []
    case = story("seen", *child, NEED, answer, age_band="under_18")
    codes = {f.code for f in findings(case, age_years=years)}
    assert (GILLICK in codes) is found


def test_a_grown_up_needs_no_such_judgement_nor_a_child_who_was_not_asked() -> None:
    assert findings(story("seen", NEED, NO)) == ()
    asleep = ("offered", {"answer": "unable_to_ask", "reason": "asleep"})
    assert findings(story("seen", asleep, age_band="under_18"), age_years=12) == ()


URGENT = ("screened", {"result": "need_identified", "urgency": "immediate"})


@pytest.mark.parametrize(
    ("case", "found"),
    [
        (story(URGENT), True),
        (story(("told_custody", {"what": "x"}), URGENT), True),
        (story(URGENT, ("told_custody", {"what": "x"})), False),
        (story(URGENT, ("left_custody", {"to": "hospital"})), False),
        (story(URGENT, setting="magistrates"), False),
        (story(NEED), False),
    ],
)
def test_a_first_look_that_asks_for_somebody_at_once_asks_whether_custody_knows(case, found):
    assert ("safety.not_told" in {f.code for f in findings(case)}) is found


def test_every_ground_has_words() -> None:
    assert all(BASIS[ground] for ground in ("juvenile", "mental_health", "autism", "other"))
    assert event(0, "seen").kind == "seen"
