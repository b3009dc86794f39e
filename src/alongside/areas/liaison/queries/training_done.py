"""Who did which course when, and how somebody stands with each."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from alongside.areas.liaison.models import TrainingAttendance, TrainingCourse
from alongside.areas.liaison.rules.training_sessions import SessionState
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date

Done = dict[tuple[UUID, UUID], date]
"""The last day on which each course was done by each account, by course and account."""


def came_rows() -> QuerySet[TrainingAttendance]:
    """Answer that somebody came, where it was not taken back and the session stood."""
    rows = TrainingAttendance.objects.filter(taken_back_at=None)
    return rows.exclude(session__state=SessionState.CANCELLED)


def last_done(
    *, users: Collection[UUID] | None = None, courses: Collection[UUID] | None = None
) -> Done:
    """Answer when each course was last done by each account.

    Args:
        users: Of these only; of everybody when ``None``.
        courses: Of these only; of all when ``None``.
    """
    rows = came_rows()
    if users is not None:
        rows = rows.filter(user_id__in=list(users))
    if courses is not None:
        rows = rows.filter(session__course_id__in=list(courses))
    last: list[tuple[UUID, UUID, datetime]] = list(
        rows.values_list("session__course_id", "user_id")
        .annotate(last=Max("session__starts_at"))
        .values_list("session__course_id", "user_id", "last")
    )
    return {(course, user): local_date(at) for course, user, at in last}


def roles_of(course: TrainingCourse) -> tuple[Role, ...]:
    """Answer whom a course is for; empty for anybody."""
    return tuple(Role(code) for code in course.roles)
