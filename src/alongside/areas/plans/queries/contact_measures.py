"""How many were offered a contact plan, and how many who wanted one have it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.people.queries.reckoning import joined_keys
from alongside.areas.plans.models import ContactPlan, ContactPlanOffer
from alongside.areas.plans.rules.contact_offers import Answer, Measure, measure
from alongside.areas.plans.rules.contact_plan import PlanState
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date

LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class PlanMeasures:
    """Both measures over the twelve months before an instant.

    Attributes:
        offered: Offered a plan, of those noted as perhaps at risk of crisis.
        have_plan: Have a plan in force, of those who accepted the offer.
        since: From when people are counted.
        due: Plans to be looked at again within 30 days.
        overdue: Plans past their review.
    """

    offered: Measure
    have_plan: Measure
    since: datetime
    due: int
    overdue: int


def plan_measures(viewer: Actor, *, now: datetime) -> PlanMeasures:
    """Answer both measures. Each person counts once, and nobody is named.

    Raises:
        NotPermitted: The role may not.

    Source: NICE QS14; DOMAIN 6.1.
    """
    require(viewer, PERMISSIONS, "contact_plan.measure")
    since, today = now - LOOKED_BACK, local_date(now)
    rows = ContactPlanOffer.objects.filter(noted_at__gte=since, noted_at__lte=now)
    joined = joined_keys()
    at_risk = _people(rows, joined)
    offered = _people(rows.filter(offered_at__isnull=False), joined)
    accepted = _people(rows.filter(answer=Answer.ACCEPTED), joined)
    shared = ContactPlan.objects.filter(state=PlanState.SHARED)
    in_force = _people(shared.filter(review_on__gte=today), joined)
    soon = today + timedelta(days=30)
    return PlanMeasures(
        offered=measure(len(offered), len(at_risk)),
        have_plan=measure(len(accepted & in_force), len(accepted)),
        since=since,
        due=shared.filter(review_on__gte=today, review_on__lte=soon).count(),
        overdue=shared.filter(review_on__lt=today).count(),
    )


def _people(rows: QuerySet[Any], joined: Mapping[UUID, UUID]) -> set[UUID]:
    return {joined.get(key, key) for key in rows.values_list("person_id", flat=True)}
