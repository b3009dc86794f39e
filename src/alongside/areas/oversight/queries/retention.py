"""The retention clocks of one person, holds in force, and decisions made."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from alongside.areas.oversight.models import LegalHold, RetentionDecision
from alongside.areas.oversight.queries.people import require_person
from alongside.areas.oversight.queries.retention_facts import facts_of
from alongside.areas.oversight.rules.permissions import PERMISSIONS
from alongside.areas.oversight.rules.retention import (
    CAUSES,
    CLOCKS,
    DECISIONS,
    Clock,
    Due,
    Record,
    RetentionFacts,
    add_years,
    disposal,
    usual_record,
)
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.foundation.picture.erasing import copies_past_review
from alongside.foundation.picture.presence import not_met_since
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import from_local, local_date


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One kind of record of one person."""

    record: Record
    clock: Clock
    due: Due
    is_due: bool


@dataclass(frozen=True, slots=True)
class HoldLine:
    """One legal hold."""

    id: UUID
    person_id: UUID
    cause: str
    reason: str
    set_by: str
    set_at: datetime
    lifted_by: str
    lifted_at: datetime | None
    lifted_reason: str
    mine: bool


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision of a named person."""

    record: str
    decided: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RetentionPage:
    """How long each kind of record about a person is kept, from when, and what stops it."""

    person_id: UUID
    facts: RetentionFacts
    clocks: tuple[ClockLine, ...]
    holds: tuple[HoldLine, ...]
    decisions: tuple[DecisionLine, ...]


def retention_page(viewer: Actor, person_id: UUID, *, now: datetime) -> RetentionPage:
    """Answer the clocks of one person, and log that look.

    Raises:
        NotPermitted: Only information governance.
        Refused: ``retention.no_person`` when nobody is known by that identifier.
    """
    require(viewer, PERMISSIONS, "retention.see")
    require_person(viewer, person_id, now=now)
    entry = Entry(
        Op.CONSULTATION,
        "oversight.retention_page",
        Ref("person", person_id),
        why=Why(purpose="retention"),
    )
    record_look(viewer, entry, now=now)
    facts, today = facts_of(person_id), local_date(now)
    return RetentionPage(
        person_id=person_id,
        facts=facts,
        clocks=tuple(_clock(record, facts, today) for record in Record),
        holds=tuple(
            _hold(row, viewer)
            for row in LegalHold.objects.filter(person_id=person_id).order_by("-set_at")
        ),
        decisions=tuple(
            DecisionLine(
                CLOCKS[Record(row.record)].words,
                DECISIONS[row.decided],
                row.reason,
                row.decided_by_name,
                row.decided_at,
            )
            for row in RetentionDecision.objects.filter(person_id=person_id).order_by("-decided_at")
        ),
    )


def holds_in_force(viewer: Actor) -> list[HoldLine]:
    """Answer the legal holds in force, oldest first."""
    require(viewer, PERMISSIONS, "retention.see")
    rows = LegalHold.objects.filter(lifted_at=None).order_by("set_at")[:200]
    return [_hold(row, viewer) for row in rows]


def disposal_due(viewer: Actor, *, now: datetime) -> list[UUID]:
    """Answer the people whose usual clock, of the viewer's kind of service, has run out.

    A person about whom somebody has decided since is left out.
    """
    require(viewer, PERMISSIONS, "retention.see")
    usual, today = usual_record(viewer.sector), local_date(now)
    before = from_local(datetime.combine(add_years(today, -CLOCKS[usual].years), time()))
    long_ago = not_met_since(before)
    decided = RetentionDecision.objects.filter(person_id__in=long_ago)
    waiting = set(long_ago) - set(decided.values_list("person_id", flat=True))
    return sorted(key for key in waiting if disposal(usual, facts_of(key)).is_due(today))


def copies_to_erase(now: datetime) -> int:
    """Answer how many plan copies are past review and hidden, and wait to be erased."""
    return len(copies_past_review(local_date(now)))


def _clock(record: Record, facts: RetentionFacts, today: date) -> ClockLine:
    due = disposal(record, facts)
    return ClockLine(record, CLOCKS[record], due, due.is_due(today))


def _hold(row: LegalHold, viewer: Actor) -> HoldLine:
    return HoldLine(
        id=row.id,
        person_id=row.person_id,
        cause=CAUSES[row.cause],
        reason=row.reason,
        set_by=row.set_by_name,
        set_at=row.set_at,
        lifted_by=row.lifted_by_name,
        lifted_at=row.lifted_at,
        lifted_reason=row.lifted_reason,
        mine=row.organisation_id == viewer.organisation_id,
    )
