"""A detention as the list of its events, and what the law engine needs from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from alongside.areas.crisis.rules.kinds import KINDS
from alongside.engines import law
from alongside.kernel.local_time import parse_instant


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One event that stands: not superseded by a correction.

    Attributes:
        kind: Code from ``kinds.KINDS``.
        happened_at: When it happened, UTC.
        recorded_at: When it was recorded, UTC.
        facts: What was said of it, by name; codes and words, JSON-shaped.
        id: The row, when it is stored.
        sequence: Its place among those of its contact; a correction keeps that of what it corrects.
    """

    kind: str
    happened_at: datetime
    recorded_at: datetime
    facts: Mapping[str, object] = field(default_factory=dict)
    id: UUID | None = None
    sequence: int = 0

    def text(self, name: str) -> str:
        """A fact as text; empty when it was not given."""
        value = self.facts.get(name, "")
        return value if isinstance(value, str) else ""

    def flag(self, name: str) -> bool | None:
        """A fact as yes, no or not known."""
        value = self.facts.get(name)
        return value if isinstance(value, bool) else None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The standing events of one contact in the order they happened.

    Attributes:
        events: Ordered by when they happened, those of one moment as they were recorded.
    """

    events: tuple[TimelineEvent, ...]

    @classmethod
    def of(cls, events: Iterable[TimelineEvent]) -> "Timeline":
        """Put events in the order they happened, without those told of something that did not."""
        stand = (event for event in events if not event.facts.get("did_not_happen"))
        return cls(tuple(sorted(stand, key=lambda e: (e.happened_at, e.sequence))))

    def all(self, *kinds: str) -> tuple[TimelineEvent, ...]:
        """Every event of these kinds, in order."""
        return tuple(event for event in self.events if event.kind in kinds)

    def first(self, *kinds: str) -> TimelineEvent | None:
        """The earliest event of these kinds."""
        return next(iter(self.all(*kinds)), None)

    def last(self, *kinds: str) -> TimelineEvent | None:
        """The latest event of these kinds."""
        return next(reversed(self.all(*kinds)), None)

    def at(self, *kinds: str) -> datetime | None:
        """When the earliest event of these kinds happened."""
        event = self.first(*kinds)
        return event.happened_at if event else None


def in_its_minute(kind: str, at: datetime, timeline: Timeline) -> datetime:
    """Answer when a step happened, where what was typed says it only to the minute.

    A step of being held, or a close, follows what is already recorded in the same minute: a
    power used at 14:20:35 and "left at 14:20" are not the wrong way round. The minute stays.

    Args:
        kind: Code from ``kinds.KINDS``.
        at: As typed. One that carries seconds is taken as it stands.
        timeline: What is recorded so far.
    """
    if at.second or at.microsecond or not (KINDS[kind].detention or kind == "closed"):
        return at
    minute_ends = at + timedelta(minutes=1)
    same_minute = [e.happened_at for e in timeline.events if at <= e.happened_at < minute_ends]
    return max(same_minute, default=at)


def period_facts(timeline: Timeline) -> law.PeriodFacts | None:
    """Put the events as the law engine takes them; ``None`` when no power was used.

    A door that turned the person away counts as an arrival (DOMAIN R1.11).
    """
    used = timeline.first("power_used")
    if used is None:
        return None
    ended = timeline.last("ended")
    return law.PeriodFacts(
        power=law.Power(used.text("power") or "s136"),
        mode=law.Mode(used.text("mode") or "removed"),
        power_used_at=used.happened_at,
        arrivals=tuple(e.happened_at for e in timeline.all("arrived", "turned_away")),
        kept_at=used.happened_at if used.text("mode") == "kept" else None,
        entered_at=_entered_at(used),
        extensions=tuple(extension_facts(e) for e in timeline.all("extension_given")),
        ended_at=ended.happened_at if ended else None,
        escaped_at=timeline.at("absconded"),
        retaken_at=timeline.at("retaken"),
        turned_away=True if timeline.first("turned_away") else None,
    )


def _entered_at(used: TimelineEvent) -> datetime | None:
    if used.text("power") != "s135(1)":
        return None
    entered = used.text("entered_at")
    return parse_instant(entered) if entered else used.happened_at


def extension_facts(event: TimelineEvent) -> law.ExtensionFacts:
    """Put one recorded extension as the law engine takes it."""
    hours = event.facts.get("hours")
    rank = event.text("authorised_rank")
    return law.ExtensionFacts(
        given_at=event.happened_at,
        hours=float(hours) if isinstance(hours, int | float) else None,
        by=law.ExtensionBy(event.text("by")) if event.text("by") else None,
        reason=law.ExtensionReason(event.text("reason")) if event.text("reason") else None,
        at_police_station=event.flag("at_police_station"),
        assessment_at_station=event.flag("assessment_at_station"),
        authorised_rank=law.Rank(rank) if rank else None,
    )


def at_police_station(timeline: Timeline) -> bool:
    """Whether the latest place the person came to is a police station."""
    latest = timeline.last("arrived", "power_used")
    return latest is not None and latest.text("place_type") == "police_station"
