"""Who has a plan open with a person, so that they are told when something changes."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from alongside.areas.plans.models import ContactPlan, CrisisPlan, Door, MissingRecord, SuicidePlan
from alongside.areas.plans.rules.contact_plan import PlanState
from alongside.areas.plans.rules.crisis_plan import CrisisState

RUNNING = ("proposed", "open", "closing")


def working_on_plans(person_id: UUID) -> Iterable[UUID]:
    """Answer who made a plan that is in use or being written, and who made a door still open."""
    contact = Q(state__in=(PlanState.DRAFT, PlanState.SHARED))
    crisis = Q(state__in=(CrisisState.DRAFT, CrisisState.IN_FORCE))
    found: set[UUID] = set()
    for rows, column in (
        (ContactPlan.objects.filter(contact), "started_by_id"),
        (CrisisPlan.objects.filter(crisis), "started_by_id"),
        (MissingRecord.objects.filter(closed_at=None), "opened_by_id"),
        (SuicidePlan.objects.filter(state__in=RUNNING), "proposed_by_id"),
        (SuicidePlan.objects.filter(state__in=RUNNING), "asked_id"),
        (Door.objects.filter(Q(closed_at=None) | Q(closed_why="by_staff")), "made_by_id"),
    ):
        found |= set(rows.filter(person_id=person_id).values_list(column, flat=True))
    return found
