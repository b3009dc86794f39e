"""Plan a session of a course, change it, call it off, and say that it was held."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.liaison.actions.training_places import fill_from_queue
from alongside.areas.liaison.actions.training_writing import (
    CANCELLED,
    CHANGED,
    change,
    keep,
    tell_of,
)
from alongside.areas.liaison.models import TrainingPlace, TrainingSession
from alongside.areas.liaison.queries.training_rows import (
    check_keeps,
    course_row,
    session_locked,
    session_row,
)
from alongside.areas.liaison.rules.training_places import TAKEN
from alongside.areas.liaison.rules.training_sessions import (
    SessionState,
    check_can_become,
    check_has_begun,
    check_session,
    check_unchanged,
)
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op, Ref
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session as it is planned.

    Attributes:
        starts_at: When it starts.
        ends_at: When it ends.
        where: The room and the building, or that it is on a screen.
        places: For how many.
    """

    starts_at: datetime
    ends_at: datetime
    where: str
    places: int


def plan_session(
    actor: Actor,
    course_id: UUID,
    new: NewSession,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Plan a session of a course.

    Raises:
        NotPermitted: The role keeps no courses, or not this one.
        Refused: ``course.…`` or ``training.…``.
    """
    check_session(new.starts_at, new.ends_at, new.places)
    course = course_row(course_id)
    check_keeps(actor, course.organisation_id)
    if course.retired_at is not None:
        raise Refused("course.retired", "This course was taken out of the catalogue.")

    def work() -> UUID:
        row = TrainingSession.objects.create(
            course=course,
            starts_at=new.starts_at,
            ends_at=new.ends_at,
            where=new.where.strip(),
            places=new.places,
            code_key=secrets.token_hex(32),
            planned_by_id=actor.user_id,
            planned_at=now,
        )
        also = (Ref("training_course", course.id),)
        keep(
            actor,
            row,
            "plan_training_session",
            op=Op.COLLECTION,
            now=now,
            also=also,
            request_key=request_key,
        )
        return row.id

    return once(actor, request_key, work)


def change_session(
    actor: Actor, session_id: UUID, new: NewSession, *, version: int | None, now: datetime
) -> None:
    """Move a session or change its places; those with a place are told, and the queue moves up.

    Raises:
        NotPermitted: The role keeps no courses, or not this one.
        Conflict: ``training.changed``.
        Refused: ``training.…``.
    """
    check_session(new.starts_at, new.ends_at, new.places)
    with transaction.atomic():
        row = locked_to_keep(actor, session_id)
        _check_stands(row, version)
        taken = TrainingPlace.objects.filter(session=row, state__in=TAKEN).count()
        if new.places < taken:
            raise Refused(
                "training.fewer_places",
                f"{taken} places are taken already.",
                next_step="Ask somebody to give theirs up first.",
                field="places",
            )
        changed = {
            "starts_at": new.starts_at,
            "ends_at": new.ends_at,
            "where": new.where.strip(),
            "places": new.places,
        }
        moved = any(
            getattr(row, name) != changed[name] for name in ("starts_at", "ends_at", "where")
        )
        change(row, changed)
        keep(actor, row, "change_training_session", now=now, fields=tuple(changed))
        fill_from_queue(row, now=now)
        if moved:
            tell_of(CHANGED, row, now=now)


def cancel_session(
    actor: Actor, session_id: UUID, *, why: str, version: int | None, now: datetime
) -> None:
    """Call a session off; everybody with a place or in the queue is told why.

    Raises:
        NotPermitted: The role keeps no courses, or not this one.
        Conflict: ``training.changed``.
        Refused: ``training.no_reason``, ``training.settled`` or ``training.somebody_came``.
    """
    if not why.strip():
        raise Refused("training.no_reason", "Say why it is called off: they read it.", field="why")
    with transaction.atomic():
        row = locked_to_keep(actor, session_id)
        check_unchanged(version=row.version, read_at=version)
        check_can_become(SessionState(row.state), SessionState.CANCELLED)
        if row.came.filter(taken_back_at=None).exists():
            raise Refused(
                "training.somebody_came",
                "Somebody has signed in, so this session took place.",
                next_step="Say that it was held, or take back who came first.",
            )
        change(row, {"state": SessionState.CANCELLED.value, "cancelled_why": why.strip()})
        keep(actor, row, "cancel_training_session", now=now, fields=("state",))
        tell_of(CANCELLED, row, now=now)


def hold_session(actor: Actor, session_id: UUID, *, version: int | None, now: datetime) -> None:
    """Say that a session was held.

    Raises:
        NotPermitted: The role keeps no courses, or not this one.
        Conflict: ``training.changed``.
        Refused: ``training.settled`` or ``training.not_yet``.
    """
    with transaction.atomic():
        row = locked_to_keep(actor, session_id)
        check_has_begun(row.starts_at, now)
        _check_stands(row, version, SessionState.HELD)
        change(row, {"state": SessionState.HELD.value})
        keep(actor, row, "hold_training_session", now=now, fields=("state",))


def locked_to_keep(actor: Actor, session_id: UUID) -> TrainingSession:
    """Answer a session that the actor keeps, locked until the transaction ends.

    Raises:
        NotPermitted: The role keeps no courses, or not this one.
        Refused: ``training.not_found``.
    """
    check_keeps(actor, session_row(session_id).course.organisation_id)
    return session_locked(session_id)


def _check_stands(
    row: TrainingSession, version: int | None, wanted: SessionState = SessionState.HELD
) -> None:
    check_unchanged(version=row.version, read_at=version)
    check_can_become(SessionState(row.state), wanted)
