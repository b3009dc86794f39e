"""Counts of the record by month, for insight: no names, no records, no person.

Each contact is read by the rules that make its own page and the annual return, so that a number
here is the number there. A month is kept in memory once it is counted, and counted again when
anything is recorded in it; what somebody is shown of it is the caller's to decide.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, cast
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Max, Q, Value, When

from alongside.areas.crisis.models import Contact, Detention, Event
from alongside.areas.crisis.queries.insight_counting import (
    Span,
    Tallies,
    tallies_of,
    whose,
)
from alongside.areas.directory.queries import LocalityName, localities
from alongside.foundation.accounts.models import Organisation
from alongside.foundation.reference import check_force_code, code_mapping
from alongside.kernel.actor import Actor, Sector

MARGIN: Final = timedelta(hours=1)


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
            kept = memory.kept[key] = (mark, tallies_of(organisation_id, span, towns, now=now))
        found.append(kept[1])
    return found


def _towns(viewer: Actor | None) -> list[LocalityName]:
    return localities(cast(Actor, viewer))  # every viewer is answered alike


def _refreshed() -> _Memory:
    """Forget the months that anything was recorded in since the last look.

    An event counts from the moment it is saved, a little after the moment it is recorded at, so
    the last hour is looked at again. What an import brings is seen by its new contacts instead,
    and what puts an imported one right by being recorded after it.
    """
    stamp = record_stamp()
    if stamp == _MEMORY.stamp:
        return _MEMORY
    newest = Event.objects.aggregate(newest=Max("recorded_at"))["newest"]
    if newest is None or _MEMORY.seen_at is None or newest < _MEMORY.seen_at:
        _MEMORY.kept.clear()
    else:
        put_right = Q(imported_from="") | Q(events__recorded_at__gt=F("recorded_at"))
        touched = Contact.objects.filter(
            put_right, events__recorded_at__gte=_MEMORY.seen_at - MARGIN
        )
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
    opened = Contact.objects.annotate(whose=whose())
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


def _area_code(row: Any) -> str:
    if not Sector(row.sector).is_police:
        return ""
    code = check_force_code(row.code).value or ""
    return code_mapping("police_force_to_area").pairs.get(code, "")
