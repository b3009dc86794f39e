"""Words held back in a plan: a reviewer is told, and may let them stand with a reason."""

from dataclasses import replace
from uuid import uuid4

import pytest

from alongside.areas.plans.actions import crisis_plan
from alongside.areas.plans.actions.wording import release_wording
from alongside.areas.plans.models import WordingReview
from alongside.areas.plans.queries.wording import (
    held_wording,
    waiting_wording_count,
    waiting_wordings,
)
from alongside.engines.sharing import Purpose
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.models import InboxItem
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.areas.plans.crisis_plan.conftest import SEES_MOST, WORDS
from tests.support.world import NOW, on_duty

pytestmark = pytest.mark.django_db
HELD = replace(WORDS, does_not_help="Do not convey.")


@pytest.fixture
def review(plans) -> WordingReview:
    plans.draft(HELD)
    return WordingReview.objects.get()


def release(actor, review, **changes):
    given = {"reason": "He means the bus", "purpose": SEES_MOST, "now": NOW, **changes}
    release_wording(actor, review.id, **given)


def test_the_liaison_leads_are_told_once_for_the_same_words(plans, nurse, lead):
    plan = plans.draft(HELD)
    plans.put(plan)
    work_once(NOW)
    told = InboxItem.objects.get()
    assert (told.user_id, told.title) == (lead.user_id, "Words in a plan wait for you")
    assert told.link == f"/plans/wording/{WordingReview.objects.get().id}/"


def test_nobody_is_told_of_words_that_were_put_another_way_meanwhile(plans, nurse, review):
    crisis_plan.save_crisis_plan(nurse, review.plan_id, (WORDS, ()), version=2, now=NOW)
    work_once(NOW)
    assert not InboxItem.objects.exists()


def test_words_let_stand_let_the_plan_come_in_force_and_the_writer_is_told(
    plans, nurse, lead, review
):
    release(lead, review)
    review.refresh_from_db()
    assert (review.outcome, review.decided_by_id) == ("released", lead.user_id)
    assert plans.put(review.plan_id) == ()
    work_once(NOW)
    told = InboxItem.objects.get(user_id=nurse.user_id)
    assert told.link == f"/plans/crisis/draft/{review.plan_id}/"
    assert AuditEntry.objects.filter(action="plans.wording_released").count() == 1


def test_new_words_beside_those_let_stand_are_held_alone(plans, nurse, lead, review):
    release(lead, review)
    worse = replace(HELD, helps="Officers should not be sent")
    crisis_plan.save_crisis_plan(nurse, review.plan_id, (worse, ()), version=2, now=NOW)
    held = WordingReview.objects.get(outcome="")
    assert [hit.phrase for hit in held.hits.all()] == ["Officers should not be sent"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"reason": " "}, "wording.reason_missing"), ({"purpose": Purpose.SAFEGUARDING_MEETING}, "")],
)
def test_a_release_without_a_reason_or_unseen_is_refused_and_leaves_no_trace(
    lead, review, changes, code
):
    entries = AuditEntry.objects.count()
    with pytest.raises(Refused) as caught:
        release(lead, review, **changes)
    assert caught.value.code == (code or "wording.unseen")
    assert AuditEntry.objects.count() == entries


def test_words_are_let_stand_once_and_only_where_there_are_any(lead, review):
    release(lead, review)
    with pytest.raises(Refused, match="dealt with already"):
        release(lead, review)
    review.id = uuid4()
    with pytest.raises(Refused, match="no such words"):
        release(lead, review)


def test_nobody_lets_their_own_words_stand(world, plans, jamie, lead):
    plans.draft(HELD, by=lead)
    own = WordingReview.objects.get()
    with pytest.raises(NotPermitted, match="You wrote these words"):
        release(lead, own)
    assert held_wording(lead, own.id, purpose=SEES_MOST, now=NOW).own
    other = on_duty(Role.LIAISON_LEAD, world.trust, name="Another lead")
    release(other, own)


def test_the_queue_says_nothing_of_the_person_and_a_look_at_the_words_is_logged(
    lead, nurse, review
):
    (line,) = waiting_wordings(lead)
    assert (line.plan, line.phrases, line.writer) == (
        "Crisis plan",
        1,
        f"{nurse.name}, Northmoor MH",
    )
    looks = AuditEntry.objects.filter(action="picture.compose").count()
    held = held_wording(lead, review.id, purpose=SEES_MOST, now=NOW)
    assert [(p.field, p.phrase) for p in held.phrases] == [("What does not help", "Do not convey")]
    assert held.may_stand
    assert AuditEntry.objects.filter(action="picture.compose").count() == looks + 1
    with pytest.raises(Refused, match="no such words"):
        held_wording(lead, uuid4(), purpose=SEES_MOST, now=NOW)


def test_words_of_the_clinical_part_are_held_back_from_the_reviewer_with_the_way_on(plans, lead):
    plans.draft(replace(WORDS, history="Frequent attender"))
    review = WordingReview.objects.get()
    held = held_wording(lead, review.id, purpose=SEES_MOST, now=NOW)
    assert held.phrases == ()
    assert held.held_back
    assert not held.may_stand
    with pytest.raises(NotPermitted, match="held back from you"):
        release(lead, review)


@pytest.mark.parametrize("role", Role)
def test_only_a_liaison_lead_on_duty_sees_or_lets_stand(world, review, role):
    actor = world[role]
    if role is Role.LIAISON_LEAD:
        assert waiting_wording_count(actor) == 1
        release(actor, review)
        assert waiting_wording_count(actor) == 0
        with pytest.raises(NotPermitted):
            waiting_wordings(replace(actor, on_duty=False))
        return
    assert waiting_wording_count(actor) == 0
    works = [
        lambda: waiting_wordings(actor),
        lambda: held_wording(actor, review.id, purpose=SEES_MOST, now=NOW),
        lambda: release(actor, review),
    ]
    for work in works:
        with pytest.raises(NotPermitted):
            work()
    assert WordingReview.objects.filter(outcome="").exists()
