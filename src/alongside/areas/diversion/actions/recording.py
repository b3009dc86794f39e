"""Record one step of the pathway."""

from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.diversion.actions.telling import SAFETY
from alongside.areas.diversion.actions.writing import (
    NewEvent,
    append,
    audit_event,
    check_may,
    locked_episode,
    refresh,
)
from alongside.areas.diversion.models import Episode
from alongside.areas.diversion.rules.steps import check_step
from alongside.foundation.audit.once import once
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor

TOLD: Final = {"told_custody": SAFETY}
"""Steps that somebody else is told of at once."""


def record_step(
    actor: Actor,
    episode_id: UUID,
    step: NewEvent,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record one thing that happened. A true record is never refused because it is out of order.

    Returns:
        The event.

    Raises:
        NotPermitted: The role does not record this kind.
        Refused: ``episode.not_found``, ``event.in_the_future``, ``event.before_opening``, or what
            ``check_step`` says.
    """
    check_may(actor, step, now)
    check_step(step.kind, step.facts)

    def work() -> UUID:
        episode = locked_episode(episode_id)
        event = append(actor, episode, step, now=now)
        audit_event(
            actor, event, action=f"diversion.record_{step.kind}", now=now, request_key=request_key
        )
        refresh(episode)
        tell_of(step.kind, episode, now=now)
        return event.id

    return once(actor, request_key, work)


def tell_of(kind: str, episode: Episode, *, now: datetime) -> None:
    """Send word of a step that somebody else has to know of."""
    if kind in TOLD:
        send(TOLD[kind], {"episode": str(episode.id)}, now=now)
