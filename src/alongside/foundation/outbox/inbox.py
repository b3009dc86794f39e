"""The in-app inbox: filled by deliverers, read by its owner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Case, Q, When

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import Message
from alongside.foundation.outbox.models import InboxItem, OutboxMessage
from alongside.foundation.outbox.one_tap import TapOffered, answer_to, offered
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused

NOTHING_TO_ANSWER = Refused(
    "message.nothing_to_answer",
    "This message asks for no answer.",
    next_step="Open it to see what it is about.",
)


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One message as its owner sees it.

    Attributes:
        tap: What may be answered without opening it; ``None`` where there is nothing to answer.
        answered: Whether its owner answered so.
    """

    id: UUID
    title: str
    link: str
    urgent: bool
    created_at: datetime
    read: bool
    tap: TapOffered | None = None
    answered: bool = False


def tell(
    users: Iterable[UUID], message: Message, *, title: str, link: str, urgent: bool = False
) -> None:
    """Put one message in the inbox of each of these people, once each.

    Urgent ones also go by e-mail, saying only that something waits: nothing about a person.

    Args:
        users: Who to tell.
        message: What caused it.
        title: A line that names nobody.
        link: Path to open.
        urgent: Whether to e-mail as well.
    """
    fresh = [
        InboxItem(
            user_id=user,
            message_id=message.id,
            title=title,
            link=link,
            urgent=urgent,
            created_at=message.now,
        )
        for user in dict.fromkeys(users)
        if not InboxItem.objects.filter(user_id=user, message_id=message.id).exists()
    ]
    InboxItem.objects.bulk_create(fresh, ignore_conflicts=True)
    if urgent and fresh:
        _send_mails([item.user_id for item in fresh], title)


def _send_mails(users: list[UUID], title: str) -> None:
    text = f"{title}\n\nSign in to Alongside to see it. This message says nothing about anybody."
    addresses = User.objects.filter(pk__in=users).exclude(email="").values_list("email", flat=True)
    for address in addresses:
        send_mail(f"Alongside: {title}", text, None, [address])


def inbox_of(viewer: Actor, *, limit: int = 50) -> list[InboxLine]:
    """Answer the viewer's own messages: unread and urgent ones first, then newest first."""
    pressing = Q(read_at=None, urgent=True)
    rows = (
        InboxItem.objects.filter(user_id=viewer.user_id)
        .select_related("message")
        .annotate(pressing=Case(When(pressing, then=0), default=1))
        .order_by("pressing", "-created_at")[:limit]
    )
    return [_line(row) for row in rows]


def _line(row: InboxItem) -> InboxLine:
    answered = row.answered_at is not None
    return InboxLine(
        id=row.id,
        title=row.title,
        link=row.link,
        urgent=row.urgent,
        created_at=row.created_at,
        read=row.read_at is not None,
        tap=None if answered else offered(row.message.topic, row.message.payload),
        answered=answered,
    )


def unread_count(viewer: Actor) -> int:
    """Answer how many messages the viewer has not read."""
    return InboxItem.objects.filter(user_id=viewer.user_id, read_at=None).count()


def mark_read(actor: Actor, item_id: UUID, *, now: datetime) -> str:
    """Mark one of the actor's own messages as read and answer where it leads."""
    with transaction.atomic():
        item = InboxItem.objects.select_for_update().get(pk=item_id, user_id=actor.user_id)
        if item.read_at is None:
            item.read_at = now
            item.save(update_fields=["read_at"])
            entry = Entry(Op.ALTERATION, "outbox.mark_read", Ref("inbox_item", item.id))
            record(actor, entry, now=now)
    return item.link


def answer(actor: Actor, item_id: UUID, *, now: datetime) -> None:
    """Take the one action offered beside one of the actor's own messages; twice changes nothing.

    Raises:
        Refused: ``message.nothing_to_answer``, or whatever the action refuses.
    """
    with transaction.atomic():
        item = InboxItem.objects.select_for_update().get(pk=item_id, user_id=actor.user_id)
        message = OutboxMessage.objects.get(pk=item.message_id)
        tap = answer_to(message.topic)
        if tap is None:
            raise NOTHING_TO_ANSWER
        if item.answered_at is None:
            tap.act(actor, message.payload, now)
            item.answered_at, item.read_at = now, item.read_at or now
            item.save(update_fields=["answered_at", "read_at"])
            entry = Entry(Op.ALTERATION, "outbox.answer", Ref("inbox_item", item.id))
            record(actor, entry, now=now)
