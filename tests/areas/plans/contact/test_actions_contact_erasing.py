"""A plan's words are erased a year after its review date, and nothing else of it."""

from datetime import timedelta

from alongside.areas.oversight.actions import erase_plan_copies
from alongside.areas.plans.actions.contact_erasing import copies_past_review, erase_plan
from alongside.areas.plans.actions.wording import release_wording
from alongside.areas.plans.models import (
    ContactPlan,
    ContactPlanPerson,
    ContactPlanVersion,
    WordingHit,
    WordingReview,
)
from alongside.areas.plans.rules.contact_plan import PlanState
from alongside.engines.sharing import Purpose
from alongside.foundation.audit.models import AuditEntry
from tests.areas.plans.contact.conftest import SAID
from tests.support.world import NOW

YEAR = timedelta(days=366)


def test_words_past_review_are_found_until_they_are_renewed_and_erased_a_year_on(plans):
    plan = ContactPlan.objects.get(pk=plans.shared())
    review_on = plan.review_on
    assert list(copies_past_review(review_on - timedelta(days=1))) == []
    (copy,) = copies_past_review(review_on)
    assert (copy.id, copy.person_id, copy.review_on) == (plan.pk, plan.person_id, review_on)
    at_review = NOW.replace(year=review_on.year, month=review_on.month, day=review_on.day)
    assert erase_plan_copies(at_review) == 0
    assert erase_plan_copies(at_review + YEAR) == 1
    versions = ContactPlanVersion.objects.filter(plan=plan)
    assert {getattr(one, name) for one in versions for name in SAID} == {""}
    assert not ContactPlanPerson.objects.filter(version__plan=plan).exists()
    assert ContactPlan.objects.get(pk=plan.pk).shared_at == plan.shared_at
    (entry,) = AuditEntry.objects.filter(op="erasure")
    assert SAID["first_words"] not in repr(entry.details)
    assert erase_plan_copies(at_review + 2 * YEAR) == 0


def test_a_plan_that_was_renewed_is_not_erased(plans):
    plan = ContactPlan.objects.get(pk=plans.shared())
    ContactPlan.objects.filter(pk=plan.pk).update(review_on=plan.review_on - 2 * YEAR)
    (copy,) = copies_past_review(plan.review_on - YEAR)
    assert copy.id == plan.pk
    ContactPlan.objects.filter(pk=plan.pk).update(state=PlanState.REPLACED, ended_at=NOW)
    later = ContactPlan.objects.get(pk=plans.shared())
    assert later.pk != plan.pk
    assert list(copies_past_review(later.review_on - timedelta(days=1))) == []


def test_words_that_were_held_back_are_erased_with_the_plan(plans, keyworker, lead):
    plan = plans.draft({"helps": "Police should not be sent when I ring"})
    assert plans.share(plan)
    review = WordingReview.objects.get(plan_id=plan)
    release_wording(lead, review.id, reason="Her words", purpose=Purpose.S136_TO_HEALTH, now=NOW)
    assert plans.share(plan) == ()
    assert WordingHit.objects.exists()
    assert erase_plan(plan, NOW)
    assert not WordingHit.objects.exists()
    kept = WordingReview.objects.get(plan_id=plan)
    assert (kept.outcome, kept.reason) == ("released", "Erased with the plan")
