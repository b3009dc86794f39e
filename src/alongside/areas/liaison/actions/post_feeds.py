"""Makes and stops the private calendar address of a post, for as long as somebody holds it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.liaison.models import PostFeed
from alongside.areas.liaison.queries.post_feeds import held_by
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


def make_feed(actor: Actor, post_id: UUID, *, now: datetime) -> None:
    """Make an address; the one before, if there was one, does not work from now on.

    Raises:
        NotPermitted: The role sees no actions.
        Refused: ``post.not_yours``.
    """
    require(actor, PERMISSIONS, "action.see")
    with transaction.atomic():
        holding = held_by(actor.user_id, post_id, now=now, lock=True)
        feed = PostFeed.objects.filter(holding=holding).first()
        if feed is None:
            feed = PostFeed(holding=holding, number=0)
        feed.number += 1
        feed.made_at, feed.stopped_at = now, None
        feed.save()
        _keep(actor, "make_post_feed", feed, now=now)


def stop_feed(actor: Actor, post_id: UUID, *, now: datetime) -> None:
    """Stop an address; nothing stands there from now on.

    Raises:
        NotPermitted: The role sees no actions.
        Refused: ``post.not_yours`` or ``feed.none``.
    """
    require(actor, PERMISSIONS, "action.see")
    with transaction.atomic():
        holding = held_by(actor.user_id, post_id, now=now, lock=True)
        feed = PostFeed.objects.filter(holding=holding, stopped_at=None).first()
        if feed is None:
            raise Refused("feed.none", "There is no address to stop.")
        feed.stopped_at = now
        feed.save(update_fields=["stopped_at"])
        _keep(actor, "stop_post_feed", feed, now=now)


def _keep(actor: Actor, action: str, feed: PostFeed, *, now: datetime) -> None:
    record(actor, Entry(Op.CONFIGURATION, f"liaison.{action}", Ref("post_feed", feed.id)), now=now)
