"""Plans beside what stands: holds published stays where they are while others are placed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from alongside.engines.scheduling.buddying import with_a_buddy, with_buddies
from alongside.engines.scheduling.checking import broken_rules
from alongside.engines.scheduling.costing import costs_of_stays
from alongside.engines.scheduling.result import Assignment, Plan, Status, Unplaced
from alongside.engines.scheduling.scheme import Cohort, Officer, Part, Pattern, Scheme, Span

HELD: Final = "published: "
"""Starts the name of the cohort of somebody whose stays are held, so that it is told apart."""
TO_ANOTHER_COHORT: Final = "To join another cohort, as this draft tries."


@dataclass(frozen=True, slots=True)
class Beside:
    """What a plan is made beside.

    Attributes:
        scheme: As it is now, with everybody who has to do with it.
        stands: Stays that are held.
        over: Officers who are not planned again because all they had is over.
        wanted: Names of those to place.
        unplaced: Others who are left out as they were.
    """

    scheme: Scheme
    stands: tuple[Assignment, ...]
    over: frozenset[str]
    wanted: frozenset[str]
    unplaced: tuple[Unplaced, ...]

    @property
    def held_names(self) -> frozenset[str]:
        """Names of those who stand."""
        return frozenset(one.officer for one in self.stands)

    @property
    def held(self) -> Scheme:
        """The scheme in which those who stand can be nowhere else."""
        by_name: dict[str, list[Assignment]] = {}
        for one in self.stands:
            by_name.setdefault(one.officer, []).append(one)
        officers, cohorts = [], list(self.scheme.cohorts)
        for officer in self.scheme.officers:
            stays = by_name.get(officer.name)
            if stays:
                cohort = _held_cohort(officer, stays)
                cohorts.append(cohort)
                officers.append(_held_officer(self.scheme, officer, cohort, stays))
            elif officer.name in self.wanted:
                officers.append(officer)
        return replace(self.scheme, officers=tuple(officers), cohorts=tuple(cohorts))


def beside(
    scheme: Scheme,
    standing: Plan | None,
    *,
    chosen: Collection[str],
    afresh: bool,
    today: date,
) -> Beside:
    """Answer what a plan of some cohorts is made beside.

    Args:
        scheme: As it is now.
        standing: The plan that stands; ``None`` where nothing is published.
        chosen: Names of the cohorts to plan.
        afresh: Whether what is published of those cohorts and has not begun may move.
        today: The day.
    """
    stays = standing.assignments if standing is not None else ()
    known = {one.name: one for one in scheme.officers}
    ends: dict[str, date] = {}
    begun = set()
    for one in stays:
        ends[one.officer] = max(ends.get(one.officer, one.end), one.end)
        if one.start <= today:
            begun.add(one.officer)
    over = {name for name, end in ends.items() if end < today}
    free = {
        name
        for name, officer in known.items()
        if officer.cohort in chosen and (name not in ends or (afresh and name not in begun))
    }
    left = standing.unplaced if standing is not None else ()
    return Beside(
        scheme,
        tuple(one for one in stays if one.officer in known and one.officer not in over | free),
        frozenset(over),
        frozenset(free),
        tuple(one for one in left if one.officer in known and one.officer not in free),
    )


def _held_cohort(officer: Officer, stays: Sequence[Assignment]) -> Cohort:
    """A cohort of one, whose pattern is what they have, on the days they have it."""
    ordered = sorted(stays, key=lambda one: one.start)
    parts = tuple(Part(one.kind, (one.end - one.start).days + 1) for one in ordered)
    name = f"{HELD}{officer.name}"
    return Cohort(
        name, Pattern(name, parts, any_order=False), Span(ordered[0].start, ordered[-1].end)
    )


def _held_officer(
    scheme: Scheme, officer: Officer, cohort: Cohort, stays: Sequence[Assignment]
) -> Officer:
    """Somebody who can go only where they go: what kept them from there is not asked again."""
    there = {one.service for one in stays}
    elsewhere = frozenset(one.code for one in scheme.services if one.code not in there)
    return replace(
        officer,
        cohort=cohort.name,
        leave=(),
        excluded=elsewhere,
        conflicts=frozenset(),
        from_time="",
        to_time="",
    )


def joined(found: Beside, made: Plan) -> Plan:
    """Answer the whole plan: what stands as it stands, and those placed beside it.

    Args:
        found: What it was made beside.
        made: The plan of ``found.held``.
    """
    new = [one for one in made.assignments if one.officer in found.wanted]
    stays = _cared_for(found, new)
    unplaced = [one for one in made.unplaced if one.officer in found.wanted]
    names = {one.officer for one in unplaced}
    left = (*unplaced, *(one for one in found.unplaced if one.officer not in names))
    costs = costs_of_stays(found.scheme, stays, len(left))
    objective = sum(costs.values())
    bound = max(0, objective - (made.objective - made.bound))
    return replace(
        made,
        objective=objective,
        bound=bound,
        gap=(objective - bound) / objective if objective else 0.0,
        assignments=tuple(sorted(stays, key=lambda one: (one.officer, one.start))),
        unplaced=tuple(sorted(left, key=lambda one: one.officer)),
        costs=costs,
    )


def _cared_for(found: Beside, new: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """Give new stays a buddy; those of what stands change only where there is no other way."""
    placed = list(found.stands)
    for one in sorted(new, key=lambda stay: (stay.start, stay.officer)):
        placed.append(with_a_buddy(found.scheme, placed, one))
    buddies = {one.code: one.buddies for one in found.scheme.services}
    if all(one.buddy or not buddies[one.service] for one in placed):
        return tuple(placed)
    return with_buddies(found.scheme, placed)


def held_breaks(found: Beside, *, today: date) -> tuple[str, ...]:
    """Answer rules that what stands breaks by now, so that nothing can be planned beside it."""
    names = found.held_names
    kept = tuple(one for one in found.scheme.officers if one.name in names)
    left = tuple(one for one in found.unplaced if one.officer in names)
    plan = Plan(Status.FEASIBLE, 0, 0, 0.0, found.stands, left)
    return broken_rules(replace(found.scheme, officers=kept), plan, today=today)
