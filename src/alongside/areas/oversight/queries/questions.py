"""Questions about unusual looks, for the lead of the service that looked."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.oversight.models import LookQuestion
from alongside.areas.oversight.rules.permissions import PERMISSIONS
from alongside.areas.oversight.rules.unusual import QUESTIONS, Kind
from alongside.engines.sharing import Purpose, policy_on
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.queries import check_log_purpose
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question. The person looked at is not named.

    Attributes:
        fact: The plain fact behind it.
        question: What to ask.
        viewer: Whom to ask.
        mine: Whether it is about the reader's own look, which another lead answers.
    """

    id: UUID
    fact: str
    question: str
    viewer: str
    looked_at: datetime
    purpose_words: str
    person_id: UUID
    answer: str
    answered_by: str
    answered_at: datetime | None
    mine: bool


def open_questions(viewer: Actor, *, purpose: str, now: datetime) -> list[QuestionLine]:
    """Answer the open questions about looks of the viewer's own service, oldest first.

    Reading them is in the log. They come in the order of the looks, never by who looked.

    Raises:
        NotPermitted: Only information governance.
        Refused: ``audit.purpose``.
    """
    require(viewer, PERMISSIONS, "question.answer")
    check_log_purpose(purpose)
    rows = LookQuestion.objects.filter(
        organisation_id=viewer.organisation_id, answered_at=None
    ).order_by("looked_at", "id")[:100]
    lines = _lines(list(rows), viewer, now)
    entry = Entry(
        Op.CONSULTATION,
        "oversight.open_questions",
        Ref("organisation", viewer.organisation_id),
        why=Why(purpose=purpose),
    )
    record_look(viewer, entry, now=now)
    return lines


def question(viewer: Actor, question_id: UUID, *, now: datetime) -> QuestionLine:
    """Answer one question, and keep that it was read.

    Raises:
        NotPermitted: Only information governance.
        Refused: ``question.not_here``.
    """
    require(viewer, PERMISSIONS, "question.answer")
    row = LookQuestion.objects.filter(
        pk=question_id, organisation_id=viewer.organisation_id
    ).first()
    if row is None:
        raise Refused("question.not_here", "There is no such question.")
    (line,) = _lines([row], viewer, now)
    entry = Entry(
        Op.CONSULTATION,
        "oversight.question",
        Ref("look_question", row.id),
        why=Why(purpose="self_monitoring"),
    )
    record_look(viewer, entry, now=now)
    return line


def questions_waiting(viewer: Actor) -> int:
    """Answer how many questions wait for the viewer's service, for the front page."""
    rows = LookQuestion.objects.filter(organisation_id=viewer.organisation_id, answered_at=None)
    return rows.count()


def _lines(rows: list[LookQuestion], viewer: Actor, now: datetime) -> list[QuestionLine]:
    policy = policy_on(local_date(now))
    names = dict(
        User.objects.filter(pk__in={row.viewer_id for row in rows}).values_list(
            "pk", "display_name"
        )
    )
    known = {purpose.value: policy.purposes[purpose].words for purpose in Purpose}
    return [
        QuestionLine(
            id=row.id,
            fact=row.fact,
            question=QUESTIONS[Kind(row.kind)],
            viewer=names[row.viewer_id],
            looked_at=row.looked_at,
            purpose_words=known.get(row.purpose, ""),
            person_id=row.person_id,
            answer=row.answer,
            answered_by=row.answered_by_name,
            answered_at=row.answered_at,
            mine=row.viewer_id == viewer.user_id,
        )
        for row in rows
    ]
