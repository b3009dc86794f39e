"""Keeps the person's own door to the person's own plan."""

from datetime import datetime
from uuid import UUID

from alongside.areas.plans.queries.doors import door_of
from alongside.areas.plans.rules.doors import Allowance, check_allowed
from alongside.kernel.actor import OWN_DOOR, Actor
from alongside.kernel.refusal import NotPermitted


def check_own(actor: Actor, person_id: UUID, allowance: Allowance, *, now: datetime) -> None:
    """Refuse a person's own door to anybody else's plan, and a carer what was not agreed.

    Args:
        actor: Anybody; who came by no own door goes through, and meets the other checks.
        person_id: Whose plan it is.
        allowance: What a carer needs to have been allowed.
        now: The server's instant.

    Raises:
        NotPermitted: ``plan.not_yours``, ``door.none``, ``door.closed`` or ``door.not_agreed``.
    """
    if actor.role not in OWN_DOOR:
        return
    door = door_of(actor, now=now)
    if door.person_id != person_id:
        raise NotPermitted(
            "plan.not_yours",
            "This is not your plan.",
            next_step="Go back to your own page and start from there.",
        )
    check_allowed(door.facts, allowance)
