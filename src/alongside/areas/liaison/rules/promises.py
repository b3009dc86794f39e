"""The promise of an answer: how long it may take, how long it has taken, which comes first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alongside.kernel.local_time import to_utc
from alongside.kernel.refusal import Refused
from alongside.kernel.working_time import HOURS_A_DAY, after_working_hours

MOST_URGENT_HOURS: Final = 40
MOST_ORDINARY_DAYS: Final = 20


@dataclass(frozen=True, slots=True)
class Promise:
    """How soon the hub answers.

    Attributes:
        urgent_hours: Working hours, where somebody cannot go on without an answer.
        ordinary_days: Working days for everything else.
    """

    urgent_hours: int = 4
    ordinary_days: int = 2

    def words(self, *, urgent: bool) -> str:
        """Such as ``4 working hours``."""
        number, unit = (self.urgent_hours, "hour") if urgent else (self.ordinary_days, "day")
        return f"{number} working {unit}{'' if number == 1 else 's'}"

    def due(self, start: datetime, *, urgent: bool) -> datetime:
        """Answer by when a question put at an instant is to be answered."""
        hours = self.urgent_hours if urgent else self.ordinary_days * HOURS_A_DAY
        return after_working_hours(to_utc(start), hours)


FIRST_PROMISE: Final = Promise()
"""What is promised until the hub says otherwise."""


def check_promise(promise: Promise) -> None:
    """Refuse a promise that could not be kept to or would mean nothing.

    Raises:
        Refused: ``promise.urgent`` or ``promise.ordinary``.
    """
    if not 1 <= promise.urgent_hours <= MOST_URGENT_HOURS:
        raise Refused(
            "promise.urgent",
            f"An urgent question is answered within 1 to {MOST_URGENT_HOURS} working hours.",
            field="urgent_hours",
        )
    if not 1 <= promise.ordinary_days <= MOST_ORDINARY_DAYS:
        raise Refused(
            "promise.ordinary",
            f"An ordinary question is answered within 1 to {MOST_ORDINARY_DAYS} working days.",
            field="ordinary_days",
        )


def is_late(promised_by: datetime, *, now: datetime, answered_at: datetime | None = None) -> bool:
    """Say whether the promise was broken, or is being broken."""
    return (answered_at or now) > promised_by
