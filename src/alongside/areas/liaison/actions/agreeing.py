"""Writes down what somebody agreed to do, wherever it was agreed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from alongside.areas.liaison.models import AgreedAction, AgreedActionEvent, Post
from alongside.areas.liaison.rules.agreed import Origin, Priority
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

GIVEN: Final = "liaison.action_given"


@dataclass(frozen=True, slots=True)
class NewAgreed:
    """What was agreed.

    Attributes:
        words: What is to be done; names nobody who is cared for.
        owner_id: The post that owns it.
        due_on: By when.
        origin: Where it was agreed.
        origin_id: Which review, meeting or query; ``None`` for a plan of work.
        why: The reason behind it, for whoever holds the post next.
        group_id: The group that watches over it, or ``None``.
        priority: How soon it matters.
    """

    words: str
    owner_id: UUID
    due_on: date
    origin: Origin
    origin_id: UUID | None = None
    why: str = ""
    group_id: UUID | None = None
    priority: Priority = Priority.SOON


def agree_action(
    actor: Actor, new: NewAgreed, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Agree to an action of a plan of work, or to keep a promise.

    Raises:
        NotPermitted: The role may not.
        Refused: ``action.no_words`` or ``action.owner``.
    """
    require(actor, PERMISSIONS, "action.agree")
    return once(
        actor,
        request_key,
        lambda: write_agreed(actor, new, now=now, request_key=request_key),
    )


def write_agreed(
    actor: Actor, new: NewAgreed, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Write an action with its first event, in the caller's transaction.

    The caller has asked whether the actor may.

    Raises:
        Refused: ``action.no_words``, ``action.owner`` or ``words.tell_who``.
    """
    if not new.words.strip():
        raise Refused("action.no_words", "Say what is to be done.", field="words")
    check_tells_nobody(new.words, field="words")
    check_tells_nobody(new.why, field="why")
    if not Post.objects.filter(pk=new.owner_id, closed_at=None).exists():
        raise Refused(
            "action.owner",
            "No open post was chosen to own this action.",
            next_step="Choose the post that will do it.",
            field="owner",
        )
    # Numbers are given out under the lock of the last row: two writers cannot take one.
    last = AgreedAction.objects.select_for_update().order_by("-number").first()
    row = AgreedAction.objects.create(
        number=1 + (last.number if last else 0),
        words=new.words.strip(),
        why=new.why.strip(),
        origin=new.origin,
        origin_id=new.origin_id,
        group_id=new.group_id,
        owner_id=new.owner_id,
        priority=new.priority,
        due_on=new.due_on,
        agreed_by_id=actor.user_id,
        agreed_at=now,
    )
    AgreedActionEvent.objects.create(
        action=row, sequence=1, kind="agreed", happened_at=now, by_id=actor.user_id
    )
    also = (Ref(f"hub_{new.origin}", new.origin_id),) if new.origin_id else ()
    entry = Entry(
        Op.COLLECTION,
        "liaison.agree_action",
        Ref("agreed_action", row.id),
        also=also,
        fields=("words", "owner", "due_on"),
    )
    record(actor, entry, now=now, request_key=request_key)
    send(GIVEN, {"action": str(row.id), "by": str(actor.user_id)}, now=now)
    return row.id
