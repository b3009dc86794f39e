"""The library of good practice as its readers see it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from alongside.areas.liaison.models import Post, PracticeNote, PracticeTrial
from alongside.areas.liaison.queries.posts import PostLine, lines_of
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.practice import NOT_MEASURED, NOTE_WORDS, NoteState
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note as one line of the library."""

    id: UUID
    title: str
    place: str
    services: str
    tried: str
    measured: bool
    trials: int
    state: str
    state_words: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Library:
    """The library.

    Attributes:
        kept: In it, by title.
        waiting: Added and not decided: all of them for the liaison lead, else the viewer's own.
    """

    kept: tuple[NoteLine, ...]
    waiting: tuple[NoteLine, ...]
    may_add: bool
    may_keep: bool


@dataclass(frozen=True, slots=True)
class ResultShown:
    """What came of it.

    Attributes:
        basis: What was measured and how, or that nothing was.
    """

    measured: bool
    how: str
    found: str
    counted: int | None
    interval: str
    basis: str


@dataclass(frozen=True, slots=True)
class TrialShown:
    """That another service tried it too."""

    organisation: str
    services: str
    result: ResultShown
    added_at: datetime


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A note whole."""

    line: NoteLine
    version: int
    period: str
    said_as: str
    result: ResultShown
    finding: str
    ask: str
    ask_id: UUID | None
    ask_phone: str
    organisation: str
    ended_why: str
    trials: tuple[TrialShown, ...]
    may_change: bool
    may_keep: bool
    may_leave_out: bool
    may_try: bool


def library(viewer: Actor) -> Library:
    """Answer the library, and what waits to be decided."""
    require(viewer, PERMISSIONS, "practice.read")
    rows = PracticeNote.objects.annotate(many=Count("trials")).order_by("title")
    waiting = rows.filter(state=NoteState.ADDED)
    may_keep = holds(viewer, PERMISSIONS, "practice.keep")
    if not may_keep:
        waiting = waiting.filter(added_by_id=viewer.user_id)
    return Library(
        kept=tuple(_line(row, row.many) for row in rows.filter(state=NoteState.KEPT)),
        waiting=tuple(_line(row, row.many) for row in waiting),
        may_add=holds(viewer, PERMISSIONS, "practice.add"),
        may_keep=may_keep,
    )


def note(viewer: Actor, note_id: UUID) -> NoteShown:
    """Answer one note with those who tried it too.

    Raises:
        Refused: ``practice.not_found``, also for one not kept that is another's.
    """
    require(viewer, PERMISSIONS, "practice.read")
    rows = PracticeNote.objects.select_related("ask", "organisation")
    row = rows.filter(pk=note_id).first()
    may_keep = holds(viewer, PERMISSIONS, "practice.keep")
    own = row is not None and row.added_by_id == viewer.user_id
    if row is None or not (row.state == NoteState.KEPT or may_keep or own):
        raise Refused(
            "practice.not_found",
            "There is no such note in the library.",
            next_step="Look for it in the library of good practice.",
        )
    trials = list(row.trials.select_related("organisation").order_by("added_at"))
    kept, added = row.state == NoteState.KEPT, row.state == NoteState.ADDED
    return NoteShown(
        line=_line(row, len(trials)),
        version=row.version,
        period=row.period,
        said_as=row.said_as,
        result=_result(row),
        finding=row.finding,
        ask=row.ask.title if row.ask else "",
        ask_id=row.ask_id,
        ask_phone=row.ask.phone if row.ask else "",
        organisation=row.organisation.short_name,
        ended_why=row.ended_why,
        trials=tuple(_trial(one) for one in trials),
        may_change=(may_keep and (kept or added)) or (own and added),
        may_keep=may_keep and added,
        may_leave_out=may_keep and (kept or added),
        may_try=kept and holds(viewer, PERMISSIONS, "practice.add"),
    )


def posts_to_ask(viewer: Actor, *, now: datetime) -> list[PostLine]:
    """Answer the open posts that a note may name to be asked more."""
    require(viewer, PERMISSIONS, "practice.add")
    rows = Post.objects.filter(closed_at=None).select_related("organisation")
    return lines_of(rows.order_by("organisation__short_name", "title"), now=now)


def _line(row: PracticeNote, trials: int) -> NoteLine:
    return NoteLine(
        id=row.id,
        title=row.title,
        place=row.place,
        services=row.services,
        tried=row.tried,
        measured=row.measured,
        trials=trials,
        state=row.state,
        state_words=NOTE_WORDS[row.state],
        added_at=row.added_at,
    )


def _result(row: PracticeNote | PracticeTrial) -> ResultShown:
    return ResultShown(
        measured=row.measured,
        how=row.how,
        found=row.found,
        counted=row.counted,
        interval=row.interval,
        basis=row.how if row.measured else NOT_MEASURED,
    )


def _trial(row: PracticeTrial) -> TrialShown:
    return TrialShown(row.organisation.short_name, row.services, _result(row), row.added_at)
