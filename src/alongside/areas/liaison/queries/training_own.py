"""Somebody's own training: what is due, where they have a place, and what they did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.liaison.models import EvaluationReceipt, SessionTrainer, TrainingCourse
from alongside.areas.liaison.queries.training_done import Done, came_rows, last_done, roles_of
from alongside.areas.liaison.queries.training_lines import (
    SessionLine,
    counted_sessions,
    session_lines,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.training_courses import (
    Standing,
    is_meant_for,
    lapses_on,
    standing,
    standing_words,
)
from alongside.areas.liaison.rules.training_places import OPEN_PLACES
from alongside.areas.liaison.rules.training_sessions import SessionState
from alongside.foundation.accounts.queries import roles_held
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date

MOST_PAST = 30


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """How the viewer stands with a course that is for them.

    Attributes:
        standing: A code of ``rules.training_courses.Standing``.
        done_on: When they last did it.
        until: The last day it counts; ``None`` where it does not lapse.
        next_at: When its next session starts.
    """

    course_id: UUID
    title: str
    standing: str
    done_on: date | None
    until: date | None
    next_at: datetime | None

    @property
    def due(self) -> bool:
        """Whether there is something to do about it."""
        return self.standing != Standing.IN_DATE

    @property
    def says(self) -> str:
        """How they stand, in words."""
        return standing_words(self.standing, self.until)


@dataclass(frozen=True, slots=True)
class OwnPast:
    """A session the viewer came to.

    Attributes:
        says: Whether they can still say what they thought of it.
    """

    session_id: UUID
    course: str
    starts_at: datetime
    says: bool


@dataclass(frozen=True, slots=True)
class OwnNaming:
    """A session the viewer teaches, and whether any page names them."""

    trainer_id: UUID
    session_id: UUID
    course: str
    starts_at: datetime
    named: bool


@dataclass(frozen=True, slots=True)
class OwnTraining:
    """The viewer's own training, what is due first."""

    courses: tuple[OwnCourse, ...]
    ahead: tuple[SessionLine, ...]
    past: tuple[OwnPast, ...]
    teaching: tuple[OwnNaming, ...]


def own_training(viewer: Actor, *, now: datetime) -> OwnTraining:
    """Answer the viewer's own training.

    Raises:
        NotPermitted: The role goes to no training.
    """
    require(viewer, PERMISSIONS, "training.see")
    booked = counted_sessions().filter(
        id__in=viewer_sessions(viewer, now), state=SessionState.PLANNED
    )
    return OwnTraining(
        courses=own_courses(viewer, now=now),
        ahead=session_lines(viewer, booked.order_by("starts_at")),
        past=_past(viewer, now),
        teaching=_teaching(viewer),
    )


def viewer_sessions(viewer: Actor, now: datetime) -> list[UUID]:
    """Answer the sessions still to end in which the viewer has a place or a turn."""
    rows = counted_sessions().filter(
        taken__user_id=viewer.user_id, taken__state__in=OPEN_PLACES, ends_at__gt=now
    )
    return list(rows.values_list("id", flat=True))


def own_courses(viewer: Actor, *, now: datetime) -> tuple[OwnCourse, ...]:
    """Answer how the viewer stands with each course that is for them, what is due first."""
    held = [role for role, _ in roles_held(viewer.user_id)]
    rows = list(TrainingCourse.objects.filter(retired_at=None).order_by("title"))
    meant = [row for row in rows if row.roles and is_meant_for(roles_of(row), held)]
    done = last_done(users=[viewer.user_id], courses=[row.id for row in meant])
    ahead = next_starts([row.id for row in meant], now=now)
    today = local_date(now)
    lines = (_own(row, viewer, done, ahead.get(row.id), today=today) for row in meant)
    return tuple(sorted(lines, key=lambda one: (not one.due, one.title)))


def next_starts(courses: Iterable[UUID], *, now: datetime) -> dict[UUID, datetime]:
    """Answer when the next session of each course starts."""
    rows = (
        counted_sessions()
        .filter(course_id__in=list(courses), state=SessionState.PLANNED, starts_at__gt=now)
        .order_by("-starts_at")
    )
    return dict(rows.values_list("course_id", "starts_at"))


def _own(
    row: TrainingCourse, viewer: Actor, done: Done, next_at: datetime | None, *, today: date
) -> OwnCourse:  # fmt: skip
    last = done.get((row.id, viewer.user_id))
    return OwnCourse(
        course_id=row.id,
        title=row.title,
        standing=standing(last, row.lasts_months, today=today),
        done_on=last,
        until=lapses_on(last, row.lasts_months) if last else None,
        next_at=next_at,
    )


def _past(viewer: Actor, now: datetime) -> tuple[OwnPast, ...]:
    said = set(
        EvaluationReceipt.objects.filter(user_id=viewer.user_id).values_list(
            "session_id", flat=True
        )
    )
    rows = came_rows().filter(user_id=viewer.user_id).select_related("session__course")
    return tuple(
        OwnPast(
            row.session_id,
            row.session.course.title,
            row.session.starts_at,
            says=row.session_id not in said and row.session.ends_at <= now,
        )
        for row in rows.order_by("-session__starts_at")[:MOST_PAST]
    )


def _teaching(viewer: Actor) -> tuple[OwnNaming, ...]:
    rows = SessionTrainer.objects.filter(user_id=viewer.user_id).select_related("session__course")
    return tuple(
        OwnNaming(
            row.id,
            row.session_id,
            row.session.course.title,
            row.session.starts_at,
            named={row.on_catalogue, row.on_session, row.on_screen} != {"unnamed"},
        )
        for row in rows.order_by("-session__starts_at")[:MOST_PAST]
    )
