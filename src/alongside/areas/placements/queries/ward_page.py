"""What a ward sees: who is coming, what it has room for, and its word to the people on it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.areas.placements.models import (
    PlacementService,
    PlannedStay,
    ServiceBuddy,
    TooBusy,
    WardNotice,
)
from alongside.areas.placements.queries.before_day_one import held_back
from alongside.areas.placements.queries.coordinators import CoordinatorOn, coordinators_on
from alongside.areas.placements.queries.said_no import SaidNo, said_no_at
from alongside.areas.placements.queries.todays_plan import stays_between
from alongside.areas.placements.queries.wards import ward_for, wards_for
from alongside.areas.placements.rules.busy import Days
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

WEEK = timedelta(days=7)
WEEKS = ("This week", "Next week")


@dataclass(frozen=True, slots=True)
class WardName:
    """A ward or team as it is chosen from a list."""

    id: UUID
    name: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody who is to be here; ``held`` while the coordinator lets them not start yet."""

    name: str
    calling: str
    first_on: date
    last_on: date
    from_time: str
    to_time: str
    buddy: str
    buddy_phone: str
    here_today: bool
    held: bool


@dataclass(frozen=True, slots=True)
class BusyLine:
    """One word that it is too busy, as it stands.

    Attributes:
        id: Of the row.
        days: Which.
        why: May be empty.
        said_by: Who said it.
        said_at: When.
        answered_at: When the coordinator answered; ``None`` while they have not.
        moved: Whether the answer was a plan that moved somebody.
        left_as_is_why: Why the week is left as it is, where that is the answer.
    """

    id: UUID
    days: Days
    why: str
    said_by: str
    said_at: datetime
    answered_at: datetime | None
    moved: bool
    left_as_is_why: str


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a ward."""

    title: str
    days: Days
    coming: tuple[Coming, ...]
    seats: int
    most_at_once: int
    shut: bool
    buddies_away: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice that is up."""

    id: UUID
    first_on: date
    last_on: date
    put_up_by: str


@dataclass(frozen=True, slots=True)
class WardPage:
    """A ward's page."""

    id: UUID
    scheme_id: UUID
    name: str
    scheme: str
    learner_word: str
    weeks: tuple[Week, ...]
    busy: tuple[BusyLine, ...]
    notice: Notice | None
    said_no: tuple[SaidNo, ...]
    coordinators: tuple[CoordinatorOn, ...]
    others: tuple[WardName, ...]


def ward_page(viewer: Actor, service_id: UUID | None, *, now: datetime) -> WardPage | None:
    """Answer the page of a ward; of the viewer's first where none is named.

    Returns:
        ``None`` where they have no ward at all.

    Raises:
        NotPermitted: The role sees none.
        Refused: ``ward.not_found``.
    """
    every = list(wards_for(viewer).select_related("scheme").order_by("scheme__name", "name"))
    if service_id is None and not every:
        return None
    service = every[0] if service_id is None else ward_for(viewer, service_id)
    today = local_date(now)
    return WardPage(
        service.id,
        service.scheme_id,
        service.name,
        service.scheme.name,
        service.scheme.learner_word,
        _weeks(service, today),
        _busy(service, today),
        notice_up(service, today),
        said_no_at(service, today=today),
        coordinators_on(service.scheme),
        tuple(WardName(one.id, one.name, one.scheme.name) for one in every),
    )


def one_ward(viewer: Actor, service_id: UUID) -> WardName:
    """Answer the name of a ward somebody sees.

    Raises:
        NotPermitted: The role sees none.
        Refused: ``ward.not_found``.
    """
    service = ward_for(viewer, service_id)
    return WardName(service.id, service.name, service.scheme.name)


def _weeks(service: PlacementService, today: date) -> tuple[Week, ...]:
    monday = today - timedelta(days=today.weekday())
    last = monday + 2 * WEEK - timedelta(days=1)
    stays = list(stays_between([service.scheme_id], monday, last).filter(service=service))
    buddies = list(service.buddies.filter(left_at=None).order_by("name"))
    return tuple(
        _week(service, stays, buddies, title, monday + number * WEEK, today)
        for number, title in enumerate(WEEKS)
    )


def _week(
    service: PlacementService,
    stays: list[PlannedStay],
    buddies: list[ServiceBuddy],
    title: str,
    monday: date,
    today: date,
) -> Week:
    days = Days(monday, monday + WEEK - timedelta(days=1))
    here = [one for one in stays if days.touches(one.first_on, one.last_on)]
    every_day = [monday + timedelta(days=number) for number in range(7)]
    held = held_back([one.learner_id for one in here])
    most = max(sum(one.first_on <= day <= one.last_on for one in here) for day in every_day)
    working = Days(monday, monday + timedelta(days=4))
    return Week(
        title,
        days,
        tuple(_coming(one, today, held) for one in here),
        service.seats,
        most,
        _touched(service.closed, working),
        tuple(one.name for one in buddies if _touched(one.away, working)),
    )


def _touched(stretches: list[list[str]], days: Days) -> bool:
    return any(
        days.touches(date.fromisoformat(first), date.fromisoformat(last))
        for first, last in stretches
    )


def _coming(stay: PlannedStay, today: date, held: Collection[UUID]) -> Coming:
    return Coming(
        stay.learner.name,
        stay.learner.calling,
        stay.first_on,
        stay.last_on,
        stay.from_time,
        stay.to_time,
        stay.buddy.name if stay.buddy else "",
        stay.buddy.phone if stay.buddy else "",
        stay.first_on <= today <= stay.last_on and stay.learner_id not in held,
        stay.learner_id in held,
    )


def _busy(service: PlacementService, today: date) -> tuple[BusyLine, ...]:
    rows = TooBusy.objects.filter(service=service, taken_back_at=None, last_on__gte=today)
    return tuple(busy_line(row) for row in rows.select_related("said_by").order_by("first_on"))


def busy_line(row: TooBusy) -> BusyLine:
    """Answer a word "too busy" as pages show it."""
    return BusyLine(
        row.id,
        Days(row.first_on, row.last_on),
        row.why,
        row.said_by.display_name,
        row.said_at,
        row.answered_at,
        row.answered_by_plan_id is not None,
        row.left_as_is_why,
    )


def notice_up(service: PlacementService, today: date) -> Notice | None:
    """Answer the notice that is up at a service, or to go up; ``None`` where none is."""
    row = (
        WardNotice.objects.filter(service=service, taken_down_at=None, last_on__gte=today)
        .select_related("put_up_by")
        .first()
    )
    if row is None:
        return None
    return Notice(row.id, row.first_on, row.last_on, row.put_up_by.display_name)


@dataclass(frozen=True, slots=True)
class NoticeSheet:
    """What the notice on the wall says."""

    ward: str
    learner_word: str
    first_on: date
    last_on: date
    ask_for: str


def notice_sheet(viewer: Actor, service_id: UUID, *, now: datetime) -> NoticeSheet:
    """Answer the notice that is up at a ward, to print.

    Raises:
        NotPermitted: The role sees none.
        Refused: ``ward.not_found``, or ``notice.not_up``.
    """
    service = ward_for(viewer, service_id)
    notice = notice_up(service, local_date(now))
    if notice is None:
        raise Refused(
            "notice.not_up",
            "No notice is up on this ward.",
            next_step="Put one up first, then print it.",
        )
    return NoticeSheet(
        service.name,
        service.scheme.learner_word,
        notice.first_on,
        notice.last_on,
        service.ask_for,
    )
