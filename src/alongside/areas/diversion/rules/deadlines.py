"""By when a court must have a report, counted to the hearing and not to midnight."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

SHORT: Final = timedelta(hours=2)


class DeadlineState(StrEnum):
    """How a deadline stands."""

    OWED = "owed"
    SHORT = "short"
    LATE = "late"
    IN_TIME = "in_time"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline, as it stands at an instant.

    Attributes:
        state: How it stands.
        at: By when.
        to_hearing: Whether it counts to the hearing itself.
        spare: Time left, or by how much it was early; negative when it is or was late.
    """

    state: DeadlineState
    at: datetime
    to_hearing: bool
    spare: timedelta


def deadline(
    *,
    due_at: datetime | None,
    hearing_at: datetime | None,
    released_at: datetime | None,
    now: datetime,
) -> Deadline | None:
    """Answer how a report stands; nothing where neither a hearing nor a time is known.

    The hearing decides. A time asked for by itself counts only until a hearing is listed. A
    report that reaches the court at the moment of the hearing, or after it, is not in time.

    Args:
        due_at: When the report was asked for by.
        hearing_at: When the hearing starts.
        released_at: When the report was released; nothing while it is owed.
        now: The instant.

    Source: DOMAIN 3.7, test T3.1.
    """
    at = hearing_at or due_at
    if at is None:
        return None
    spare = at - (released_at or now)
    in_time = spare > timedelta(0)
    if released_at is not None:
        state = DeadlineState.IN_TIME if in_time else DeadlineState.AFTER
    elif not in_time:
        state = DeadlineState.LATE
    else:
        state = DeadlineState.SHORT if spare <= SHORT else DeadlineState.OWED
    return Deadline(state, at, hearing_at is not None, spare)
