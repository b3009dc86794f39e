"""Put an entry right, or take back one just saved. What it said first stays on record."""

from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.actions.writing import (
    NewEvent,
    append,
    audit_event,
    check_may,
    locked_episode,
    refresh,
)
from alongside.areas.diversion.models import EpisodeEvent
from alongside.areas.diversion.rules.facts import check_correction_reason
from alongside.areas.diversion.rules.putting_right import check_may_correct, check_may_take_back
from alongside.areas.diversion.rules.steps import check_step
from alongside.foundation.audit.once import once
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import say
from alongside.kernel.refusal import Conflict, Refused


def correct_entry(
    actor: Actor,
    event_id: UUID,
    corrected: NewEvent,
    *,
    reason: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record what an entry should have said.

    Returns:
        The new event.

    Raises:
        NotPermitted: The role does not record this kind.
        Refused: ``correction.no_reason``, ``correction.not_here``, ``event.not_found`` or what
            ``check_step`` says.
        Conflict: ``event.corrected_already``.
    """
    check_correction_reason(reason)
    check_may_correct(corrected.kind)
    check_may(actor, corrected, now)
    check_step(corrected.kind, corrected.facts)

    def work() -> UUID:
        old = superseded(event_id, corrected.kind)
        episode = locked_episode(old.episode_id)
        event = append(actor, episode, corrected, now=now, supersedes=old, reason=reason.strip())
        audit_event(
            actor, event, action="diversion.correct_entry", now=now, request_key=request_key
        )
        refresh(episode)
        return event.id

    return once(actor, request_key, work)


def take_back(
    actor: Actor, event_id: UUID, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Take back what one recorded oneself a few minutes ago. It stays, marked as taken back.

    Raises:
        NotPermitted: The role does not record this kind.
        Refused: ``event.not_found`` or ``undo.too_late``.
        Conflict: ``event.corrected_already``.
    """

    def work() -> UUID:
        old = superseded(event_id)
        check_may(actor, NewEvent(old.kind, old.happened_at), now)
        check_may_take_back(
            old.kind,
            own=old.recorded_by_id == actor.user_id,
            recorded_at=old.recorded_at,
            now=now,
        )
        episode = locked_episode(old.episode_id)
        undone = NewEvent("undone", old.happened_at, {"kind": old.kind})
        event = append(actor, episode, undone, now=now, supersedes=old, reason="Taken back at once")
        audit_event(actor, event, action="diversion.take_back", now=now, request_key=request_key)
        refresh(episode)
        return event.id

    return once(actor, request_key, work)


def superseded(event_id: UUID, kind: str = "") -> EpisodeEvent:
    """Answer an entry that still stands, to put another in its place.

    Raises:
        Refused: ``event.not_found``.
        Conflict: ``event.corrected_already``.
    """
    old = EpisodeEvent.objects.select_for_update().filter(pk=event_id).first()
    if old is None or kind not in ("", old.kind):
        raise Refused("event.not_found", "That entry is not here.")
    newer = EpisodeEvent.objects.filter(supersedes=old).select_related("recorded_by").first()
    if newer is not None:
        raise Conflict(
            "event.corrected_already",
            "This entry was put right or taken back while you were typing.",
            theirs={
                "happened_at": say(newer.happened_at),
                "correction_reason": newer.correction_reason,
                "by": newer.recorded_by.display_name,
            },
            next_step="Look at the story, and put right the entry that stands there now.",
        )
    return old
