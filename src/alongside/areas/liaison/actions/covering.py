"""Say who covers a post, and how soon the hub answers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import AnswerPromise, HubCover, Post
from alongside.areas.liaison.rules.covers import check_cover
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.promises import Promise, check_promise
from alongside.areas.liaison.rules.roles import DESK, SENIOR
from alongside.foundation.accounts.queries import people_holding
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class NewCover:
    """Who answers for a post, from when until when; either a person or another post."""

    post_id: UUID
    from_at: datetime
    until_at: datetime
    by_user_id: UUID | None = None
    by_post_id: UUID | None = None


def record_cover(
    actor: Actor, new: NewCover, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Let somebody answer for a post for a while.

    Raises:
        NotPermitted: The role may not.
        Refused: ``cover.post``, ``cover.by``, ``cover.times``, ``cover.past`` or
            ``cover.overlaps``.
    """
    require(actor, PERMISSIONS, "cover.keep")
    check_cover(new.from_at, new.until_at, now=now)

    def work() -> UUID:
        _check_posts(new)
        running = HubCover.objects.filter(post_id=new.post_id, ended_at=None)
        if running.filter(from_at__lt=new.until_at, until_at__gt=new.from_at).exists():
            raise Refused(
                "cover.overlaps",
                "Somebody covers this post in part of that time already.",
                next_step="End that cover first, or choose other times.",
                field="from_at",
            )
        row = HubCover.objects.create(
            post_id=new.post_id,
            by_user_id=new.by_user_id,
            by_post_id=new.by_post_id,
            from_at=new.from_at,
            until_at=new.until_at,
            recorded_by_id=actor.user_id,
            recorded_at=now,
        )
        also = (Ref("post", new.post_id),)
        entry = Entry(Op.CONFIGURATION, "liaison.record_cover", Ref("hub_cover", row.id), also)
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def end_cover(
    actor: Actor, cover_id: UUID, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """End a cover now: whoever holds the post answers again.

    Raises:
        NotPermitted: The role may not.
        Refused: ``cover.not_found`` or ``cover.ended``.
    """
    require(actor, PERMISSIONS, "cover.keep")

    def work() -> UUID:
        row = HubCover.objects.select_for_update().filter(pk=cover_id).first()
        if row is None:
            raise Refused("cover.not_found", "There is no such cover.")
        if row.ended_at is not None:
            raise Refused("cover.ended", "This cover has ended already.")
        row.ended_at, row.ended_by_id = now, actor.user_id
        row.save(update_fields=["ended_at", "ended_by_id"])
        entry = Entry(Op.CONFIGURATION, "liaison.end_cover", Ref("hub_cover", row.id))
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def set_promise(
    actor: Actor,
    promise: Promise,
    *,
    post_id: UUID,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Say how soon the hub answers from now on, and which post is asked first.

    Raises:
        NotPermitted: The role may not.
        Refused: ``promise.urgent``, ``promise.ordinary`` or ``cover.post``.
    """
    require(actor, PERMISSIONS, "query.promise")
    check_promise(promise)

    def work() -> UUID:
        _open_post(post_id, field="post")
        row = AnswerPromise.objects.create(
            post_id=post_id,
            from_at=now,
            urgent_hours=promise.urgent_hours,
            ordinary_days=promise.ordinary_days,
            set_by_id=actor.user_id,
        )
        entry = Entry(Op.CONFIGURATION, "liaison.set_promise", Ref("answer_promise", row.id))
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def _check_posts(new: NewCover) -> None:
    # The post's row is locked, so that two covers of it cannot be written side by side.
    _open_post(new.post_id, field="post")
    if new.by_post_id is not None:
        if new.by_post_id == new.post_id:
            raise Refused("cover.by", "A post does not cover itself.", field="by")
        _open_post(new.by_post_id, field="by")
    elif new.by_user_id not in {one.user_id for one in people_holding(DESK | SENIOR)}:
        raise Refused("cover.by", "Choose who covers.", field="by")


def _open_post(post_id: UUID, *, field: str) -> None:
    if Post.objects.select_for_update().filter(pk=post_id, closed_at=None).first() is None:
        raise Refused("cover.post", "Choose a post that is open.", field=field)
