"""The coordinator plans sessions, changes them, and keeps who came and what was learnt."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from alongside.areas.placements.models import ReflectiveSession, SessionAttendance
from alongside.areas.placements.queries.before_day_one import cohort_for
from alongside.areas.placements.queries.sessions import session_for
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.sessions import check_has_begun, check_session, check_stands
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

PLANNED: Final = "placements.session_planned"
CHANGED: Final = "placements.session_changed"
CANCELLED: Final = "placements.session_cancelled"


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session as it is planned.

    Attributes:
        kind: A code of ``rules.sessions.KINDS``.
        starts_at: When it starts.
        ends_at: When it ends.
        where: Where it is.
        led_by: Who leads it.
    """

    kind: str
    starts_at: datetime
    ends_at: datetime
    where: str
    led_by: str


def plan_session(
    actor: Actor,
    cohort_id: UUID,
    new: NewSession,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Plan a session and tell the cohort.

    Raises:
        NotPermitted: The role may not.
        Refused: ``cohort.not_found``, ``session.kind``, ``session.backwards`` or
            ``session.too_long``.
    """
    require(actor, PERMISSIONS, "session.keep")
    check_session(new.kind, new.starts_at, new.ends_at)

    def work() -> UUID:
        cohort = cohort_for(actor, cohort_id, permission="session.keep")
        row = ReflectiveSession.objects.create(
            cohort=cohort,
            kind=new.kind,
            starts_at=new.starts_at,
            ends_at=new.ends_at,
            where=new.where.strip(),
            led_by=new.led_by.strip(),
            planned_by_id=actor.user_id,
            planned_at=now,
        )
        _kept(actor, Op.COLLECTION, "plan_session", row, now=now, request_key=request_key)
        if new.ends_at > now:
            _tell(PLANNED, row, now)
        return row.id

    return once(actor, request_key, work)


def change_session(
    actor: Actor, session_id: UUID, new: NewSession, *, version: int | None, now: datetime
) -> None:
    """Move a session or change who leads it, and tell the cohort.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``session.changed`` where somebody changed it first.
        Refused: ``session.not_found``, ``session.cancelled``, or what ``plan_session`` refuses.
    """
    check_session(new.kind, new.starts_at, new.ends_at)
    with transaction.atomic():
        row = _locked(actor, session_id)
        check_stands(version=row.version, read_at=version, cancelled=row.cancelled_at is not None)
        changed = {
            "kind": new.kind,
            "starts_at": new.starts_at,
            "ends_at": new.ends_at,
            "where": new.where.strip(),
            "led_by": new.led_by.strip(),
        }
        _change(row, changed)
        _kept(actor, Op.ALTERATION, "change_session", row, now=now, fields=tuple(changed))
        if new.ends_at > now:
            _tell(CHANGED, row, now)


def cancel_session(actor: Actor, session_id: UUID, *, version: int | None, now: datetime) -> None:
    """Call a session off and tell the cohort.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``session.changed``.
        Refused: ``session.not_found`` or ``session.cancelled``.
    """
    with transaction.atomic():
        row = _locked(actor, session_id)
        check_stands(version=row.version, read_at=version, cancelled=row.cancelled_at is not None)
        _change(row, {"cancelled_at": now})
        _kept(actor, Op.ALTERATION, "cancel_session", row, now=now, fields=("cancelled_at",))
        _tell(CANCELLED, row, now)


def record_attendance(
    actor: Actor, session_id: UUID, came: Mapping[UUID, bool], *, now: datetime
) -> None:
    """Keep who came to a session; said again, the later word stands.

    Args:
        actor: The coordinator.
        session_id: Which.
        came: By whom of the cohort; those not named stay as they were.
        now: The server's instant.

    Raises:
        NotPermitted: The role may not.
        Refused: ``session.not_found``, ``session.not_yet`` or ``session.not_in_cohort``.
    """
    with transaction.atomic():
        row = _locked(actor, session_id)
        check_has_begun(row.starts_at, now)
        _check_in_cohort(row, came)
        for learner, there in came.items():
            SessionAttendance.objects.update_or_create(
                session=row,
                learner_id=learner,
                defaults={"came": there, "recorded_by_id": actor.user_id, "recorded_at": now},
            )
        also = tuple(Ref("learner", learner) for learner in came)
        _kept(actor, Op.COLLECTION, "record_attendance", row, now=now, also=also)


def _check_in_cohort(row: ReflectiveSession, came: Collection[UUID]) -> None:
    cohort = set(row.cohort.learners.values_list("id", flat=True))
    if not set(came) <= cohort:
        raise Refused(
            "session.not_in_cohort",
            "Somebody on that list is not in this cohort now.",
            next_step="Open the session again.",
        )


def note_learning(
    actor: Actor, session_id: UUID, words: str, *, version: int | None, now: datetime
) -> None:
    """Keep what was learnt in a session, in words that tell nobody's story.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``session.changed``.
        Refused: ``session.not_found``, ``session.cancelled`` or ``words.tell_who``.
    """
    check_tells_nobody(words, field="learning")
    with transaction.atomic():
        row = _locked(actor, session_id)
        check_stands(version=row.version, read_at=version, cancelled=row.cancelled_at is not None)
        _change(row, {"learning": words.strip()})
        _kept(actor, Op.ALTERATION, "note_learning", row, now=now, fields=("learning",))


def _locked(actor: Actor, session_id: UUID) -> ReflectiveSession:
    session_for(actor, session_id)
    return (
        ReflectiveSession.objects.select_for_update(of=("self",))
        .select_related("cohort")
        .get(pk=session_id)
    )


def _change(row: ReflectiveSession, changed: Mapping[str, Any]) -> None:
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changed, "version"])


def _kept(
    actor: Actor,
    op: Op,
    action: str,
    row: ReflectiveSession,
    *,
    now: datetime,
    fields: tuple[str, ...] = (),
    also: tuple[Ref, ...] = (),
    request_key: UUID | None = None,
) -> None:
    cohort = Ref("placement_cohort", row.cohort_id)
    entry = Entry(
        op,
        f"placements.{action}",
        Ref("reflective_session", row.id),
        also=(cohort, *also),
        fields=fields,
    )
    record(actor, entry, now=now, request_key=request_key)


def _tell(topic: str, row: ReflectiveSession, now: datetime) -> None:
    send(topic, {"session": str(row.id)}, now=now)
