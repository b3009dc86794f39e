"""Take in episodes that are over, as another record kept them, many at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from typing import Final
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from alongside.areas.diversion.actions.configured import door_of
from alongside.areas.diversion.models import Episode, EpisodeEvent, Site
from alongside.areas.diversion.rules.age_bands import age_band
from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.facts import check_happened_at
from alongside.areas.diversion.rules.past_episodes import PastEpisode, check_over, past_timeline
from alongside.areas.diversion.rules.pathway import project
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.timeline import Timeline
from alongside.areas.people.actions.bulk import UnnamedPerson, add_people_in_bulk
from alongside.foundation.audit.record import BULK_LANE, Entry, Op, Ref, Why, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

BATCH: Final = 500
ROWS_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class PastRecord:
    """One episode that is over, and whom it was of."""

    past: PastEpisode
    person: UnnamedPerson


@dataclass(frozen=True, slots=True)
class Provider:
    """Whose history it is.

    Attributes:
        id: The organisation.
        name: Its name, which its own references to people are kept under.
    """

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class ImportedEpisodes:
    """What importing did.

    Attributes:
        made: Episodes taken in.
        already: Episodes left as they were, since they had been taken in before.
    """

    made: int
    already: int


def import_episodes(
    actor: Actor,
    records: Iterable[PastRecord],
    *,
    provider: Provider,
    now: datetime,
    progress: Callable[[int], None] = lambda _: None,
) -> ImportedEpisodes:
    """Take in past episodes, five hundred in one transaction at a time.

    Each becomes an episode and its events, worked out by the same rules as one recorded here, so
    an episode is whole or is not there. One already taken in (the same key) is left alone: when
    importing is broken off, importing again goes on from there. Nobody is told: it is over.

    Args:
        actor: Who imports; every event says it was recorded by them, now.
        records: Read as they are needed; no more than one batch is held in memory.
        provider: Whose episodes they are.
        now: The server's instant.
        progress: Told how many have been looked at so far.

    Raises:
        NotPermitted: The role does not import.
        Refused: ``event.in_the_future``, ``episode.may_be_running``, ``site.not_found``, or
            ``history.meanwhile`` when somebody else imported the same ones at the same moment.
    """
    require(actor, PERMISSIONS, "episode.import")
    made = seen = 0
    rows = iter(records)
    while batch := list(islice(rows, BATCH)):
        made += _take_in(actor, batch, provider, now)
        seen += len(batch)
        progress(seen)
    return ImportedEpisodes(made, seen - made)


def imported_already(keys: Sequence[str]) -> frozenset[str]:
    """Answer which of these keys are here already."""
    held = Episode.objects.filter(imported_key__in=keys).values_list("imported_key", flat=True)
    return frozenset(key for key in held if key)


def _take_in(actor: Actor, batch: Sequence[PastRecord], provider: Provider, now: datetime) -> int:
    here = imported_already([one.past.key for one in batch])
    fresh = [one for one in batch if one.past.key not in here]
    if not fresh:
        return 0
    for one in fresh:
        check_over(one.past, now)
    _check_sites(fresh)
    try:
        with transaction.atomic():
            _write(actor, fresh, provider, now)
    except IntegrityError as clash:
        if not imported_already([one.past.key for one in fresh]):
            raise
        raise Refused(
            "history.meanwhile",
            "Somebody else imported some of these at the same moment.",
            next_step="Import the file again: what is here already is left alone.",
        ) from clash
    return len(fresh)


def _check_sites(batch: Sequence[PastRecord]) -> None:
    wanted = {one.past.site_id for one in batch}
    if Site.objects.filter(pk__in=wanted).count() != len(wanted):
        raise Refused("site.not_found", "There is no such place.", field="site")


def _write(actor: Actor, batch: Sequence[PastRecord], provider: Provider, now: datetime) -> None:
    people = add_people_in_bulk(actor, [one.person for one in batch], issuer=provider.name, now=now)
    met = set(Episode.objects.filter(person_id__in=people).values_list("person_id", flat=True))
    episodes: list[Episode] = []
    events: list[EpisodeEvent] = []
    for one, person_id in zip(batch, people, strict=True):
        timeline = past_timeline(one.past, now)
        check_happened_at(timeline.events[-1].happened_at, now)
        made = _episode(actor, one, timeline, now=now, first=person_id not in met)
        made.person_id, made.organisation_id = person_id, provider.id
        met.add(person_id)
        episodes.append(made)
        events.extend(_events(actor, made, timeline))
    Episode.objects.bulk_create(episodes, batch_size=ROWS_AT_ONCE)
    EpisodeEvent.objects.bulk_create(events, batch_size=ROWS_AT_ONCE)
    _record(actor, episodes, events, now)


def _episode(
    actor: Actor, one: PastRecord, timeline: Timeline, *, now: datetime, first: bool
) -> Episode:
    past, person = one.past, one.person
    on = local_date(past.identified_at)
    band = age_band(born_on=person.born_on, age_low=person.age_low, on=on)
    case = Case(timeline, door=door_of(past.door), setting=past.setting, age_band=band)
    fixed = {
        "opened_by_id": actor.user_id,
        "opened_at": past.identified_at,
        "recorded_at": now,
        "door": past.door,
        "setting": past.setting,
        "site_id": past.site_id,
        "custody_reference": past.custody_reference,
        "age_band": band,
        "first_time": first,
        "imported_key": past.key,
    }
    return Episode(id=uuid4(), **(asdict(project(case)) | fixed))


def _events(actor: Actor, episode: Episode, timeline: Timeline) -> Iterator[EpisodeEvent]:
    for place, event in enumerate(timeline.events, 1):
        yield EpisodeEvent(
            id=event.id,
            sequence=place,
            episode=episode,
            kind=event.kind,
            happened_at=event.happened_at,
            recorded_at=event.recorded_at,
            recorded_by_id=actor.user_id,
            recorded_as=actor.role,
            organisation_id=episode.organisation_id,
            facts=event.facts,
        )


def _record(
    actor: Actor, episodes: Sequence[Episode], events: Sequence[EpisodeEvent], now: datetime
) -> None:
    """One audit entry for the batch, which points at every episode and person in it."""
    refs = [Ref("episode", row.id) for row in episodes]
    refs += [Ref("person", row.person_id) for row in episodes]
    entry = Entry(
        Op.COLLECTION,
        "diversion.import_episodes",
        also=tuple(dict.fromkeys(refs)),
        fields=tuple(sorted({event.kind for event in events})),
        why=Why(purpose="history_import"),
    )
    record(actor, entry, now=now, lane=BULK_LANE)
