"""Add a course, change what it says, and take it out of the catalogue."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.areas.liaison.actions.search_filing import Findable, file_entry, take_out
from alongside.areas.liaison.actions.training_writing import change, keep
from alongside.areas.liaison.models import TrainingCourse
from alongside.areas.liaison.queries.training_rows import check_keeps, course_row
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.areas.liaison.rules.training_courses import CourseWords, check_course
from alongside.areas.liaison.rules.training_sessions import SessionState, check_unchanged
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op
from alongside.foundation.kit.markdown import plain_words
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


def add_course(
    actor: Actor, words: CourseWords, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Add a course to the catalogue of the actor's organisation, where a search finds it.

    Raises:
        NotPermitted: The role keeps no courses.
        Refused: ``course.…``.
    """
    require(actor, PERMISSIONS, "training.keep")
    check_course(words)

    def work() -> UUID:
        _check_free(words.title)
        row = TrainingCourse.objects.create(
            **_columns(words),
            organisation_id=actor.organisation_id,
            added_by_id=actor.user_id,
            added_at=now,
        )
        keep(actor, row, "add_course", op=Op.COLLECTION, now=now, request_key=request_key)
        _file(row, now)
        return row.id

    return once(actor, request_key, work)


def change_course(
    actor: Actor, course_id: UUID, words: CourseWords, *, version: int | None, now: datetime
) -> None:
    """Change what a course says of itself.

    Raises:
        NotPermitted: The role keeps no courses, or not this one.
        Conflict: ``training.changed`` where somebody changed it first.
        Refused: ``course.…``.
    """
    check_course(words)
    with transaction.atomic():
        row = _locked(actor, course_id)
        check_unchanged(version=row.version, read_at=version)
        if words.title.strip() != row.title:
            _check_free(words.title)
        changed = _columns(words)
        change(row, changed)
        keep(actor, row, "change_course", now=now, fields=tuple(changed))
        _file(row, now)


def retire_course(actor: Actor, course_id: UUID, *, version: int | None, now: datetime) -> None:
    """Take a course out of the catalogue. What was done of it still counts until it lapses.

    Raises:
        NotPermitted: The role keeps no courses, or not this one.
        Conflict: ``training.changed``.
        Refused: ``course.not_found``, ``course.retired`` or ``course.sessions_ahead``.
    """
    with transaction.atomic():
        row = _locked(actor, course_id)
        check_unchanged(version=row.version, read_at=version)
        planned = row.sessions.filter(state=SessionState.PLANNED, ends_at__gt=now)
        if planned.exists():
            raise Refused(
                "course.sessions_ahead",
                "A session of this course is still to come.",
                next_step="Call it off first, so that those who booked are told.",
            )
        change(row, {"retired_at": now})
        keep(actor, row, "retire_course", now=now, fields=("retired_at",))
        take_out(SearchKind.COURSE, row.id)


def _locked(actor: Actor, course_id: UUID) -> TrainingCourse:
    check_keeps(actor, course_row(course_id).organisation_id)
    row = TrainingCourse.objects.select_for_update().get(pk=course_id)
    if row.retired_at is not None:
        raise Refused(
            "course.retired",
            "This course was taken out of the catalogue.",
            next_step="Add it again as a new course if it is wanted.",
        )
    return row


def _check_free(title: str) -> None:
    if TrainingCourse.objects.filter(title=title.strip(), retired_at=None).exists():
        raise Refused(
            "course.title_taken",
            "A course in the catalogue has that title.",
            next_step="Change that one, or give this one another title.",
            field="title",
        )


def _columns(words: CourseWords) -> dict[str, Any]:
    return {
        "title": words.title.strip(),
        "what_for": words.what_for.strip(),
        "roles": sorted(role.value for role in words.roles),
        "lasts_months": words.lasts_months,
        "minutes": words.minutes,
        "led_by": words.led_by.strip(),
        "materials": words.materials.strip(),
        "said_as": words.said_as.strip(),
    }


def _file(row: TrainingCourse, now: datetime) -> None:
    body = f"{row.what_for}\n{row.led_by}\n{plain_words(row.materials)}"
    found = Findable(SearchKind.COURSE, row.id, row.title, body, said_as=row.said_as)
    file_entry(found, now=now)
