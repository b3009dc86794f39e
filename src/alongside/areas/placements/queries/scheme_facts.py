"""What the pages of a scheme, and their forms, read of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.placements.models import (
    Learner,
    PlacementCohort,
    PlacementPattern,
    PlacementScheme,
    PlacementService,
    ServiceBuddy,
)
from alongside.areas.placements.rules.learners import LearnerFacts
from alongside.areas.placements.rules.patterns import pattern_words
from alongside.areas.placements.rules.services import Hours, shift_lines
from alongside.areas.placements.rules.stretches import Stretch, stretch_words
from alongside.areas.placements.rules.wishes import weights_said


@dataclass(frozen=True, slots=True)
class SchemeHead:
    """A scheme itself, without its parts."""

    id: UUID
    version: int
    name: str
    run_by: str
    partner: str
    learner_word: str
    day_starts: str
    day_ends: str
    weights: Mapping[str, int]
    badge: str
    leaflet: str
    records_needed: str
    ended_at: datetime | None


def head_of(row: PlacementScheme) -> SchemeHead:
    """Read a scheme's own row."""
    return SchemeHead(
        id=row.id,
        version=row.version,
        name=row.name,
        run_by=row.organisation.short_name,
        partner=row.partner.short_name if row.partner else "",
        learner_word=row.learner_word,
        day_starts=row.day_starts,
        day_ends=row.day_ends,
        weights=weights_said(row.weights),
        badge=row.badge,
        leaflet=row.leaflet,
        records_needed=row.records_needed,
        ended_at=row.ended_at,
    )


@dataclass(frozen=True, slots=True)
class BuddyLine:
    """Somebody who looks after learners at a service; ``account`` is whether they sign in."""

    id: UUID
    version: int
    name: str
    load: int
    away: list[Stretch]
    phone: str
    user_id: UUID | None

    @property
    def account(self) -> bool:
        """Whether they have an account here."""
        return self.user_id is not None

    @property
    def away_days(self) -> tuple[str, ...]:
        """When they are away, in words."""
        return tuple(stretch_words(one) for one in self.away)


def buddy_line(row: ServiceBuddy) -> BuddyLine:
    """Read a buddy."""
    return BuddyLine(row.id, row.version, row.name, row.load, row.away, row.phone, row.user_id)


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """A service with its hours and its buddies, by the names its form uses."""

    id: UUID
    version: int
    code: str
    name: str
    kind: str
    seats: int
    why_more: str
    opens: list[Stretch]
    closed: list[Stretch]
    shifts: tuple[Hours, ...]
    teaches: list[str]
    flags: list[str]
    where: str
    ask_for: str
    phone: str
    note: str
    buddies: tuple[BuddyLine, ...]
    left_at: datetime | None

    @property
    def hours(self) -> str:
        """Shifts in words; empty where it takes the scheme's whole day."""
        return "; ".join(shift_lines([one]) for one in self.shifts)

    @property
    def days(self) -> tuple[str, ...]:
        """When it is open and when it is closed, in sentences; none where it is always open."""
        opened = tuple(f"Open {stretch_words(one)}" for one in self.opens)
        return opened + tuple(f"Closed {stretch_words(one)}" for one in self.closed)

    @property
    def load(self) -> int:
        """How many its buddies look after at once, away or not."""
        return sum(one.load for one in self.buddies)


def service_facts(row: PlacementService) -> ServiceFacts:
    """Read a service; reads its shifts and buddies from where they were fetched."""
    shifts = sorted(row.shifts.all(), key=lambda one: (one.starts, one.name))
    buddies = sorted(row.buddies.all(), key=lambda one: one.name)
    return ServiceFacts(
        id=row.id,
        version=row.version,
        code=row.code,
        name=row.name,
        kind=row.kind,
        seats=row.seats,
        why_more=row.why_more,
        opens=row.opens,
        closed=row.closed,
        shifts=tuple(Hours(one.name, one.starts, one.ends) for one in shifts),
        teaches=row.teaches,
        flags=row.flags,
        where=row.where,
        ask_for=row.ask_for,
        phone=row.phone,
        note=row.note,
        buddies=tuple(buddy_line(one) for one in buddies if one.left_at is None),
        left_at=row.left_at,
    )


@dataclass(frozen=True, slots=True)
class PatternFacts:
    """What is done in one rotation, by the names its form uses, and in one sentence."""

    id: UUID
    version: int
    name: str
    parts: list[dict[str, object]]
    any_order: bool
    words: str


def pattern_facts(row: PlacementPattern) -> PatternFacts:
    """Read a pattern."""
    return PatternFacts(
        id=row.id,
        version=row.version,
        name=row.name,
        parts=row.parts,
        any_order=row.any_order,
        words=pattern_words(row.parts, row.any_order),
    )


@dataclass(frozen=True, slots=True)
class CohortFacts:
    """A cohort, by the names its form uses."""

    id: UUID
    version: int
    name: str
    pattern_id: UUID
    pattern: str
    first_on: date
    last_on: date
    induction_on: date | None
    induction_at: str
    feedback_on: date | None
    feedback_at: str


def cohort_facts(row: PlacementCohort) -> CohortFacts:
    """Read a cohort."""
    return CohortFacts(
        id=row.id,
        version=row.version,
        name=row.name,
        pattern_id=row.pattern_id,
        pattern=row.pattern.name,
        first_on=row.first_on,
        last_on=row.last_on,
        induction_on=row.induction_on,
        induction_at=row.induction_at,
        feedback_on=row.feedback_on,
        feedback_at=row.feedback_at,
    )


def learner_facts(row: Learner) -> LearnerFacts:
    """Read somebody on placement as their form and the rules take them."""
    return LearnerFacts(
        name=row.name,
        calling=row.calling,
        leave=row.leave,
        wants=row.wants,
        prefers=row.prefers,
        excluded=row.excluded,
        conflicts=row.conflicts,
        earlier=row.earlier,
        from_time=row.from_time,
        to_time=row.to_time,
        vetted_on=row.vetted_on,
    )
