"""Stretches of time, half-open: the start is in, the end is out."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """From an instant, up to but not including another.

    Attributes:
        starts_at: Aware instant.
        ends_at: Aware instant not before the start, or ``None`` while it runs.

    Raises:
        ValueError: An instant is naive, or the end comes before the start.
    """

    starts_at: datetime
    ends_at: datetime | None = None

    def __post_init__(self) -> None:
        for instant in (self.starts_at, self.ends_at):
            if instant is not None and instant.tzinfo is None:
                raise ValueError("a period needs instants with a time zone")
        if self.ends_at is not None and self.ends_at < self.starts_at:
            raise ValueError("a period cannot end before it starts")

    def __contains__(self, instant: datetime) -> bool:
        return self.starts_at <= instant and (self.ends_at is None or instant < self.ends_at)

    def elapsed(self, now: datetime) -> timedelta:
        """Time from the start to the end, or to ``now`` while it runs."""
        return (self.ends_at or now) - self.starts_at
