"""The catalogue, one course, and one session, as each viewer may see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import (
    SessionTrainer,
    TrainingCourse,
    TrainingPlace,
    TrainingSession,
)
from alongside.areas.liaison.queries.training_done import came_rows, roles_of
from alongside.areas.liaison.queries.training_lines import (
    CourseLine,
    SessionLine,
    counted_sessions,
    course_line,
    session_lines,
)
from alongside.areas.liaison.queries.training_own import OwnCourse, next_starts, own_courses
from alongside.areas.liaison.queries.training_rows import (
    check_keeps,
    course_row,
    keeps,
    session_not_found,
)
from alongside.areas.liaison.queries.training_thoughts import (
    Thoughts,
    thoughts_of_course,
    thoughts_of_session,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.training_courses import CourseWords
from alongside.areas.liaison.rules.training_places import OPEN_PLACES, PlaceState
from alongside.areas.liaison.rules.training_sessions import (
    WAY_WORDS,
    SessionState,
    SignInWay,
    takes_codes,
)
from alongside.areas.liaison.rules.training_trainers import Naming, shown_name
from alongside.kernel.actor import Actor, holds, require

MOST_AHEAD = 12
MOST_PAST = 8


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What can be learnt.

    Attributes:
        courses: By title.
        ahead: The next sessions of all courses.
        due: What the viewer is due to do.
        keeps: Whether they may add courses.
        sees_in_date: Whether they see who is in date.
    """

    courses: tuple[CourseLine, ...]
    ahead: tuple[SessionLine, ...]
    due: tuple[OwnCourse, ...]
    keeps: bool
    sees_in_date: bool


@dataclass(frozen=True, slots=True)
class CoursePage:
    """One course.

    Attributes:
        words: What it says of itself, to change.
        ahead: Its sessions to come.
        past: Its last sessions, newest first.
        trainers: Who teaches the next ones, as each agreed to be called here.
        thoughts: What those who came thought, all sessions together.
        keeps: Whether the viewer keeps it.
        retired: Whether it was taken out of the catalogue.
    """

    line: CourseLine
    version: int
    words: CourseWords
    ahead: tuple[SessionLine, ...]
    past: tuple[SessionLine, ...]
    trainers: tuple[str, ...]
    thoughts: Thoughts
    keeps: bool
    retired: bool


@dataclass(frozen=True, slots=True)
class RollLine:
    """Somebody with a place or who came.

    Attributes:
        place: Their place; ``None`` for those who came without one.
        way: How it was said that they came; empty where they did not.
    """

    user_id: UUID
    name: str
    organisation: str
    place: PlaceState | None
    way: str


@dataclass(frozen=True, slots=True)
class SessionPage:
    """One session.

    Attributes:
        trainers: As each agreed to be called here.
        roll: Who has a place and who came; only for whoever keeps it.
        thoughts: What those who came thought.
        keeps: Whether the viewer keeps it.
        knows_trainers: Whether the viewer may see who the trainers are.
        begun: Whether it has begun.
        over: Whether it is over.
        signs_in: Whether its code is taken now.
        came: Whether the viewer came.
    """

    line: SessionLine
    course: CourseLine
    materials: str
    trainers: tuple[str, ...]
    roll: tuple[RollLine, ...]
    thoughts: Thoughts
    keeps: bool
    knows_trainers: bool
    begun: bool
    over: bool
    signs_in: bool
    came: bool


def catalogue(viewer: Actor, *, now: datetime) -> Catalogue:
    """Answer every course and the next sessions.

    Raises:
        NotPermitted: The role goes to no training.
    """
    require(viewer, PERMISSIONS, "training.see")
    rows = list(
        TrainingCourse.objects.filter(retired_at=None)
        .select_related("organisation")
        .order_by("title")
    )
    starts = next_starts([row.id for row in rows], now=now)
    ahead = counted_sessions().filter(state=SessionState.PLANNED, ends_at__gt=now)
    return Catalogue(
        courses=tuple(course_line(row, starts.get(row.id)) for row in rows),
        ahead=session_lines(viewer, ahead.order_by("starts_at")[:MOST_AHEAD]),
        due=tuple(one for one in own_courses(viewer, now=now) if one.due),
        keeps=holds(viewer, PERMISSIONS, "training.keep"),
        sees_in_date=holds(viewer, PERMISSIONS, "training.in_date"),
    )


def course_page(viewer: Actor, course_id: UUID, *, now: datetime) -> CoursePage:
    """Answer one course.

    Raises:
        NotPermitted: The role goes to no training.
        Refused: ``course.not_found``.
    """
    require(viewer, PERMISSIONS, "training.see")
    row = course_row(course_id)
    sessions = counted_sessions().filter(course=row)
    ahead = list(sessions.filter(state=SessionState.PLANNED, ends_at__gt=now).order_by("starts_at"))
    past = sessions.exclude(id__in=[one.id for one in ahead]).order_by("-starts_at")
    return CoursePage(
        line=course_line(row, ahead[0].starts_at if ahead else None),
        version=row.version,
        words=_words(row),
        ahead=session_lines(viewer, ahead),
        past=session_lines(viewer, past[:MOST_PAST]),
        trainers=tuple(
            dict.fromkeys(
                shown_name(one.name, Naming(one.on_catalogue), used_services=one.used_services)
                for one in SessionTrainer.objects.filter(session__in=ahead).order_by(*ORDER)
            )
        ),
        thoughts=thoughts_of_course(row.id),
        keeps=keeps(viewer, row.organisation_id),
        retired=row.retired_at is not None,
    )


def course_to_keep(viewer: Actor, course_id: UUID, *, now: datetime) -> CoursePage:
    """Answer a course that the viewer keeps.

    Raises:
        NotPermitted: The role keeps no courses, or not this one.
        Refused: ``course.not_found``.
    """
    check_keeps(viewer, course_row(course_id).organisation_id)
    return course_page(viewer, course_id, now=now)


def _words(row: TrainingCourse) -> CourseWords:
    return CourseWords(
        title=row.title,
        what_for=row.what_for,
        roles=roles_of(row),
        lasts_months=row.lasts_months,
        minutes=row.minutes,
        led_by=row.led_by,
        materials=row.materials,
        said_as=row.said_as,
    )


def session_page(viewer: Actor, session_id: UUID, *, now: datetime) -> SessionPage:
    """Answer one session.

    Raises:
        NotPermitted: The role goes to no training.
        Refused: ``training.not_found``.
    """
    require(viewer, PERMISSIONS, "training.see")
    row = counted_sessions().filter(pk=session_id).first()
    if row is None:
        raise session_not_found()
    keeps_it = keeps(viewer, row.course.organisation_id)
    stands = row.state != SessionState.CANCELLED
    return SessionPage(
        line=session_lines(viewer, [row])[0],
        course=course_line(row.course),
        materials=row.course.materials,
        trainers=tuple(
            shown_name(one.name, Naming(one.on_session), used_services=one.used_services)
            for one in row.trainers.order_by("added_at", "id")
        ),
        roll=_roll(row) if keeps_it else (),
        thoughts=thoughts_of_session(row.id, row.course_id),
        keeps=keeps_it,
        knows_trainers=holds(viewer, PERMISSIONS, "training.trainers"),
        begun=row.starts_at <= now,
        over=row.ends_at <= now,
        signs_in=stands and takes_codes(row.starts_at, row.ends_at, now=now),
        came=came_rows().filter(session=row, user_id=viewer.user_id).exists(),
    )


def session_to_keep(viewer: Actor, session_id: UUID, *, now: datetime) -> SessionPage:
    """Answer a session that the viewer keeps.

    Raises:
        NotPermitted: The role keeps no courses, or not this one.
        Refused: ``training.not_found``.
    """
    page = session_page(viewer, session_id, now=now)
    check_keeps(viewer, course_row(page.line.course_id).organisation_id)
    return page


def _roll(row: TrainingSession) -> tuple[RollLine, ...]:
    """Answer by name who has a place or came; those in the queue after them, first come first."""
    came = {one.user_id: one for one in row.came.filter(taken_back_at=None).select_related(*WHO)}
    places = TrainingPlace.objects.filter(session=row, state__in=OPEN_PLACES)
    placed = {one.user_id: one for one in places.select_related(*WHO).order_by("asked_at", "id")}
    users = {key: one.user for key, one in placed.items()}
    users |= {key: one.user for key, one in came.items()}
    lines = [
        RollLine(
            user.id,
            user.display_name,
            user.organisation.short_name,
            PlaceState(placed[key].state) if key in placed else None,
            WAY_WORDS[SignInWay(came[key].way)] if key in came else "",
        )
        for key, user in users.items()
    ]
    queue = [one for one in lines if one.place is PlaceState.WAITING and not one.way]
    rest = [one for one in lines if one not in queue]
    return (*sorted(rest, key=lambda one: one.name), *queue)


WHO = ("user__organisation",)
ORDER = ("session__starts_at", "added_at", "id")
