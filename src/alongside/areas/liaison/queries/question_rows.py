"""Rows of questions as a viewer may see them, and what a list says of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, QuerySet, When

from alongside.areas.liaison.models import HubQuestion
from alongside.areas.liaison.queries.answering import posts_answered_by
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.promises import is_late
from alongside.areas.liaison.rules.question_states import (
    OPEN_STATES,
    STATE_WORDS,
    Channel,
    QuestionState,
)
from alongside.kernel.actor import Actor, holds
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question on a list; it names nobody who is cared for.

    Attributes:
        asked_by: Who asked, in words.
        post: The title of the post that owns it.
        waited: From when it was asked until it was answered, or until now.
        late: Whether the promise was broken, or is being broken.
        about_person: Whether it is about somebody.
    """

    id: UUID
    number: int
    subject: str
    urgent: bool
    asked_by: str
    asked_at: datetime
    waited: timedelta
    promised_by: datetime
    late: bool
    state: QuestionState
    state_words: str
    post_id: UUID
    post: str
    about_person: bool


def questions_answered(viewer: Actor, *, now: datetime) -> QuerySet[HubQuestion]:
    """Answer the questions a viewer may answer: all for a lead, otherwise those of their posts."""
    if holds(viewer, PERMISSIONS, "query.answer_any"):
        return HubQuestion.objects.all()
    if not holds(viewer, PERMISSIONS, "query.answer"):
        return HubQuestion.objects.none()
    return HubQuestion.objects.filter(post__in=posts_answered_by(viewer.user_id, now=now))


def may_answer(viewer: Actor, row: HubQuestion, *, now: datetime) -> bool:
    """Say whether a viewer may answer a question."""
    return questions_answered(viewer, now=now).filter(pk=row.pk).exists()


def question_for(
    viewer: Actor, question_id: UUID, *, now: datetime, lock: bool = False
) -> HubQuestion:
    """Load a question that the viewer put or may answer.

    Raises:
        Refused: ``question.not_found``, also for another's.
    """
    rows = HubQuestion.objects.select_for_update(of=("self",)) if lock else HubQuestion.objects
    found = rows.select_related("post", "asker__organisation").filter(pk=question_id).first()
    if found is None or not (
        found.asker_id == viewer.user_id or may_answer(viewer, found, now=now)
    ):
        raise Refused(
            "question.not_found",
            "There is no question here that you put or may answer.",
            next_step="Look at your own questions, or ask the liaison lead.",
        )
    return found


def open_rows(rows: QuerySet[HubQuestion]) -> QuerySet[HubQuestion]:
    """Answer those still open, those that wait longest past their promise first."""
    waiting = rows.filter(state__in=OPEN_STATES).select_related("post", "asker__organisation")
    # What waits for whoever asked comes last: nothing can be done about it here.
    return waiting.order_by(
        Case(When(state=QuestionState.ASKED_BACK, then=1), default=0), "promised_by", "number"
    )


def asked_by(row: HubQuestion) -> str:
    """Say who asked, in words."""
    if row.channel == Channel.CALLER:
        return ", ".join(one for one in (row.caller_name, row.caller_organisation) if one)
    if row.asker is None:
        return str(row.mail_from)
    return f"{row.asker.display_name}, {row.asker.organisation.short_name}"


def line_of(row: HubQuestion, *, now: datetime) -> QuestionLine:
    """Answer a row as a line; its post and asker have been loaded with it."""
    return QuestionLine(
        id=row.id,
        number=row.number,
        subject=row.subject,
        urgent=row.urgent,
        asked_by=asked_by(row),
        asked_at=row.asked_at,
        waited=(row.answered_at or now) - row.asked_at,
        promised_by=row.promised_by,
        late=row.state != QuestionState.ASKED_BACK
        and is_late(row.promised_by, now=now, answered_at=row.answered_at),
        state=QuestionState(row.state),
        state_words=STATE_WORDS[QuestionState(row.state)],
        post_id=row.post_id,
        post=row.post.title,
        about_person=row.person_id is not None,
    )


def lines_of(rows: Iterable[HubQuestion], *, now: datetime) -> list[QuestionLine]:
    """Answer rows as lines, in the order they come."""
    return [line_of(row, now=now) for row in rows]
