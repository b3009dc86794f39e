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
from alongside.engines.sharing import Category, Outcome, Purpose
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.picture.deciding import decision_about, require_category
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
        medical = own or _may(actor, person_id, purpose, now)
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
        kinds = (Category.OWN_WORDS, Category.MEDICAL_SAFETY) if medical else (Category.OWN_WORDS,)
        entry = Entry(
            Op.PRINT,
            "plans.print_contact_plan",
            Ref("contact_plan", plan.id),
            also=(Ref("person", person_id),),
            fields=kinds,
            why=Why(purpose=purpose.value if purpose else "", method=method),
        )
        record(actor, entry, now=now)
    return paper


def _may(actor: Actor, person_id: UUID, purpose: Purpose | None, now: datetime) -> bool:
    """Refuse a purpose that does not show the person's words; answer whether medical safety is."""
    if purpose is None:
        raise not_here()
    require_category(actor, purpose, Category.OWN_WORDS, now=now, person_id=person_id)
    kind = Category.MEDICAL_SAFETY
    decision = decision_about(actor, person_id, kind, purpose=purpose, now=now)
    return decision.outcome is Outcome.SHOWN
