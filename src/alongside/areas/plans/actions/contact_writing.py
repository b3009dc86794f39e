"""What every change to a contact plan has in common."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from alongside.areas.plans.models import ContactPlan, ContactPlanPerson, ContactPlanVersion
from alongside.areas.plans.queries.contact_own import check_own
from alongside.areas.plans.queries.contact_rows import last_version, may_write, not_here, words_of
from alongside.areas.plans.rules.contact_fields import PlanWords, all_said
from alongside.areas.plans.rules.contact_plan import PersonToRing, PlanState
from alongside.areas.plans.rules.doors import Allowance
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Conflict, Refused


def locked_plan(plan_id: UUID) -> ContactPlan:
    """Load a plan for change, holding others off until the transaction ends.

    Raises:
        Refused: ``plan.not_here``.
    """
    plan = ContactPlan.objects.select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise not_here()
    return plan


def locked_draft(actor: Actor, plan_id: UUID, *, now: datetime) -> ContactPlan:
    """Load a draft for change by whoever may write it: who started it, or the person.

    Raises:
        NotPermitted: It is another person's.
        Refused: ``plan.not_here`` or ``plan.not_a_draft``.
    """
    plan = locked_plan(plan_id)
    check_own(actor, plan.person_id, Allowance.WRITE_WORDS, now=now)
    if not may_write(actor, plan):
        raise not_here()
    if plan.state != PlanState.DRAFT:
        raise Refused(
            "plan.not_a_draft",
            "This plan is not a draft any more.",
            next_step="Start a change from the person's page.",
        )
    return plan


def check_version(plan: ContactPlan, version: int, wanted: dict[str, str]) -> None:
    """Refuse a save made to an older version; both stay readable.

    Raises:
        Conflict: ``plan.changed``, with what the plan says now where it differs.
    """
    if plan.version == version:
        return
    said = all_said(words_of(last_version(plan)))
    raise Conflict(
        "plan.changed",
        "This plan was changed in another place while you were writing.",
        theirs={name: said[name] for name in wanted if said.get(name, "") != wanted[name]},
        next_step="Look at both, then save what is right.",
    )


def add_version(
    actor: Actor,
    plan: ContactPlan,
    *,
    words: PlanWords,
    people: Collection[PersonToRing],
    now: datetime,
) -> None:
    """Write down what a plan says from now on, beside what it said before."""
    plan.version += 1
    row = ContactPlanVersion.objects.create(
        plan=plan,
        number=plan.version,
        saved_at=now,
        saved_by_id=actor.user_id,
        **all_said(words),
    )
    ContactPlanPerson.objects.bulk_create(
        ContactPlanPerson(version=row, position=number, **asdict(person))
        for number, person in enumerate(people, 1)
    )


def keep(
    actor: Actor,
    plan: ContactPlan,
    what: str,
    *,
    now: datetime,
    fields: Collection[str] = (),
    op: Op = Op.ALTERATION,
    also: tuple[Ref, ...] = (),
    request_key: UUID | None = None,
) -> None:
    """Put what was done with a plan in the audit."""
    entry = Entry(
        op,
        f"plans.{what}",
        Ref("contact_plan", plan.id),
        also=(Ref("person", plan.person_id), *also),
        fields=tuple(fields),
    )
    record(actor, entry, now=now, request_key=request_key)
