"""Counts of a service's episodes by month, place and who: no names, no records, no person.

A month is kept in memory once it is counted, and counted again when anything is recorded in it
or the day turns. What somebody is shown of it is the caller's to decide.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from alongside.areas.diversion.actions.configured import door_of
from alongside.areas.diversion.models import Episode, EpisodeEvent
from alongside.areas.diversion.rules.breakdowns import GENDERS, CellKey, ethnicity_group
from alongside.areas.diversion.rules.counting import COUNTED_KINDS, TARGETS, count_episode
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent
from alongside.areas.people.queries import return_facts
from alongside.kernel.local_time import local_date
from alongside.kernel.months import Month

AT_ONCE: Final = 500


@dataclass(slots=True)
class Cell:
    """What the episodes of one cell come to.

    Attributes:
        counts: By code.
        screen_minutes: Each length from being noticed to being screened.
    """

    counts: Counter[str] = field(default_factory=Counter)
    screen_minutes: list[int] = field(default_factory=list)

    def add(self, other: "Cell") -> None:
        """Add another cell to this one."""
        self.counts.update(other.counts)
        self.screen_minutes.extend(other.screen_minutes)


Cells = Mapping[CellKey, Cell]
Mark = tuple[int, int, date]


@dataclass(frozen=True, slots=True)
class _Episode:
    id: UUID
    person_id: UUID
    site_id: UUID
    age_band: str
    door: str


_KEPT: dict[tuple[UUID, Month], tuple[Mark, Cells]] = {}


def forget() -> None:
    """Forget what was counted; the next look counts afresh."""
    _KEPT.clear()


def month_cells(provider_id: UUID, months: Sequence[Month], *, now: datetime) -> list[Cells]:
    """Answer what each month of a service comes to, by cell.

    The caller has asked whether the viewer may see this service's counts.

    Args:
        provider_id: Whose record.
        months: In which people were noticed.
        now: The server's instant.
    """
    found = []
    for month in months:
        mark = _mark(provider_id, month, local_date(now))
        kept = _KEPT.get((provider_id, month))
        if kept is None or kept[0] != mark:
            kept = _KEPT[provider_id, month] = (mark, _counted(provider_id, month, now))
        found.append(kept[1])
    return found


def _mark(provider_id: UUID, month: Month, today: date) -> Mark:
    """Answer what changes whenever an episode is opened or anything is recorded in one."""
    told = _opened_in(provider_id, month).aggregate(many=Count("id"), versions=Sum("version"))
    return told["many"], told["versions"] or 0, today


def _opened_in(provider_id: UUID, month: Month) -> QuerySet[Episode]:
    return Episode.objects.filter(
        opened_at__gte=month.starts_at,
        opened_at__lt=month.plus(1).starts_at,
        organisation_id=provider_id,
    )


def _counted(provider_id: UUID, month: Month, now: datetime) -> Cells:
    cells: dict[CellKey, Cell] = defaultdict(Cell)
    columns = ("id", "person_id", "site_id", "age_band", "door")
    rows = [_Episode(*row) for row in _opened_in(provider_id, month).values_list(*columns)]
    for start in range(0, len(rows), AT_ONCE):
        batch = rows[start : start + AT_ONCE]
        people = return_facts({row.person_id for row in batch})
        timelines = timelines_of([row.id for row in batch])
        for row in batch:
            who = people.get(row.person_id)
            gender = who.sex if who and who.sex in GENDERS else "X"
            group = ethnicity_group(who.ethnicity_self if who else "")
            timeline = timelines.get(row.id, Timeline(()))
            counted = count_episode(timeline, now, targets=_targets(row.door))
            cell = cells[CellKey(str(month), row.site_id, row.age_band, gender, group)]
            minutes = [] if counted.screen_minutes is None else [counted.screen_minutes]
            cell.add(Cell(counted.counts, minutes))
    return dict(cells)


def _targets(door: str) -> Mapping[str, int]:
    """How many minutes an assessment is given by each urgency, at a door."""
    minutes = door_of(door).minutes
    return {urgency: minutes[f"assess_{urgency}"] for urgency in TARGETS}


def timelines_of(ids: Iterable[UUID], kinds: Sequence[str] = COUNTED_KINDS) -> dict[UUID, Timeline]:
    """Answer the events of some episodes that stand, as far as counting reads them."""
    found: dict[UUID, list[TimelineEvent]] = defaultdict(list)
    rows = EpisodeEvent.objects.filter(episode_id__in=list(ids), superseded_by=None).values_list(
        "episode_id", "kind", "happened_at", "recorded_at", "facts", "id", "sequence"
    )
    # Kinds are picked here: asked of SQLite, it reads every event by its kind instead.
    for episode_id, kind, *event in rows:
        if kind in kinds:
            found[episode_id].append(TimelineEvent(kind, *event))
    return {episode_id: Timeline.of(events) for episode_id, events in found.items()}
