"""Counts of the record by month, for insight: no names, no records, no person.

Each contact is read by the rules that make its own page and the annual return, so that a number
here is the number there. A month is kept in memory once it is counted, and counted again when
anything is recorded in it; what somebody is shown of it is the caller's to decide.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, cast
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Max, Q, Value, When
from django.db.models.functions import Coalesce

from alongside.areas.crisis.models import Contact, Detention, Event
from alongside.areas.crisis.rules.annual_return import PersonAtUse, return_row, use_of
from alongside.areas.crisis.rules.kinds import Agency
from alongside.areas.crisis.rules.timeline import Timeline, TimelineEvent
from alongside.areas.crisis.rules.waits import minutes_by_agency
from alongside.areas.directory.queries import LocalityName, localities
from alongside.foundation.accounts.models import Organisation
from alongside.foundation.reference import check_force_code, code_mapping
from alongside.kernel.actor import Actor, Sector

HANDOVER_AIM: Final = timedelta(minutes=60)
MARGIN: Final = timedelta(hours=1)
YEAR: Final = timedelta(days=365)
AT_ONCE: Final = 500
NOT_PLACED: Final = ""
NOT_COUNTED: Final = ("note", "search", "welfare_check", "station_review", "happening", "threshold")


@dataclass(frozen=True, slots=True)
class CountedForce:
    """An organisation whose record holds contacts or uses of the power.

    Attributes:
        id: The organisation.
        name: Its name.
        area_code: Of the Office for National Statistics; empty where it has none.
        police: Whether it uses the power, so that its record holds uses of it.
    """

    id: UUID
    name: str
    area_code: str
    police: bool


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


@dataclass(slots=True)
class _Memory:
    """What this process has counted.

    Attributes:
        stamp: Of the record when it was last looked at.
        seen_at: When the newest event had been recorded then.
        kept: By organisation and month: how many contacts and uses there were, and what they come
            to.
        marks: How many contacts and uses each month holds, by the first and last instant asked for.
        forces: The organisations with anything to count.
    """

    stamp: str = ""
    seen_at: datetime | None = None
    kept: dict[tuple[UUID, Span], tuple[str, Tallies]] = field(default_factory=dict)
    marks: dict[tuple[datetime, datetime], dict[tuple[UUID, int], str]] = field(
        default_factory=dict
    )
    forces: tuple[CountedForce, ...] = ()


_MEMORY: Final = _Memory()


@dataclass(frozen=True, slots=True)
class Remembered:
    """One month as it was counted, to be kept outside this process.

    Attributes:
        organisation_id: Whose record.
        span: The month.
        mark: How many contacts and uses of a power there were.
        tallies: What it comes to.
    """

    organisation_id: UUID
    span: Span
    mark: str
    tallies: Tallies


def is_cold() -> bool:
    """Say whether this process has counted nothing yet."""
    return _MEMORY.seen_at is None


def forget() -> None:
    """Forget what was counted; the next look counts afresh."""
    _MEMORY.kept.clear()
    _MEMORY.marks.clear()
    _MEMORY.stamp, _MEMORY.seen_at, _MEMORY.forces = "", None, ()


def remember(months: Iterable[Remembered], *, seen_at: datetime) -> None:
    """Start from what another process counted. What was recorded since is counted again.

    Args:
        months: As they were counted.
        seen_at: When the newest event had been recorded then.
    """
    _MEMORY.kept.update(
        ((one.organisation_id, one.span), (one.mark, one.tallies)) for one in months
    )
    _MEMORY.stamp, _MEMORY.seen_at = "", seen_at


def recollection(organisation_id: UUID, spans: Sequence[Span]) -> list[Remembered]:
    """Answer the months of an organisation that this process has counted."""
    found = ((span, _MEMORY.kept.get((organisation_id, span))) for span in spans)
    return [Remembered(organisation_id, span, *kept) for span, kept in found if kept is not None]


def seen_at() -> datetime | None:
    """Answer when the newest event that was counted had been recorded."""
    return _MEMORY.seen_at


def counted_forces() -> tuple[CountedForce, ...]:
    """Answer the organisations with anything to count, by name."""
    memory = _refreshed()
    if not memory.forces:
        memory.forces = _forces()
    return memory.forces


def _forces() -> tuple[CountedForce, ...]:
    used = Detention.objects.order_by().values("force_id").distinct()
    met = Contact.objects.order_by().values("organisation_id").distinct()
    rows = Organisation.objects.filter(Q(id__in=used) | Q(id__in=met)).order_by("name")
    return tuple(
        CountedForce(row.id, row.name, _area_code(row), Sector(row.sector).is_police)
        for row in rows
    )


def record_stamp() -> str:
    """Answer a mark that changes whenever anything is recorded or imported."""
    newest = Event.objects.order_by("-recorded_at").values_list("recorded_at", "id").first()
    return f"{newest}|{Contact.objects.count()}"


def month_tallies(
    viewer: Actor | None, organisation_id: UUID, spans: Sequence[Span], *, now: datetime
) -> list[Tallies]:
    """Answer what each month comes to, by locality.

    The caller has asked whether the viewer may see this organisation's counts.

    Args:
        viewer: Who looks; ``None`` for the worker, which shows nobody anything.
        organisation_id: Whose record.
        spans: Months, in order, each beginning where the one before ends.
        now: The server's instant.
    """
    if not spans:
        return []
    memory = _refreshed()
    marks = _marks(memory, spans)
    towns: list[LocalityName] | None = None
    found = []
    for at, span in enumerate(spans):
        mark = marks.get((organisation_id, at), "")
        key = (organisation_id, span)
        kept = memory.kept.get(key)
        if kept is None or kept[0] != mark:
            towns = _towns(viewer) if towns is None else towns
            kept = memory.kept[key] = (mark, _tallies(organisation_id, span, towns, now=now))
        found.append(kept[1])
    return found


def _towns(viewer: Actor | None) -> list[LocalityName]:
    return localities(cast(Actor, viewer))  # every viewer is answered alike


def _refreshed() -> _Memory:
    """Forget the months that anything was recorded in since the last look.

    An event counts from the moment it is saved, a little after the moment it is recorded at, so
    the last hour is looked at again. What a long import brings is seen by its new contacts.
    """
    stamp = record_stamp()
    if stamp == _MEMORY.stamp:
        return _MEMORY
    newest = Event.objects.aggregate(newest=Max("recorded_at"))["newest"]
    if newest is None or _MEMORY.seen_at is None or newest < _MEMORY.seen_at:
        _MEMORY.kept.clear()
    else:
        touched = Contact.objects.filter(events__recorded_at__gte=_MEMORY.seen_at - MARGIN)
        rows = touched.values_list("opened_at", "detention__power_used_at").distinct()
        instants = sorted({instant for row in rows for instant in row if instant is not None})
        for key in [key for key in _MEMORY.kept if _any_within(instants, key[1])]:
            _MEMORY.kept.pop(key, None)
    _MEMORY.marks.clear()
    _MEMORY.forces = ()
    _MEMORY.stamp, _MEMORY.seen_at = stamp, newest
    return _MEMORY


def _any_within(instants: Sequence[datetime], span: Span) -> bool:
    return bisect_left(instants, span.starts_at) < bisect_left(instants, span.ends_at)


def _marks(memory: _Memory, spans: Sequence[Span]) -> dict[tuple[UUID, int], str]:
    """Answer how many contacts and uses of a power each organisation's months hold."""
    key = (spans[0].starts_at, spans[-1].ends_at)
    if key in memory.marks:
        return memory.marks[key]
    opened = Contact.objects.annotate(whose=_whose())
    used = Detention.objects.annotate(whose=F("force_id"))
    found: dict[tuple[UUID, int], list[int]] = defaultdict(lambda: [0, 0])
    for number, (rows, instant) in enumerate(((opened, "opened_at"), (used, "power_used_at"))):
        within = rows.filter(**{f"{instant}__gte": key[0], f"{instant}__lt": key[1]})
        place = Case(
            *(
                When(**{f"{instant}__lt": one.ends_at}, then=Value(at))
                for at, one in enumerate(spans)
            ),
            output_field=IntegerField(),
        )
        grouped = within.order_by().annotate(place=place).values("whose", "place")
        for row in grouped.annotate(many=Count("id")):
            found[row["whose"], row["place"]][number] = row["many"]
    marks = {month: f"{contacts}.{uses}" for month, (contacts, uses) in found.items()}
    memory.marks[key] = marks
    return marks


def _whose() -> Coalesce:
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


def _tallies(
    organisation_id: UUID, span: Span, towns: Sequence[LocalityName], *, now: datetime
) -> Tallies:
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
        rows = Contact.objects.annotate(whose=_whose()).filter(wanted, whose=organisation_id)
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
            .values_list("contact_id", "kind", "happened_at", "recorded_at", "facts")
        )
        for contact_id, kind, happened_at, recorded_at, facts in events:
            found[contact_id].append(TimelineEvent(kind, happened_at, recorded_at, facts))
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


def _area_code(row: Any) -> str:
    if not Sector(row.sector).is_police:
        return ""
    code = check_force_code(row.code).value or ""
    return code_mapping("police_force_to_area").pairs.get(code, "")
