"""Reads a contact plan's rows, for actions and queries that have decided on them already."""

from uuid import UUID

from alongside.areas.plans.models import ContactPlan, ContactPlanVersion, WordingHit
from alongside.areas.plans.rules.contact_fields import PlanWords, all_said
from alongside.areas.plans.rules.contact_plan import Permission, PersonToRing
from alongside.areas.plans.rules.contact_wording import BarredPhrase, told_of
from alongside.areas.plans.rules.wording import WordedKind
from alongside.kernel.actor import OWN_DOOR, Actor
from alongside.kernel.refusal import Refused


def not_here() -> Refused:
    """The refusal of a plan that is nobody's, or not this viewer's to know of."""
    return Refused(
        "plan.not_here",
        "There is no such plan here.",
        next_step="Open the person's page and start from there.",
    )


def may_write(actor: Actor, plan: ContactPlan) -> bool:
    """Say whether a draft is this actor's: they started it, or it is their own plan."""
    return plan.started_by_id == actor.user_id or actor.role in OWN_DOOR


def last_version(plan: ContactPlan) -> ContactPlanVersion:
    """Answer what a plan says now."""
    return plan.versions.get(number=plan.version)


def words_of(version: ContactPlanVersion) -> PlanWords:
    """Read a version's words."""
    return PlanWords(**{name: getattr(version, name) for name in all_said(PlanWords())})


def people_of(version: ContactPlanVersion) -> tuple[PersonToRing, ...]:
    """Read whom to ring, in the person's order."""
    return tuple(
        PersonToRing(row.name, row.relation, row.phone, Permission(row.permission))
        for row in version.people.order_by("position")
    )


def held_phrases(plan_id: UUID) -> tuple[BarredPhrase, ...]:
    """Answer the phrases that keep a draft from being shared, for whoever writes it."""
    waiting = WordingHit.objects.filter(
        review__plan_kind=WordedKind.CONTACT_PLAN, review__plan_id=plan_id, review__outcome=""
    ).order_by("field", "phrase")
    return tuple(told_of(row.field, row.phrase, row.kind) for row in waiting)
