"""Handovers: the viewer's own, and one of them as a briefing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from alongside.areas.liaison.models import Handover, HandoverPart, Post
from alongside.areas.liaison.queries.group_members import groups_of
from alongside.areas.liaison.queries.handover_pack import PackLine, PackOf, how_many_open, pack
from alongside.areas.liaison.queries.posts import PostLine, lines_of, posts_held
from alongside.areas.liaison.rules.handovers import NOTHING_WORDS, PART_WORDS, HandoverState, Part
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.queries import people_holding
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One handover on a list."""

    id: UUID
    post: str
    leaver: str
    successor: str
    changes_at: datetime | None
    state: HandoverState


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post the viewer holds.

    Attributes:
        begun_id: The handover that is being prepared, or ``None``.
        many_open: How many open questions and actions it owns.
    """

    post: PostLine
    begun_id: UUID | None
    many_open: int


@dataclass(frozen=True, slots=True)
class OwnHandovers:
    """What somebody hands over, what is handed to them, and what they may begin for others.

    Attributes:
        held: Posts the viewer holds.
        to_me: Briefings for the viewer, newest first.
        by_me: What the viewer handed over or begins for another, newest first.
        others: Posts of others that the viewer may begin to hand over, where they have gone.
    """

    held: tuple[HeldPost, ...]
    to_me: tuple[HandoverLine, ...]
    by_me: tuple[HandoverLine, ...]
    others: tuple[PostLine, ...]


@dataclass(frozen=True, slots=True)
class BriefingPart:
    """One part of a briefing.

    Attributes:
        words: What the leaver says of it; may be empty.
        nothing: What to say where nothing is open.
        read_at: When the successor read it, or ``None``.
    """

    part: Part
    title: str
    lines: tuple[PackLine, ...]
    words: str
    nothing: str
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Briefing:
    """A handover as those see it who hand over and take over.

    Attributes:
        leaving: Whether the viewer prepares it.
        taking_over: Whether it is the viewer's briefing.
        begun: Whether its day has come.
        open_count: How many things are open in all.
        groups: How many groups the post belongs to.
    """

    id: UUID
    version: int
    post: PostLine
    does: str
    leaver: str
    successor_id: UUID | None
    successor: str
    changes_at: datetime | None
    coffee: str
    state: HandoverState
    parts: tuple[BriefingPart, ...]
    leaving: bool
    taking_over: bool
    begun: bool
    open_count: int
    groups: int


def own_handovers(viewer: Actor, *, now: datetime) -> OwnHandovers:
    """Answer what the viewer hands over and takes over.

    Raises:
        NotPermitted: The role hands nothing over.
    """
    require(viewer, PERMISSIONS, "handover.read")
    held = posts_held(viewer.user_id, now=now)
    begun = dict(Handover.objects.filter(state=HandoverState.DRAFT).values_list("post_id", "id"))
    posts = Post.objects.filter(closed_at=None).select_related("organisation").order_by("title")
    every = lines_of(posts, now=now)
    rows = Handover.objects.select_related("post", "leaver", "successor").order_by("-started_at")
    mine = Q(leaver_id=viewer.user_id) | Q(started_by_id=viewer.user_id)
    to_me = rows.filter(successor_id=viewer.user_id, state=HandoverState.CONFIRMED)
    others = holds(viewer, PERMISSIONS, "handover.for_another")
    return OwnHandovers(
        held=tuple(
            HeldPost(post, begun.get(post.id), how_many_open(post.id))
            for post in every
            if post.id in held
        ),
        to_me=tuple(_line(row) for row in to_me),
        by_me=tuple(_line(row) for row in rows.filter(mine)),
        others=tuple(post for post in every if others and post.holder_id and post.id not in held),
    )


def briefing(viewer: Actor, handover_id: UUID, *, now: datetime) -> Briefing:
    """Answer a handover as a briefing, to whoever leaves, began it, or comes after.

    Raises:
        NotPermitted: The role reads none.
        Refused: ``handover.not_found``, also for another's.
    """
    require(viewer, PERMISSIONS, "handover.read")
    rows = Handover.objects.select_related("post", "leaver", "successor")
    row = rows.filter(pk=handover_id).first()
    if row is None or not _may_read(viewer, row):
        raise Refused(
            "handover.not_found",
            "There is no such handover here that is yours.",
            next_step="Look at your own handovers.",
        )
    post = lines_of(Post.objects.filter(pk=row.post_id).select_related("organisation"), now=now)[0]
    found = pack(PackOf(viewer, row.post_id, row.leaver_id, now))
    kept = {one.part: one for one in row.parts.all()}
    return Briefing(
        id=row.id,
        version=row.version,
        post=post,
        does=row.post.does,
        leaver=row.leaver.display_name,
        successor_id=row.successor_id,
        successor=row.successor.display_name if row.successor is not None else "",
        changes_at=row.changes_at,
        coffee=row.coffee,
        state=HandoverState(row.state),
        parts=_parts(found, kept),
        leaving=viewer.user_id in (row.leaver_id, row.started_by_id),
        taking_over=viewer.user_id == row.successor_id,
        begun=row.changes_at is not None and row.changes_at <= now,
        open_count=sum(len(lines) for lines in found.values()),
        groups=len(groups_of([row.post_id])),
    )


def successor_choices(viewer: Actor) -> list[tuple[str, str]]:
    """Answer who may come after, by name: everybody whose role reads a briefing."""
    require(viewer, PERMISSIONS, "handover.make")
    people = people_holding(tuple(PERMISSIONS["handover.read"]))
    return [(str(one.user_id), f"{one.name}, {one.organisation}") for one in people]


def _may_read(viewer: Actor, row: Handover) -> bool:
    if viewer.user_id in (row.leaver_id, row.started_by_id):
        return True
    # What is half prepared is the leaver's alone.
    return viewer.user_id == row.successor_id and row.state == HandoverState.CONFIRMED


def _parts(
    found: Mapping[Part, list[PackLine]], kept: Mapping[str, HandoverPart]
) -> tuple[BriefingPart, ...]:
    return tuple(
        BriefingPart(
            part=part,
            title=PART_WORDS[part],
            lines=tuple(found[part]),
            words=kept[part].words if part in kept else "",
            nothing=NOTHING_WORDS[part],
            read_at=kept[part].read_at if part in kept else None,
        )
        for part in Part
        if part in found
    )


def _line(row: Handover) -> HandoverLine:
    return HandoverLine(
        id=row.id,
        post=row.post.title,
        leaver=row.leaver.display_name,
        successor=row.successor.display_name if row.successor is not None else "",
        changes_at=row.changes_at,
        state=HandoverState(row.state),
    )
