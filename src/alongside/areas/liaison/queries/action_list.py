"""The list of agreed actions: mine, all, late, with the senior group, done lately."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.areas.liaison.models import AgreedAction, LiaisonGroup
from alongside.areas.liaison.queries.agreed import AgreedLine, lines_of, most_pressing
from alongside.areas.liaison.queries.posts import open_posts, posts_held
from alongside.areas.liaison.rules.agreed import AgreedState
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.local_time import local_date

LATELY: Final = timedelta(days=60)
SHOWS: Final[Mapping[str, str]] = {
    "mine": "Mine",
    "open": "All open",
    "late": "Late",
    "escalated": "With the senior group",
    "done": "Done lately",
}
"""What the list may be narrowed to. Mine is what the viewer's posts own."""


@dataclass(frozen=True, slots=True)
class ActionList:
    """The list as it is narrowed.

    Attributes:
        show: A code of ``SHOWS``.
        counts: How many each narrowing holds, under the same post and group.
        group_id: The group chosen, or ``None``.
        post_id: The post chosen, or ``None``.
        posts: Those that may be chosen, by id.
        groups: Those that may be chosen, by id.
        may_agree: Whether the viewer may add one.
    """

    show: str
    lines: tuple[AgreedLine, ...]
    counts: Mapping[str, int]
    group_id: UUID | None
    post_id: UUID | None
    posts: tuple[tuple[UUID, str], ...]
    groups: tuple[tuple[UUID, str], ...]
    holds_posts: bool
    may_agree: bool


def action_list(
    viewer: Actor,
    show: str = "",
    *,
    group_id: UUID | None = None,
    post_id: UUID | None = None,
    now: datetime,
) -> ActionList:
    """Answer the actions, narrowed; what the viewer's own posts owe when nothing is chosen.

    Raises:
        NotPermitted: The role sees none.
    """
    require(viewer, PERMISSIONS, "action.see")
    own, today = posts_held(viewer.user_id, now=now), local_date(now)
    shown = show if show in SHOWS else "mine" if own else "open"
    rows = AgreedAction.objects.all()
    if group_id is not None:
        rows = rows.filter(group_id=group_id)
    if post_id is not None:
        rows = rows.filter(owner_id=post_id)
    narrowed = {code: rows.filter(_where(code, own, today)) for code in SHOWS}
    return ActionList(
        show=shown,
        lines=tuple(lines_of(_in_order(narrowed[shown], shown), today=today)),
        counts={code: found.count() for code, found in narrowed.items()},
        group_id=group_id,
        post_id=post_id,
        posts=tuple((post.id, post.title) for post in open_posts(viewer, now=now)),
        groups=group_choices(),
        holds_posts=bool(own),
        may_agree=holds(viewer, PERMISSIONS, "action.agree"),
    )


def group_choices() -> tuple[tuple[UUID, str], ...]:
    """Answer the groups that stand, by name."""
    rows = LiaisonGroup.objects.filter(ended_at=None).order_by("kind", "name")
    return tuple(rows.values_list("id", "name"))


def _where(show: str, own: list[UUID], today: date) -> Q:
    is_open = Q(state=AgreedState.OPEN)
    return {
        "mine": is_open & Q(owner__in=own),
        "open": is_open,
        "late": is_open & Q(due_on__lt=today),
        "escalated": is_open & Q(escalated_at__isnull=False),
        "done": Q(state=AgreedState.DONE, closed_at__date__gte=today - LATELY),
    }[show]


def _in_order(rows: QuerySet[AgreedAction], show: str) -> QuerySet[AgreedAction]:
    if show == "done":
        return rows.order_by("-closed_at", "number")
    return rows.order_by("due_on", "number") if show == "late" else most_pressing(rows)
