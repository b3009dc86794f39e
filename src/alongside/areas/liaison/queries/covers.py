"""Who covers which post, now and later, and what may be chosen."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import HubCover, Post
from alongside.areas.liaison.queries.answering import answers_now
from alongside.areas.liaison.queries.posts import open_posts
from alongside.areas.liaison.queries.promises import first_asked, promise_at
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.promises import Promise
from alongside.areas.liaison.rules.roles import DESK, SENIOR
from alongside.foundation.accounts.queries import people_holding
from alongside.kernel.actor import Actor, require


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One cover that runs or is to come."""

    id: UUID
    post: str
    by: str
    from_at: datetime
    until_at: datetime
    running: bool


@dataclass(frozen=True, slots=True)
class AnswersLine:
    """Who answers for a post now."""

    post: str
    organisation: str
    answers: str
    covering: bool
    empty: bool


@dataclass(frozen=True, slots=True)
class CoverPage:
    """Who answers now, and every cover that runs or is to come."""

    posts: tuple[AnswersLine, ...]
    covers: tuple[CoverLine, ...]


@dataclass(frozen=True, slots=True)
class PromisePage:
    """What is promised now, and which post is asked first; ``None`` where there is no post."""

    promise: Promise
    post_id: UUID | None


def cover_page(viewer: Actor, *, now: datetime) -> CoverPage:
    """Answer who answers for each post now, and the covers there are.

    Raises:
        NotPermitted: The role keeps no cover.
    """
    require(viewer, PERMISSIONS, "cover.keep")
    posts = open_posts(viewer, now=now)
    answers = answers_now([post.id for post in posts], now=now)
    rows = HubCover.objects.filter(ended_at=None, until_at__gt=now)
    rows = rows.select_related("post", "by_user", "by_post").order_by("from_at")
    return CoverPage(
        tuple(
            AnswersLine(
                post.title,
                post.organisation,
                answers[post.id].words,
                answers[post.id].covering,
                post.holder_id is None and not answers[post.id].covering,
            )
            for post in posts
        ),
        tuple(
            CoverLine(
                row.id,
                row.post.title,
                row.by_user.display_name if row.by_user else row.by_post.title,
                row.from_at,
                row.until_at,
                row.from_at <= now,
            )
            for row in rows
        ),
    )


def post_choices(viewer: Actor, *, now: datetime) -> list[tuple[str, str]]:
    """Answer every open post to choose from, the post first and its holder second."""
    posts = open_posts(viewer, now=now)
    return [(str(post.id), f"{post.named}, {post.organisation}") for post in posts]


def cover_choices(viewer: Actor, *, now: datetime) -> list[tuple[str, str]]:
    """Answer who may cover: whoever holds a post, then people by name."""
    require(viewer, PERMISSIONS, "cover.keep")
    posts = [
        (f"post:{key}", f"Whoever holds: {words}") for key, words in post_choices(viewer, now=now)
    ]
    people = [
        (f"user:{one.user_id}", f"{one.name}, {one.organisation}")
        for one in people_holding(DESK | SENIOR)
    ]
    return [*people, *posts]


def promise_page(viewer: Actor, *, now: datetime) -> PromisePage:
    """Answer what is promised now, and which post is asked first.

    Raises:
        NotPermitted: The role sets no promise.
    """
    require(viewer, PERMISSIONS, "query.promise")
    there = Post.objects.filter(closed_at=None).exists()
    return PromisePage(promise_at(now), first_asked(now) if there else None)
