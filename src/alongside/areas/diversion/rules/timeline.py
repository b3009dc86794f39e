"""The events of an episode that stand, in the order they happened."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One event, as it stands after any correction.

    Attributes:
        kind: Code from ``kinds.KINDS``.
        happened_at: When it happened.
        recorded_at: When it was recorded.
        facts: What is said of it.
        id: Of its row.
        sequence: Its place among those of its episode; a correction keeps that of what it corrects.
    """

    kind: str
    happened_at: datetime
    recorded_at: datetime
    facts: Mapping[str, object]
    id: UUID
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order."""

    events: tuple[TimelineEvent, ...]

    @classmethod
    def of(cls, events: Iterable[TimelineEvent]) -> "Timeline":
        """Put events in the order they happened, those of one moment as they were recorded."""
        return cls(tuple(sorted(events, key=lambda one: (one.happened_at, one.sequence))))

    def of_kind(self, *kinds: str) -> Iterator[TimelineEvent]:
        """Answer those of some kinds, in order."""
        return (event for event in self.events if event.kind in kinds)

    def last(self, *kinds: str) -> TimelineEvent | None:
        """Answer the latest of some kinds."""
        return next((event for event in reversed(self.events) if event.kind in kinds), None)
