"""Questions put to the hub: those that wait, and the viewer's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final
from uuid import UUID

from alongside.areas.liaison.models import HubQuestion
from alongside.areas.liaison.queries.answering import posts_answered_by
from alongside.areas.liaison.queries.question_rows import (
    QuestionLine,
    lines_of,
    open_rows,
    questions_answered,
)
from alongside.areas.liaison.queries.searching import Found, found
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.question_states import OPEN_STATES, QuestionState
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.kernel.actor import Actor, holds, require

SHOWS: Final[Mapping[str, str]] = {"mine": "Mine", "all": "Everybody’s", "answered": "Answered"}
"""What the inbox may be narrowed to."""
MOST_ANSWERED: Final = 50
MOST_LOOKED_UP: Final = 20


@dataclass(frozen=True, slots=True)
class Inbox:
    """Questions that wait for an answer, or the last that were answered.

    Attributes:
        show: A key of ``SHOWS``.
        shows: Those that this viewer may choose from.
        late: How many of those shown are late.
        posts: How many posts the viewer answers for.
    """

    show: str
    shows: Mapping[str, str]
    lines: tuple[QuestionLine, ...]
    late: int
    posts: int


def inbox(viewer: Actor, show: str, *, now: datetime) -> Inbox:
    """Answer the questions a viewer is to answer, those late first.

    Args:
        viewer: A lead, or whoever holds or covers a post.
        show: A key of ``SHOWS``; the first one for anything else.
        now: What is late by.

    Raises:
        NotPermitted: The role answers no questions.
    """
    require(viewer, PERMISSIONS, "query.inbox")
    every = holds(viewer, PERMISSIONS, "query.answer_any")
    shows = SHOWS if every else {key: SHOWS[key] for key in ("mine", "answered")}
    posts = posts_answered_by(viewer.user_id, now=now)
    # A lead who holds no post yet would otherwise look at an empty page.
    usual = "mine" if posts or not every else "all"
    chosen = show if show in shows else usual
    rows = questions_answered(viewer, now=now)
    if chosen == "answered":
        done = rows.exclude(state__in=OPEN_STATES).select_related("post", "asker__organisation")
        lines = lines_of(done.order_by("-answered_at")[:MOST_ANSWERED], now=now)
    else:
        found = rows.filter(post__in=posts) if chosen == "mine" else rows
        lines = lines_of(open_rows(found), now=now)
    late = sum(1 for one in lines if one.late) if chosen != "answered" else 0
    return Inbox(chosen, shows, tuple(lines), late, len(posts))


def open_questions(viewer: Actor, post_id: UUID, *, now: datetime) -> list[QuestionLine]:
    """Answer the questions of one post that wait for an answer, those late first.

    Raises:
        NotPermitted: The role answers no questions.
    """
    require(viewer, PERMISSIONS, "query.inbox")
    rows = questions_answered(viewer, now=now).filter(post_id=post_id)
    return lines_of(open_rows(rows), now=now)


def own_questions(viewer: Actor, *, now: datetime, limit: int = 20) -> list[QuestionLine]:
    """Answer what the viewer asked themselves: open ones first, then the newest.

    Raises:
        NotPermitted: The role asks none.
    """
    require(viewer, PERMISSIONS, "query.see_own")
    mine = HubQuestion.objects.filter(asker_id=viewer.user_id).select_related(
        "post", "asker__organisation"
    )
    waiting = list(mine.filter(state__in=OPEN_STATES).order_by("-asked_at")[:limit])
    done = list(mine.exclude(state__in=OPEN_STATES).order_by("-answered_at")[:limit])
    return lines_of([*waiting, *done][:limit], now=now)


def earlier_answers(viewer: Actor, lines: Iterable[QuestionLine]) -> dict[UUID, Found]:
    """Answer for each of the first questions of a list the earlier answer that fits best.

    Questions that nothing fits are left out, and all are where the viewer may find nothing.
    """
    if not holds(viewer, PERMISSIONS, "knowledge.find"):
        return {}
    answers = (SearchKind.ANSWER,)
    first = islice((one for one in lines if one.state is QuestionState.OPEN), MOST_LOOKED_UP)
    fits = ((one.id, found(viewer, one.subject, limit=1, kinds=answers)) for one in first)
    return {key: best[0] for key, best in fits if best}
