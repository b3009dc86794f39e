"""Checks and reviews while somebody is at a police station: what was due when, and what is next."""

from dataclasses import dataclass
from datetime import datetime

from alongside.areas.crisis.rules.timeline import Timeline, at_police_station
from alongside.engines import law

RECORDED_AS = {
    law.CheckKind.WELFARE: "welfare_check",
    law.CheckKind.REVIEW: "station_review",
}


@dataclass(frozen=True, slots=True)
class StationCheck:
    """One check or review.

    Attributes:
        kind: Welfare check or review.
        due_at: When it fell or falls due.
        done_at: When it was done; ``None`` for the one that comes next.
    """

    kind: law.CheckKind
    due_at: datetime
    done_at: datetime | None


def station_checks(timeline: Timeline) -> tuple[StationCheck, ...]:
    """Answer every check at the police station somebody is at, and the next of each kind.

    Nothing is due elsewhere, or since section 48 of the Mental Health Act 2025 is in force.

    Source: DOMAIN R1.17, R1.18, T1.4.
    """
    arrived = timeline.last("arrived", "power_used")
    if arrived is None or not at_police_station(timeline):
        return ()
    found: list[StationCheck] = []
    for kind, recorded_as in RECORDED_AS.items():
        last = arrived.happened_at
        done = [e.happened_at for e in timeline.all(recorded_as) if e.happened_at >= last]
        for done_at in (*done, None):
            due_at = _due(kind, last, timeline, until=done_at)
            if due_at is not None:
                found.append(StationCheck(kind, due_at, done_at))
            last = done_at or last
    return tuple(found)


def _due(
    kind: law.CheckKind, last: datetime, timeline: Timeline, *, until: datetime | None
) -> datetime | None:
    """When the check after ``last`` falls due, counting sleep recorded up to ``until``."""
    before = [
        e for e in timeline.all("fell_asleep", "woke") if until is None or e.happened_at <= until
    ]
    slept = next((e for e in reversed(before) if e.kind == "fell_asleep"), None)
    woke = before[-1] if before and before[-1].kind == "woke" else None
    return law.next_due(
        kind,
        last,
        asleep=slept is not None and woke is None,
        hcp_ok=slept is not None and slept.flag("clinician_agrees") is True,
        woke_at=woke.happened_at if woke is not None and woke.happened_at > last else None,
    )
