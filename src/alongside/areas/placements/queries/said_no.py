"""What people on wards have said no to: what to keep away from, never whose word it was."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.areas.placements.models import PlacementService, PlannedStay, WardNo
from alongside.areas.placements.queries.todays_plan import PUBLISHED


@dataclass(frozen=True, slots=True)
class SaidNo:
    """One no.

    Attributes:
        id: Of the row.
        service: Name of the ward or team.
        keep_away_from: What those on placement keep away from, in words that name nobody.
        first_on: From which day.
        last_on: Until which day.
    """

    id: UUID
    service: str
    keep_away_from: str
    first_on: date
    last_on: date


def said_no_at(service: PlacementService, *, today: date) -> tuple[SaidNo, ...]:
    """Answer what stands at a service today and later."""
    rows = WardNo.objects.filter(service=service, ended_at=None, last_on__gte=today)
    return tuple(
        SaidNo(row.id, service.name, row.keep_away_from, row.first_on, row.last_on)
        for row in rows.order_by("first_on", "said_at")
    )


def said_no_for(learner_id: UUID, *, today: date) -> tuple[SaidNo, ...]:
    """Answer what somebody on placement keeps away from, at the places of today's plan.

    Args:
        learner_id: Whose stays; the caller has looked that they are the viewer's own.
        today: In England. A no that is over, or is of days they are not there, is left out.
    """
    stays = PlannedStay.objects.filter(
        learner_id=learner_id, plan__state=PUBLISHED, last_on__gte=today
    ).select_related("service")
    found = {
        one.id: one
        for stay in stays
        for one in said_no_at(stay.service, today=today)
        if one.first_on <= stay.last_on and stay.first_on <= one.last_on
    }
    return tuple(found.values())
