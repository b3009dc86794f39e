"""Who looks after whom: shares the officers at a service among its buddies, evenly."""

from collections.abc import Iterable
from dataclasses import replace

from alongside.engines.scheduling.result import Assignment
from alongside.engines.scheduling.scheme import Buddy, Scheme


def with_buddies(
    scheme: Scheme, assignments: Iterable[Assignment], *, promised: Iterable[Assignment] = ()
) -> tuple[Assignment, ...]:
    """Answer the same stays, each with a buddy who is there on all its days.

    Seats are counted against the loads of the buddies who are there, so one is always found for
    whole weeks; the one with least to do so far is taken.

    Args:
        scheme: Whose services and buddies.
        assignments: The stays.
        promised: Stays of a plan that stood; one that is among the others keeps its buddy and
            its hours where that buddy can still be there.
    """
    before = {_place(one): one for one in promised}
    kept: dict[str, list[Assignment]] = {one.code: [] for one in scheme.services}
    answered, new = [], []
    for one in sorted(assignments, key=lambda row: (row.start, row.service, row.officer)):
        stood = before.get(_place(one))
        there = scheme.service(one.service).buddies
        if stood is not None and _still(there, kept[one.service], stood):
            answered.append(stood)
            kept[one.service].append(stood)
        else:
            new.append(one)
    for one in new:
        there = scheme.service(one.service).buddies
        given = replace(one, buddy=_least_busy(there, kept[one.service], one))
        kept[one.service].append(given)
        answered.append(given)
    return tuple(sorted(answered, key=lambda row: (row.officer, row.start)))


def with_a_buddy(scheme: Scheme, placed: Iterable[Assignment], stay: Assignment) -> Assignment:
    """Answer one stay with a buddy who has room for it, beside others that stand as they are.

    The buddy is empty where the service names none, or where none has room.
    """
    there = scheme.service(stay.service).buddies
    others = [one for one in placed if one.service == stay.service]
    return replace(stay, buddy=_least_busy(there, others, replace(stay, buddy="")))


def _place(stay: Assignment) -> tuple[object, ...]:
    return stay.officer, stay.service, stay.start, stay.end


def _still(buddies: tuple[Buddy, ...], placed: list[Assignment], stood: Assignment) -> bool:
    """Whether somebody keeps the buddy they were promised."""
    if not buddies:
        return not stood.buddy
    return any(
        one.name == stood.buddy
        and not any(span.touches(stood.start, stood.end) for span in one.away)
        and _at_once(one, placed, stood) < one.load
        for one in buddies
    )


def _least_busy(buddies: tuple[Buddy, ...], placed: list[Assignment], stay: Assignment) -> str:
    found = [
        (sum(row.buddy == one.name for row in placed), number, one.name)
        for number, one in enumerate(buddies)
        if not any(span.touches(stay.start, stay.end) for span in one.away)
        and _at_once(one, placed, stay) < one.load
    ]
    return min(found)[2] if found else ""


def _at_once(buddy: Buddy, placed: list[Assignment], stay: Assignment) -> int:
    return sum(
        row.buddy == buddy.name and row.start <= stay.end and stay.start <= row.end
        for row in placed
    )
