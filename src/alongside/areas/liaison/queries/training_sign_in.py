"""Signing in by code: the session a code is of, and the code on a session's screen."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import SessionTrainer, TrainingAttendance
from alongside.areas.liaison.queries.training_rows import check_keeps, session_row, session_rows
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.training_sessions import (
    CLOSES_AFTER,
    CODE_LASTS,
    OPENS_BEFORE,
    SessionState,
    code_at,
    is_code,
    takes_codes,
)
from alongside.areas.liaison.rules.training_trainers import Naming, shown_name
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class CodeSession:
    """The session that a code is of.

    Attributes:
        there_already: Whether the viewer has signed in.
    """

    id: UUID
    course: str
    starts_at: datetime
    ends_at: datetime
    where: str
    there_already: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """What stands on the screen of a session.

    Attributes:
        code: Empty while none is taken.
        changes_at: When the next one comes.
        opens_at: From when one is shown.
        over: Whether none will be any more.
        trainers: As each agreed to be called on a screen.
        signed_in: How many have come.
    """

    id: UUID
    course: str
    where: str
    starts_at: datetime
    ends_at: datetime
    code: str
    changes_at: datetime
    opens_at: datetime
    over: bool
    trainers: tuple[str, ...]
    signed_in: int


def session_of_code(viewer: Actor, code: str, *, now: datetime) -> CodeSession:
    """Answer the session whose screen shows this code now, or did until a moment ago.

    Raises:
        NotPermitted: The role goes to no training.
        Refused: ``code.not_now``.
    """
    require(viewer, PERMISSIONS, "training.sign_in")
    rows = session_rows().filter(starts_at__lte=now + OPENS_BEFORE, ends_at__gt=now - CLOSES_AFTER)
    for row in rows.exclude(state=SessionState.CANCELLED):
        if is_code(row.code_key, code, now):
            came = TrainingAttendance.objects.filter(
                session=row, user_id=viewer.user_id, taken_back_at=None
            )
            return CodeSession(
                row.id, row.course.title, row.starts_at, row.ends_at, row.where, came.exists()
            )
    raise Refused(
        "code.not_now",
        "No session shows that code now.",
        next_step="Look at the screen again: the code changes every five minutes.",
        field="code",
    )


def screen(viewer: Actor, session_id: UUID, *, now: datetime) -> Screen:
    """Answer what stands on the screen of a session.

    Raises:
        NotPermitted: The role keeps no courses, or not this one.
        Refused: ``training.not_found`` or ``training.off``.
    """
    row = session_row(session_id)
    check_keeps(viewer, row.course.organisation_id)
    if row.state == SessionState.CANCELLED:
        raise Refused("training.off", "This session was called off: it shows no code.")
    live = takes_codes(row.starts_at, row.ends_at, now=now)
    window = now.timestamp() // CODE_LASTS.total_seconds() + 1
    trainers = SessionTrainer.objects.filter(session=row).order_by("added_at", "id")
    return Screen(
        id=row.id,
        course=row.course.title,
        where=row.where,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        code=code_at(row.code_key, now) if live else "",
        changes_at=datetime.fromtimestamp(window * CODE_LASTS.total_seconds(), tz=now.tzinfo),
        opens_at=row.starts_at - OPENS_BEFORE,
        over=now >= row.ends_at + CLOSES_AFTER,
        trainers=tuple(
            shown_name(one.name, Naming(one.on_screen), used_services=one.used_services)
            for one in trainers
        ),
        signed_in=row.came.filter(taken_back_at=None).count(),
    )
