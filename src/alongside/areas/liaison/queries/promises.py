"""How soon the hub promises an answer, and which post is asked first."""

from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import AnswerPromise, Post, PostHolding
from alongside.areas.liaison.rules.promises import FIRST_PROMISE, Promise
from alongside.areas.liaison.rules.roles import LEADS
from alongside.foundation.accounts.queries import holders_at
from alongside.kernel.refusal import Refused


def promise_at(now: datetime) -> Promise:
    """Answer what is promised at an instant."""
    row = _in_force(now)
    return Promise(row.urgent_hours, row.ordinary_days) if row else FIRST_PROMISE


def first_asked(now: datetime) -> UUID:
    """Answer the post that is asked first: the one that was named, or the first that a lead held.

    Raises:
        Refused: ``question.no_post`` where the hub has no open post.
    """
    named = _in_force(now)
    if named and named.post.closed_at is None:
        return named.post_id
    by_lead = PostHolding.objects.filter(user__in=holders_at(LEADS), post__closed_at=None)
    first = by_lead.order_by("post__opened_at", "from_at").values_list("post_id", flat=True).first()
    post = first or (
        Post.objects.filter(closed_at=None)
        .order_by("opened_at", "title")
        .values_list("pk", flat=True)
        .first()
    )
    if post is None:
        raise Refused(
            "question.no_post",
            "The hub has no post yet that could answer.",
            next_step="Ring the liaison lead: they add a post first.",
        )
    return post


def _in_force(now: datetime) -> AnswerPromise | None:
    rows = AnswerPromise.objects.filter(from_at__lte=now).select_related("post")
    return rows.order_by("-from_at").first()
