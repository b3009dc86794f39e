"""Courses and sessions as lines of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from alongside.areas.liaison.models import TrainingCourse, TrainingPlace, TrainingSession
from alongside.areas.liaison.queries.training_done import roles_of
from alongside.areas.liaison.queries.training_rows import session_rows
from alongside.areas.liaison.rules.training_places import OPEN_PLACES, TAKEN, PlaceState
from alongside.areas.liaison.rules.training_sessions import SessionState
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.kernel.actor import Actor

ANYBODY = "Anybody who works here"


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session.

    Attributes:
        free: How many places nobody has.
        waiting: How many are in the queue.
        came: How many came.
        mine: The viewer's place; ``None`` for none.
        offer_ends_at: Until when an offered place is theirs to take.
    """

    id: UUID
    version: int
    course_id: UUID
    course: str
    starts_at: datetime
    ends_at: datetime
    where: str
    places: int
    free: int
    waiting: int
    came: int
    state: SessionState
    cancelled_why: str
    mine: PlaceState | None
    offer_ends_at: datetime | None

    @property
    def room_words(self) -> str:
        """Such as ``3 of 12 places free`` or ``Full, 2 waiting``."""
        if self.free:
            return f"{self.free} of {self.places} places free"
        return f"Full, {self.waiting} waiting" if self.waiting else "Full"


@dataclass(frozen=True, slots=True)
class CourseLine:
    """One course of the catalogue.

    Attributes:
        for_words: Whom it is for.
        lasts_words: How long it counts.
        next_at: When its next session starts; ``None`` where none is planned.
    """

    id: UUID
    title: str
    what_for: str
    for_words: str
    minutes: int
    lasts_words: str
    led_by: str
    organisation: str
    next_at: datetime | None


def course_line(row: TrainingCourse, next_at: datetime | None = None) -> CourseLine:
    """Answer a course as a line; its organisation has been loaded with it."""
    return CourseLine(
        id=row.id,
        title=row.title,
        what_for=row.what_for,
        for_words=", ".join(ROLE_LABELS[role] for role in roles_of(row)) or ANYBODY,
        minutes=row.minutes,
        lasts_words=lasts_words(row.lasts_months),
        led_by=row.led_by,
        organisation=row.organisation.short_name,
        next_at=next_at,
    )


def lasts_words(months: int | None) -> str:
    """Say how long a course counts, such as ``2 years``."""
    if months is None:
        return "for good"
    years, rest = divmod(months, 12)
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((years, "year"), (rest, "month"))
        if number
    ]
    return " and ".join(parts)


def session_lines(viewer: Actor, rows: Iterable[TrainingSession]) -> tuple[SessionLine, ...]:
    """Answer sessions as lines, with the viewer's own places; ``rows`` are ``counted_sessions``."""
    kept = list(rows)
    mine = {
        row.session_id: row
        for row in TrainingPlace.objects.filter(
            session__in=kept, user_id=viewer.user_id, state__in=OPEN_PLACES
        )
    }
    return tuple(_line(row, mine.get(row.id)) for row in kept)


def counted_sessions() -> QuerySet[TrainingSession]:
    """Answer sessions with how many places are taken, how many wait and how many came."""
    return session_rows().annotate(
        taken_count=Count("taken", filter=Q(taken__state__in=TAKEN), distinct=True),
        waiting_count=Count("taken", filter=Q(taken__state=PlaceState.WAITING), distinct=True),
        came_count=Count("came", filter=Q(came__taken_back_at=None), distinct=True),
    )


def _line(row: TrainingSession, mine: TrainingPlace | None) -> SessionLine:
    return SessionLine(
        id=row.id,
        version=row.version,
        course_id=row.course_id,
        course=row.course.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        where=row.where,
        places=row.places,
        free=max(0, row.places - row.taken_count),  # type: ignore[attr-defined]
        waiting=row.waiting_count,  # type: ignore[attr-defined]
        came=row.came_count,  # type: ignore[attr-defined]
        state=SessionState(row.state),
        cancelled_why=row.cancelled_why,
        mine=PlaceState(mine.state) if mine else None,
        offer_ends_at=mine.offer_ends_at if mine else None,
    )
