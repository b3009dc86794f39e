"""Keeps the person's own door to the person's own plan."""

from datetime import datetime
from uuid import UUID

from alongside.kernel.actor import OWN_DOOR, Actor
from alongside.kernel.refusal import NotPermitted


def check_own(actor: Actor, person_id: UUID, *, now: datetime) -> None:
    """Refuse somebody who came by a person's own door and asks about somebody else.

    Raises:
        NotPermitted: ``plan.not_yours``.
    """
    if actor.role in OWN_DOOR:
        raise NotPermitted(
            "plan.not_yours",
            "This is not your plan.",
            next_step="Go back to your own page and start from there.",
        )
