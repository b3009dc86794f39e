"""Who of one's own service may look after somebody."""

from alongside.areas.diversion.rules.permissions import PERMISSIONS, PRACTITIONERS
from alongside.foundation.accounts.queries import RoleHolder, people_holding
from alongside.kernel.actor import Actor, require


def colleagues(viewer: Actor) -> tuple[RoleHolder, ...]:
    """Answer the practitioners of the viewer's service, by name, without the viewer.

    Raises:
        NotPermitted: The role does not look after anybody here.
    """
    require(viewer, PERMISSIONS, "episode.own")
    holders = people_holding(PRACTITIONERS, viewer.organisation_id)
    return tuple(one for one in holders if one.user_id != viewer.user_id)
