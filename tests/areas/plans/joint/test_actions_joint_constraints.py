"""Each promise the database keeps about shared plans, with a row that breaks it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.areas.plans.models import (
    HerbertForm,
    HerbertHolding,
    HerbertPartTwo,
    MissingEvent,
    MissingRecord,
    SuicideAnniversary,
    SuicideOwnPart,
    SuicidePlan,
    SuicidePlanEvent,
)
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
DAY = date(2026, 6, 10)


@pytest.fixture
def rows(cast, jamie):
    """Make sound rows, to be broken one promise at a time."""
    record = _missing_record(cast, jamie)
    plan = _plan(cast, jamie)
    return {
        MissingRecord: record,
        SuicidePlan: plan,
        **_around_plan(cast, plan),
        MissingEvent: MissingEvent.objects.create(record=record, **_event(cast)),
        **_herbert(cast, record),
    }


def _at(cast):
    lead = cast.lead
    return {
        "recorded_at": NOW,
        "recorded_by_id": lead.user_id,
        "organisation_id": lead.organisation_id,
    }


def _event(cast):
    said = {"kind": "told", "happened_at": NOW, "recorded_as": "liaison_lead", "sequence": 1}
    return {**said, **_at(cast)}


def _missing_record(cast, jamie):
    return MissingRecord.objects.create(
        person_id=jamie,
        organisation_id=cast.officer.organisation_id,
        opened_by_id=cast.officer.user_id,
        recorded_at=NOW,
        reported_at=NOW,
        state="missing",
        level="low",
        level_set_at=NOW,
        next_review_due_at=LATER,
    )


def _plan(cast, jamie):
    return SuicidePlan.objects.create(
        person_id=jamie,
        state="proposed",
        proposed_by_id=cast.rail.user_id,
        proposed_organisation_id=cast.rail.organisation_id,
        proposed_at=NOW,
        asked_id=cast.lead.user_id,
        asked_organisation_id=cast.lead.organisation_id,
        ends_on=DAY,
    )


def _around_plan(cast, plan):
    hard_day = {"month": 6, "day": 20, "words": "Her birthday"}
    return {
        SuicidePlanEvent: SuicidePlanEvent.objects.create(plan=plan, **_event(cast)),
        SuicideOwnPart: SuicideOwnPart.objects.create(
            plan=plan, text="Ring my sister", **_at(cast)
        ),
        SuicideAnniversary: SuicideAnniversary.objects.create(
            plan=plan, recorded_at=NOW, recorded_by_id=cast.lead.user_id, **hard_day
        ),
    }


def _herbert(cast, record):
    form = HerbertForm.objects.create(
        person_id=record.person_id,
        completed_on=DAY,
        completed_by="Anne",
        completed_as="family",
        consent="person",
        review_due_on=DAY + timedelta(days=183),
        **_at(cast),
    )
    return {
        HerbertForm: form,
        HerbertPartTwo: HerbertPartTwo.objects.create(
            form=form, record=record, last_seen_at=NOW, last_seen_place="Shop", **_at(cast)
        ),
        HerbertHolding: HerbertHolding.objects.create(
            organisation_id=cast.officer.organisation_id,
            held_centrally=True,
            reason="Agreed",
            decided_by_id=cast.governance.user_id,
            decided_at=NOW,
        ),
    }


CHANGED = {
    "missing_level_known": (MissingRecord, {"level": "absent"}),
    "missing_state_agrees_with_closing": (MissingRecord, {"state": "closed"}),
    "missing_state_agrees_with_closing ": (
        MissingRecord,
        {"closed_at": LATER, "found_at": NOW, "welfare_confirmed_at": LATER},
    ),
    "missing_closes_when_found_and_well": (
        MissingRecord,
        {"state": "closed", "closed_at": LATER, "found_at": NOW},
    ),
    "missing_closes_when_found_and_well ": (
        MissingRecord,
        {"state": "closed", "closed_at": NOW, "found_at": LATER, "welfare_confirmed_at": NOW},
    ),
    "missing_review_due_while_open": (MissingRecord, {"next_review_due_at": None}),
    "missingevent_happened_before_recorded": (MissingEvent, {"happened_at": LATER}),
    "suicideplanevent_happened_before_recorded": (SuicidePlanEvent, {"happened_at": LATER}),
    "suicide_state_known": (SuicidePlan, {"state": "urgent"}),
    "suicide_review_due_while_open": (SuicidePlan, {"state": "open", "opened_at": NOW}),
    "suicide_closed_by_both_with_a_reason": (
        SuicidePlan,
        {"state": "closed", "closed_at": NOW, "closing_reason": "Well"},
    ),
    "suicide_closed_has_a_time": (SuicidePlan, {"state": "closed"}),
    "suicide_own_part_or_why_not": (SuicideOwnPart, {"why_not": "Asleep"}),
    "suicide_own_part_or_why_not ": (SuicideOwnPart, {"text": ""}),
    "suicide_own_part_ends_after_it_starts": (
        SuicideOwnPart,
        {"ended_at": NOW - timedelta(hours=1)},
    ),
    "suicide_anniversary_is_a_day": (SuicideAnniversary, {"month": 13}),
    "suicide_anniversary_is_a_day ": (SuicideAnniversary, {"words": ""}),
    "herbert_writer_known": (HerbertForm, {"completed_as": "neighbour"}),
    "herbert_writer_known ": (HerbertForm, {"completed_by": ""}),
    "herbert_consent_or_best_interests_note": (HerbertForm, {"consent": "best_interests"}),
    "herbert_photo_has_a_date": (HerbertForm, {"photo_reference": "File"}),
    "herbert_review_after_completed": (HerbertForm, {"review_due_on": DAY}),
    "herbert_end_has_a_reason": (HerbertForm, {"ended_at": NOW}),
    "herbert_last_seen_before_recorded": (HerbertPartTwo, {"last_seen_at": LATER}),
    "herbert_holding_says_why": (HerbertHolding, {"reason": ""}),
}
AGAIN = {
    "missing_once_at_a_time": (MissingRecord, {}),
    "missing_event_has_its_own_place": (MissingEvent, {}),
    "suicide_event_has_its_own_place": (SuicidePlanEvent, {}),
    "suicide_one_plan_at_a_time": (SuicidePlan, {}),
    "suicide_one_own_part": (SuicideOwnPart, {}),
    "suicide_anniversary_once": (SuicideAnniversary, {}),
    "herbert_one_in_force": (HerbertForm, {"version": 2}),
    "herbert_version_once": (HerbertForm, {"ended_at": NOW, "end_reason": "Old"}),
    "herbert_one_first_part_two": (HerbertPartTwo, {}),
}


@pytest.mark.parametrize("name", CHANGED)
def test_the_database_refuses_a_change_that_breaks(name, rows) -> None:
    model, change = CHANGED[name]
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=rows[model].pk).update(**change)


@pytest.mark.parametrize("name", AGAIN)
def test_the_database_refuses_a_second_row_that_breaks(name, rows) -> None:
    model, change = AGAIN[name]
    second = rows[model]
    second.pk = None
    second._state.adding = True
    for field, value in change.items():
        setattr(second, field, value)
    if model._meta.pk.get_internal_type() == "UUIDField":
        second.pk = model._meta.pk.get_default()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save(force_insert=True)


@pytest.mark.parametrize("model", [MissingEvent, SuicidePlanEvent])
def test_the_database_refuses_a_correction_that_does_not_say_why(model, rows) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=rows[model].pk).update(supersedes=rows[model].pk)


def test_the_database_refuses_a_plan_of_one_side(cast, rows) -> None:
    plans = SuicidePlan.objects.filter(pk=rows[SuicidePlan].pk)
    for change in (
        {"asked_organisation_id": cast.rail.organisation_id},
        {"asked_id": cast.rail.user_id},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            plans.update(**change)


@pytest.mark.parametrize("second", ["same person", "same organisation"])
def test_the_database_refuses_two_signatures_of_one_side(cast, rows, second) -> None:
    user = cast.rail.user_id if second == "same person" else cast.lead.user_id
    at = cast.lead if second == "same person" else cast.rail
    with pytest.raises(IntegrityError), transaction.atomic():
        SuicidePlan.objects.filter(pk=rows[SuicidePlan].pk).update(
            state="closed",
            closed_at=NOW,
            closing_reason="Well",
            first_signed_by_id=cast.rail.user_id,
            first_signed_organisation_id=cast.rail.organisation_id,
            second_signed_by_id=user,
            second_signed_organisation_id=at.organisation_id,
        )
