"""Put a recorded step right, without taking anything away."""

from datetime import datetime
from uuid import UUID

from alongside.areas.crisis.actions.writing import (
    NewEvent,
    append,
    audit_event,
    check_may,
    locked_contact,
    refresh,
)
from alongside.areas.crisis.models import Event
from alongside.areas.crisis.rules.facts import check_correction_reason, check_may_strike_out
from alongside.foundation.audit.once import once
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import say
from alongside.kernel.refusal import Conflict, Refused


def correct_event(
    actor: Actor,
    event_id: UUID,
    corrected: NewEvent,
    *,
    reason: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record what a step should have said. The first version stays, shown as corrected.

    Returns:
        The new event's identifier.

    Raises:
        NotPermitted: The role does not record this kind.
        Refused: ``correction.no_reason``, ``correction.other_kind`` or ``event.not_found``.
        Conflict: ``event.corrected_already``: somebody else corrected it first.
    """
    check_may(actor, corrected, now)
    check_correction_reason(reason)

    def write() -> UUID:
        first = Event.objects.filter(pk=event_id).values("contact_id", "kind").first()
        if first is None:
            raise Refused("event.not_found", "That entry is not here.")
        if first["kind"] != corrected.kind:
            raise Refused(
                "correction.other_kind",
                "A correction is of the same kind as the entry.",
                next_step="Correct the time or the words, and record anything else as new.",
            )
        contact = locked_contact(first["contact_id"])
        old = Event.objects.get(pk=event_id)
        _check_still_stands(old)
        event = append(actor, contact, corrected, now=now, supersedes=old, reason=reason.strip())
        audit_event(actor, event, action="crisis.correct_event", now=now, request_key=request_key)
        refresh(contact, now=now)
        return event.id

    return once(actor, request_key, write)


def strike_out(
    actor: Actor, event_id: UUID, *, reason: str, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Record that an entry told of something that did not happen. It stays, marked so.

    Returns:
        The new event's identifier.

    Raises:
        NotPermitted: The role does not record this kind.
        Refused: ``correction.no_reason``, ``strike_out.kind`` or ``event.not_found``.
        Conflict: ``event.corrected_already``: somebody else corrected it first.
    """
    check_correction_reason(reason)
    first = Event.objects.filter(pk=event_id).values("contact_id", "kind", "happened_at").first()
    if first is None:
        raise Refused("event.not_found", "That entry is not here.")
    check_may_strike_out(first["kind"])
    step = NewEvent(first["kind"], first["happened_at"])
    check_may(actor, step, now)

    def write() -> UUID:
        contact = locked_contact(first["contact_id"])
        old = Event.objects.get(pk=event_id)
        _check_still_stands(old)
        event = append(
            actor,
            contact,
            step,
            now=now,
            supersedes=old,
            reason=reason.strip(),
            struck_out=True,
        )
        audit_event(actor, event, action="crisis.strike_out", now=now, request_key=request_key)
        refresh(contact, now=now)
        return event.id

    return once(actor, request_key, write)


def _check_still_stands(old: Event) -> None:
    newer = Event.objects.filter(supersedes=old).select_related("recorded_by").first()
    if newer is not None:
        raise Conflict(
            "event.corrected_already",
            "Somebody else corrected this entry while you were typing.",
            theirs={
                "happened_at": say(newer.happened_at),
                "correction_reason": newer.correction_reason,
                "by": newer.recorded_by.display_name,
            },
            next_step="Look at their correction, and correct that one if it is still wrong.",
        )
