"""What those who came thought, as shares and words that do not say whose they are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import SessionEvaluation
from alongside.areas.liaison.queries.training_done import came_rows
from alongside.areas.liaison.queries.training_rows import session_row
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.training_evaluation import (
    FEWEST,
    WILL_CHANGE,
    WORTH_IT,
    YesShare,
    check_may_evaluate,
    share_of,
    shown_apart,
)
from alongside.kernel.actor import Actor, require


@dataclass(frozen=True, slots=True)
class Thoughts:
    """What was thought.

    Attributes:
        answered: How many said what they thought.
        shares: Of the two questions answered by yes or no.
        words: What was written, in no order that tells when; none while few have answered.
    """

    answered: int
    shares: tuple[YesShare, ...]
    words: tuple[str, ...]


def thoughts_of_course(course_id: UUID) -> Thoughts:
    """Answer what was thought of every session of a course together."""
    return _thoughts([row[1:] for row in _rows(course_id)])


def thoughts_of_session(session_id: UUID, course_id: UUID) -> Thoughts:
    """Answer what was thought of one session, hidden where it would tell of a few."""
    rows = _rows(course_id)
    found = _thoughts([row[1:] for row in rows if row[0] == session_id])
    counted = [
        Counter(row[0] for row in rows),
        Counter(row[0] for row in rows if row[1] is not None),
        Counter(row[0] for row in rows if row[2] is not None),
    ]
    every, *apart = [session_id in shown_apart(one) for one in counted]
    shares = zip(found.shares, apart, strict=True)
    return Thoughts(
        answered=found.answered,
        shares=tuple(replace(share, hidden=not shown) for share, shown in shares),
        words=found.words if every else (),
    )


Answers = tuple[bool | None, bool | None, str]


def _rows(course_id: UUID) -> list[tuple[UUID, bool | None, bool | None, str]]:
    rows = SessionEvaluation.objects.filter(session__course_id=course_id)
    return list(rows.values_list("session_id", "worth_it", "will_change", "words"))


def _thoughts(kept: Sequence[Answers]) -> Thoughts:
    words = sorted(text for _, _, text in kept if text)
    return Thoughts(
        answered=len(kept),
        shares=(
            share_of(WORTH_IT, (one for one, _, _ in kept)),
            share_of(WILL_CHANGE, (one for _, one, _ in kept)),
        ),
        words=tuple(words) if len(kept) >= FEWEST else (),
    )


@dataclass(frozen=True, slots=True)
class ToEvaluate:
    """A session that the viewer may say something of."""

    session_id: UUID
    course: str
    starts_at: datetime


def session_to_evaluate(viewer: Actor, session_id: UUID, *, now: datetime) -> ToEvaluate:
    """Answer a session that the viewer came to and has not yet said anything of.

    Raises:
        NotPermitted: The role goes to no training.
        Refused: ``training.not_found`` or ``evaluation.…``.
    """
    require(viewer, PERMISSIONS, "training.see")
    row = session_row(session_id)
    mine = {"user_id": viewer.user_id}
    check_may_evaluate(
        came=came_rows().filter(session=row, **mine).exists(),
        said_before=row.receipts.filter(**mine).exists(),
        ends_at=row.ends_at,
        now=now,
    )
    return ToEvaluate(row.id, row.course.title, row.starts_at)
