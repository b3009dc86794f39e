"""The plan that stands: the one published plan of a scheme."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.placements.models import PlacementPlan, PlannedStay

PUBLISHED = "published"


def todays_plan(scheme_id: UUID) -> PlacementPlan | None:
    """Answer the row of the published plan of a scheme, or ``None`` before the first."""
    return PlacementPlan.objects.filter(scheme_id=scheme_id, state=PUBLISHED).first()


def stays_between(
    scheme_ids: Iterable[UUID], first_on: date, last_on: date
) -> QuerySet[PlannedStay]:
    """Answer the rows of stays of today's plans that touch these days, in order of day and name.

    Stays of somebody who has withdrawn since are left out.
    """
    return (
        PlannedStay.objects.filter(
            plan__scheme_id__in=list(scheme_ids),
            plan__state=PUBLISHED,
            first_on__lte=last_on,
            last_on__gte=first_on,
            learner__withdrawn_at=None,
        )
        .select_related("learner", "service", "buddy")
        .order_by("first_on", "learner__name")
    )
