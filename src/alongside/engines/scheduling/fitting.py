"""Which stays are possible at all: the hard rules of one officer at one service on given days."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations
from typing import Final

from alongside.engines.scheduling.scheme import (
    Cohort,
    Officer,
    Part,
    Scheme,
    Service,
    Shift,
    last_day,
    monday_of,
)

WORKING_WEEK: Final = 5


@dataclass(frozen=True, slots=True)
class Stay:
    """A part of a pattern on given days, wherever it may be.

    Attributes:
        kind: Kind of service.
        first: First day.
        last: Last day.
    """

    kind: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Shape:
    """The stays of a rotation in time, before services are chosen.

    Attributes:
        stays: In order of time.
    """

    stays: tuple[Stay, ...]


def shapes_of(cohort: Cohort) -> tuple[Shape, ...]:
    """Answer every way a cohort's pattern fits its window, earliest first."""
    parts = cohort.pattern.parts
    orders = dict.fromkeys(permutations(parts)) if cohort.pattern.any_order else {parts: None}
    found = []
    day = monday_of(cohort.window.first)
    while day <= cohort.window.last:
        for order in orders:
            for shape in _shapes_from(order, day):
                if cohort.window.holds(shape.stays[0].first, shape.stays[-1].last):
                    found.append(shape)
        day += timedelta(days=7)
    return tuple(found)


def _shapes_from(order: tuple[Part, ...], monday: date) -> list[Shape]:
    if len(order) == 1 and order[0].days < WORKING_WEEK:
        days = order[0].days
        starts = [monday + timedelta(days=n) for n in range(WORKING_WEEK - days + 1)]
        return [Shape((Stay(order[0].kind, d, last_day(d, days)),)) for d in starts]
    stays, day = [], monday
    for part in order:
        stays.append(Stay(part.kind, day, last_day(day, part.days)))
        day = (
            monday_of(day + timedelta(days=part.days + 6))
            if part.days >= WORKING_WEEK
            else (day + timedelta(days=part.days))
        )
    return [Shape(tuple(stays))]


def shift_for(scheme: Scheme, officer: Officer, service: Service) -> Shift | None:
    """Answer the first shift of a service an officer can work; ``None`` when there is none."""
    offered = service.shifts or (Shift("day", *scheme.day),)
    for shift in offered:
        if officer.from_time and shift.starts < officer.from_time:
            continue
        if officer.to_time and shift.ends > officer.to_time:
            continue
        return shift
    return None


def barred_from(scheme: Scheme, officer: Officer, service: Service) -> str:
    """Answer the rule that keeps an officer from a service whenever; empty when there is none."""
    if service.code in officer.excluded:
        return "excluded"
    if officer.conflicts & service.flags:
        return "conflict"
    if shift_for(scheme, officer, service) is None:
        return "hours"
    return ""


def away(officer: Officer, stay: Stay) -> bool:
    """Whether an officer is on leave on any day of a stay."""
    return any(span.touches(stay.first, stay.last) for span in officer.leave)


def stay_cost(scheme: Scheme, officer: Officer, service: Service) -> int:
    """Answer what the soft wishes of an officer cost for one stay at a service."""
    weights = scheme.weights
    cost = weights.objective * len(officer.objectives - service.teaches)
    if officer.prefers and service.code not in officer.prefers:
        cost += weights.preference
    if service.code in officer.earlier:
        cost += weights.repeat
    return cost
