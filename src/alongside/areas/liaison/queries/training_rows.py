"""Rows of training that others load: found or refused, and who may keep them."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.liaison.models import TrainingCourse, TrainingSession
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, Role, holds, require
from alongside.kernel.refusal import NotPermitted, Refused


def keeps(viewer: Actor, organisation_id: UUID) -> bool:
    """Say whether the viewer keeps an organisation's courses; a liaison lead keeps everybody's."""
    if not holds(viewer, PERMISSIONS, "training.keep"):
        return False
    return viewer.role is Role.LIAISON_LEAD or viewer.organisation_id == organisation_id


def check_keeps(viewer: Actor, organisation_id: UUID) -> None:
    """Refuse whoever does not keep an organisation's courses.

    Raises:
        NotPermitted: The role may not, or keeps those of another organisation.
    """
    require(viewer, PERMISSIONS, "training.keep")
    if not keeps(viewer, organisation_id):
        raise NotPermitted(
            "not_permitted.other_organisation",
            "Another organisation keeps this course.",
            next_step="Ask the liaison lead, who keeps all of them.",
        )


def course_row(course_id: UUID) -> TrainingCourse:
    """Answer a course.

    Raises:
        Refused: ``course.not_found``.
    """
    row = TrainingCourse.objects.select_related("organisation").filter(pk=course_id).first()
    if row is None:
        raise Refused(
            "course.not_found",
            "That course is not here.",
            next_step="Go to training and open it from the list.",
        )
    return row


def session_rows() -> QuerySet[TrainingSession]:
    """Answer sessions with their courses."""
    return TrainingSession.objects.select_related("course__organisation")


def session_row(session_id: UUID) -> TrainingSession:
    """Answer a session with its course.

    Raises:
        Refused: ``training.not_found``.
    """
    row = session_rows().filter(pk=session_id).first()
    if row is None:
        raise session_not_found()
    return row


def session_not_found() -> Refused:
    """Say that a session is not here."""
    return Refused(
        "training.not_found",
        "That session is not here.",
        next_step="Go to training and open it from the list.",
    )


def session_locked(session_id: UUID) -> TrainingSession:
    """Answer a session, locked until the transaction ends.

    Raises:
        Refused: ``training.not_found``.
    """
    row = session_rows().select_for_update(of=("self",)).filter(pk=session_id).first()
    if row is None:
        raise session_not_found()
    return row
