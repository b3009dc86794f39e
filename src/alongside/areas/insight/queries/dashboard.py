"""The dashboard: every panel of a scope, made once and kept until the record changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.crisis.queries.insight import record_stamp
from alongside.areas.diversion.queries.counting_leave import may_measure
from alongside.areas.insight.queries.leave import ClosedArea, Leave, SeenArea, leave_to_count
from alongside.areas.insight.queries.panels import Panel, SideTable, panels
from alongside.areas.insight.queries.record import RecordMonths, Scope, record_months
from alongside.areas.plans.queries.contact_measures import plan_measures
from alongside.engines.evaluation.suppression import (
    STAR,
    Profile,
    profile_named,
    share_words,
    shown,
    stricter,
)
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date
from alongside.kernel.months import Month, check_span, last_whole_month
from alongside.kernel.refusal import NotPermitted

USUAL_MONTHS: Final = 24
KEPT_AT_ONCE: Final = 64


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything on the page.

    Attributes:
        scope: Where and when.
        where: The same in words.
        panels: In order.
        plans: Plans offered and made; ``None`` where the viewer's role does not see them.
        seen: Areas to choose from.
        closed: Areas the viewer may not count, and why.
        localities: Towns to choose from.
        why: Why these counts may be seen.
        profile: What is hidden.
        counted_at: When this was read from the record.
        diversion: Whether the viewer may go on to the numbers of Liaison and Diversion.
    """

    scope: Scope
    where: str
    panels: tuple[Panel, ...]
    plans: SideTable | None
    seen: tuple[SeenArea, ...]
    closed: tuple[ClosedArea, ...]
    localities: tuple[str, ...]
    why: tuple[str, ...]
    profile: Profile
    counted_at: datetime
    diversion: bool


@dataclass(frozen=True, slots=True)
class _Made:
    panels: tuple[Panel, ...]
    localities: tuple[str, ...]


_KEPT: dict[tuple[object, ...], _Made] = {}


def usual_scope(viewer: Actor, leave: Leave, now: datetime) -> Scope:
    """Answer where and when the page opens: the viewer's own record, the last two years."""
    last = last_whole_month(now)
    # Its own record first; then one that holds uses of the power.
    chosen = min(leave.seen, key=lambda one: (not one.force.police, not one.own), default=None)
    area = chosen.force.id if chosen else None
    return Scope(area, "", last.plus(1 - USUAL_MONTHS), last)


def profile_on(code: str, now: datetime) -> Profile:
    """Answer the profile asked for, or the stricter when none is."""
    day = local_date(now)
    return profile_named(code, day) if code else stricter(day)


def dashboard(
    viewer: Actor, scope: Scope, *, leave: Leave, profile_code: str = "", now: datetime
) -> Dashboard:
    """Answer the dashboard of a scope.

    Raises:
        NotPermitted: The viewer's role sees no counts, or not this area's.
        Refused: Months or a locality that cannot be shown.
    """
    check_span(scope.first, scope.last, now)
    profile = profile_on(profile_code, now)
    made = _made(viewer, scope, leave, profile, now)
    areas = leave.seen if scope.area_id is None else (leave.area(scope.area_id),)
    return Dashboard(
        scope=scope,
        where=where_words(areas, scope.locality),
        panels=made.panels,
        plans=_plans(viewer, profile, now),
        seen=leave.seen,
        closed=leave.closed,
        localities=made.localities,
        why=tuple(dict.fromkeys(one.why for one in areas)),
        profile=profile,
        counted_at=now,
        diversion=may_measure(viewer),
    )


def where_words(areas: tuple[SeenArea, ...], locality: str) -> str:
    """Say whose record it is, and near which town."""
    names = " and ".join(one.force.name for one in areas) or "nobody"
    return f"{names}, near {locality}" if locality else names


def _made(viewer: Actor, scope: Scope, leave: Leave, profile: Profile, now: datetime) -> _Made:
    asked: tuple[UUID, ...] = (
        tuple(one.force.id for one in leave.seen)
        if scope.area_id is None
        else (leave.area(scope.area_id).force.id,)
    )
    key = (asked, scope.locality, scope.first, scope.last, profile.code, record_stamp())
    made = _KEPT.get(key)
    if made is None:
        held = record_months(viewer, scope, now=now, leave=leave)
        made = _Made(panels(held, profile), held.localities)
        if len(_KEPT) >= KEPT_AT_ONCE:
            _KEPT.clear()
        _KEPT[key] = made
    return made


def _plans(viewer: Actor, profile: Profile, now: datetime) -> SideTable | None:
    try:
        found = plan_measures(viewer, now=now)
    except NotPermitted:
        return None
    rows = (
        (
            "Offered a contact plan, of people noted as perhaps at risk",
            *_plan_row(found.offered.count, found.offered.out_of, profile),
        ),
        (
            "Have a plan in force, of those who said yes",
            *_plan_row(found.have_plan.count, found.have_plan.out_of, profile),
        ),
    )
    return SideTable(
        "Contact plans over the last 12 months",
        ("Measure", "Share", "Count"),
        rows,
        f"Each person counts once. Due within 30 days: {shown(found.due, profile).text}; past "
        f"their review: {shown(found.overdue, profile).text}. The whole record, not one area.",
    )


def _plan_row(count: int | None, out_of: int | None, profile: Profile) -> tuple[str, str]:
    if count is None or out_of is None:
        return (STAR, STAR)
    told = f"{shown(count, profile).text} of {shown(out_of, profile).text}"
    return (share_words(count, out_of, profile), told if out_of else "nobody noted")


def months_to_choose(now: datetime) -> list[Month]:
    """Answer the months that can be chosen, newest first."""
    last = last_whole_month(now)
    return [last.plus(-back) for back in range(60)]


def held_months(viewer: Actor, scope: Scope, *, leave: Leave, now: datetime) -> RecordMonths:
    """Answer a scope's months, checked."""
    check_span(scope.first, scope.last, now)
    return record_months(viewer, scope, now=now, leave=leave)


def leave_and_usual(viewer: Actor, *, now: datetime) -> tuple[Leave, Scope]:
    """Answer whose counts the viewer may see, and where the page opens."""
    leave = leave_to_count(viewer, now=now)
    return leave, usual_scope(viewer, leave, now)
