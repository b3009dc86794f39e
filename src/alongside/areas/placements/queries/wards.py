"""Which wards and teams somebody keeps an eye on."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.placements.models import PlacementService
from alongside.areas.placements.queries.seeing import schemes_for
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.roles import COORDINATORS
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


def wards_for(viewer: Actor) -> QuerySet[PlacementService]:
    """Answer the rows of services somebody sees: a buddy's own; all of a coordinator's schemes.

    For queries and actions of this area; pages take frozen answers.

    Raises:
        NotPermitted: The role sees none.
    """
    require(viewer, PERMISSIONS, "ward.see")
    running = PlacementService.objects.filter(left_at=None, scheme__ended_at=None)
    if viewer.role in COORDINATORS:
        return running.filter(scheme__in=schemes_for(viewer))
    return running.filter(
        pk__in=PlacementService.objects.filter(
            buddies__user_id=viewer.user_id, buddies__left_at=None
        ).values("pk")
    )


def ward_for(viewer: Actor, service_id: UUID, *, lock: bool = False) -> PlacementService:
    """Answer one service somebody sees.

    Args:
        viewer: Who looks or acts.
        service_id: Which.
        lock: Take it for writing, so that two writers take turns.

    Raises:
        NotPermitted: The role sees none.
        Refused: ``ward.not_found``, also for one that is not theirs.
    """
    rows = wards_for(viewer)
    if lock:
        rows = rows.select_for_update(of=("self",))
    service = rows.select_related("scheme").filter(pk=service_id).first()
    if service is None:
        raise Refused(
            "ward.not_found",
            "That ward or team is not one of yours.",
            next_step="Ask the coordinator to put you down as a buddy there.",
        )
    return service
