"""Holding back words of a contact plan that would withhold help."""

from datetime import datetime

from alongside.areas.plans.actions.wording import close_wording_review, raise_wording_review
from alongside.areas.plans.models import ContactPlan
from alongside.areas.plans.queries.contact_rows import held_phrases
from alongside.areas.plans.rules.contact_fields import FIELDS, PlanWords
from alongside.areas.plans.rules.contact_wording import barred_in
from alongside.areas.plans.rules.wording import FieldWords, WordedKind, WordedPlan
from alongside.kernel.actor import Actor

WORDED_FIELDS = {field.name: FieldWords(field.label, field.category) for field in FIELDS}


def hold_barred(actor: Actor, plan: ContactPlan, words: PlanWords, *, now: datetime) -> bool:
    """Hold back what may not be shared as it stands, and tell a reviewer of what is new.

    Returns:
        Whether anything keeps the plan from being shared.
    """
    return bool(raise_wording_review(actor, _worded(plan), barred_in(words), now=now))


def look_again(actor: Actor, plan: ContactPlan, words: PlanWords, *, now: datetime) -> None:
    """Close the review of words that a save has put another way."""
    if held_phrases(plan.id):
        hold_barred(actor, plan, words, now=now)


def stop_holding(actor: Actor, plan: ContactPlan, *, now: datetime) -> None:
    """End the review of a plan that was put away."""
    close_wording_review(actor, _worded(plan), now=now)


def _worded(plan: ContactPlan) -> WordedPlan:
    return WordedPlan(WordedKind.CONTACT_PLAN, plan.id, plan.person_id, WORDED_FIELDS)
