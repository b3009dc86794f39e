"""What a detention's events come to: the columns kept beside them for lists to read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.crisis.rules.facts import financial_year
from alongside.areas.crisis.rules.owed import next_owed
from alongside.areas.crisis.rules.states import State, state_of
from alongside.areas.crisis.rules.timeline import Timeline, period_facts
from alongside.engines import law


@dataclass(frozen=True, slots=True)
class Projection:
    """The columns of a detention that follow from its events.

    Attributes are named as the columns they fill.
    """

    state: State
    power: str
    mode: str
    power_used_at: datetime
    first_place_id: UUID | None
    current_place_id: UUID | None
    clock_starts_at: datetime | None
    clock_ends_at: datetime | None
    extended: bool
    owed_by: str
    owed_what: str
    owed_since: datetime | None
    ended_at: datetime | None
    end_reason: str
    financial_year: str


def project(timeline: Timeline, now: datetime) -> Projection | None:
    """Work out a detention's columns; ``None`` when no power was used."""
    used, facts = timeline.first("power_used"), period_facts(timeline)
    if used is None or facts is None:
        return None
    period = law.permitted_period(facts, now)
    owed, ended = next_owed(timeline), timeline.last("ended")
    places = [
        UUID(event.text("place_id"))
        for event in timeline.events
        if event.kind in ("arrived", "turned_away", "power_used") and event.text("place_id")
    ]
    return Projection(
        state=state_of(timeline),
        power=facts.power.value,
        mode=facts.mode.value,
        power_used_at=used.happened_at,
        first_place_id=places[0] if places else None,
        current_place_id=places[-1] if places else None,
        clock_starts_at=period.starts_at,
        clock_ends_at=period.ends_at,
        extended=_extension_stands(facts, period),
        owed_by=owed.agency if owed else "",
        owed_what=owed.what if owed else "",
        owed_since=owed.since if owed else None,
        ended_at=ended.happened_at if ended else None,
        end_reason=(ended.text("reason") or "not_known") if ended else "",
        financial_year=financial_year(used.happened_at),
    )


def _extension_stands(facts: law.PeriodFacts, period: law.PermittedPeriod) -> bool:
    if not facts.extensions or period.starts_at is None or period.ends_at is None:
        return False
    return period.ends_at > law.expiry(period.starts_at)


@dataclass(frozen=True, slots=True)
class Closing:
    """When and how a contact closed; empty while it is open."""

    at: datetime | None
    outcome: str


def closing_of(timeline: Timeline) -> Closing:
    """A contact closes when it is closed, or when the detention it led to ends."""
    last = timeline.last("closed", "ended")
    if last is None:
        return Closing(None, "")
    return Closing(last.happened_at, last.text("outcome") or last.text("reason"))
