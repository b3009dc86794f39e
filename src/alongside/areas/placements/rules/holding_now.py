"""Whether a plan holds with the scheme as it is now, for what is still to come."""

from dataclasses import replace
from datetime import date

from alongside.engines.scheduling.checking import broken_rules
from alongside.engines.scheduling.result import Assignment, Plan
from alongside.engines.scheduling.scheme import Scheme


def broken_now(scheme: Scheme, plan: Plan, *, today: date) -> tuple[str, ...]:
    """Answer every hard rule that a plan's stays not yet over break in a scheme, in words.

    Args:
        scheme: As it is now, which may be other than what the plan was made from.
        plan: What to check. Officers whose last stay is over are left out of it.
        today: Stays that ended before it break nothing.
    """
    codes = {one.code for one in scheme.services}
    officers = {one.name for one in scheme.officers}
    coming = {one.officer for one in plan.assignments if one.end >= today}
    stays = [one for one in plan.assignments if one.officer in coming]
    gone = [_gone(one, officers) for one in stays if not _known(one, officers, codes)]
    left = {one.officer for one in plan.unplaced}
    kept = tuple(one for one in scheme.officers if one.name in coming | left)
    known = tuple(one for one in stays if _known(one, officers, codes))
    unplaced = tuple(one for one in plan.unplaced if one.officer in officers)
    cut = replace(plan, assignments=known, unplaced=unplaced)
    odd = {one.officer for one in stays if not _known(one, officers, codes)}
    whole = tuple(one for one in kept if one.name not in odd)
    found = broken_rules(replace(scheme, officers=whole), cut, today=today)
    return tuple(dict.fromkeys((*gone, *found)))


def _known(stay: Assignment, officers: set[str], codes: set[str]) -> bool:
    return stay.officer in officers and stay.service in codes


def _gone(stay: Assignment, officers: set[str]) -> str:
    if stay.officer not in officers:
        return f"{stay.officer} is no longer in the scheme."
    return f"The service of {stay.officer} from {stay.start.day} {stay.start:%B} has left."
