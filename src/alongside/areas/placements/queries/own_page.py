"""Where somebody on placement is to be, when, whom to ask for, and what changed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.placements.models import Learner, OwnObjective, PlannedStay, PlanRead
from alongside.areas.placements.queries.before_day_one import held_back, lacking
from alongside.areas.placements.queries.coordinators import CoordinatorOn, coordinators_on
from alongside.areas.placements.queries.own_learner import own_learner, own_learners
from alongside.areas.placements.queries.said_no import SaidNo, said_no_for
from alongside.areas.placements.queries.sessions import SessionLine, sessions_of
from alongside.areas.placements.rules.own_changes import OwnDays, changes
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date


@dataclass(frozen=True, slots=True)
class OwnStay:
    """Where somebody is for a stretch of days.

    Attributes:
        place: Name of the ward or team.
        kind: Such as ``ward``.
        first_on: First day.
        last_on: Last day, counted.
        hours: Such as ``08:00 to 15:30``; empty where none are set.
        where: The address, or how to find it; may be empty.
        ask_for: Whom to ask for; may be empty.
        phone: To ring there; may be empty.
        note: What else to know, such as how to get in; may be empty.
        buddy: Who looks after them; may be empty.
        buddy_phone: To ring the buddy; may be empty.
        when: ``now``, ``next``, ``later`` or ``over``.
        said_no: What people there said no to on those days.
    """

    place: str
    kind: str
    first_on: date
    last_on: date
    hours: str
    where: str
    ask_for: str
    phone: str
    note: str
    buddy: str
    buddy_phone: str
    when: str
    said_no: tuple[SaidNo, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """What somebody wants to learn."""

    id: UUID
    version: int
    words: str
    met_at: datetime | None


@dataclass(frozen=True, slots=True)
class OtherPlacement:
    """Another placement of the same person."""

    learner_id: UUID
    scheme: str
    cohort: str


@dataclass(frozen=True, slots=True)
class OwnPage:
    """All that somebody on placement needs on one page.

    Attributes:
        learner_id: Whose.
        word: What those on placement are called.
        plan_id: The plan that stands; ``None`` before one is published.
        unread: Whether they have not said yet that they read it.
        seen_before: Whether they read an earlier one.
        changed: What is different from what they read last.
        induction_on: To come, and not among ``sessions``; else ``None``.
        feedback_on: The same of the feedback session.
        left: How many things of the checklist are not done.
        held_why: Why they do not start yet; may be empty.
    """

    learner_id: UUID
    scheme: str
    word: str
    cohort: str
    first_on: date
    last_on: date
    induction_on: date | None
    induction_at: str
    feedback_on: date | None
    feedback_at: str
    withdrawn: bool
    plan_id: UUID | None
    unread: bool
    seen_before: bool
    changed: tuple[str, ...]
    stays: tuple[OwnStay, ...]
    left: int
    held_why: str
    objectives: tuple[ObjectiveLine, ...]
    sessions: tuple[SessionLine, ...]
    coordinators: tuple[CoordinatorOn, ...]
    badge: str
    leaflet: str
    others: tuple[OtherPlacement, ...]


def own_page(viewer: Actor, learner_id: UUID | None, *, now: datetime) -> OwnPage | None:
    """Answer the viewer's own placement; ``None`` where none is named and they are on none.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.not_yours``.
    """
    today = local_date(now)
    every = own_learners(viewer, today=today)
    if learner_id is None and not every:
        return None
    row = own_learner(viewer, learner_id, today=today)
    plan = row.scheme.plans.filter(state="published").first()
    stays = own_stays(row)
    last = PlanRead.objects.filter(learner=row).order_by("-plan__number").first()
    unread = plan is not None and (last is None or last.plan_id != plan.id)
    before = stays_in(last.plan_id, row) if unread and last else []
    sessions = tuple(one for one in sessions_of([row]) if one.ends_at > now)
    return OwnPage(
        learner_id=row.id,
        scheme=row.scheme.name,
        word=row.scheme.learner_word,
        cohort=row.cohort.name,
        first_on=row.cohort.first_on,
        last_on=row.cohort.last_on,
        induction_on=_unless_planned("induction", row.cohort.induction_on, sessions, today),
        induction_at=row.cohort.induction_at,
        feedback_on=_unless_planned("feedback", row.cohort.feedback_on, sessions, today),
        feedback_at=row.cohort.feedback_at,
        withdrawn=row.withdrawn_at is not None,
        plan_id=plan.id if plan else None,
        unread=unread and bool(stays or before),
        seen_before=last is not None,
        changed=changes(_days(before), _days(stays)) if unread and last else (),
        stays=_lines(stays, said_no_for(row.id, today=today), today),
        left=len(lacking([row])[row.id]),
        held_why=held_back([row.id]).get(row.id, ""),
        objectives=objectives_of(row),
        sessions=sessions,
        coordinators=coordinators_on(row.scheme),
        badge=row.scheme.badge,
        leaflet=row.scheme.leaflet,
        others=tuple(_other(one) for one in every if one.id != row.id),
    )


def own_stays(row: Learner) -> list[PlannedStay]:
    """Answer the rows of where somebody is, by the plan that stands; none once they withdrew."""
    if row.withdrawn_at is not None:
        return []
    rows = PlannedStay.objects.filter(learner=row, plan__state="published")
    return list(rows.select_related("service", "buddy").order_by("first_on"))


def stays_in(plan_id: UUID, row: Learner) -> list[PlannedStay]:
    """Answer the rows of where somebody was to be, by one plan."""
    rows = PlannedStay.objects.filter(learner=row, plan=plan_id)
    return list(rows.select_related("service", "buddy").order_by("first_on"))


def hours_words(stay: PlannedStay) -> str:
    """Say the hours of a stay, such as ``08:00 to 15:30``; empty where none are set."""
    return f"{stay.from_time} to {stay.to_time}" if stay.from_time and stay.to_time else ""


def objectives_of(row: Learner) -> tuple[ObjectiveLine, ...]:
    """Answer what somebody wants to learn, as they set it."""
    rows = OwnObjective.objects.filter(learner=row, taken_away_at=None).order_by("set_at")
    return tuple(ObjectiveLine(one.id, one.version, one.words, one.met_at) for one in rows)


def _days(stays: Iterable[PlannedStay]) -> list[OwnDays]:
    return [
        OwnDays(
            stay.service.name,
            stay.first_on,
            stay.last_on,
            hours_words(stay),
            stay.buddy.name if stay.buddy else "",
        )
        for stay in stays
    ]


def _lines(
    stays: Iterable[PlannedStay], said_no: Iterable[SaidNo], today: date
) -> tuple[OwnStay, ...]:
    lines: list[OwnStay] = []
    for stay in stays:
        waits = any(line.when == "next" for line in lines)
        when = _when(stay, today, waits=waits)
        here = tuple(one for one in said_no if _is_of(one, stay))
        lines.append(_stay(stay, when, here))
    return tuple(lines)


def _is_of(one: SaidNo, stay: PlannedStay) -> bool:
    """Say whether a no is of the place and of some of the days of a stay."""
    meets = one.first_on <= stay.last_on and stay.first_on <= one.last_on
    return meets and one.service == stay.service.name


def _when(stay: PlannedStay, today: date, *, waits: bool) -> str:
    if stay.last_on < today:
        return "over"
    if stay.first_on <= today:
        return "now"
    return "later" if waits else "next"


def _stay(stay: PlannedStay, when: str, said_no: tuple[SaidNo, ...]) -> OwnStay:
    service = stay.service
    return OwnStay(
        place=service.name,
        kind=service.kind,
        first_on=stay.first_on,
        last_on=stay.last_on,
        hours=hours_words(stay),
        where=service.where,
        ask_for=service.ask_for,
        phone=service.phone,
        note=service.note,
        buddy=stay.buddy.name if stay.buddy else "",
        buddy_phone=stay.buddy.phone if stay.buddy else "",
        when=when,
        said_no=said_no,
    )


def _unless_planned(
    kind: str, day: date | None, sessions: Iterable[SessionLine], today: date
) -> date | None:
    """Answer the cohort's own day, unless it is over or a session says more of it."""
    planned = any(one.kind == kind and not one.cancelled for one in sessions)
    return None if planned or day is None or day < today else day


def _other(row: Learner) -> OtherPlacement:
    return OtherPlacement(row.id, row.scheme.name, row.cohort.name)
