"""One meeting: its agenda, papers, who was there, minutes, decisions and actions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.liaison.models import (
    AgendaItem,
    AskedUpward,
    Attendance,
    Decision,
    ItemAction,
    Meeting,
    MeetingPaper,
    MinutesCorrection,
    MinuteWords,
    Post,
)
from alongside.areas.liaison.queries.agenda_due import due_for
from alongside.areas.liaison.queries.agreed import AgreedLine, line_of
from alongside.areas.liaison.queries.group_members import posts_on
from alongside.areas.liaison.queries.group_rows import item_for, meeting_for
from alongside.areas.liaison.queries.posts import PostLine, lines_of
from alongside.areas.liaison.rules.agenda import Due, not_yet_on
from alongside.areas.liaison.rules.meeting_states import MeetingState, may_now
from alongside.areas.liaison.rules.meeting_words import Attended, ItemKind
from alongside.areas.liaison.rules.membership import Part, check_reads
from alongside.areas.liaison.rules.minutes import Quorum
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

NEAR: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What was decided."""

    id: UUID
    number: int
    words: str
    why: str
    struck_why: str


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper; ``words`` in Markdown, or ``link`` to a page of this site."""

    id: UUID
    item_id: UUID | None
    title: str
    words: str
    link: str
    by: str
    at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of an agenda with what came of it.

    Attributes:
        asked_by: The locality group that asked; empty for none.
        about_id: The action, review or meeting it is about.
        number: Of the saved minutes; 0 before the first.
        minuted_by: Who saved them last.
        asked_upward: What was asked of the senior group about it; empty for nothing.
    """

    id: UUID
    kind: ItemKind
    title: str
    why: str
    about_id: UUID | None
    asked_by: str
    minutes: str
    number: int
    minuted_by: str
    minuted_at: datetime | None
    decisions: tuple[DecisionLine, ...]
    actions: tuple[AgreedLine, ...]
    papers: tuple[PaperLine, ...]
    asked_upward: str


@dataclass(frozen=True, slots=True)
class DroppedLine:
    """What came off the agenda, and why."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class AttendedLine:
    """A member post and whether it was there; ``None`` before that is noted."""

    post: PostLine
    holder: str
    attended: Attended | None


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """What was put right in agreed minutes."""

    about: str
    words: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting.

    Attributes:
        part: The viewer's part in the group.
        begun: Whether it has begun.
        near: Whether it begins within the day or has begun, so that minutes are to be taken.
        senior: The group above this one; empty for none.
        earlier: Minutes that can be agreed at this meeting, with their day.
        due: What has fallen due and is not on the agenda; only for whoever keeps it.
        open_to_all: Whether the minutes are agreed, and so open beyond the group.
    """

    id: UUID
    version: int
    group_id: UUID
    group: str
    senior: str
    starts_at: datetime
    ends_at: datetime
    place: str
    state: MeetingState
    cancelled_why: str
    also_there: str
    held_at: datetime | None
    agreed_at: datetime | None
    agreed_in: datetime | None
    part: Part
    begun: bool
    near: bool
    items: tuple[ItemLine, ...]
    dropped: tuple[DroppedLine, ...]
    papers: tuple[PaperLine, ...]
    attendance: tuple[AttendedLine, ...]
    quorum: Quorum
    corrections: tuple[CorrectionLine, ...]
    earlier: tuple[tuple[UUID, datetime], ...]
    due: tuple[Due, ...]

    def may(self, doing: str) -> bool:
        """Say whether the viewer may do something to it now."""
        return self.part.keeps and may_now(self.state, doing)

    @property
    def may_bring(self) -> bool:
        """Whether the viewer may bring things to it now."""
        return self.part.member and may_now(self.state, "set_agenda")

    @property
    def attendance_noted(self) -> bool:
        """Whether anybody was noted as there or not."""
        return any(one.attended for one in self.attendance)


def meeting_page(viewer: Actor, meeting_id: UUID, *, now: datetime) -> MeetingPage:
    """Answer one meeting: all of it to the group and the one above; agreed minutes to others.

    Raises:
        NotPermitted: The role sees no groups, or the minutes are not agreed and the viewer does
            not belong to the group.
        Refused: ``meeting.not_found``.
    """
    meeting, part = meeting_for(viewer, meeting_id, now=now)
    state = MeetingState(meeting.state)
    if state is not MeetingState.AGREED:
        check_reads(part)
    attendance = _attendance(meeting, now=now)
    papers = _papers(viewer, meeting) if part.reads_all else ()
    keeps_agenda = part.keeps and may_now(state, "set_agenda")
    return MeetingPage(
        id=meeting.id,
        version=meeting.version,
        group_id=meeting.group_id,
        group=meeting.group.name,
        senior=meeting.group.senior.name if meeting.group.senior else "",
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        state=state,
        cancelled_why=meeting.cancelled_why,
        also_there=meeting.also_there,
        held_at=meeting.held_at,
        agreed_at=meeting.agreed_at,
        agreed_in=meeting.agreed_in.starts_at if meeting.agreed_in else None,
        part=part,
        begun=meeting.starts_at <= now,
        near=meeting.starts_at <= now + NEAR,
        items=_items(meeting, papers, now=now),
        dropped=_dropped(meeting) if part.reads_all else (),
        papers=tuple(one for one in papers if one.item_id is None),
        attendance=attendance,
        quorum=Quorum(
            sum(one.attended is Attended.PRESENT for one in attendance),
            len(attendance),
            meeting.group.quorum,
        ),
        corrections=_corrections(meeting),
        earlier=_earlier(meeting) if part.keeps and meeting.starts_at <= now else (),
        due=_due(viewer, meeting) if keeps_agenda else (),
    )


def item_line(viewer: Actor, item_id: UUID, *, now: datetime) -> tuple[ItemLine, Meeting, Part]:
    """Answer one item as whoever takes the minutes sees it, with its meeting.

    Raises:
        NotPermitted: The role sees no groups, or the viewer does not belong to this one.
        Refused: ``agenda.not_on_it``.
    """
    item, meeting, part = item_for(viewer, item_id, now=now)
    check_reads(part)
    lines = _items(meeting, (), now=now, only=item.id)
    return lines[0], meeting, part


def paper_page(viewer: Actor, paper_id: UUID, *, now: datetime) -> tuple[PaperLine, Meeting, Part]:
    """Answer one paper and its meeting.

    Raises:
        NotPermitted: The viewer does not belong to the group.
        Refused: ``paper.not_found`` or ``meeting.not_found``.
    """
    row = MeetingPaper.objects.filter(pk=paper_id, taken_back_at=None)
    paper = row.select_related("added_by").first()
    if paper is None:
        raise Refused(
            "paper.not_found",
            "That paper was taken back.",
            next_step="Open the meeting again to see its papers.",
        )
    meeting, part = meeting_for(viewer, paper.meeting_id, now=now)
    check_reads(part)
    return _paper(viewer, paper), meeting, part


def _items(
    meeting: Meeting,
    papers: Iterable[PaperLine],
    *,
    now: datetime,
    only: UUID | None = None,
) -> tuple[ItemLine, ...]:
    rows = meeting.items.filter(dropped_at=None).select_related("asked_by").order_by("place")
    items = list(rows.filter(pk=only) if only else rows)
    minutes: dict[UUID, MinuteWords] = {}
    saved = MinuteWords.objects.filter(item__in=items).select_related("by")
    for row in saved.order_by("number"):
        minutes[row.item_id] = row
    decisions: dict[UUID, list[DecisionLine]] = {}
    for one in Decision.objects.filter(item__in=items).order_by("number"):
        line = DecisionLine(one.id, one.number, one.words, one.why, one.struck_why)
        decisions.setdefault(one.item_id, []).append(line)
    actions: dict[UUID, list[AgreedLine]] = {}
    links = ItemAction.objects.filter(item__in=items).select_related(
        "action__owner", "action__group"
    )
    for link in links.order_by("action__number"):
        line_now = line_of(link.action, today=local_date(now))
        actions.setdefault(link.item_id, []).append(line_now)
    asked: dict[UUID, list[str]] = {}
    for asking in AskedUpward.objects.filter(item__in=items).order_by("asked_at"):
        asked.setdefault(asking.item_id, []).append(asking.title)
    put = list(papers)
    return tuple(
        _item(
            row,
            minutes.get(row.id),
            decisions=tuple(decisions.get(row.id, ())),
            actions=tuple(actions.get(row.id, ())),
            papers=tuple(one for one in put if one.item_id == row.id),
            asked_upward="; ".join(asked.get(row.id, ())),
        )
        for row in items
    )


def _item(
    row: AgendaItem,
    saved: MinuteWords | None,
    *,
    decisions: tuple[DecisionLine, ...],
    actions: tuple[AgreedLine, ...],
    papers: tuple[PaperLine, ...],
    asked_upward: str,
) -> ItemLine:
    return ItemLine(
        id=row.id,
        kind=ItemKind(row.kind),
        title=row.title,
        why=row.why,
        about_id=row.about_id,
        asked_by=row.asked_by.name if row.asked_by else "",
        minutes=saved.words if saved else "",
        number=saved.number if saved else 0,
        minuted_by=saved.by.display_name if saved else "",
        minuted_at=saved.saved_at if saved else None,
        decisions=decisions,
        actions=actions,
        papers=papers,
        asked_upward=asked_upward,
    )


def _dropped(meeting: Meeting) -> tuple[DroppedLine, ...]:
    rows = meeting.items.filter(dropped_at__isnull=False).order_by("dropped_at")
    return tuple(DroppedLine(row.title, row.dropped_why) for row in rows)


def _papers(viewer: Actor, meeting: Meeting) -> tuple[PaperLine, ...]:
    rows = meeting.papers.filter(taken_back_at=None).select_related("added_by")
    return tuple(_paper(viewer, row) for row in rows.order_by("added_at", "title"))


def _paper(viewer: Actor, row: MeetingPaper) -> PaperLine:
    return PaperLine(
        row.id,
        row.item_id,
        row.title,
        row.words,
        row.link,
        row.added_by.display_name,
        row.added_at,
        row.added_by_id == viewer.user_id,
    )


def _attendance(meeting: Meeting, *, now: datetime) -> tuple[AttendedLine, ...]:
    """Member posts on the day, with who held each at the meeting once that is noted."""
    day = local_date(meeting.starts_at)
    members = posts_on([meeting.group_id], today=day)[meeting.group_id]
    noted = {
        row.post_id: row
        for row in Attendance.objects.filter(meeting=meeting).select_related("holder")
    }
    members = [*members, *(post for post in noted if post not in members)]
    at = min(meeting.starts_at, now)
    rows = Post.objects.filter(pk__in=members).select_related("organisation")
    posts = {one.id: one for one in lines_of(rows, now=at)}
    lines = []
    for post in members:
        row = noted.get(post)
        holder = row.holder.display_name if row and row.holder else ""
        attended = Attended(row.attended) if row else None
        lines.append(AttendedLine(posts[post], holder or posts[post].holder, attended))
    return tuple(lines)


def _corrections(meeting: Meeting) -> tuple[CorrectionLine, ...]:
    rows = MinutesCorrection.objects.filter(meeting=meeting).select_related("item", "by")
    return tuple(
        CorrectionLine(
            row.item.title if row.item else "", row.words, row.why, row.by.display_name, row.at
        )
        for row in rows.order_by("at")
    )


def _earlier(meeting: Meeting) -> tuple[tuple[UUID, datetime], ...]:
    if meeting.state == MeetingState.CANCELLED:
        return ()
    rows = Meeting.objects.filter(
        group=meeting.group_id, state=MeetingState.HELD, starts_at__lt=meeting.starts_at
    )
    return tuple(rows.order_by("starts_at").values_list("id", "starts_at"))


def _due(viewer: Actor, meeting: Meeting) -> tuple[Due, ...]:
    there = meeting.items.values_list("kind", "about_id", "title")
    due = due_for(viewer, meeting.group, before=meeting.starts_at)
    return tuple(not_yet_on(due, there))
