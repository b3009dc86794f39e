"""Answers others can find: one as it is read, with its versions; those that wait for somebody."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.liaison.models import AnswerVersion, KnowledgeAnswer, Post
from alongside.areas.liaison.queries.answering import posts_answered_by
from alongside.areas.liaison.queries.posts import lines_of
from alongside.areas.liaison.rules.answer_states import (
    EVENT_WORDS,
    STATE_WORDS,
    VersionState,
    is_stale,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.text_changes import Line, text_changes
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of an answer.

    Attributes:
        reviewed_by: Who looked it over; empty while nobody has.
    """

    number: int
    state: VersionState
    state_words: str
    question: str
    answer: str
    said_as: str
    why: str
    written_by: str
    written_by_id: UUID
    written_at: datetime
    reviewed_by: str
    reviewed_at: datetime | None


@dataclass(frozen=True, slots=True)
class AnswerSaid:
    """One entry of an answer's story."""

    title: str
    words: str
    number: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """An answer as it is read.

    Attributes:
        version: Of the record, for a form.
        published: What others find; ``None`` where nothing is.
        waiting: What waits to be looked over; only for those who write or look over.
        returned: What was sent back last and not written again; only for them too.
        kept_by: The post that keeps it right, and who holds it now.
        stale: Whether its day to be looked at again has come.
        story: What became of it, newest first; only for those who write or look over.
    """

    id: UUID
    version: int
    published: VersionLine | None
    waiting: VersionLine | None
    returned: VersionLine | None
    owner_id: UUID
    kept_by: str
    look_again_on: date | None
    stale: bool
    versions: tuple[VersionLine, ...]
    story: tuple[AnswerSaid, ...]
    may_write: bool
    may_review: bool
    may_confirm: bool

    @property
    def shown(self) -> VersionLine:
        """What the page shows: what is published, else the newest."""
        return self.published or self.versions[0]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer on a list.

    Attributes:
        stale: Whether its day to be looked at again has come.
        own: Whether the viewer wrote what waits.
    """

    id: UUID
    question: str
    number: int
    state_words: str
    written_by: str
    written_at: datetime
    kept_by: str
    look_again_on: date | None
    stale: bool
    own: bool


@dataclass(frozen=True, slots=True)
class AnswersToTend:
    """What the answers of the hub ask of those who keep them."""

    waiting: tuple[AnswerLine, ...]
    returned: tuple[AnswerLine, ...]
    stale: tuple[AnswerLine, ...]
    current: tuple[AnswerLine, ...]


def answer_page(viewer: Actor, answer_id: UUID, *, now: datetime) -> AnswerPage:
    """Answer one answer; only those who keep answers see what is not published.

    Raises:
        NotPermitted: The role finds nothing here.
        Refused: ``answer.not_found``, in the same words whether or not there is one.
    """
    require(viewer, PERMISSIONS, "knowledge.find")
    row = KnowledgeAnswer.objects.select_related("owner").filter(pk=answer_id).first()
    keeps = _keeps(viewer)
    versions = _versions(row) if row else ()
    published = _in_state(versions, VersionState.PUBLISHED)
    if row is None or not (published or keeps):
        raise Refused(
            "answer.not_found", "That answer is not here.", next_step="Look for it by its words."
        )
    newest = versions[0]
    return AnswerPage(
        id=row.id,
        version=row.version,
        published=published,
        waiting=_in_state(versions, VersionState.PROPOSED) if keeps else None,
        returned=newest if keeps and newest.state is VersionState.RETURNED else None,
        owner_id=row.owner_id,
        kept_by=lines_of(Post.objects.filter(pk=row.owner_id), now=now)[0].named,
        look_again_on=row.look_again_on,
        stale=is_stale(row.look_again_on, local_date(now)),
        versions=versions if keeps else (published,) if published else (),
        story=_story(row) if keeps else (),
        may_write=holds(viewer, PERMISSIONS, "knowledge.write"),
        may_review=holds(viewer, PERMISSIONS, "knowledge.review"),
        may_confirm=published is not None and may_confirm(viewer, row.owner_id, now=now),
    )


def may_confirm(viewer: Actor, owner_id: UUID, *, now: datetime) -> bool:
    """Say whether somebody may say that an answer is still right: it is theirs to keep, or they
    look answers over.
    """
    if holds(viewer, PERMISSIONS, "knowledge.review"):
        return True
    return viewer.on_duty and owner_id in posts_answered_by(viewer.user_id, now=now)


def quoted(viewer: Actor, answer_id: UUID) -> str:
    """Answer an answer as it is quoted in a question about it; empty where there is none to read.

    Raises:
        NotPermitted: The role finds nothing here.
    """
    require(viewer, PERMISSIONS, "knowledge.find")
    rows = AnswerVersion.objects.filter(answer_of=answer_id, state=VersionState.PUBLISHED)
    found = rows.first()
    if found is None:
        return ""
    lines = [found.question, *found.answer.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def changes_between(
    viewer: Actor, answer_id: UUID, *, older: int, newer: int
) -> tuple[VersionLine, VersionLine, list[Line]]:
    """Answer two versions of an answer and what is new in the later one.

    Raises:
        NotPermitted: The role neither writes answers nor looks them over.
        Refused: ``answer.not_found``.
    """
    if not _keeps(viewer):
        require(viewer, PERMISSIONS, "knowledge.review")
    row = KnowledgeAnswer.objects.filter(pk=answer_id).first()
    versions = {one.number: one for one in _versions(row)} if row else {}
    if older not in versions or newer not in versions:
        raise Refused("answer.not_found", "There is no such version of this answer.")
    before, after = versions[older], versions[newer]
    return before, after, text_changes(_whole(before), _whole(after))


def answers_to_tend(viewer: Actor, *, now: datetime) -> AnswersToTend:
    """Answer which answers wait to be looked over, were sent back, or are due to be looked at.

    Raises:
        NotPermitted: The role neither writes answers nor looks them over.
    """
    if not _keeps(viewer):
        require(viewer, PERMISSIONS, "knowledge.review")
    today = local_date(now)
    states = (VersionState.PROPOSED, VersionState.RETURNED, VersionState.PUBLISHED)
    rows = AnswerVersion.objects.filter(state__in=states).select_related(
        "answer_of__owner", "written_by"
    )
    by_state: dict[str, list[AnswerLine]] = {state.value: [] for state in states}
    for row in rows.order_by("answer_of__look_again_on", "written_at"):
        by_state[row.state].append(_line(row, viewer, today))
    published = by_state[VersionState.PUBLISHED]
    return AnswersToTend(
        waiting=tuple(by_state[VersionState.PROPOSED]),
        returned=tuple(by_state[VersionState.RETURNED]),
        stale=tuple(line for line in published if line.stale),
        current=tuple(line for line in published if not line.stale),
    )


def waiting_count(viewer: Actor) -> int:
    """Answer how many answers that somebody else wrote wait to be looked over."""
    if not holds(viewer, PERMISSIONS, "knowledge.review"):
        return 0
    waiting = AnswerVersion.objects.filter(state=VersionState.PROPOSED)
    return waiting.exclude(written_by_id=viewer.user_id).count()


def _keeps(viewer: Actor) -> bool:
    """Whether somebody writes answers or looks them over."""
    return holds(viewer, PERMISSIONS, "knowledge.write") or holds(
        viewer, PERMISSIONS, "knowledge.review"
    )


def _versions(row: KnowledgeAnswer) -> tuple[VersionLine, ...]:
    """Newest first."""
    rows = row.versions.select_related("written_by", "reviewed_by").order_by("-number")
    return tuple(
        VersionLine(
            number=one.number,
            state=VersionState(one.state),
            state_words=STATE_WORDS[VersionState(one.state)],
            question=one.question,
            answer=one.answer,
            said_as=one.said_as,
            why=one.why,
            written_by=one.written_by.display_name,
            written_by_id=one.written_by_id,
            written_at=one.written_at,
            reviewed_by=one.reviewed_by.display_name if one.reviewed_by else "",
            reviewed_at=one.reviewed_at,
        )
        for one in rows
    )


def _in_state(versions: tuple[VersionLine, ...], state: VersionState) -> VersionLine | None:
    return next((one for one in versions if one.state is state), None)


def _story(row: KnowledgeAnswer) -> tuple[AnswerSaid, ...]:
    rows = row.events.select_related("by").order_by("-sequence")
    return tuple(
        AnswerSaid(
            EVENT_WORDS[one.kind],
            one.words,
            one.number,
            one.by.display_name if one.by else "",
            one.happened_at,
        )
        for one in rows
    )


def _whole(version: VersionLine) -> str:
    said_as = ", ".join(version.said_as.splitlines())
    return f"{version.question}\n{version.answer}\nSaid as: {said_as}"


def _line(row: AnswerVersion, viewer: Actor, today: date) -> AnswerLine:
    whole = row.answer_of
    published = row.state == VersionState.PUBLISHED
    return AnswerLine(
        id=whole.id,
        question=row.question,
        number=row.number,
        state_words=STATE_WORDS[VersionState(row.state)],
        written_by=row.written_by.display_name,
        written_at=row.written_at,
        kept_by=whole.owner.title,
        look_again_on=whole.look_again_on,
        stale=published and is_stale(whole.look_again_on, today),
        own=row.written_by_id == viewer.user_id,
    )
