"""Record what police and courts decide about somebody, and where they go next."""

from datetime import datetime
from uuid import UUID, uuid4

from alongside.areas.diversion.actions.custody_leaving import end_entry
from alongside.areas.diversion.actions.writing import (
    NewEvent,
    append,
    audit_event,
    check_may,
    locked_episode,
    refresh,
)
from alongside.areas.diversion.models import CustodyEntry, DeskLink, Episode
from alongside.areas.diversion.queries.own_sites import check_theirs
from alongside.areas.diversion.rules.justice_facts import check_said
from alongside.foundation.audit.once import once
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor

MOVED_TO_136 = "diversion.moved_to_136"


def record_justice(
    actor: Actor,
    episode_id: UUID,
    new: NewEvent,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record one decision. What it leaves owed moves with it.

    Returns:
        The event.

    Raises:
        NotPermitted: The role does not record this kind.
        Refused: ``episode.not_found``, ``event.in_the_future`` or ``justice.…``.
    """
    check_said(new.kind, new.facts, new.happened_at)
    check_may(actor, new, now)

    def work() -> UUID:
        episode = locked_episode(episode_id)
        check_theirs(actor, episode)
        event = append(actor, episode, new, now=now)
        action = f"diversion.{new.kind}"
        audit_event(actor, event, action=action, now=now, request_key=request_key)
        refresh(episode)
        _follow(actor, episode, new, now)
        return event.id

    return once(actor, request_key, work)


def _follow(actor: Actor, episode: Episode, new: NewEvent, now: datetime) -> None:
    if new.kind == "left_custody":
        _off_the_list(episode, str(new.facts["to"]), new.happened_at)
    if new.kind == "moved_to_136":
        _off_the_list(episode, "section_136", new.happened_at)
        _tell_the_desk(actor, episode, new, now)


def _off_the_list(episode: Episode, to: str, at: datetime) -> None:
    there = CustodyEntry.objects.select_for_update().filter(
        person_id=episode.person_id, site_id=episode.site_id, left_at=None
    )
    for entry in there:
        end_entry(entry, to=to, at=at)


def _tell_the_desk(actor: Actor, episode: Episode, new: NewEvent, now: datetime) -> None:
    """Hand the story to the desk, under a key that both sides keep."""
    contact = uuid4()
    DeskLink.objects.create(
        contact_id=contact,
        way="section_136",
        person_id=episode.person_id,
        force_id=episode.site.host_id,
        happened_at=new.happened_at,
        received_at=now,
        episode=episode,
        settled_at=now,
        settled_by_id=actor.user_id,
    )
    payload = {
        "contact": str(contact),
        "person": str(episode.person_id),
        "force": str(episode.site.host_id),
        "user": str(actor.user_id),
        "at": new.happened_at.isoformat(),
    }
    send(MOVED_TO_136, payload, now=now, once_key=f"{MOVED_TO_136}:{contact}")
