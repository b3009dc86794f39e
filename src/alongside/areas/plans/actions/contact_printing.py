"""Giving a contact plan on paper: the sheet and the wallet card, each kept in the log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.people import queries as people
from alongside.areas.plans.queries.contact import PlanInForce, plan_in_force
from alongside.areas.plans.queries.contact_own import check_own
from alongside.areas.plans.queries.contact_rows import not_here
from alongside.areas.plans.rules.contact_plan import PlanState
from alongside.areas.plans.rules.doors import Allowance
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.engines.sharing import Category, CategoryDecision, Duty, Outcome, Purpose
from alongside.foundation.audit.keys import for_standing_person
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.picture.deciding import (
    decision_about,
    refused_by_person,
    require_category,
)
from alongside.foundation.picture.panels import facts_about
from alongside.kernel.actor import OWN_DOOR, Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class PlanOnPaper:
    """A plan to print.

    Attributes:
        who: What the person likes to be called, or their name.
        plan: The plan in force.
        medical: Whether urgent medical safety is printed.
        printed_at: When.
    """

    who: str
    plan: PlanInForce
    medical: bool
    printed_at: datetime


@for_standing_person
def print_contact_plan(
    actor: Actor,
    person_id: UUID,
    *,
    method: str,
    purpose: Purpose | None = None,
    now: datetime,
) -> PlanOnPaper:
    """Answer the plan in force for paper, with its log entry in the same transaction.

    The person and their carer print it by their own door; somebody who works with them prints
    it for a purpose that shows the person's own words. What is printed needs no account.

    Args:
        actor: Who prints.
        person_id: Whose plan.
        method: ``sheet`` or ``card``.
        purpose: Why somebody who works with them looks.
        now: The server's instant.

    Raises:
        NotPermitted: The role may not, the purpose does not show it, or it is another person's.
        Refused: ``plan.none_in_force``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "contact_plan.print")
        check_own(actor, person_id, Allowance.SEE_WORDS, now=now)
        own = actor.role in OWN_DOOR
        words = None if own else _words(actor, person_id, purpose, now)
        medical = own or _sees_medical(actor, person_id, purpose, now)
        plan = plan_in_force(person_id, now)
        named = people.labels(actor, [person_id], now=now)
        if plan is None or plan.state is not PlanState.SHARED or person_id not in named:
            raise Refused(
                "plan.none_in_force",
                "There is no contact plan in force to print.",
                next_step="Make one with them, or look at it again with them.",
            )
        who = plan.words.preferred_name or named[person_id].full
        paper = PlanOnPaper(who, plan, medical, now)
        entry = _entry(paper, person_id, _why(words, purpose, method))
        record(actor, entry, now=now)
    return paper


def _entry(paper: PlanOnPaper, person_id: UUID, why: Why) -> Entry:
    shown = [Category.IDENTITY, Category.OWN_WORDS]
    if paper.medical and paper.plan.medical():
        shown.append(Category.MEDICAL_SAFETY)
    return Entry(
        Op.PRINT,
        "plans.print_contact_plan",
        Ref("contact_plan", paper.plan.id),
        also=(Ref("person", person_id),),
        fields=tuple(shown),
        why=why,
    )


def _words(
    actor: Actor, person_id: UUID, purpose: Purpose | None, now: datetime
) -> CategoryDecision:
    """Refuse a purpose that does not show the person's words."""
    if purpose is None:
        raise not_here()
    return require_category(actor, purpose, Category.OWN_WORDS, now=now, person_id=person_id)


def _sees_medical(actor: Actor, person_id: UUID, purpose: Purpose | None, now: datetime) -> bool:
    """Answer whether urgent medical safety goes with it: shown, and the person said no such no."""
    if purpose is None:
        return False
    kind = Category.MEDICAL_SAFETY
    decision = decision_about(actor, person_id, kind, purpose=purpose, now=now)
    facts = facts_about(person_id, now, purpose)
    refused = refused_by_person(actor, facts, purpose, now=now)
    return decision.outcome is Outcome.SHOWN and kind not in refused


def _why(words: CategoryDecision | None, purpose: Purpose | None, method: str) -> Why:
    """Say on what ground it goes on paper; behind broken glass, that before how."""
    if words is None or purpose is None:
        return Why(method=method)
    return Why(
        purpose=purpose.value,
        gateway=words.ground,
        agreement=words.agreement,
        method="break_glass" if Duty.BOTH_REVIEW in words.duties else method,
    )
