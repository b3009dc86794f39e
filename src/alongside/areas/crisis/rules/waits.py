"""The waits in a story, each put to the agency whose step ended it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from alongside.areas.crisis.rules.kinds import KINDS, Agency
from alongside.areas.crisis.rules.owed import answering, next_owed
from alongside.areas.crisis.rules.timeline import Timeline, TimelineEvent


@dataclass(frozen=True, slots=True)
class Wait:
    """One stretch of waiting.

    Attributes:
        agency: Whose step was awaited.
        until: Code of the event that ended it; empty while it goes on.
        starts_at: Start, in.
        ends_at: End, out; ``None`` while it goes on.
    """

    agency: Agency
    until: str
    starts_at: datetime
    ends_at: datetime | None

    def lasted(self, now: datetime) -> timedelta:
        """How long it was, or has been so far."""
        return (self.ends_at or now) - self.starts_at


def waits(timeline: Timeline) -> tuple[Wait, ...]:
    """Split the time from the power being used into waits that touch and never overlap.

    Only steps that move the story on end a wait; checks, notes and searches do not. A journey
    by ambulance is the ambulance's time, otherwise the police's.
    """
    steps = [e for e in timeline.events if _moves_on(e)]
    used = timeline.first("power_used")
    if used is None or used not in steps:
        return ()
    steps = steps[steps.index(used) :]
    found = [
        Wait(
            answering(_agency(later), _place_type(steps, later)),
            later.kind,
            earlier.happened_at,
            later.happened_at,
        )
        for earlier, later in pairwise(steps)
    ]
    owed = next_owed(timeline)
    if owed is not None and steps:
        found.append(Wait(owed.agency, "", steps[-1].happened_at, None))
    return tuple(found)


_ASIDE = frozenset(
    {"search", "rights_given", "welfare_check", "station_review", "fell_asleep", "woke"}
    | {"station_decision", "extension_given", "ambulance_requested", "police_left"}
)


def _place_type(steps: Sequence[TimelineEvent], step: TimelineEvent) -> str:
    """The kind of place the person was at when a step happened."""
    before = steps[: steps.index(step)]
    places = [e.text("place_type") for e in before if e.kind in ("arrived", "power_used")]
    return next(reversed(places), "")


def _moves_on(event: TimelineEvent) -> bool:
    return KINDS[event.kind].detention and event.kind not in _ASIDE


def _agency(event: TimelineEvent) -> Agency:
    if event.kind == "arrived" and event.text("transport") == "ambulance":
        return Agency.AMBULANCE
    return KINDS[event.kind].agency


def minutes_by_agency(timeline: Timeline, now: datetime) -> dict[Agency, int]:
    """Total the waits by agency, in whole minutes rounded down."""
    total: dict[Agency, timedelta] = {}
    for wait in waits(timeline):
        total[wait.agency] = total.get(wait.agency, timedelta()) + wait.lasted(now)
    return {agency: int(time.total_seconds() // 60) for agency, time in total.items()}
