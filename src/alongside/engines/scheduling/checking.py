"""Checks a plan against every hard rule, knowing nothing of how it was made."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from alongside.engines.scheduling.result import Assignment, Plan
from alongside.engines.scheduling.scheme import Officer, Scheme, Service, monday_of


def broken_rules(scheme: Scheme, plan: Plan, *, today: date | None = None) -> tuple[str, ...]:
    """Answer every hard rule a plan breaks, in words; empty when it breaks none.

    Args:
        scheme: What it was made from.
        plan: What to check.
        today: Of a plan that was mended under way: somebody without a place may keep what they
            had begun by then, and what is over crowds nobody.
    """
    found = []
    for officer in scheme.officers:
        stays = plan.of(officer.name)
        left = any(one.officer == officer.name for one in plan.unplaced)
        if left and today is not None:
            stays = tuple(one for one in stays if one.start > today)
        if bool(stays) == left:
            found.append(f"{officer.name} must be placed or said to be unplaced, not both.")
        if stays:
            found += _rotation(scheme, officer, stays)
        for stay in stays:
            found += broken_by_stay(scheme, officer, stay)
    counted = [one for one in plan.assignments if today is None or one.end >= today]
    for service in scheme.services:
        found += _crowded(service, [one for one in counted if one.service == service.code])
    return tuple(found)


def _rotation(scheme: Scheme, officer: Officer, stays: Sequence[Assignment]) -> list[str]:
    cohort = scheme.cohort(officer.cohort)
    found = []
    kinds = [one.kind for one in stays]
    wanted = [part.kind for part in cohort.pattern.parts]
    if sorted(kinds) != sorted(wanted) or (not cohort.pattern.any_order and kinds != wanted):
        found.append(
            f"{officer.name} would have {_listed(kinds)}; {cohort.name} has {_listed(wanted)}."
        )
    if not cohort.window.holds(stays[0].start, stays[-1].end):
        found.append(f"{officer.name} would be outside the days of {cohort.name}.")
    for before, after in pairwise(stays):
        gap = (after.start - before.end).days
        week_after = after.start == monday_of(before.start) + timedelta(days=7)
        if gap != 1 and not week_after:
            found.append(f"The weeks of {officer.name} would not follow one another.")
    return found


def broken_by_stay(scheme: Scheme, officer: Officer, stay: Assignment) -> list[str]:
    """Answer every hard rule that one stay breaks by itself, in words."""
    service = scheme.service(stay.service)
    rules = {
        "is away": any(span.touches(stay.start, stay.end) for span in officer.leave),
        "must not go": service.code in officer.excluded,
        "has a conflict": bool(officer.conflicts & service.flags),
        "finds it shut": not service.is_open(stay.start, stay.end),
        "starts too early": bool(officer.from_time) and stay.from_time < officer.from_time,
        "ends too late": bool(officer.to_time) and stay.to_time > officer.to_time,
        "is at another kind of service": service.kind != stay.kind,
        "is outside the day": stay.from_time < scheme.day[0] or stay.to_time > scheme.day[1],
        "has no buddy": bool(service.buddies) and not stay.buddy,
    }
    where = f"at {service.name} from {_say(stay.start)}"
    return [f"{officer.name} {rule} {where}." for rule, broken in rules.items() if broken]


def _crowded(service: Service, stays: Sequence[Assignment]) -> list[str]:
    found = []
    for day in sorted({one.start for one in stays}):
        here = [one for one in stays if one.start <= day <= one.end]
        if len(here) > service.seats:
            found.append(
                f"{service.name} takes {service.seats} at once; "
                f"{len(here)} would be there on {_say(day)}."
            )
        for buddy in service.buddies:
            load = sum(one.buddy == buddy.name for one in here)
            if load > buddy.load:
                found.append(
                    f"{buddy.name} looks after {buddy.load} at once, not {load} on {_say(day)}."
                )
    return found


def _say(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _listed(kinds: Sequence[str]) -> str:
    return " then ".join(kinds)
