"""Each promise the database keeps about crisis plans and held words, with a row that breaks it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.areas.plans.models import (
    CrisisPlan,
    CrisisPlanRisk,
    CrisisPlanVersion,
    WordingHit,
    WordingReview,
)
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
DAY = date(2027, 6, 1)
IN_FORCE = {
    "state": "in_force",
    "in_force_at": NOW,
    "review_on": DAY,
    "ends_on": DAY,
    "agreed_by": "person",
    "capacity": "presumed",
    "took_part": True,
}
DATED = "crisis_plan_in_force_reviewed_and_ending"
PART = "crisis_plan_has_the_persons_part_or_why_not"
PLANS = [
    ("crisis_plan_state_is_known", [{"state": "scored"}]),
    (DATED, [{**IN_FORCE, "in_force_at": None}]),
    (DATED, [{**IN_FORCE, "in_force_by_id": None}]),
    (DATED, [{**IN_FORCE, "review_on": None}]),
    (DATED, [{**IN_FORCE, "ends_on": None}]),
    (DATED, [{**IN_FORCE, "ends_on": DAY - timedelta(days=1)}]),
    (DATED, [{**IN_FORCE, "agreed_by": ""}]),
    (DATED, [{**IN_FORCE, "capacity": ""}]),
    (DATED, [{"state": "draft", "in_force_at": NOW}]),
    (PART, [{**IN_FORCE, "took_part": None}]),
    (PART, [{**IN_FORCE, "took_part": False}]),
    ("crisis_plan_is_over_once", [{"state": "set_aside"}]),
    ("crisis_plan_is_over_once", [{"state": "draft", "over_at": NOW}]),
    (
        "crisis_plan_is_over_once",
        [{"state": "set_aside", "over_at": NOW - timedelta(days=1)}],
    ),
    ("one_crisis_plan_in_force", [IN_FORCE, IN_FORCE]),
    ("one_crisis_draft_for_each_writer", [{"state": "draft"}, {"state": "draft"}]),
]
KNOWN = "wording_words_are_known"
DECIDED = "wording_decided_by_somebody"
RELEASED = "wording_released_by_another_with_a_reason"
REVIEWS = [
    (KNOWN, [{"plan_kind": "score"}]),
    (KNOWN, [{"outcome": "ignored", "decided_at": NOW}]),
    (DECIDED, [{"outcome": "reworded"}]),
    (DECIDED, [{"decided_at": NOW}]),
    (DECIDED, [{"outcome": "reworded", "decided_at": NOW - timedelta(days=1)}]),
    (RELEASED, [{"outcome": "released", "decided_at": NOW}]),
    (RELEASED, [{"outcome": "released", "decided_at": NOW, "reason": "x", "own": True}]),
    ("one_open_wording_review", [{}, {}]),
]


def breaks(model, rows):
    for row in rows[:-1]:
        model.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**rows[-1])


@pytest.mark.parametrize(("name", "rows"), PLANS)
def test_the_database_refuses_a_plan_that_breaks(name, rows, jamie, nurse):
    assert name in {c.name for c in CrisisPlan._meta.constraints}
    base = {
        "person_id": jamie,
        "started_at": NOW,
        "started_by_id": nurse.user_id,
        "controller_id": nurse.organisation_id,
    }
    whole = []
    for row in rows:
        by = {"in_force_by_id": nurse.user_id} if row["state"] == "in_force" else {}
        over = {"over_by_id": nurse.user_id} if "over_at" in row else {}
        whole.append({**base, **by, **over, **row})
    breaks(CrisisPlan, whole)


@pytest.mark.parametrize(("name", "rows"), REVIEWS)
def test_the_database_refuses_a_review_that_breaks(name, rows, jamie, nurse, lead):
    assert name in {c.name for c in WordingReview._meta.constraints}
    base = {
        "plan_kind": "crisis_plan",
        "plan_id": jamie,
        "person_id": jamie,
        "raised_at": NOW,
        "raised_by_id": nurse.user_id,
        "controller_id": nurse.organisation_id,
    }
    whole = []
    for row in rows:
        by = nurse if row.get("own") else lead
        decided = {"decided_by_id": by.user_id} if row.get("outcome") else {}
        kept = {name: value for name, value in row.items() if name != "own"}
        whole.append({**base, **decided, **kept})
    breaks(WordingReview, whole)


def test_the_database_refuses_a_second_version_of_a_number_and_a_risk_that_says_nothing(plans):
    version = CrisisPlan.objects.get(pk=plans.draft()).versions.get(number=2)
    same = {"plan": version.plan, "saved_at": NOW, "saved_by_id": version.saved_by_id}
    breaks(CrisisPlanVersion, [{**same, "number": 2}])
    risk = {"version": version, "last_seen_on": DAY, "words": "x", "source": "x"}
    breaks(CrisisPlanRisk, [{**risk, "position": 1}])
    breaks(CrisisPlanRisk, [{**risk, "position": 2, "words": ""}])
    breaks(CrisisPlanRisk, [{**risk, "position": 2, "source": ""}])


def test_the_database_refuses_a_hit_twice_or_of_no_known_kind(jamie, nurse):
    review = WordingReview.objects.create(
        plan_kind="crisis_plan",
        plan_id=jamie,
        person_id=jamie,
        raised_at=NOW,
        raised_by_id=nurse.user_id,
        controller_id=nurse.organisation_id,
    )
    hit = {
        "review": review,
        "field": "helps",
        "label": "What helps",
        "category": "C",
        "phrase": "do not convey",
        "kind": "withhold_conveyance",
        "rule": "r",
    }
    breaks(WordingHit, [hit, hit])
    for wrong in ({"phrase": ""}, {"kind": "score"}, {"category": "Z"}):
        breaks(WordingHit, [{**hit, **wrong}])


def test_every_constraint_is_broken_somewhere_here():
    here = {name for name, _ in (*PLANS, *REVIEWS)} | {
        "one_crisis_plan_version_of_a_number",
        "one_risk_in_a_place",
        "risk_says_what_and_who",
        "one_hit_on_a_phrase",
        "hit_words_are_known",
    }
    models = (CrisisPlan, CrisisPlanVersion, CrisisPlanRisk, WordingReview, WordingHit)
    assert here == {c.name for model in models for c in model._meta.constraints}
