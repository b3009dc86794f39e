"""The one place where entries of a missing record are written, and what follows from them."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from alongside.areas.people.queries import labels
from alongside.areas.plans.actions.joint_writing import audit, by, not_found
from alongside.areas.plans.models import MissingEvent, MissingRecord
from alongside.areas.plans.queries.joint_story import story_event
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.areas.plans.rules.joint_story import (
    NewEntry,
    check_happened_at,
    check_kind,
    stored_facts,
)
from alongside.areas.plans.rules.missing import (
    MISSING_FACTS,
    MISSING_PERMISSIONS,
    MissingStanding,
    standing_of,
)
from alongside.areas.plans.rules.missing_levels import SUPERVISOR_WITHIN, check_factors
from alongside.areas.plans.rules.missing_owed import (
    RETURN_INTERVIEW_AIM,
    check_independent,
    high_unreviewed,
    power_for,
)
from alongside.foundation.audit.record import Op, Ref, Why
from alongside.foundation.kit.story_order import next_place
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

FOR_THE_MISSING = Why(purpose="P7")
REVIEW_DUE = "plans.missing_review_due"
HIGH = "plans.missing_high"
RETURN_INTERVIEW_DUE = "plans.missing_return_interview_due"


def standing(record: MissingRecord) -> MissingStanding:
    """Work out where a record stands, from the events that stand."""
    rows = MissingEvent.objects.filter(record=record, superseded_by=None)
    return standing_of([story_event(row) for row in rows])


def locked(record_id: UUID) -> MissingRecord:
    """Load a record for writing, so that two writers take turns.

    Raises:
        Refused: ``missing.not_found``.
    """
    record = MissingRecord.objects.select_for_update().filter(pk=record_id).first()
    if record is None:
        raise not_found("missing")
    return record


def check_entry(actor: Actor, entry: NewEntry, now: datetime) -> None:
    """Refuse an entry the role may not record, or one that cannot be so.

    Raises:
        NotPermitted: The role does not record this kind.
        Refused: A kind, a time or a fact that cannot be so.
    """
    check_kind(entry.kind, MISSING_FACTS)
    require(actor, JOINT_PERMISSIONS, MISSING_PERMISSIONS[entry.kind])
    check_happened_at(entry.happened_at, now)
    factors = entry.facts.get("factors")
    if isinstance(factors, list | tuple):
        check_factors(tuple(factors))
    if entry.kind == "return_interview":
        check_independent(entry.facts.get("independent") is True)
    if entry.kind == "welfare_confirmed" and not str(entry.facts.get("seen_by", "")).strip():
        raise Refused("missing.nobody_saw_them", "Say who saw that they are well.", field="seen_by")


def with_power(entry: NewEntry) -> NewEntry:
    """Put the power of a legal status beside it, as a fact with its source."""
    if entry.kind != "absent_without_leave":
        return entry
    power = power_for(str(entry.facts.get("legal_status", "")))
    return replace(entry, facts={**entry.facts, "power": power.power, "power_source": power.source})


def append(
    actor: Actor,
    record: MissingRecord,
    entry: NewEntry,
    *,
    now: datetime,
    supersedes: MissingEvent | None = None,
    reason: str = "",
) -> MissingEvent:
    """Write one event row. The caller audits and refreshes."""
    return MissingEvent.objects.create(
        record=record,
        sequence=next_place(record.events.all(), supersedes),
        kind=entry.kind,
        happened_at=entry.happened_at,
        recorded_as=actor.role,
        facts=stored_facts(entry.kind, entry.facts, MISSING_FACTS),
        supersedes=supersedes,
        correction_reason=reason,
        **by(actor, now),
    )


def audit_event(
    actor: Actor,
    record: MissingRecord,
    event: MissingEvent,
    *,
    action: str,
    now: datetime,
    request_key: UUID | None,
) -> None:
    """Write the audit row of one event."""
    audit(
        actor,
        action,
        Ref("missing_event", event.id),
        person_id=record.person_id,
        also=(Ref("missing_record", record.id),),
        fields=(event.kind, *sorted(event.facts)),
        why=FOR_THE_MISSING,
        op=Op.ALTERATION if event.supersedes_id else Op.COLLECTION,
        now=now,
        request_key=request_key,
    )


def refresh(actor: Actor, record: MissingRecord, *, now: datetime) -> None:
    """Work out again what follows from the entries, and tell whoever is to act on it."""
    stands = standing(record)
    MissingRecord.objects.filter(pk=record.pk).update(
        version=record.version + 1,
        state=stands.state,
        level=stands.level,
        level_set_at=stands.level_set_at,
        next_review_due_at=stands.next_review_due_at,
        supervisor_reviewed_at=stands.supervisor_reviewed_at,
        last_seen_at=stands.last_seen_at,
        found_at=stands.found_at,
        welfare_confirmed_at=stands.welfare_confirmed_at,
        closed_at=stands.closed_at,
    )
    if stands.closed_at is None:
        due = stands.next_review_due_at
        _tell(REVIEW_DUE, record, now=now, due_at=max(due, now), mark=due.isoformat())
    if high_unreviewed(stands) and stands.high_since is not None:
        since = stands.high_since
        _tell(HIGH, record, now=now, due_at=now, mark=f"{since.isoformat()}:new")
        late = max(since + SUPERVISOR_WITHIN, now)
        _tell(HIGH, record, now=now, due_at=late, mark=f"{since.isoformat()}:late")
    if stands.found_at is not None and _may_be_child(actor, record, now):
        by_then = max(stands.found_at + RETURN_INTERVIEW_AIM, now)
        found = stands.found_at.isoformat()
        _tell(RETURN_INTERVIEW_DUE, record, now=now, due_at=by_then, mark=found)


def _tell(topic: str, record: MissingRecord, *, now: datetime, due_at: datetime, mark: str) -> None:
    send(
        topic,
        {"record": str(record.id), "mark": mark},
        now=now,
        due_at=due_at,
        once_key=f"{topic}:{record.id}:{mark}",
    )


def _may_be_child(actor: Actor, record: MissingRecord, now: datetime) -> bool:
    label = labels(actor, [record.person_id], now=now)[record.person_id]
    return label.is_child is not False
