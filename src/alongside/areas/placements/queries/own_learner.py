"""Whose placement it is: somebody on placement sees their own and nobody else's."""

from datetime import date
from uuid import UUID

from alongside.areas.placements.models import Learner
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


def own_learners(viewer: Actor, *, today: date) -> list[Learner]:
    """Answer the viewer's own placements: under way or next first, then those that are over.

    For queries and actions of this area; pages take frozen answers.

    Raises:
        NotPermitted: The role is on no placement.
    """
    require(viewer, PERMISSIONS, "own.see")
    rows = Learner.objects.filter(user_id=viewer.user_id).select_related(
        "scheme", "cohort__pattern"
    )
    return sorted(rows, key=lambda row: _order(row, today))


def _order(row: Learner, today: date) -> tuple[bool, bool, int]:
    """Those who withdrew last; of the rest, what is nearest and not over comes first."""
    over = row.cohort.last_on < today
    days = (row.cohort.last_on - today).days
    return (row.withdrawn_at is not None, over, -days if over else days)


def own_learner(viewer: Actor, learner_id: UUID | None, *, today: date) -> Learner:
    """Answer one of the viewer's own placements; the one under way or next when none is named.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.none`` where they are on none, ``placement.not_yours``.
    """
    rows = own_learners(viewer, today=today)
    if learner_id is None:
        if not rows:
            raise no_placement()
        return rows[0]
    for row in rows:
        if row.id == learner_id:
            return row
    raise Refused(
        "placement.not_yours",
        "That placement is not yours.",
        next_step="Open your own from the top of the page.",
    )


def no_placement() -> Refused:
    """Say that somebody is on no placement."""
    return Refused(
        "placement.none",
        "You are not on a placement yet.",
        next_step="When your coordinator adds you, it shows here. Ask them if you expected one.",
    )
