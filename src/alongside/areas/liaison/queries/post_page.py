"""The page of posts, and one post with those who held it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import Post
from alongside.areas.liaison.queries.agreed import AgreedLine, open_actions
from alongside.areas.liaison.queries.posts import PostLine, lines_of, open_posts, posts_held
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.queries import people_holding
from alongside.kernel.actor import OWN_DOOR, Actor, Role, holds, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class PostList:
    """Every open post.

    Attributes:
        own: Which of them the viewer holds.
        may_keep: Whether the viewer opens and changes posts.
    """

    posts: tuple[PostLine, ...]
    own: frozenset[UUID]
    may_keep: bool


@dataclass(frozen=True, slots=True)
class HeldBy:
    """One who held a post, holds it, or is to.

    Attributes:
        to_come: Whether their spell has not begun.
    """

    name: str
    from_at: datetime
    until_at: datetime | None
    to_come: bool


@dataclass(frozen=True, slots=True)
class PostPage:
    """One post.

    Attributes:
        line: The post with who holds it now.
        history: Those who held it, newest first.
        actions: What it owes; empty for a viewer who sees no actions.
        leaves_at: When whoever holds it now leaves, where that is set.
        yours: Whether the viewer holds it now.
    """

    line: PostLine
    does: str
    own_phone: str
    opened_at: datetime
    closed_at: datetime | None
    version: int
    history: tuple[HeldBy, ...]
    actions: tuple[AgreedLine, ...]
    leaves_at: datetime | None
    yours: bool
    may_keep: bool
    sees_actions: bool


def post_list(viewer: Actor, *, now: datetime) -> PostList:
    """Answer every open post, with who holds it.

    Raises:
        NotPermitted: The role sees none.
    """
    posts = open_posts(viewer, now=now)
    own = frozenset(posts_held(viewer.user_id, now=now))
    return PostList(tuple(posts), own, holds(viewer, PERMISSIONS, "post.keep"))


def post_page(viewer: Actor, post_id: UUID, *, now: datetime) -> PostPage:
    """Answer one post, open or closed.

    Raises:
        NotPermitted: The role sees none.
        Refused: ``post.not_found``.
    """
    require(viewer, PERMISSIONS, "post.see")
    rows = Post.objects.filter(pk=post_id).select_related("organisation")
    row = rows.first()
    if row is None:
        raise Refused(
            "post.not_found", "There is no such post.", next_step="Look in the list of posts."
        )
    line = lines_of(rows, now=now)[0]
    sees = holds(viewer, PERMISSIONS, "action.see")
    history = _history(row, now)
    ends = [one.until_at for one in history if not one.to_come and _runs(one, now)]
    return PostPage(
        line=line,
        does=row.does,
        own_phone=row.phone,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        version=row.version,
        history=history,
        actions=tuple(open_actions(viewer, [post_id], today=local_date(now))) if sees else (),
        leaves_at=ends[0] if ends else None,
        yours=line.holder_id == viewer.user_id,
        may_keep=holds(viewer, PERMISSIONS, "post.keep"),
        sees_actions=sees,
    )


def holder_choices(viewer: Actor) -> list[tuple[str, str]]:
    """Answer everybody who may hold a post, by name."""
    require(viewer, PERMISSIONS, "post.see")
    people = people_holding(tuple(frozenset(Role) - OWN_DOOR))
    return [(str(one.user_id), f"{one.name}, {one.organisation}") for one in people]


def _history(row: Post, now: datetime) -> tuple[HeldBy, ...]:
    spells = row.holdings.select_related("user").order_by("-from_at", "-recorded_at")
    return tuple(
        HeldBy(spell.user.display_name, spell.from_at, spell.until_at, spell.from_at > now)
        for spell in spells
        if spell.until_at is None or spell.until_at > spell.from_at
    )


def _runs(one: HeldBy, now: datetime) -> bool:
    return one.until_at is None or one.until_at > now
