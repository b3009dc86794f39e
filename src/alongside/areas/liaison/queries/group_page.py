"""All groups, and one of them: what it is for, who belongs to it, when it meets."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from alongside.areas.liaison.models import (
    Decision,
    GroupMember,
    GroupTerms,
    LiaisonGroup,
    Meeting,
    Post,
)
from alongside.areas.liaison.queries.agenda_due import asked_of
from alongside.areas.liaison.queries.group_members import groups_of, members_now
from alongside.areas.liaison.queries.group_rows import group_for
from alongside.areas.liaison.queries.groups import MeetingLine, line_of
from alongside.areas.liaison.queries.posts import PostLine, lines_of, posts_held
from alongside.areas.liaison.rules.agreed import AgreedState
from alongside.areas.liaison.rules.group_words import SENIOR, standing_items
from alongside.areas.liaison.rules.meeting_states import MeetingState
from alongside.areas.liaison.rules.membership import Part
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.rhythm import next_start
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.local_time import local_date


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group on the list.

    Attributes:
        mine: Whether a post of the viewer belongs to it.
        above: The group above it; empty for none.
        members: How many posts belong to it.
        open_actions: How many of its actions are open.
        upcoming: Its next meeting, or ``None``.
    """

    id: UUID
    name: str
    kind: str
    above: str
    mine: bool
    members: int
    open_actions: int
    upcoming: MeetingLine | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A post that belongs to a group.

    Attributes:
        part: Such as ``Chair``; empty for the other members.
        row_id: Of the membership; ``None`` where it is only an office.
    """

    post: PostLine
    part: str
    since_on: date | None
    until_on: date | None
    row_id: UUID | None


@dataclass(frozen=True, slots=True)
class TermsLine:
    """One version of the terms of reference."""

    number: int
    words: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GroupPage:
    """One group.

    Attributes:
        may_change: Whether the viewer may change the group itself.
        part: The viewer's part in it.
        terms: The terms in force; ``None`` before the first.
        below: Groups it stands above.
        left: Those that belonged to it.
        ahead: Planned meetings, soonest first.
        past: Meetings held or cancelled, newest first.
        proposed: When it would meet next, where no meeting is planned.
        waiting: Things asked of it that wait for a meeting to be called.
        decisions: How many decisions stand.
    """

    row: "GroupShown"
    may_change: bool
    part: Part
    terms: TermsLine | None
    below: tuple[tuple[UUID, str], ...]
    members: tuple[MemberLine, ...]
    left: tuple[MemberLine, ...]
    ahead: tuple[MeetingLine, ...]
    past: tuple[MeetingLine, ...]
    proposed: datetime | None
    waiting: int
    decisions: int


@dataclass(frozen=True, slots=True)
class GroupShown:
    """What is kept of a group itself."""

    id: UUID
    version: int
    name: str
    kind: str
    senior_id: UUID | None
    senior: str
    chair_id: UUID | None
    minute_taker_id: UUID | None
    quorum: int
    every_weeks: int
    standing: str
    ended_at: datetime | None
    ended_why: str

    @property
    def on_every_agenda(self) -> tuple[str, ...]:
        """What stands on each agenda."""
        return standing_items(self.standing)


def group_list(viewer: Actor, *, now: datetime) -> list[GroupLine]:
    """Answer every group: the viewer's own first, then by name; ended ones last."""
    require(viewer, PERMISSIONS, "group.see")
    mine = set(groups_of(posts_held(viewer.user_id, now=now)))
    running = Q(members__until_on=None) | Q(members__until_on__gt=local_date(now))
    rows = LiaisonGroup.objects.select_related("senior").annotate(
        many=Count("members", filter=running, distinct=True),
        owed=Count("actions", filter=Q(actions__state=AgreedState.OPEN), distinct=True),
    )
    upcoming: dict[UUID, MeetingLine] = {}
    ahead = Meeting.objects.filter(state=MeetingState.PLANNED, ends_at__gt=now)
    for meeting in ahead.select_related("group").order_by("-starts_at"):
        upcoming[meeting.group_id] = line_of(meeting)
    lines = [
        GroupLine(
            id=row.id,
            name=row.name,
            kind=row.kind,
            above=row.senior.name if row.senior else "",
            mine=row.id in mine,
            members=row.many,
            open_actions=row.owed,
            upcoming=upcoming.get(row.id),
            ended_at=row.ended_at,
        )
        for row in rows
    ]
    return sorted(
        lines, key=lambda one: (one.ended_at is not None, not one.mine, one.kind, one.name)
    )


def group_page(viewer: Actor, group_id: UUID, *, now: datetime) -> GroupPage:
    """Answer one group.

    Raises:
        NotPermitted: The role sees no groups.
        Refused: ``group.not_found``.
    """
    group, part = group_for(viewer, group_id, now=now)
    rows = Meeting.objects.filter(group=group).select_related("group").order_by("starts_at")
    meetings = [line_of(row) for row in rows]
    ahead = tuple(one for one in meetings if one.state is MeetingState.PLANNED)
    met = [one.starts_at for one in meetings if one.state is not MeetingState.CANCELLED]
    below = LiaisonGroup.objects.filter(senior=group, ended_at=None).order_by("name")
    members, left = _members(group, now=now)
    return GroupPage(
        row=_shown(group),
        may_change=holds(viewer, PERMISSIONS, "group.keep") and group.ended_at is None,
        part=part,
        terms=next(iter(_terms(group)), None),
        below=tuple(below.values_list("id", "name")),
        members=members,
        left=left,
        ahead=ahead,
        past=tuple(one for one in reversed(meetings) if one.state is not MeetingState.PLANNED),
        proposed=None
        if ahead or group.ended_at
        else next_start(met[-1] if met else None, group.every_weeks, now=now),
        waiting=asked_of(group.id) if group.kind == SENIOR else 0,
        decisions=Decision.objects.filter(group=group, struck_at=None).count(),
    )


def terms_of(viewer: Actor, group_id: UUID, *, now: datetime) -> tuple[str, list[TermsLine]]:
    """Answer the name of a group and every version of its terms, newest first.

    Raises:
        NotPermitted: The role sees no groups.
        Refused: ``group.not_found``.
    """
    group, _ = group_for(viewer, group_id, now=now)
    return group.name, _terms(group)


def senior_groups(viewer: Actor) -> list[tuple[UUID, str]]:
    """Answer the senior groups there are, to choose the one above a group."""
    require(viewer, PERMISSIONS, "group.see")
    rows = LiaisonGroup.objects.filter(kind=SENIOR, ended_at=None).order_by("name")
    return list(rows.values_list("id", "name"))


def last_met(group_id: UUID, *, before: datetime) -> datetime | None:
    """Answer when a group last met before an instant; ``None`` when it has not."""
    rows = Meeting.objects.filter(
        group=group_id, held_at__isnull=False, starts_at__lt=before
    ).order_by("-starts_at")
    return rows.values_list("starts_at", flat=True).first()


def _terms(group: LiaisonGroup) -> list[TermsLine]:
    rows = GroupTerms.objects.filter(group=group).select_related("written_by")
    return [
        TermsLine(row.number, row.words, row.why, row.written_by.display_name, row.written_at)
        for row in rows.order_by("-number")
    ]


def _members(
    group: LiaisonGroup, *, now: datetime
) -> tuple[tuple[MemberLine, ...], tuple[MemberLine, ...]]:
    """Those who belong to it now, the chair first, and those who left."""
    today = local_date(now)
    rows = list(GroupMember.objects.filter(group=group).order_by("since_on", "added_at"))
    running = set(members_now(None).filter(group=group).values_list("id", flat=True)) | set(
        members_now(today).filter(group=group).values_list("id", flat=True)
    )
    named = ((group.minute_taker_id, "Minute-taker"), (group.chair_id, "Chair"))
    offices = {post: part for post, part in named if post is not None}
    ids = {row.post_id for row in rows} | set(offices)
    posts = {one.id: one for one in lines_of(_posts(ids), now=now)}
    own = [
        MemberLine(
            posts[row.post_id], offices.get(row.post_id, ""), row.since_on, row.until_on, row.id
        )
        for row in rows
        if row.id in running
    ]
    there = {one.post.id for one in own}
    alone = [
        MemberLine(posts[post], part, None, None, None)
        for post, part in offices.items()
        if post not in there
    ]
    rank = {"Chair": 0, "Minute-taker": 1}
    members = sorted([*alone, *own], key=lambda one: (rank.get(one.part, 2), one.post.organisation))
    left = [
        MemberLine(posts[row.post_id], "", row.since_on, row.until_on, row.id)
        for row in rows
        if row.id not in running
    ]
    return tuple(members), tuple(left)


def _posts(ids: set[UUID]) -> QuerySet[Post]:
    return Post.objects.filter(pk__in=ids).select_related("organisation")


def _shown(group: LiaisonGroup) -> GroupShown:
    return GroupShown(
        id=group.id,
        version=group.version,
        name=group.name,
        kind=group.kind,
        senior_id=group.senior_id,
        senior=group.senior.name if group.senior else "",
        chair_id=group.chair_id,
        minute_taker_id=group.minute_taker_id,
        quorum=group.quorum,
        every_weeks=group.every_weeks,
        standing=group.standing,
        ended_at=group.ended_at,
        ended_why=group.ended_why,
    )
