"""Puts messages in the outbox, and says who delivers which topic."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from alongside.foundation.audit.record import Entry, Op, record
from alongside.foundation.outbox.models import OutboxMessage


@dataclass(frozen=True, slots=True)
class Message:
    """One message as its deliverer sees it.

    Attributes:
        id: The same at every attempt; deliverers use it to act once.
        topic: Dotted word, such as ``crisis.task_overdue``.
        payload: Opaque identifiers and codes only, never anything about a person.
        now: The instant of this attempt.
    """

    id: UUID
    topic: str
    payload: dict[str, str]
    now: datetime


Deliver = Callable[[Message], None]
_DELIVERERS: dict[str, Deliver] = {}


def deliver_with(topic: str, deliver: Deliver) -> None:
    """Name the one deliverer of a topic. Called from ``config.wiring`` at start."""
    _DELIVERERS[topic] = deliver


def deliverer(topic: str) -> Deliver | None:
    """Answer who delivers a topic."""
    return _DELIVERERS.get(topic)


def send(
    topic: str,
    payload: dict[str, str],
    *,
    now: datetime,
    due_at: datetime | None = None,
    once_key: str | None = None,
) -> None:
    """Put a message in the outbox, in the caller's transaction.

    Args:
        topic: Who is to deliver it.
        payload: Opaque identifiers and codes only.
        now: The server's instant.
        due_at: When to deliver it; at once when ``None``.
        once_key: A second message with the same key is dropped.

    Raises:
        RuntimeError: Called outside a transaction, which is a bug.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a message belongs in the transaction of what it tells of")
    row = OutboxMessage(
        topic=topic, payload=payload, created_at=now, due_at=due_at or now, once_key=once_key
    )
    OutboxMessage.objects.bulk_create([row], ignore_conflicts=once_key is not None)


def settle_waiting(*, now: datetime) -> int:
    """Mark every waiting message as delivered, where a past has been made up or brought in.

    Nobody is told today of what fell due last year.

    Returns:
        How many were settled.
    """
    with transaction.atomic():
        waiting = OutboxMessage.objects.filter(delivered_at=None, given_up_at=None)
        settled = waiting.update(delivered_at=now, last_error="settled: it was of the past")
        record(None, Entry(Op.CONFIGURATION, "outbox.settle_waiting"), now=now)
    return settled
