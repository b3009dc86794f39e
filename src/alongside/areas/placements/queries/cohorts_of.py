"""The cohorts of a scheme, for what goes through them one by one."""

from uuid import UUID

from alongside.areas.placements.queries.seeing import scheme_for
from alongside.kernel.actor import Actor


def cohorts_of(viewer: Actor, scheme_id: UUID) -> tuple[UUID, ...]:
    """Answer the cohorts of a scheme, first to start first.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``scheme.not_found``.
    """
    scheme = scheme_for(viewer, scheme_id)
    return tuple(scheme.cohorts.order_by("first_on", "name").values_list("id", flat=True))
