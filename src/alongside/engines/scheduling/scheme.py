"""What a placement scheme is: services, officers, cohorts, patterns and weights. Data only."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

WEEK_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Span:
    """Days from one to another, both counted.

    Attributes:
        first: First day.
        last: Last day; not before the first.
    """

    first: date
    last: date

    def holds(self, first: date, last: date) -> bool:
        """Whether all days from one to another lie inside."""
        return self.first <= first and last <= self.last

    def touches(self, first: date, last: date) -> bool:
        """Whether any day from one to another lies inside."""
        return self.first <= last and first <= self.last


@dataclass(frozen=True, slots=True)
class Shift:
    """Hours of one working day at a service.

    Attributes:
        name: Such as ``early``.
        starts: Local time ``HH:MM``.
        ends: Local time ``HH:MM``, later the same day.
    """

    name: str
    starts: str
    ends: str


@dataclass(frozen=True, slots=True)
class Buddy:
    """Somebody at a service who looks after an officer on placement.

    Attributes:
        name: Who.
        load: Officers they can look after at once.
        away: When they cannot.
    """

    name: str
    load: int
    away: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """A team or ward that takes officers.

    Attributes:
        code: Unique short name.
        name: As people call it.
        kind: Which part of a pattern it is for, such as ``community`` or ``ward``.
        seats: Officers at once; DOMAIN 6.8 allows at most two.
        opens: When it takes officers; always while the scheme runs when empty.
        closed: When it does not.
        shifts: Hours it offers; the scheme's whole day when empty.
        teaches: Objectives it can help with.
        flags: Opaque marks that an officer may have to avoid, such as a named conflict.
        buddies: Who looks after officers there; anybody when empty.
    """

    code: str
    name: str
    kind: str
    seats: int = 2
    opens: tuple[Span, ...] = ()
    closed: tuple[Span, ...] = ()
    shifts: tuple[Shift, ...] = ()
    teaches: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    buddies: tuple[Buddy, ...] = ()

    def is_open(self, first: date, last: date) -> bool:
        """Whether it takes officers on all days from one to another."""
        opened = not self.opens or any(span.holds(first, last) for span in self.opens)
        return opened and not any(span.touches(first, last) for span in self.closed)

    def seats_on(self, first: date, last: date) -> int:
        """How many officers it can take at once over these days."""
        if not self.is_open(first, last):
            return 0
        if not self.buddies:
            return self.seats
        here = [one for one in self.buddies if not any(s.touches(first, last) for s in one.away)]
        return min(self.seats, sum(one.load for one in here))


@dataclass(frozen=True, slots=True)
class Part:
    """One stay in a pattern.

    Attributes:
        kind: Kind of service it is at.
        days: How long: 5 is a working week and starts on a Monday; fewer start on any weekday
            that leaves them inside one week.
    """

    kind: str
    days: int = 5


@dataclass(frozen=True, slots=True)
class Pattern:
    """What an officer does in one rotation.

    Attributes:
        name: Such as ``community and ward``.
        parts: Stays, one straight after another.
        any_order: Whether they may be in another order.
    """

    name: str
    parts: tuple[Part, ...]
    any_order: bool = True


@dataclass(frozen=True, slots=True)
class Cohort:
    """Officers who start together.

    Attributes:
        name: Such as ``March 2018``.
        pattern: What each of them does.
        window: Days within which their rotation lies.
        induction_on: The day all of them meet before they start, or ``None``.
        feedback_on: The day they come back to say how it was, or ``None``.
    """

    name: str
    pattern: Pattern
    window: Span
    induction_on: date | None = None
    feedback_on: date | None = None


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody to place.

    Attributes:
        name: Unique in the scheme.
        cohort: Name of their cohort.
        leave: When they cannot.
        objectives: What they want to learn.
        prefers: Codes of services they would like; none in particular when empty.
        excluded: Codes of services they must not go to, such as where a relative is.
        conflicts: Opaque marks of services they must not go to.
        earlier: Codes of services they have been to before.
        from_time: Earliest they can start a day, local ``HH:MM``; any time when empty.
        to_time: Latest they can end it.
    """

    name: str
    cohort: str
    leave: tuple[Span, ...] = ()
    objectives: frozenset[str] = frozenset()
    prefers: tuple[str, ...] = ()
    excluded: frozenset[str] = frozenset()
    conflicts: frozenset[str] = frozenset()
    earlier: frozenset[str] = frozenset()
    from_time: str = ""
    to_time: str = ""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each soft wish costs when it is not met; whole numbers.

    Attributes:
        unplaced: An officer without a rotation.
        preference: A stay somewhere other than a preferred service.
        objective: An objective the service of a stay cannot help with.
        repeat: A stay at a service the officer has been to.
        fairness: Each stay at a service beyond its even share.
    """

    unplaced: int = 1000
    preference: int = 4
    objective: int = 2
    repeat: int = 6
    fairness: int = 1


@dataclass(frozen=True, slots=True)
class Scheme:
    """All that a plan is made from.

    Attributes:
        name: What it is called.
        services: Where officers may go.
        officers: Whom to place.
        cohorts: By name.
        day: Earliest start and latest end of a day, local ``HH:MM``.
        weights: What soft wishes cost.
    """

    name: str
    services: tuple[Service, ...]
    officers: tuple[Officer, ...]
    cohorts: tuple[Cohort, ...]
    day: tuple[str, str] = ("08:00", "20:00")
    weights: Weights = field(default_factory=Weights)

    def cohort(self, name: str) -> Cohort:
        """Answer a cohort by its name."""
        return next(one for one in self.cohorts if one.name == name)

    def service(self, code: str) -> Service:
        """Answer a service by its code."""
        return next(one for one in self.services if one.code == code)

    def officer(self, name: str) -> Officer:
        """Answer an officer by name."""
        return next(one for one in self.officers if one.name == name)

    def with_service(self, service: Service) -> "Scheme":
        """Answer the same scheme with one service as given."""
        kept = tuple(service if one.code == service.code else one for one in self.services)
        return replace(self, services=kept)


def monday_of(day: date) -> date:
    """Answer the Monday of the week a day is in."""
    return day - timedelta(days=day.weekday())


def last_day(first: date, days: int) -> date:
    """Answer the last day of a stay."""
    return first + timedelta(days=days - 1)
