"""Put an entry of a missing record right, without taking anything away."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from alongside.areas.plans.actions.joint_writing import check_still_stands, not_found
from alongside.areas.plans.actions.missing_writing import (
    append,
    audit_event,
    check_entry,
    locked,
    refresh,
    standing,
    with_power,
)
from alongside.areas.plans.models import MissingEvent
from alongside.areas.plans.rules.joint_story import NewEntry, check_correction_reason
from alongside.areas.plans.rules.missing_levels import level_meant
from alongside.foundation.audit.once import once
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused


def correct_missing_entry(
    actor: Actor,
    event_id: UUID,
    entry: NewEntry,
    *,
    reason: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record what an entry should have said. The first version stays, shown as corrected.

    Raises:
        NotPermitted: The role does not record this kind.
        Refused: ``correction.no_reason``, ``correction.other_kind`` or
            ``missing.correction_reopens``.
        Conflict: ``event.corrected_already``.
    """

    def work() -> UUID:
        check_correction_reason(reason)
        old = MissingEvent.objects.filter(pk=event_id).first()
        if old is None:
            raise not_found("event")
        if old.kind != entry.kind:
            raise Refused("correction.other_kind", "A correction is of the same kind as the entry.")
        record = locked(old.record_id)
        check_still_stands(MissingEvent.objects.filter(supersedes=old).first())
        check_entry(actor, entry, now)
        corrected = with_power(_kept_judgement(old, entry))
        event = append(actor, record, corrected, now=now, supersedes=old, reason=reason.strip())
        audit_event(
            actor,
            record,
            event,
            action="plans.correct_missing",
            now=now,
            request_key=request_key,
        )
        was_closed = record.closed_at is not None
        if was_closed and standing(record).closed_at is None:
            raise Refused(
                "missing.correction_reopens",
                "That would open this record again.",
                next_step="Open a new record if they have gone missing again.",
            )
        refresh(actor, record, now=now)
        return event.id

    return once(actor, request_key, work)


def _kept_judgement(old: MissingEvent, entry: NewEntry) -> NewEntry:
    """Keep the level and the next review of an entry whose words alone are put right."""
    if old.kind not in ("level_set", "reviewed"):
        return entry
    kept: Mapping[str, object] = {**old.facts, **{k: v for k, v in entry.facts.items() if v}}
    level = level_meant(str(kept["level"]))
    return replace(entry, happened_at=old.happened_at, facts={**kept, "level": level})
