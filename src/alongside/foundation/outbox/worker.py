"""Delivers what waits in the outbox, at least once, and runs repeating jobs."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import BadHeaderError
from django.db import DatabaseError, connection, transaction

from alongside.foundation.outbox.messages import Message, deliverer
from alongside.foundation.outbox.models import OutboxMessage, WorkerPulse
from alongside.kernel.refusal import Refused

log = logging.getLogger("alongside.outbox")
MOST_ATTEMPTS = 8
DELIVERY_FAULTS = (Refused, OSError, DatabaseError, BadHeaderError, LookupError, ValueError)


@dataclass(frozen=True, slots=True)
class RepeatingJob:
    """Something done every so often, such as raising overdue tasks."""

    name: str
    every: timedelta
    run: Callable[[datetime], int]


_JOBS: list[RepeatingJob] = []


def repeat(job: RepeatingJob) -> None:
    """Add a repeating job. Called from ``config.wiring`` at start."""
    _JOBS[:] = [kept for kept in _JOBS if kept.name != job.name] + [job]


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """How delivery stands.

    Attributes:
        last_ran_at: When the worker last ran; ``None`` if it never did.
        given_up: Messages nobody was told of after the last attempt.
    """

    last_ran_at: datetime | None
    given_up: int

    def silent_for(self, now: datetime) -> bool:
        """Whether the worker has not run for two minutes."""
        return self.last_ran_at is None or now - self.last_ran_at > timedelta(minutes=2)


def delivery_report() -> DeliveryReport:
    """Answer when the worker last ran and what it gave up on."""
    pulse = WorkerPulse.objects.filter(name="worker").first()
    given_up = OutboxMessage.objects.filter(given_up_at__isnull=False).count()
    return DeliveryReport(pulse.at if pulse else None, given_up)


def work_once(now: datetime, *, most: int = 50) -> int:
    """Deliver up to ``most`` waiting messages and run the jobs that are due.

    Returns:
        How many messages were delivered.
    """
    delivered = 0
    for _ in range(most):
        outcome = _deliver_next(now)
        if outcome is None:
            break
        delivered += outcome
    for job in _JOBS:
        if _job_is_due(job, now):
            job.run(now)
    _pulse("worker", now)
    return delivered


def backoff(attempts: int) -> timedelta:
    """How long to wait before the next attempt: 10 s, then twice as long each time."""
    return timedelta(seconds=10 * 2 ** (attempts - 1))


def _deliver_next(now: datetime) -> bool | None:
    with transaction.atomic():
        waiting = OutboxMessage.objects.filter(
            delivered_at=None, given_up_at=None, due_at__lte=now
        ).order_by("due_at")
        row = waiting.select_for_update(
            skip_locked=connection.features.has_select_for_update_skip_locked
        ).first()
        if row is None:
            return None
        fault = _attempt(row, now)
        row.attempts += 1
        if fault is None:
            row.delivered_at = now
        else:
            row.last_error = fault
            row.due_at = now + backoff(row.attempts)
            row.given_up_at = now if row.attempts >= MOST_ATTEMPTS else None
            log.warning("outbox.failed id=%s topic=%s fault=%s", row.id, row.topic, fault)
        row.save(update_fields=["attempts", "delivered_at", "given_up_at", "last_error", "due_at"])
    return fault is None


def _attempt(row: OutboxMessage, now: datetime) -> str | None:
    deliver = deliverer(row.topic)
    if deliver is None:
        return "no deliverer for this topic"
    try:
        with transaction.atomic():
            deliver(Message(row.id, row.topic, row.payload, now))
    except DELIVERY_FAULTS as fault:
        return type(fault).__name__
    return None


def _job_is_due(job: RepeatingJob, now: datetime) -> bool:
    with transaction.atomic():
        pulse = WorkerPulse.objects.select_for_update().filter(name=job.name).first()
        if pulse is not None and now - pulse.at < job.every:
            return False
        _pulse(job.name, now)
    return True


def _pulse(name: str, now: datetime) -> None:
    WorkerPulse.objects.update_or_create(name=name, defaults={"at": now})
