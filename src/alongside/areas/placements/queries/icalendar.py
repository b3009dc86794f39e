"""Writes calendars that phones and desks read (RFC 5545), for feeds and for invitations."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from icalendar import Calendar, Event, vCalAddress

from alongside.areas.placements.models import PlacementPlan, PlannedStay
from alongside.kernel.local_time import LONDON, to_utc

PRODUCT: Final = "-//Alongside//Placements//EN"
REQUEST: Final = "REQUEST"
CANCEL: Final = "CANCEL"
NOBODY: Final = "mailto:no-reply@alongside.invalid"
"""Answers to an invitation go nowhere: placements are changed by talking to the coordinator."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One thing in a calendar.

    Attributes:
        uid: The same for as long as it is the same thing, however often it moves.
        title: What it is.
        where: May be empty.
        sequence: Grows each time it changes.
        first_on: First day, with ``last_on``: local days with the same hours each day.
        last_on: Last day.
        from_time: When each day starts, local ``HH:MM``; the whole day when empty.
        to_time: When it ends.
        starts_at: An instant instead of days.
        ends_at: When it ends.
        cancelled: Whether it fell away.
        note: More words; may be empty.
    """

    uid: str
    title: str
    where: str = ""
    sequence: int = 0
    first_on: date | None = None
    last_on: date | None = None
    from_time: str = ""
    to_time: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    cancelled: bool = False
    note: str = ""


def calendar_text(
    entries: Sequence[CalendarEntry], *, name: str, method: str = "", now: datetime
) -> bytes:
    """Write a calendar.

    Args:
        entries: What is in it.
        name: What it is called in somebody's list of calendars.
        method: ``REQUEST`` or ``CANCEL`` for an invitation; empty for a feed.
        now: Said as the time it was written.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    if method:
        calendar.add("method", method)
    else:
        calendar.add("refresh-interval", timedelta(hours=1), {"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    for one in entries:
        calendar.add_component(_event(one, invited=bool(method), now=now))
    calendar.add_missing_timezones()
    text: bytes = calendar.to_ical()
    return text


def _event(entry: CalendarEntry, *, invited: bool, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", to_utc(now))
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    if entry.where:
        event.add("location", entry.where)
    if entry.note:
        event.add("description", entry.note)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if invited:
        event.add("organizer", vCalAddress(NOBODY))
    _add_when(event, entry)
    return event


def _add_when(event: Event, entry: CalendarEntry) -> None:
    if entry.starts_at is not None:
        event.add("dtstart", to_utc(entry.starts_at))
        event.add("dtend", to_utc(entry.ends_at or entry.starts_at))
        return
    if entry.first_on is None or entry.last_on is None:
        raise ValueError("an entry needs days or instants")
    if not entry.from_time:
        event.add("dtstart", entry.first_on)
        event.add("dtend", entry.last_on + timedelta(days=1))
        return
    event.add("dtstart", _local(entry.first_on, entry.from_time))
    event.add("dtend", _local(entry.first_on, entry.to_time))
    days = (entry.last_on - entry.first_on).days + 1
    if days > 1:
        event.add("rrule", {"freq": "daily", "count": days})


def _local(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), LONDON)


# ---- Stays ----------------------------------------------------------------


def stay_entries(
    *,
    plan: PlacementPlan,
    learners: Collection[UUID] | None = None,
    services: Collection[UUID] | None = None,
    named: bool = False,
) -> tuple[CalendarEntry, ...]:
    """Answer stays of a plan as entries of a calendar.

    Args:
        plan: Which.
        learners: Of these only; of all when ``None``.
        services: At these only.
        named: Whether titles name who comes: for a ward's calendar, not for an officer's own.
    """
    numbered = _numbered(_stays(plan, learners=learners))
    sequence = published_count(plan)
    return tuple(
        _stay_entry(stay, number, sequence=sequence, named=named)
        for stay, number in numbered
        if services is None or stay.service_id in services
    )


def published_count(plan: PlacementPlan) -> int:
    """Answer how many plans of a scheme were published up to this one: it only grows."""
    earlier = PlacementPlan.objects.filter(scheme_id=plan.scheme_id, published_at__isnull=False)
    if plan.published_at is not None:
        earlier = earlier.filter(published_at__lte=plan.published_at)
    return earlier.count()


def changed_entries(
    plan: PlacementPlan,
    before: PlacementPlan | None,
    *,
    learners: Collection[UUID] | None = None,
    services: Collection[UUID] | None = None,
    named: bool = False,
) -> tuple[CalendarEntry, ...]:
    """Answer only what a plan changes: new and changed stays, and those that fell away.

    Args:
        plan: That was published.
        before: That stood before; ``None`` for none.
        learners: As in ``stay_entries``.
        services: As in ``stay_entries``.
        named: As in ``stay_entries``.
    """
    options = {"learners": learners, "services": services, "named": named}
    now_there = {one.uid: one for one in stay_entries(plan=plan, **options)}  # type: ignore[arg-type]
    were = (
        {one.uid: one for one in stay_entries(plan=before, **options)}  # type: ignore[arg-type]
        if before is not None
        else {}
    )
    sequence = published_count(plan)
    changed = [
        one
        for uid, one in now_there.items()
        if uid not in were or replace(were[uid], sequence=sequence) != one
    ]
    gone = [
        replace(one, sequence=sequence, cancelled=True)
        for uid, one in were.items()
        if uid not in now_there
    ]
    return (*changed, *gone)


def _stays(plan: PlacementPlan, *, learners: Collection[UUID] | None) -> Iterable[PlannedStay]:
    rows = PlannedStay.objects.filter(plan=plan).select_related("learner", "service", "buddy")
    if learners is not None:
        rows = rows.filter(learner_id__in=list(learners))
    return rows.order_by("learner__name", "kind", "first_on")


def _numbered(stays: Iterable[PlannedStay]) -> Iterator[tuple[PlannedStay, int]]:
    """Number the stays of each learner at each kind of service, so that one keeps its name."""
    seen: dict[tuple[UUID, str], int] = {}
    for stay in stays:
        key = (stay.learner_id, stay.kind)
        seen[key] = seen.get(key, 0) + 1
        yield stay, seen[key]


def _stay_entry(stay: PlannedStay, number: int, *, sequence: int, named: bool) -> CalendarEntry:
    service = stay.service
    who = f"{stay.learner.name}: " if named else ""
    notes = [
        f"Ask for {service.ask_for}." if service.ask_for else "",
        f"Your buddy is {stay.buddy.name}." if stay.buddy and not named else "",
        f"Buddy: {stay.buddy.name}." if stay.buddy and named else "",
        f"Ring {service.phone}." if service.phone else "",
    ]
    return CalendarEntry(
        uid=f"{stay.learner_id}.{stay.kind}.{number}@placements.alongside".replace(" ", "-"),
        title=f"{who}{service.name}",
        where=service.where or service.name,
        sequence=sequence,
        first_on=stay.first_on,
        last_on=stay.last_on,
        from_time=stay.from_time,
        to_time=stay.to_time,
        note=" ".join(filter(None, notes)),
    )
