"""Sessions of a cohort: for the coordinator who plans them and for those who go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.placements.models import (
    Learner,
    ReflectiveSession,
    SessionAttendance,
)
from alongside.areas.placements.queries.before_day_one import cohort_for
from alongside.areas.placements.queries.own_learner import own_learners
from alongside.areas.placements.rules.sessions import KINDS
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session.

    Attributes:
        id: Which.
        version: What it was when it was read.
        kind: Its code.
        kind_words: What kind it is.
        starts_at: When it starts.
        ends_at: When it ends.
        where: Where it is.
        led_by: Who leads it.
        learning: What was learnt, which names nobody.
        cancelled: Whether it was called off.
        came: How many came; ``None`` while nobody said.
        asked: How many are asked to come.
    """

    id: UUID
    version: int
    kind: str
    kind_words: str
    starts_at: datetime
    ends_at: datetime
    where: str
    led_by: str
    learning: str
    cancelled: bool
    came: int | None = None
    asked: int = 0


@dataclass(frozen=True, slots=True)
class CohortSessions:
    """The sessions of a cohort, next first, then those that are over."""

    cohort_id: UUID
    scheme_id: UUID
    scheme: str
    cohort: str
    word: str
    to_come: tuple[SessionLine, ...]
    over: tuple[SessionLine, ...]


@dataclass(frozen=True, slots=True)
class Attendee:
    """Whether one of a cohort came; ``came`` is ``None`` while nobody said."""

    learner_id: UUID
    name: str
    came: bool | None


@dataclass(frozen=True, slots=True)
class SessionPage:
    """One session with who came."""

    line: SessionLine
    cohort_id: UUID
    cohort: str
    word: str
    people: tuple[Attendee, ...]


def cohort_sessions(viewer: Actor, cohort_id: UUID, *, now: datetime) -> CohortSessions:
    """Answer the sessions of a cohort.

    Raises:
        NotPermitted: The role may not.
        Refused: ``cohort.not_found``.
    """
    cohort = cohort_for(viewer, cohort_id, permission="session.keep")
    asked = cohort.learners.filter(withdrawn_at=None).count()
    rows = list(cohort.sessions.prefetch_related("attendance").order_by("starts_at"))
    lines = [_line(row, asked) for row in rows]
    return CohortSessions(
        cohort_id=cohort.id,
        scheme_id=cohort.scheme_id,
        scheme=cohort.scheme.name,
        cohort=cohort.name,
        word=cohort.scheme.learner_word,
        to_come=tuple(line for line in lines if line.ends_at > now),
        over=tuple(line for line in reversed(lines) if line.ends_at <= now),
    )


def session_for(viewer: Actor, session_id: UUID) -> ReflectiveSession:
    """Answer the row of a session that the viewer plans.

    Raises:
        NotPermitted: The role may not.
        Refused: ``session.not_found``, also for one of other organisations.
    """
    rows = ReflectiveSession.objects.select_related("cohort__scheme")
    row = rows.filter(pk=session_id).first()
    try:
        cohort_for(viewer, row.cohort_id if row else session_id, permission="session.keep")
    except Refused as refused:
        if refused.code != "cohort.not_found":
            raise
        raise session_not_found() from None
    if row is None:
        raise session_not_found()
    return row


def session_not_found() -> Refused:
    """Say that a session is not here."""
    return Refused(
        "session.not_found",
        "That session is not here.",
        next_step="Go back to the sessions and open it from there.",
    )


def session_page(viewer: Actor, session_id: UUID) -> SessionPage:
    """Answer one session with who came.

    Raises:
        NotPermitted: The role may not.
        Refused: ``session.not_found``.
    """
    row = session_for(viewer, session_id)
    came = dict(SessionAttendance.objects.filter(session=row).values_list("learner_id", "came"))
    learners = row.cohort.learners.filter(withdrawn_at=None).order_by("name")
    people = tuple(Attendee(one.id, one.name, came.get(one.id)) for one in learners)
    return SessionPage(
        _line(row, len(people)),
        row.cohort_id,
        row.cohort.name,
        row.cohort.scheme.learner_word,
        people,
    )


def _line(row: ReflectiveSession, asked: int = 0) -> SessionLine:
    said = list(row.attendance.all())
    return SessionLine(
        id=row.id,
        version=row.version,
        kind=row.kind,
        kind_words=KINDS[row.kind],
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        where=row.where,
        led_by=row.led_by,
        learning=row.learning,
        cancelled=row.cancelled_at is not None,
        came=sum(one.came for one in said) if said else None,
        asked=asked,
    )


def sessions_of(learners: Iterable[Learner]) -> tuple[SessionLine, ...]:
    """Answer the sessions that these are asked to, those called off too, by time."""
    cohorts = {row.cohort_id for row in learners}
    rows = ReflectiveSession.objects.filter(cohort__in=cohorts).prefetch_related("attendance")
    return tuple(_line(row) for row in rows.order_by("starts_at"))


def own_session(viewer: Actor, session_id: UUID, *, now: datetime) -> SessionLine:
    """Answer one session that the viewer is asked to.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``session.not_found``.
    """
    own = own_learners(viewer, today=local_date(now))
    for line in sessions_of(row for row in own if row.withdrawn_at is None):
        if line.id == session_id:
            return line
    raise session_not_found()
