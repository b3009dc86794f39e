"""What the actions of training do alike: change a row, keep that it was done, tell of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Model

from alongside.areas.liaison.models import TrainingSession
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor

CHANGED: Final = "liaison.training_changed"
CANCELLED: Final = "liaison.training_cancelled"
OFFERED: Final = "liaison.training_place_offered"
LAPSES: Final = "liaison.training_lapses"
TRAINER_PUT_DOWN: Final = "liaison.training_trainer"


def change(row: Any, changed: Mapping[str, Any]) -> None:
    """Set columns of a row that has a version, and count it up."""
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changed, "version"])


def keep(
    actor: Actor | None,
    row: Model,
    action: str,
    *,
    now: datetime,
    op: Op = Op.ALTERATION,
    also: tuple[Ref, ...] = (),
    fields: tuple[str, ...] = (),
    request_key: UUID | None = None,
) -> None:
    """Record that something was done to a row of training, in the caller's transaction."""
    kind = KINDS[type(row).__name__]
    entry = Entry(op, f"liaison.{action}", Ref(kind, row.pk), also=also, fields=fields)
    record(actor, entry, now=now, request_key=request_key)


KINDS: Final[Mapping[str, str]] = {
    "TrainingCourse": "training_course",
    "TrainingSession": "training_session",
    "TrainingPlace": "training_place",
    "TrainingAttendance": "training_attendance",
    "SessionTrainer": "session_trainer",
    "EvaluationReceipt": "evaluation_receipt",
}


def tell_of(topic: str, row: TrainingSession, *, now: datetime) -> None:
    """Put a message about a session in the outbox."""
    send(topic, {"session": str(row.id)}, now=now)
