"""Posts and who holds them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.areas.liaison.models import Post, PostHolding
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post and who holds it now.

    Attributes:
        holder_id: Whose account; ``None`` when the post is empty.
        holder: Their name; empty when the post is.
    """

    id: UUID
    title: str
    organisation_id: UUID
    organisation: str
    phone: str
    holder_id: UUID | None
    holder: str

    @property
    def named(self) -> str:
        """The post first and the person second."""
        return f"{self.title} ({self.holder})" if self.holder else f"{self.title} (nobody now)"


def open_posts(viewer: Actor, *, now: datetime) -> list[PostLine]:
    """Answer every post that is open, by organisation and title."""
    require(viewer, PERMISSIONS, "post.see")
    rows = Post.objects.filter(closed_at=None).select_related("organisation")
    return lines_of(rows.order_by("organisation__short_name", "title"), now=now)


def posts_held(user_id: UUID, *, now: datetime) -> list[UUID]:
    """Answer which open posts somebody holds at an instant."""
    held = _held(now).filter(user_id=user_id, post__closed_at=None)
    return list(held.values_list("post_id", flat=True))


def holders_of(post_ids: Collection[UUID], *, now: datetime) -> dict[UUID, UUID]:
    """Answer the accounts that hold these posts at an instant; empty posts are left out."""
    held = _held(now).filter(post_id__in=set(post_ids))
    return dict(held.values_list("post_id", "user_id"))


def lines_of(rows: QuerySet[Post], *, now: datetime) -> list[PostLine]:
    """Answer posts with their holders, in two queries."""
    posts = list(rows)
    held = _held(now).filter(post__in=posts).select_related("user")
    holder = {row.post_id: row.user for row in held}
    return [
        PostLine(
            id=post.id,
            title=post.title,
            organisation_id=post.organisation_id,
            organisation=post.organisation.short_name,
            phone=post.phone or (holder[post.id].phone if post.id in holder else ""),
            holder_id=holder[post.id].id if post.id in holder else None,
            holder=holder[post.id].display_name if post.id in holder else "",
        )
        for post in posts
    ]


def _held(now: datetime) -> QuerySet[PostHolding]:
    running = Q(until_at=None) | Q(until_at__gt=now)
    return PostHolding.objects.filter(running, from_at__lte=now)
