"""Hand a post over: prepare, say what the record cannot, confirm, call off, read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.liaison.actions.posts import (
    POST,
    begin_holding,
    end_holding,
    locked_post,
)
from alongside.areas.liaison.models import Handover, HandoverPart, Post, PostHolding
from alongside.areas.liaison.queries.posts import holders_of
from alongside.areas.liaison.rules.handovers import (
    HandoverState,
    Part,
    Step,
    check_not_begun,
    check_own_words,
    check_whole,
    step_after,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.posts import check_leaving
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.kit.versions import check_version
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.refusal import NotPermitted, Refused

HANDOVER: Final = "hub_handover"
CONFIRMED: Final = "liaison.handover_confirmed"
BEGINS: Final = "liaison.handover_begins"
CALLED_OFF: Final = "liaison.handover_called_off"


@dataclass(frozen=True, slots=True)
class Prepared:
    """To whom a post goes, when, and what the leaver would tell them over coffee.

    Attributes:
        successor_id: ``None`` while nobody is known.
        changes_at: When the post changes hands; ``None`` while no day is set.
        coffee: In the leaver's own words.
        version: Of the handover when it was read.
    """

    successor_id: UUID | None = None
    changes_at: datetime | None = None
    coffee: str = ""
    version: int | None = None


def start_handover(
    actor: Actor, post_id: UUID, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Begin to hand over a post that the actor holds, or go on with what was begun.

    A lead may begin it for a holder who has gone.

    Raises:
        NotPermitted: The role may not, or somebody else holds the post.
        Refused: ``post.closed`` or ``post.empty``.
    """
    require(actor, PERMISSIONS, "handover.make")

    def work() -> UUID:
        post = locked_post(post_id)
        leaver = _holder(post, now)
        if leaver != actor.user_id and not holds(actor, PERMISSIONS, "handover.for_another"):
            raise NotPermitted(
                "handover.not_yours",
                "Somebody else holds this post.",
                next_step="Ask them, or the liaison lead.",
            )
        begun = Handover.objects.filter(post=post, state=HandoverState.DRAFT).first()
        if begun is not None:
            return begun.id
        row = Handover.objects.create(
            post=post, leaver_id=leaver, started_by_id=actor.user_id, started_at=now
        )
        _keep(actor, Op.COLLECTION, "start_handover", row, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def prepare_handover(
    actor: Actor,
    handover_id: UUID,
    prepared: Prepared,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep to whom the post goes, when, and the leaver's own words.

    Raises:
        NotPermitted: The role may not.
        Refused: ``handover.not_found``, ``handover.not_now``, ``handover.to_self`` or
            ``words.tell_who``.
        Conflict: ``handover.changed``.
    """
    require(actor, PERMISSIONS, "handover.make")
    check_own_words(prepared.coffee, field="coffee")

    def work() -> UUID:
        row = _prepared_by(actor, handover_id)
        _check_version(row, prepared.version)
        step_after(HandoverState(row.state), Step.CHANGE)
        if prepared.successor_id == row.leaver_id:
            raise Refused(
                "handover.to_self",
                "Whoever leaves cannot come after themselves.",
                field="successor",
            )
        row.successor_id, row.changes_at = prepared.successor_id, prepared.changes_at
        row.coffee = prepared.coffee.strip()
        row.version += 1
        row.save()
        _keep(actor, Op.ALTERATION, "prepare_handover", row, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def say_of_part(
    actor: Actor,
    handover_id: UUID,
    part: Part,
    *,
    words: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep what the leaver says of one part of the briefing; no words take them back.

    Raises:
        NotPermitted: The role may not.
        Refused: ``handover.not_found``, ``handover.not_now`` or ``words.tell_who``.
    """
    require(actor, PERMISSIONS, "handover.make")
    check_own_words(words, field="words")

    def work() -> UUID:
        row = _prepared_by(actor, handover_id)
        step_after(HandoverState(row.state), Step.CHANGE)
        HandoverPart.objects.update_or_create(
            handover=row, part=part, defaults={"words": words.strip()}
        )
        _keep(actor, Op.ALTERATION, "say_of_part", row, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def confirm_handover(
    actor: Actor,
    handover_id: UUID,
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Let the post change hands on its day, and tell both and those they work with.

    One holding ends and the next begins in this transaction; whatever the post owns goes with it,
    because it belongs to the post.

    Raises:
        NotPermitted: The role may not.
        Refused: What ``check_whole`` or ``begin_holding`` refuses.
        Conflict: ``handover.changed``.
    """
    require(actor, PERMISSIONS, "handover.make")

    def work() -> UUID:
        row = _prepared_by(actor, handover_id)
        _check_version(row, version)
        after = step_after(HandoverState(row.state), Step.CONFIRM)
        successor, at = check_whole(
            leaver=row.leaver_id, successor=row.successor_id, changes_at=row.changes_at, now=now
        )
        post = locked_post(row.post_id)
        _leave(post, row.leaver_id, at, now=now)
        begin_holding(actor, post, successor, from_at=at, now=now)
        row.state, row.confirmed_at, row.changes_at = after, now, at
        row.version += 1
        row.save()
        _keep(actor, Op.ALTERATION, "confirm_handover", row, now=now, request_key=request_key)
        payload = {"handover": str(row.id), "by": str(actor.user_id)}
        send(CONFIRMED, payload, now=now)
        send(BEGINS, payload, now=now, due_at=at)
        return row.id

    return once(actor, request_key, work)


def call_off_handover(
    actor: Actor,
    handover_id: UUID,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Call a handover off before its day; the leaver holds the post on.

    Raises:
        NotPermitted: The role may not.
        Refused: ``handover.not_found``, ``handover.not_now`` or ``handover.happened``.
    """
    require(actor, PERMISSIONS, "handover.make")

    def work() -> UUID:
        row = _prepared_by(actor, handover_id)
        before = HandoverState(row.state)
        after = step_after(before, Step.CALL_OFF)
        if before is HandoverState.CONFIRMED:
            check_not_begun(row.changes_at, now=now)
            _hold_on(row)
            payload = {"handover": str(row.id), "by": str(actor.user_id)}
            send(CALLED_OFF, payload, now=now)
        row.state, row.version = after, row.version + 1
        row.save()
        _keep(actor, Op.ALTERATION, "call_off_handover", row, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def read_part(actor: Actor, handover_id: UUID, part: Part, *, now: datetime) -> UUID:
    """Keep that the successor has read a part of their briefing.

    Raises:
        NotPermitted: The role may not.
        Refused: ``handover.not_found``, also where the briefing is another's.
    """
    require(actor, PERMISSIONS, "handover.read")

    def work() -> UUID:
        rows = Handover.objects.select_for_update().filter(
            pk=handover_id, successor_id=actor.user_id, state=HandoverState.CONFIRMED
        )
        row = _found(rows.first())
        kept, _ = HandoverPart.objects.get_or_create(handover=row, part=part)
        if kept.read_at is None:
            kept.read_at = now
            kept.save(update_fields=["read_at"])
            _keep(actor, Op.ALTERATION, "read_part", row, now=now, request_key=None)
        return row.id

    return once(actor, None, work)


def _holder(post: Post, now: datetime) -> UUID:
    holder = holders_of([post.id], now=now).get(post.id)
    if holder is None:
        raise Refused("post.empty", "Nobody holds this post.", next_step="Say who holds it.")
    return holder


def _prepared_by(actor: Actor, handover_id: UUID) -> Handover:
    """Load and lock a handover that the actor leaves by, or began for another."""
    row = _found(Handover.objects.select_for_update().filter(pk=handover_id).first())
    if actor.user_id not in (row.leaver_id, row.started_by_id):
        raise _not_found()
    return row


def _found(row: Handover | None) -> Handover:
    if row is None:
        raise _not_found()
    return row


def _not_found() -> Refused:
    return Refused(
        "handover.not_found",
        "There is no such handover here that is yours.",
        next_step="Look at your own handovers.",
    )


def _leave(post: Post, leaver: UUID, at: datetime, *, now: datetime) -> None:
    """End the leaver's spell on the day, unless it was to end before that."""
    spells = PostHolding.objects.filter(post=post, user_id=leaver)
    last = spells.order_by("-from_at").first()
    if last is None:
        raise Refused("post.empty", "Nobody holds this post.", next_step="Say who holds it.")
    check_leaving(last.from_at, at, now=now)
    if last.until_at is None or last.until_at > at:
        end_holding(last, until_at=at)


def _hold_on(row: Handover) -> None:
    """Let the next spell end before it begins, and the leaver's go on."""
    spells = list(PostHolding.objects.filter(post_id=row.post_id))
    for spell in spells:
        if spell.user_id == row.successor_id and spell.from_at == row.changes_at:
            end_holding(spell, until_at=spell.from_at)
    for spell in spells:
        if spell.user_id == row.leaver_id and spell.until_at == row.changes_at:
            end_holding(spell, until_at=None)


def _check_version(row: Handover, version: int | None) -> None:
    check_version(
        row,
        version,
        code="handover.changed",
        done="changed this handover",
        theirs=lambda: {"What I would tell you over coffee": row.coffee},
    )


def _keep(
    actor: Actor,
    op: Op,
    action: str,
    row: Handover,
    *,
    now: datetime,
    request_key: UUID | None,
) -> None:
    entry = Entry(op, f"liaison.{action}", Ref(HANDOVER, row.id), also=(Ref(POST, row.post_id),))
    record(actor, entry, now=now, request_key=request_key)
