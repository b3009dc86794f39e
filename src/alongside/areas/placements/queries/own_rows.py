"""Rows of a coordinator's schemes, found by their id. For queries and actions of this area."""

from uuid import UUID

from alongside.areas.placements.models import Learner, PlacementIssue
from alongside.areas.placements.queries.seeing import schemes_for
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused


def learner_for(viewer: Actor, learner_id: UUID) -> Learner:
    """Answer the row of somebody in one of a coordinator's schemes.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``learner.not_found``.
    """
    rows = Learner.objects.select_related("scheme", "cohort")
    learner = rows.filter(pk=learner_id, scheme__in=schemes_for(viewer).values("pk")).first()
    if learner is None:
        raise Refused("learner.not_found", "Nobody of that name is in one of your schemes.")
    return learner


def issue_for(viewer: Actor, issue_id: UUID, *, lock: bool = False) -> PlacementIssue:
    """Answer the row of an issue of one of a coordinator's schemes.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``issue.not_found``, in the same words whether or not it is elsewhere.
    """
    rows = PlacementIssue.objects.select_related("scheme")
    if lock:
        rows = rows.select_for_update(of=("self",))
    issue = rows.filter(pk=issue_id, scheme__in=schemes_for(viewer).values("pk")).first()
    if issue is None:
        raise Refused(
            "issue.not_found", "That issue is not here.", next_step="Open it from the issue log."
        )
    return issue
