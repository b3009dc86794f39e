"""Reads the minimum data set, episode by episode, a batch at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final
from uuid import UUID

from alongside.areas.diversion.models import Episode
from alongside.areas.diversion.queries.counting import timelines_of
from alongside.areas.diversion.rules.counting import COUNTED_KINDS
from alongside.areas.diversion.rules.mds import (
    EpisodePart,
    Mds,
    PersonPart,
    Row,
    mds,
    row_of,
)
from alongside.areas.diversion.rules.mds_quality import Quality, QualityLine
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.timeline import Timeline
from alongside.areas.people.queries import BirthFacts, ReturnFacts, return_facts
from alongside.areas.people.queries.lines import MdsFacts
from alongside.areas.people.queries.reckoning import mds_facts
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.local_time import local_date
from alongside.kernel.months import Month, check_span
from alongside.kernel.refusal import NotPermitted

AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class EpisodeRow:
    """One row, and what it is of.

    Attributes:
        episode_id: The episode.
        person_id: The person.
        row: Every item by name.
    """

    episode_id: UUID
    person_id: UUID
    row: Row


@dataclass(frozen=True, slots=True)
class MdsPage:
    """What would leave, and what ought to be put right first.

    Attributes:
        first: First month.
        last: Last month.
        spec: The specification.
        rows: How many episodes.
        quality: Items something is wrong with, most first.
        may_name: Whether the viewer may take who people are.
    """

    first: Month
    last: Month
    spec: Mds
    rows: int
    quality: tuple[QualityLine, ...]
    may_name: bool


def check_own_record(viewer: Actor) -> None:
    """Refuse whoever does not work for a service that keeps this record.

    Raises:
        NotPermitted: The role sends nothing out, or the record is another organisation's.
    """
    require(viewer, PERMISSIONS, "mds.export")
    if not keeps_record(viewer):
        raise NotPermitted(
            "mds.not_own",
            "Episodes one by one leave only by the service whose record they are.",
            next_step="Use the measures, which hold counts alone, or ask the service.",
        )


def keeps_record(viewer: Actor) -> bool:
    """Say whether the viewer's own organisation is the service of any episode."""
    return Episode.objects.filter(organisation_id=viewer.organisation_id).exists()


def may_export(viewer: Actor) -> bool:
    """Say whether the viewer may send episodes out, to offer a way to it or not."""
    return holds(viewer, PERMISSIONS, "mds.export") and keeps_record(viewer)


def mds_page(viewer: Actor, first: Month, last: Month, *, now: datetime) -> MdsPage:
    """Answer how many episodes the data set of some months has, and what is wrong with them.

    Raises:
        NotPermitted: The role sends nothing out, or the record is another organisation's.
        Refused: Months that cannot be shown.
    """
    check_own_record(viewer)
    check_span(first, last, now)
    spec = mds()
    quality = Quality(spec)
    for one in rows_of(viewer.organisation_id, first, last, now=now):
        quality.add(one.row)
    may_name = holds(viewer, PERMISSIONS, "mds.export_named")
    return MdsPage(first, last, spec, quality.rows, quality.lines(), may_name)


def rows_of(provider_id: UUID, first: Month, last: Month, *, now: datetime) -> Iterator[EpisodeRow]:
    """Read the rows of episodes begun in some months, oldest first; the caller keeps that it did.

    Args:
        provider_id: Whose record.
        first: First month.
        last: Last month.
        now: The server's instant.
    """
    episodes = (
        Episode.objects.filter(
            organisation_id=provider_id,
            opened_at__gte=first.starts_at,
            opened_at__lt=last.plus(1).starts_at,
        )
        .select_related("site", "organisation")
        .order_by("opened_at", "id")
    )
    found = episodes.iterator(chunk_size=AT_ONCE)
    while batch := list(islice(found, AT_ONCE)):
        people = {row.person_id for row in batch}
        told, more = return_facts(people), mds_facts(people)
        stories = timelines_of([row.id for row in batch], COUNTED_KINDS)
        for episode in batch:
            person = _person(episode, told[episode.person_id], more[episode.person_id])
            story = stories.get(episode.id, Timeline(()))
            row = row_of(person, _part(episode), timeline=story, now=now)
            yield EpisodeRow(episode.id, episode.person_id, row)


def _person(episode: Episode, told: ReturnFacts, more: MdsFacts) -> PersonPart:
    return PersonPart(
        id=str(episode.person_id),
        nhs_number=more.nhs_number,
        nhs_number_status=more.nhs_number_status,
        police_reference=more.police_reference,
        born_on=told.birth.date_of_birth,
        age_years=_age(told.birth, episode.opened_at),
        gender=told.sex,
        ethnic_category=told.ethnicity_self,
        postcode=more.postcode,
        no_fixed_abode=more.no_fixed_abode,
        interpreter=more.interpreter,
    )


def _age(birth: BirthFacts, at: datetime) -> int | None:
    """Age in whole years on the day; an estimate counts as its youngest."""
    born, on = birth.date_of_birth, local_date(at)
    if born is None:
        return birth.age_low
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _part(episode: Episode) -> EpisodePart:
    return EpisodePart(
        id=str(episode.id),
        provider_code=episode.organisation.code,
        site_code=episode.site.code,
        site_name=episode.site.name,
        setting=episode.setting,
        door=episode.door,
        custody_reference=episode.custody_reference,
        offence_group=episode.offence_group,
        first_time=episode.first_time,
        justice_stage=episode.justice_stage,
        justice_outcome=episode.justice_outcome,
        engagement=episode.engagement,
        closed_at=episode.closed_at,
    )
