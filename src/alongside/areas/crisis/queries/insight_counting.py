"""Counts one month of one organisation's record, by the rules that make its pages and return."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from alongside.areas.crisis.models import Contact, Detention, Event
from alongside.areas.crisis.rules.annual_return import PersonAtUse, return_row, use_of
from alongside.areas.crisis.rules.kinds import Agency
from alongside.areas.crisis.rules.timeline import Timeline, TimelineEvent
from alongside.areas.crisis.rules.waits import minutes_by_agency
from alongside.areas.directory.queries import LocalityName

HANDOVER_AIM: Final = timedelta(minutes=60)
YEAR: Final = timedelta(days=365)
AT_ONCE: Final = 500
NOT_PLACED: Final = ""
NOT_COUNTED: Final = ("note", "search", "welfare_check", "station_review", "happening", "threshold")


@dataclass(frozen=True, slots=True)
class Tally:
    """What one organisation's record of one month and one locality comes to.

    Attributes:
        counts: By code: ``uses``, ``contacts``, ``place.police_station`` and so on.
        minutes: Lengths in whole minutes by code: ``handover``, ``wait.police`` and so on.
    """

    counts: Mapping[str, int]
    minutes: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Span:
    """One month: from its first instant, in, to the next one's, out."""

    starts_at: datetime
    ends_at: datetime


Tallies = Mapping[str, Tally]
"""By locality; the empty name is for what has no point on the map."""


def whose() -> Coalesce:
    """Whose record a contact belongs to: the force that used the power, or who opened it."""
    return Coalesce("detention__force_id", "organisation_id")


@dataclass(frozen=True, slots=True)
class _Row:
    """One contact, as far as counting goes."""

    id: UUID
    person_id: UUID | None
    latitude: float | None
    longitude: float | None
    opened_at: datetime
    closed_at: datetime | None
    imported_from: str
    power: str | None
    used_at: datetime | None


def tallies_of(
    organisation_id: UUID, span: Span, towns: Sequence[LocalityName], *, now: datetime
) -> Tallies:
    """Answer what one month of one organisation comes to, by the town nearest to each contact."""
    rows = _rows(organisation_id, span)
    timelines = _timelines([row.id for row in rows])
    held = _held_before([row.person_id for row in rows if row.person_id and row.power], span)
    gathered: dict[str, tuple[Counter[str], dict[str, list[int]]]] = defaultdict(
        lambda: (Counter(), defaultdict(list))
    )
    for row in rows:
        counts, minutes = gathered[_nearest(row.latitude, row.longitude, towns)]
        timeline = timelines.get(row.id, Timeline(()))
        # History that was imported holds detentions alone, so it tells nothing of contacts.
        if row.closed_at and not row.imported_from and _within(row.opened_at, span):
            _count_contact(timeline, counts)
        if row.power == "s136" and row.used_at is not None and _within(row.used_at, span):
            _count_use(timeline, counts, minutes, now=now)
            _count_again(row.person_id, row.used_at, held, counts)
    return {
        town: Tally(dict(counts), {code: tuple(sorted(all_of)) for code, all_of in minutes.items()})
        for town, (counts, minutes) in gathered.items()
    }


def _rows(organisation_id: UUID, span: Span) -> list[_Row]:
    """Read the contacts opened in a month, and those whose power was used in it."""
    opened = Q(opened_at__gte=span.starts_at, opened_at__lt=span.ends_at)
    used = Q(
        detention__power_used_at__gte=span.starts_at, detention__power_used_at__lt=span.ends_at
    )
    columns = (
        "id", "person_id", "latitude", "longitude", "opened_at", "closed_at", "imported_from",
        "detention__power", "detention__power_used_at",
    )  # fmt: skip
    found: dict[UUID, _Row] = {}
    for wanted in (opened, used):
        rows = Contact.objects.annotate(whose=whose()).filter(wanted, whose=organisation_id)
        found |= {row[0]: _Row(*row) for row in rows.values_list(*columns)}
    return list(found.values())


def _within(instant: datetime, span: Span) -> bool:
    return span.starts_at <= instant < span.ends_at


def _timelines(ids: Sequence[UUID]) -> dict[UUID, Timeline]:
    found: dict[UUID, list[TimelineEvent]] = defaultdict(list)
    for start in range(0, len(ids), AT_ONCE):
        events = (
            Event.objects.filter(contact_id__in=ids[start : start + AT_ONCE], superseded_by=None)
            .exclude(kind__in=NOT_COUNTED)
            .values_list("contact_id", "kind", "happened_at", "recorded_at", "facts", "sequence")
        )
        for contact_id, kind, happened_at, recorded_at, facts, place in events:
            event = TimelineEvent(kind, happened_at, recorded_at, facts, sequence=place)
            found[contact_id].append(event)
    return {contact_id: Timeline.of(events) for contact_id, events in found.items()}


def _held_before(people: Sequence[UUID], span: Span) -> dict[UUID, list[datetime]]:
    """Answer when each of these people was held in the month and the year before it."""
    found: dict[UUID, list[datetime]] = defaultdict(list)
    for start in range(0, len(people), AT_ONCE):
        rows = Detention.objects.filter(
            person_id__in=people[start : start + AT_ONCE],
            power_used_at__gte=span.starts_at - YEAR,
            power_used_at__lt=span.ends_at,
        ).values_list("person_id", "power_used_at")
        for person_id, used_at in rows:
            found[person_id].append(used_at)
    return found


def _nearest(latitude: float | None, longitude: float | None, towns: Sequence[LocalityName]) -> str:
    if latitude is None or longitude is None or not towns:
        return NOT_PLACED
    # Near enough to tell towns of one county apart; a degree of longitude is shorter here.
    return min(
        towns,
        key=lambda one: (one.latitude - latitude) ** 2 + (0.58 * (one.longitude - longitude)) ** 2,
    ).name


def _count_contact(timeline: Timeline, counts: Counter[str]) -> None:
    counts["contacts"] += 1
    tried = timeline.all("alternative")
    counts["tried"] += bool(tried)
    for what in {event.text("what") for event in tried if event.text("what")}:
        counts[f"tried.{what}"] += 1
    worked = {e.text("what") for e in tried if e.text("result") == "worked" and e.text("what")}
    for what in worked:
        counts[f"worked.{what}"] += 1


def _count_use(
    timeline: Timeline, counts: Counter[str], minutes: dict[str, list[int]], *, now: datetime
) -> None:
    use = use_of(timeline)
    if use is None:
        return
    row = return_row(use, PersonAtUse())
    counts["uses"] += 1
    counts[f"place.{row.place}"] += 1
    counts["station.any"] += use.station_used
    counts["consulted"] += row.consulted == "yes"
    _count_handover(timeline, counts, minutes)
    if use.ended_at is not None:
        for agency, length in minutes_by_agency(timeline, now).items():
            if agency is not Agency.NOBODY and length >= 0:
                minutes[f"wait.{agency.value}"].append(length)


def _count_handover(
    timeline: Timeline, counts: Counter[str], minutes: dict[str, list[int]]
) -> None:
    arrived, accepted = timeline.at("arrived"), timeline.at("handover_accepted")
    if arrived is None or accepted is None or accepted < arrived:
        return
    length = accepted - arrived
    counts["handover.timed"] += 1
    counts["handover.within"] += length <= HANDOVER_AIM
    minutes["handover"].append(int(length.total_seconds() // 60))


def _count_again(
    person_id: UUID | None,
    used_at: datetime,
    held: Mapping[UUID, list[datetime]],
    counts: Counter[str],
) -> None:
    if person_id is None:
        return
    counts["known"] += 1
    counts["again"] += any(used_at - YEAR <= at < used_at for at in held.get(person_id, ()))
