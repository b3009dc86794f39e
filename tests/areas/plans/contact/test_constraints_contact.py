"""Each promise the database keeps of contact plans and choices, with a row that breaks it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.areas.plans.models import (
    ContactPlan,
    ContactPlanOffer,
    ContactPlanPerson,
    ContactPlanVersion,
    SharingChoice,
)
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
EARLIER, LATER = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
DRAFT = {"state": "draft", "made_how": "self", "started_at": NOW}
SHARED = {
    **DRAFT,
    "state": "shared",
    "shared_at": NOW,
    "review_on": date(2027, 1, 1),
    "agreed_by": "person",
    "capacity": "presumed",
}
ENDED = {**SHARED, "state": "withdrawn", "ended_at": NOW}
YES = {
    "kind": "consent",
    "recipient": "police",
    "category": "C",
    "agreed_by": "person",
    "said_how": "own_door",
    "starts_at": NOW,
    "recorded_at": NOW,
}
FOR_THEM = {
    **YES,
    "kind": "capacity",
    "agreed_by": "best_interests",
    "purpose": "P6",
    "ends_at": LATER,
    "decision": "Who reads it",
    "assessed_by": "Dr Okoro",
    "assessed_on": NOW.date(),
}
PLANS = {
    "contact_plan_words_are_known": [{**DRAFT, "state": "expired"}],
    "contact_plan_words_are_known ": [{**DRAFT, "made_how": "by_police"}],
    "contact_plan_shared_with_who_agreed": [{**SHARED, "shared_at": None}],
    "contact_plan_shared_with_who_agreed ": [{**SHARED, "review_on": None}],
    "contact_plan_shared_with_who_agreed  ": [{**SHARED, "agreed_by": ""}],
    "contact_plan_shared_with_who_agreed   ": [{**SHARED, "capacity": ""}],
    "contact_plan_shared_with_who_agreed    ": [{**DRAFT, "shared_at": NOW}],
    "contact_plan_ends_once": [{**SHARED, "ended_at": NOW}],
    "contact_plan_ends_once ": [{**ENDED, "ended_at": None}],
    "contact_plan_ends_after_start": [{**ENDED, "ended_at": EARLIER}],
    "one_contact_plan_in_force": [SHARED, SHARED],
    "one_draft_for_each_writer": [DRAFT, DRAFT],
}
CHOICES = {
    "sharing_choice_words_are_known": [{**YES, "kind": "maybe"}],
    "sharing_choice_words_are_known ": [{**YES, "category": "Z"}],
    "sharing_choice_words_are_known  ": [{**YES, "purpose": "P99"}],
    "sharing_choice_words_are_known   ": [{**YES, "agreed_by": "police"}],
    "sharing_choice_words_are_known    ": [{**YES, "said_how": "guessed"}],
    "sharing_choice_words_are_known     ": [{**YES, "recipient": ""}],
    "sharing_choice_ends_after_start": [{**YES, "ends_at": NOW}],
    "sharing_choice_ends_after_start ": [{**YES, "withdrawn_at": EARLIER, "ended": True}],
    "sharing_choice_ended_by_somebody": [{**YES, "withdrawn_at": LATER}],
    "sharing_choice_ended_by_somebody ": [{**YES, "ended": True}],
    "capacity_decision_is_whole": [{**YES, "agreed_by": "best_interests"}],
    "capacity_decision_is_whole ": [{**FOR_THEM, "agreed_by": "person"}],
    "capacity_decision_is_whole  ": [{**FOR_THEM, "decision": ""}],
    "capacity_decision_is_whole   ": [{**FOR_THEM, "assessed_by": ""}],
    "capacity_decision_is_whole    ": [{**FOR_THEM, "assessed_on": None}],
    "capacity_decision_is_whole     ": [{**FOR_THEM, "ends_at": None}],
    "capacity_decision_is_whole      ": [{**FOR_THEM, "purpose": ""}],
    "capacity_decision_is_whole       ": [{**FOR_THEM, "recipient": "anybody"}],
    "one_choice_for_a_recipient": [YES, {**YES, "kind": "objection"}],
}
NOTED = {"noted_at": NOW}
OFFERS = {
    "offer_comes_after_note": [{**NOTED, "offered_at": EARLIER, "offered": True}],
    "offer_comes_after_note ": [{**NOTED, "offered_at": NOW}],
    "offer_comes_after_note  ": [{**NOTED, "offered": True}],
    "answer_comes_after_offer": [{**NOTED, "answer": "accepted", "answered_at": NOW}],
    "answer_comes_after_offer ": [
        {**NOTED, "offered_at": NOW, "offered": True, "answer": "maybe", "answered_at": NOW}
    ],
    "answer_comes_after_offer  ": [
        {**NOTED, "offered_at": NOW, "offered": True, "answer": "accepted", "answered_at": EARLIER}
    ],
    "answer_comes_after_offer   ": [
        {**NOTED, "offered_at": NOW, "offered": True, "answered_at": NOW}
    ],
    "answer_comes_after_offer    ": [
        {**NOTED, "offered_at": NOW, "offered": True, "answer": "accepted"}
    ],
    "one_offer_open_for_a_person": [NOTED, NOTED],
}


@pytest.fixture
def make(jamie, keyworker):
    """Make a row of a model with whoever and wherever it needs."""
    user, home = keyworker.user_id, keyworker.organisation_id

    def plan(**row):
        shared = {"shared_by_id": user} if row.get("shared_at") else {}
        return ContactPlan.objects.create(
            person_id=jamie, started_by_id=user, controller_id=home, **shared, **row
        )

    def choice(*, ended=False, **row):
        who = {"withdrawn_by_id": user} if ended else {}
        return SharingChoice.objects.create(
            person_id=jamie, recorded_by_id=user, controller_id=home, **who, **row
        )

    def offer(*, offered=False, **row):
        who = {"offered_by_id": user} if offered else {}
        return ContactPlanOffer.objects.create(
            person_id=jamie, noted_by_id=user, controller_id=home, **who, **row
        )

    return {ContactPlan: plan, SharingChoice: choice, ContactPlanOffer: offer}


CASES = [
    (model, name)
    for model, broken in (
        (ContactPlan, PLANS),
        (SharingChoice, CHOICES),
        (ContactPlanOffer, OFFERS),
    )
    for name in broken
]
BROKEN = {ContactPlan: PLANS, SharingChoice: CHOICES, ContactPlanOffer: OFFERS}


@pytest.mark.parametrize(("model", "name"), CASES)
def test_the_database_refuses_what_breaks(model, name, make):
    rows = BROKEN[model][name]
    assert name.strip() in {constraint.name for constraint in model._meta.constraints}
    for row in rows[:-1]:
        make[model](**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        make[model](**rows[-1])
    assert model.objects.count() == len(rows) - 1


def test_whole_rows_are_taken(make):
    for row in (DRAFT, SHARED, ENDED, {**DRAFT, "state": "set_aside", "ended_at": NOW}):
        make[ContactPlan](**row)
    for row in (YES, FOR_THEM, {**YES, "withdrawn_at": LATER, "ended": True}):
        make[SharingChoice](**row)
    make[ContactPlanOffer](
        **NOTED, offered_at=NOW, offered=True, answer="declined", answered_at=NOW
    )


def version_row(make, keyworker):
    plan = make[ContactPlan](**DRAFT)
    return plan, {"plan": plan, "number": 1, "saved_at": NOW, "saved_by_id": keyworker.user_id}


def test_a_version_has_its_own_number(make, keyworker):
    _plan, row = version_row(make, keyworker)
    ContactPlanVersion.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPlanVersion.objects.create(**row)


@pytest.mark.parametrize(
    "row",
    [
        {"name": "", "phone": "1", "permission": "tell"},
        {"name": "Jo", "phone": "", "permission": "tell"},
        {"name": "Jo", "phone": "1", "permission": "other"},
    ],
)
def test_somebody_to_ring_can_be_rung(row, make, keyworker):
    version = ContactPlanVersion.objects.create(**version_row(make, keyworker)[1])
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPlanPerson.objects.create(version=version, position=1, **row)
    ContactPlanPerson.objects.create(version=version, position=1, name="Lee", permission="never")
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPlanPerson.objects.create(
            version=version, position=1, name="Jo", phone="1", permission="tell"
        )


def test_every_constraint_is_broken_somewhere_here():
    here = {name.strip() for broken in BROKEN.values() for name in broken} | {
        "one_contact_plan_version_of_a_number",
        "one_person_in_a_place",
        "person_to_ring_can_be_rung",
    }
    models = (*BROKEN, ContactPlanVersion, ContactPlanPerson)
    assert here == {constraint.name for m in models for constraint in m._meta.constraints}
