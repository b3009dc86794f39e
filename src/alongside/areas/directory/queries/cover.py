"""Who is on now in each seat, who is planned, and whom to ring when nobody is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.directory.models import Cover, Shift
from alongside.areas.directory.queries.confirmations import Confirmation, confirmation_of
from alongside.areas.directory.rules.seats import FILLED_BY, SEAT_LABELS, Seat
from alongside.foundation.accounts.queries import SeatFilled, seats_filled
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date

SHOWN_AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SeatPerson:
    """Somebody in a seat now.

    Attributes:
        call_sign: What they called the seat when they started duty.
        started: Whether they have started duty; else they are only planned.
        until: When their duty or planned shift ends.
    """

    user_id: UUID
    name: str
    organisation: str
    phone: str
    call_sign: str
    started: bool
    until: datetime


@dataclass(frozen=True, slots=True)
class CoverLine:
    """Who answers for a seat when it is empty."""

    id: UUID
    seat: Seat
    version: int
    name: str
    phone: str
    confirmed: Confirmation


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat of the shift.

    Attributes:
        people: Who is on, those who have started duty first; empty when nobody is.
        cover: Whom to ring when the seat is empty; ``None`` when nobody has been named.
    """

    seat: Seat
    label: str
    people: list[SeatPerson]
    cover: CoverLine | None

    @property
    def empty(self) -> bool:
        """Whether nobody is on or planned now."""
        return not self.people


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """One planned shift."""

    id: UUID
    seat: Seat
    seat_label: str
    name: str
    organisation: str
    team: str
    phone: str
    starts_at: datetime
    ends_at: datetime
    running: bool

    @property
    def day(self) -> date:
        """The day in England on which it starts."""
        return local_date(self.starts_at)

    @property
    def ends_next_day(self) -> bool:
        """Whether it runs past midnight in England."""
        return local_date(self.ends_at) != self.day


def on_now(viewer: Actor, now: datetime) -> list[SeatLine]:
    """Answer who is on now in each seat, in the order of the desk; empty seats too.

    Somebody whose duty was to end before ``now`` is not shown as on. Three queries.
    """
    by_role: dict[str, list[SeatFilled]] = {}
    for filled in seats_filled(list(FILLED_BY.values())):
        if filled.since <= now < filled.until:
            by_role.setdefault(filled.role, []).append(filled)
    running = list(_shifts().filter(starts_at__lte=now, ends_at__gt=now))
    covers = {row.seat: row for row in Cover.objects.all()}
    return [
        SeatLine(
            seat=seat,
            label=SEAT_LABELS[seat],
            people=_people(by_role.get(role, []), [s for s in running if s.seat == seat]),
            cover=_cover(covers[seat], now) if seat in covers else None,
        )
        for seat, role in FILLED_BY.items()
    ]


def planned_shifts(viewer: Actor, *, now: datetime) -> list[ShiftLine]:
    """Answer the shifts of the next seven days and those running, soonest first."""
    rows = _shifts().filter(ends_at__gt=now, starts_at__lt=now + SHOWN_AHEAD)
    return [
        ShiftLine(
            id=row.id,
            seat=Seat(row.seat),
            seat_label=SEAT_LABELS[Seat(row.seat)],
            name=row.user.display_name,
            organisation=row.user.organisation.short_name,
            team=row.team.name if row.team else "",
            phone=row.phone or row.user.phone,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            running=row.starts_at <= now,
        )
        for row in rows
    ]


def cover_entry(viewer: Actor, seat: Seat, *, now: datetime) -> CoverLine | None:
    """Answer who covers a seat, or ``None`` when nobody has been named."""
    row = Cover.objects.filter(seat=seat).first()
    return _cover(row, now) if row else None


def _shifts() -> QuerySet[Shift]:
    rows = Shift.objects.filter(cancelled_at=None)
    return rows.select_related("user__organisation", "team").order_by("starts_at", "seat")


def _people(started: list[SeatFilled], planned: list[Shift]) -> list[SeatPerson]:
    people = [
        SeatPerson(
            user_id=one.user_id,
            name=one.name,
            organisation=one.organisation,
            phone=one.phone,
            call_sign=one.seat,
            started=True,
            until=one.until,
        )
        for one in started
    ]
    here = {one.user_id for one in started}
    people += [
        SeatPerson(
            user_id=shift.user_id,
            name=shift.user.display_name,
            organisation=shift.user.organisation.short_name,
            phone=shift.phone or shift.user.phone,
            call_sign=shift.team.name if shift.team else "",
            started=False,
            until=shift.ends_at,
        )
        for shift in planned
        if shift.user_id not in here
    ]
    return people


def _cover(row: Cover, now: datetime) -> CoverLine:
    return CoverLine(
        id=row.id,
        seat=Seat(row.seat),
        version=row.version,
        name=row.name,
        phone=row.phone,
        confirmed=confirmation_of(row, now),
    )
