"""Moves somebody in a plan by hand: what would have to change with them, or why it cannot be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice, product
from typing import Final

from alongside.engines.scheduling.buddying import with_a_buddy
from alongside.engines.scheduling.checking import broken_rules
from alongside.engines.scheduling.costing import priced
from alongside.engines.scheduling.fitting import Shape, Stay, shapes_of, shift_for, stay_cost
from alongside.engines.scheduling.result import Assignment, Plan, Unplaced
from alongside.engines.scheduling.scheme import Officer, Scheme, Service, Shift, monday_of
from alongside.kernel.refusal import Refused

TRIED: Final = 200
"""Rotations tried for one move."""
SAID: Final = 2
TAKEN_OUT: Final = "Taken out of this plan by hand."


@dataclass(frozen=True, slots=True)
class Move:
    """What somebody asks for.

    Attributes:
        officer: Name.
        stay: Which of their stays moves; ``None`` for somebody without a place.
        service: Code of where to.
        week: A day of the week it moves to.
    """

    officer: str
    stay: Assignment | None
    service: str
    week: date


def moved(scheme: Scheme, plan: Plan, move: Move, *, today: date) -> Plan:
    """Answer a plan with somebody moved, and the rest of their rotation with them where it must.

    Nobody else moves. Where the weeks of a rotation have to follow one another, the other part
    comes along: it changes weeks with the part that moves, or shifts beside it.

    Args:
        scheme: What the plan was made from.
        plan: As it is.
        move: What is asked for.
        today: What has begun stays, and nothing moves into the past.

    Raises:
        Refused: ``move.not_in_scheme``, ``move.begun``, ``move.past`` or ``move.breaks_a_rule``,
            which says the rule.
    """
    officer, service = _known(scheme, move)
    _check_time(move, today)
    others = tuple(one for one in plan.assignments if one.officer != officer.name)
    refused: tuple[str, ...] = ()
    for rotation in islice(_rotations(scheme, plan, move, officer), TRIED):
        new = _with(scheme, plan, officer, (*others, *_detailed(scheme, others, rotation)))
        found = new_breaks(scheme, plan, new)
        if not found and not _touches_the_past(plan, new, officer, today):
            return priced(scheme, new)
        refused = refused or found
    raise Refused(
        "move.breaks_a_rule",
        _why(service, move, refused),
        next_step="Choose another place or week, or make room there first.",
        field="where",
    )


def taken_out(scheme: Scheme, plan: Plan, officer: str, *, today: date) -> Plan:
    """Answer a plan without somebody in it.

    Raises:
        Refused: ``move.begun`` where they have started.
    """
    stays = plan.of(officer)
    if any(one.start <= today for one in stays):
        raise _begun(officer)
    left = (*(one for one in plan.unplaced if one.officer != officer),)
    unplaced = tuple(sorted((*left, Unplaced(officer, (TAKEN_OUT,))), key=lambda one: one.officer))
    kept = tuple(one for one in plan.assignments if one.officer != officer)
    return priced(scheme, replace(plan, assignments=kept, unplaced=unplaced))


def new_breaks(scheme: Scheme, before: Plan, after: Plan) -> tuple[str, ...]:
    """Answer the hard rules a plan breaks that another did not."""
    there = set(broken_rules(scheme, before))
    return tuple(one for one in broken_rules(scheme, after) if one not in there)


def _known(scheme: Scheme, move: Move) -> tuple[Officer, Service]:
    officers = {one.name: one for one in scheme.officers}
    services = {one.code: one for one in scheme.services}
    if move.officer not in officers or move.service not in services:
        raise Refused(
            "move.not_in_scheme",
            "That is not in the scheme this plan was made from.",
            next_step="Plan again, so that what is new in the scheme is in it.",
            field="where",
        )
    return officers[move.officer], services[move.service]


def _check_time(move: Move, today: date) -> None:
    if move.stay is not None and move.stay.start <= today:
        raise _begun(move.officer)
    if monday_of(move.week) + timedelta(days=4) <= today:
        raise Refused(
            "move.past",
            "That week is over or under way.",
            next_step="Choose a week that is still to come.",
            field="week",
        )


def _begun(officer: str) -> Refused:
    return Refused(
        "move.begun",
        f"{officer} has started there.",
        next_step="Mend the plan from the calendar: that moves as few people as can be.",
        field="moving",
    )


def _touches_the_past(before: Plan, after: Plan, officer: Officer, today: date) -> bool:
    old = before.of(officer.name)
    new = after.of(officer.name)
    changed = [one for one in (*old, *new) if not (one in old and one in new)]
    return any(one.start <= today for one in changed)


def _rotations(
    scheme: Scheme, plan: Plan, move: Move, officer: Officer
) -> Iterator[tuple[Assignment, ...]]:
    """Every rotation with them there, those that change least of what they have first.

    Where no rotation of their cohort has them there, just the stay that moves, so that the rule
    in the way can be said.
    """
    stays = plan.of(officer.name)
    service = scheme.service(move.service)
    shapes = [
        (shape, number)
        for shape in shapes_of(scheme.cohort(officer.cohort))
        for number, slot in enumerate(shape.stays)
        if slot.kind == service.kind and monday_of(slot.first) == monday_of(move.week)
    ]
    found = [
        _ordered(rotation)
        for shape, number in shapes
        for rotation in _filled(scheme, officer, (shape, number, service), _kept(stays, move.stay))
    ]
    found.sort(key=lambda rotation: _changes(rotation, stays, move))
    yield from found or [_ordered(_alone(officer, service, move, stays))]


def _rest(stays: Sequence[Assignment], moving: Assignment | None) -> list[Assignment]:
    return [one for one in stays if one != moving]


def _kept(stays: Sequence[Assignment], moving: Assignment | None) -> list[Assignment] | None:
    """What has to stay where it is, if in another week; ``None`` for somebody without a place."""
    return _rest(stays, moving) if stays else None


def _filled(
    scheme: Scheme,
    officer: Officer,
    asked: tuple[Shape, int, Service],
    rest: Sequence[Assignment] | None,
) -> Iterator[tuple[Assignment, ...]]:
    """The stays of a shape: one as asked, the others where they are now, or anywhere that fits."""
    shape, number, service = asked
    slots = [slot for n, slot in enumerate(shape.stays) if n != number]
    there = _stay(officer, shape.stays[number], service)
    kept = _matched(slots, rest or [])
    if rest is not None:
        options = [[scheme.service(one.service)] for one in kept or ()]
    else:
        options = [_options(scheme, officer, slot) for slot in slots]
    if len(options) != len(slots):
        return
    for chosen in islice(product(*options), TRIED):
        yield (there, *(_stay(officer, slot, s) for slot, s in zip(slots, chosen, strict=True)))


def _matched(slots: Sequence[Stay], rest: Sequence[Assignment]) -> list[Assignment] | None:
    left, found = list(rest), []
    for slot in slots:
        match = next((one for one in left if one.kind == slot.kind), None)
        if match is None:
            return None
        left.remove(match)
        found.append(match)
    return None if left else found


def _options(scheme: Scheme, officer: Officer, slot: Stay) -> list[Service]:
    fit = [
        one
        for one in scheme.services
        if one.kind == slot.kind and one.seats_on(slot.first, slot.last)
    ]
    return sorted(fit, key=lambda one: (stay_cost(scheme, officer, one), one.code))


def _stay(officer: Officer, slot: Stay, service: Service) -> Assignment:
    return Assignment(officer.name, service.code, slot.first, slot.last, slot.kind)


def _alone(
    officer: Officer, service: Service, move: Move, stays: Sequence[Assignment]
) -> tuple[Assignment, ...]:
    monday = monday_of(move.week)
    length = move.stay.end - move.stay.start if move.stay else timedelta(days=4)
    there = Assignment(officer.name, service.code, monday, monday + length, service.kind)
    return (there, *(_rest(stays, move.stay)))


def _ordered(rotation: Sequence[Assignment]) -> tuple[Assignment, ...]:
    return tuple(sorted(rotation, key=lambda one: one.start))


def _changes(
    rotation: Sequence[Assignment], stays: Sequence[Assignment], move: Move
) -> tuple[int, int, int]:
    """How many stays are other than now, how far they are from the weeks now, and where asked."""
    old = {(one.service, one.start) for one in stays}
    new = {(one.service, one.start) for one in rotation}
    first = stays[0].start if stays else move.week
    day = move.stay.start.weekday() if move.stay else 0
    there = next(one for one in rotation if one.service == move.service)
    return len(new - old), abs((rotation[0].start - first).days), abs(there.start.weekday() - day)


def _detailed(
    scheme: Scheme, others: Sequence[Assignment], rotation: Sequence[Assignment]
) -> list[Assignment]:
    """Give stays their hours and somebody to look after them."""
    found = []
    for one in rotation:
        officer, service = scheme.officer(one.officer), scheme.service(one.service)
        shift = shift_for(scheme, officer, service) or Shift("day", *scheme.day)
        hours = replace(one, shift=shift.name, from_time=shift.starts, to_time=shift.ends)
        found.append(with_a_buddy(scheme, others, hours))
    return found


def _with(scheme: Scheme, plan: Plan, officer: Officer, assignments: Sequence[Assignment]) -> Plan:
    """The plan with these stays; what did not change keeps its hours and buddy."""
    before = {(one.service, one.start, one.end): one for one in plan.of(officer.name)}
    kept = (
        before.get((one.service, one.start, one.end), one) if one.officer == officer.name else one
        for one in assignments
    )
    return replace(
        plan,
        assignments=tuple(sorted(kept, key=lambda one: (one.officer, one.start))),
        unplaced=tuple(one for one in plan.unplaced if one.officer != officer.name),
    )


def _why(service: Service, move: Move, found: Sequence[str]) -> str:
    if found:
        return " ".join(found[:SAID])
    return f"{move.officer} cannot be at {service.name} then without moving what has begun."
