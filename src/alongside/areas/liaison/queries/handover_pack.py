"""What a briefing is built from: everything open that belongs to a post, and the why of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.directory.queries.vouched import EntryKind, VouchedLine, vouched_for
from alongside.areas.liaison.models import (
    AgreedAction,
    AnswerVersion,
    GuideVersion,
    HubCover,
    HubQuestion,
    QuestionEvent,
)
from alongside.areas.liaison.queries.agreed import AgreedLine, lines_of, most_pressing
from alongside.areas.liaison.queries.groups import meetings_for
from alongside.areas.liaison.queries.questions import open_questions
from alongside.areas.liaison.queries.reviews import open_reviews
from alongside.areas.liaison.rules.agreed import PRIORITY_WORDS, AgreedState, Origin
from alongside.areas.liaison.rules.answer_states import VersionState as AnswerState
from alongside.areas.liaison.rules.guide_states import IN_HAND, VersionState, is_stale
from alongside.areas.liaison.rules.handovers import Part
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.question_states import OPEN_STATES
from alongside.kernel.actor import Actor, holds
from alongside.kernel.local_time import local_date, say, say_date

GOES_STALE_WITHIN: Final = timedelta(days=28)
_ENTRY_PAGES: Final[Mapping[EntryKind, str]] = {
    EntryKind.PLACE: "directory:place",
    EntryKind.CONTACT: "directory:contact",
}
"""Entries with a page of their own; the rest stand on the page of teams."""


@dataclass(frozen=True, slots=True)
class PackLine:
    """One open thing.

    Attributes:
        key: Which thing it is, such as ``action:`` and its id; the same for every viewer.
        title: What it is.
        href: Where it is read.
        why: The reason behind it, or the last words said of it; may be empty.
        by: By when, or since when, in words; may be empty.
        late: Whether a promise is broken already.
    """

    key: str
    title: str
    href: str
    why: str = ""
    by: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class PackOf:
    """Whose briefing: the viewer, the post, and whoever leaves it."""

    viewer: Actor
    post_id: UUID
    leaver_id: UUID
    now: datetime


def pack(of: PackOf) -> dict[Part, list[PackLine]]:
    """Answer everything open that belongs to the post, part by part.

    It is read from the record each time: nothing is copied, so nothing can be forgotten or old.
    """
    return {part: load(of) for part, load in LOADS.items()}


def how_many_open(post_id: UUID) -> int:
    """Answer how many questions and actions a post owns that are open."""
    actions = AgreedAction.objects.filter(owner_id=post_id, state=AgreedState.OPEN)
    questions = HubQuestion.objects.filter(post_id=post_id, state__in=OPEN_STATES)
    return actions.count() + questions.count()


def _questions(of: PackOf) -> list[PackLine]:
    if not holds(of.viewer, PERMISSIONS, "query.inbox"):
        return []
    lines = open_questions(of.viewer, of.post_id, now=of.now)
    last: dict[UUID, str] = dict(
        QuestionEvent.objects.filter(question__in=[line.id for line in lines])
        .exclude(words="")
        .order_by("question", "sequence")
        .values_list("question_id", "words")
    )
    return [
        PackLine(
            key=f"question:{line.id}",
            title=f"{line.number}. {line.subject}",
            href=reverse("liaison:question", args=[line.id]),
            why=f"Last said: {last[line.id]}" if line.id in last else "",
            by=f"asked by {line.asked_by}; promised by {say(line.promised_by)}",
            late=line.late,
        )
        for line in lines
    ]


def _actions(of: PackOf) -> list[PackLine]:
    return _owned(of, promised=False)


def _promises(of: PackOf) -> list[PackLine]:
    return _owned(of, promised=True)


def _owned(of: PackOf, *, promised: bool) -> list[PackLine]:
    if not holds(of.viewer, PERMISSIONS, "action.see"):
        return []
    rows = AgreedAction.objects.filter(owner_id=of.post_id, state=AgreedState.OPEN)
    chosen = rows.filter(origin=Origin.PROMISE) if promised else rows.exclude(origin=Origin.PROMISE)
    lines = lines_of(most_pressing(chosen), today=local_date(of.now))
    return [_action_line(line) for line in lines]


def _action_line(line: AgreedLine) -> PackLine:
    by = f"by {say_date(line.due_on)}; {PRIORITY_WORDS[line.priority].lower()}"
    return PackLine(
        key=f"action:{line.id}",
        title=f"{line.number}. {line.words}",
        href=reverse("liaison:action", args=[line.id]),
        why=f"Because: {line.why}" if line.why else "",
        by=f"{by}; with the senior group" if line.escalated else by,
        late=line.late,
    )


def _reviews(of: PackOf) -> list[PackLine]:
    if not holds(of.viewer, PERMISSIONS, "review.see"):
        return []
    return [
        PackLine(
            key=f"review:{line.id}",
            title=f"{line.number}. {line.title}",
            href=reverse("liaison:review", args=[line.id]),
            why=f"Waits for: {', '.join(line.waits_for)}" if line.waits_for else line.state_words,
            by=f"raised {say_date(local_date(line.raised_at))}",
            late=line.late,
        )
        for line in open_reviews(of.viewer, today=local_date(of.now))
    ]


def _meetings(of: PackOf) -> list[PackLine]:
    if not holds(of.viewer, PERMISSIONS, "group.see"):
        return []
    return [
        PackLine(
            key=f"meeting:{line.id}",
            title=line.title,
            href=reverse("liaison:meeting", args=[line.id]),
            why=line.place,
            by=say(line.starts_at),
        )
        for line in meetings_for([of.post_id], since=of.now)
    ]


def _answers(of: PackOf) -> list[PackLine]:
    """Answers the post keeps that wait to be looked over, or are due to be looked at again."""
    if not holds(of.viewer, PERMISSIONS, "knowledge.find"):
        return []
    today = local_date(of.now)
    rows = AnswerVersion.objects.filter(answer_of__owner_id=of.post_id).select_related("answer_of")
    waiting = rows.filter(state=AnswerState.PROPOSED).order_by("written_at")
    stands = rows.filter(state=AnswerState.PUBLISHED, answer_of__look_again_on__lte=today)
    return [
        *(_answer_line(row, "a second person has still to look it over") for row in waiting),
        *(_answer_line(row, "it is due to be looked at again", late=True) for row in stands),
    ]


def _answer_line(row: AnswerVersion, by: str, *, late: bool = False) -> PackLine:
    return PackLine(
        key=f"answer:{row.id}",
        title=row.question,
        href=reverse("liaison:answer", args=[row.answer_of_id]),
        why=row.why,
        by=by,
        late=late,
    )


def _guide(of: PackOf) -> list[PackLine]:
    """Pages the post owns that are being written or stand past their day; those it is to review."""
    if not holds(of.viewer, PERMISSIONS, "guide.read"):
        return []
    today = local_date(of.now)
    rows = GuideVersion.objects.select_related("page").order_by("page__title", "number")
    owned = rows.filter(page__owner_id=of.post_id)
    in_hand = owned.filter(state__in=sorted(state.value for state in IN_HAND))
    stands = owned.filter(state=VersionState.PUBLISHED)
    stale = [row for row in stands if is_stale(row.review_again_on, today=today)]
    asked = rows.filter(asked_id=of.post_id, state=VersionState.IN_REVIEW)
    others = asked.exclude(page__owner_id=of.post_id)
    return [
        *(_page_line(row, "a new version is being written") for row in in_hand),
        *(_page_line(row, "this post was asked to look it over") for row in others),
        *(_page_line(row, "it is past the day to look at it again", late=True) for row in stale),
    ]


def _page_line(row: GuideVersion, by: str, *, late: bool = False) -> PackLine:
    return PackLine(
        key=f"page:{row.id}",
        title=row.page.title,
        href=reverse("liaison:guide_page", args=[row.page.slug]),
        why=row.why,
        by=by,
        late=late,
    )


def _contacts(of: PackOf) -> list[PackLine]:
    """Entries of the directory that the leaver vouched for and that go stale before long."""
    soon = [
        line
        for line in vouched_for(of.viewer, of.leaver_id, now=of.now)
        if line.again_at <= of.now + GOES_STALE_WITHIN
    ]
    return [
        PackLine(
            key=f"{line.kind}:{line.id}",
            title=line.name,
            href=reverse(_ENTRY_PAGES.get(line.kind, "directory:teams"), args=_page_of(line)),
            by=f"due to be confirmed again {'since' if line.stale else 'on'} "
            f"{say_date(local_date(line.again_at))}",
            late=line.stale,
        )
        for line in soon
    ]


def _page_of(line: VouchedLine) -> list[UUID]:
    return [line.id] if line.kind in _ENTRY_PAGES else []


def _cover(of: PackOf) -> list[PackLine]:
    rows = HubCover.objects.filter(post_id=of.post_id, ended_at=None, until_at__gt=of.now)
    return [
        PackLine(
            key=f"cover:{row.id}",
            title=row.by_user.display_name if row.by_user is not None else row.by_post.title,
            href=reverse("liaison:post", args=[of.post_id]),
            by=f"from {say(row.from_at)} until {say(row.until_at)}",
        )
        for row in rows.select_related("by_user", "by_post").order_by("from_at")
    ]


LOADS: Final[Mapping[Part, Callable[[PackOf], list[PackLine]]]] = {
    Part.QUESTIONS: _questions,
    Part.ACTIONS: _actions,
    Part.PROMISES: _promises,
    Part.REVIEWS: _reviews,
    Part.MEETINGS: _meetings,
    Part.ANSWERS: _answers,
    Part.GUIDE: _guide,
    Part.CONTACTS: _contacts,
    Part.COVER: _cover,
}
"""What loads each part, in the order of ``Part``."""
