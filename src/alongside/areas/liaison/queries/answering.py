"""Who answers for a post now: whoever covers, or its holder, or every lead."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.areas.liaison.models import HubCover
from alongside.areas.liaison.queries.posts import holders_of, posts_held
from alongside.areas.liaison.rules.roles import LEADS
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import holders_at


@dataclass(frozen=True, slots=True)
class Answers:
    """Who answers for one post.

    Attributes:
        user_ids: Whom to tell; empty only where nobody at all is a lead.
        words: Who that is, in words.
        covering: Whether somebody stands in for the holder.
    """

    user_ids: tuple[UUID, ...]
    words: str
    covering: bool = False


def answers_now(post_ids: Collection[UUID], *, now: datetime) -> dict[UUID, Answers]:
    """Answer for each post who answers now.

    A cover that runs comes first, the newest where two do; then the holder. An empty post without
    cover falls to every lead, so that no question waits for nobody.
    """
    wanted = set(post_ids)
    covers = list(running_covers(now).filter(post_id__in=wanted).order_by("recorded_at"))
    held = holders_of(wanted | {one.by_post_id for one in covers if one.by_post_id}, now=now)
    stands_in = {
        one.post_id: held.get(one.by_post_id) if one.by_post_id else one.by_user_id
        for one in covers
    }
    people = {post: stands_in.get(post) or held.get(post) for post in wanted}
    names = dict(
        User.objects.filter(pk__in=[one for one in people.values() if one]).values_list(
            "pk", "display_name"
        )
    )
    leads = tuple(holders_at(LEADS)) if None in people.values() else ()
    return {
        post: Answers((user,), names[user], covering=bool(stands_in.get(post)))
        if user
        else Answers(leads, "every liaison lead: nobody holds the post")
        for post, user in people.items()
    }


def posts_answered_by(user_id: UUID, *, now: datetime) -> set[UUID]:
    """Answer the posts somebody answers for: those they hold, and those they cover."""
    held = set(posts_held(user_id, now=now))
    covered = running_covers(now).filter(Q(by_user_id=user_id) | Q(by_post_id__in=held))
    return held | set(covered.values_list("post_id", flat=True))


def running_covers(now: datetime) -> QuerySet[HubCover]:
    """Answer the rows of every cover that runs at an instant."""
    return HubCover.objects.filter(ended_at=None, from_at__lte=now, until_at__gt=now)
