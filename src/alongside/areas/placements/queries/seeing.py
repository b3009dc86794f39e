"""Which schemes somebody may see: those their organisation runs or takes part in."""

from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.areas.placements.models import PlacementScheme
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


def schemes_for(viewer: Actor) -> QuerySet[PlacementScheme]:
    """Answer the rows of schemes a coordinator works with, ended ones too.

    For queries and actions of this area; pages take frozen answers.

    Raises:
        NotPermitted: The role sees no schemes.
    """
    require(viewer, PERMISSIONS, "scheme.see")
    theirs = Q(organisation_id=viewer.organisation_id) | Q(partner_id=viewer.organisation_id)
    return PlacementScheme.objects.filter(theirs)


def scheme_for(viewer: Actor, scheme_id: UUID, *, lock: bool = False) -> PlacementScheme:
    """Answer one scheme a coordinator works with.

    Args:
        viewer: Who looks or acts.
        scheme_id: Which.
        lock: Take it for writing, so that two writers take turns.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``scheme.not_found``, also for one of other organisations.
    """
    rows = schemes_for(viewer)
    if lock:
        rows = rows.select_for_update()
    scheme = rows.filter(pk=scheme_id).first()
    if scheme is None:
        raise scheme_not_found()
    return scheme


def scheme_not_found() -> Refused:
    """Say that a scheme is not here, in the same words whether or not it is elsewhere."""
    return Refused(
        "scheme.not_found",
        "That scheme is not here.",
        next_step="Go back to the list of schemes and open it from there.",
    )
