"""What the lists answer with, and what every list reads."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Value
from django.db.models.functions import Concat

from alongside.areas.diversion.models import EpisodeEvent, Hearing
from alongside.areas.diversion.rules.deadlines import Deadline
from alongside.areas.diversion.rules.dots import KINDS_OF_DOTS, Dot
from alongside.areas.diversion.rules.reports_asked import READ as REPORTS
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent


@dataclass(frozen=True, slots=True)
class OwedLine:
    """The next thing owed.

    Attributes:
        what: Code of it; empty when nothing is.
        role: Which role owes it.
        since: Since when.
        due_at: By when; nothing where no time is set.
    """

    what: str = ""
    role: str = ""
    since: datetime | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HearingLine:
    """A hearing on a list.

    Attributes:
        id: The hearing.
        at: When it starts.
        site_name: At which court.
        purpose: A code of ``rules.hearings.PURPOSES``.
        state: ``listed``, ``held`` or ``vacated``.
        result: A code of ``rules.hearings.RESULTS``; empty before.
        version: For forms that change it.
    """

    id: UUID
    at: datetime
    site_name: str
    purpose: str
    state: str
    result: str
    version: int


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody on a list. What the viewer may not see is not there.

    Attributes:
        person_id: Who.
        name: How they are named.
        age_words: Such as ``34`` or ``age not known``.
        young: Whether they are on the path for under 18s.
        site_id: Where.
        site_name: Where, in words.
        episode_id: Their episode; nothing where none is open.
        entry_id: Their line on the custody list; nothing where they have none.
        owed: The next thing owed.
        dots: The pathway as far as the viewer sees it.
        mine: Whether it is the viewer's.
        unseen: Whether somebody is still to go to them.
        reference: Number of the custody record; may be empty.
        arrived_at: When they arrived.
        offence: What for, in the list's words; may be empty.
        mark: The last mark: ``seen``, ``not_seen`` or empty.
        mark_reason: Why they were not seen.
        marked_at: When they were.
        from_desk: Whether the desk had met them before the arrest.
        met_before: Whether there was an episode before this one.
        hearing: The hearing the list is about, or the next one.
        deadline: How the report stands; nothing where none was asked for.
    """

    person_id: UUID
    name: str
    age_words: str
    young: bool
    site_id: UUID
    site_name: str
    episode_id: UUID | None
    entry_id: UUID | None
    owed: OwedLine
    dots: tuple[Dot, ...]
    mine: bool
    unseen: bool
    reference: str = ""
    arrived_at: datetime | None = None
    offence: str = ""
    mark: str = ""
    mark_reason: str = ""
    marked_at: datetime | None = None
    from_desk: bool = False
    met_before: bool = False
    hearing: HearingLine | None = None
    deadline: Deadline | None = None


WANTED: Final = tuple({*KINDS_OF_DOTS, *REPORTS})
EPISODE_COLUMNS: Final = (
    "id", "person_id", "site_id", "organisation_id", "opened_at", "custody_reference", "age_band",
    "first_time", "owner_id", "next_what", "next_role", "next_since", "next_due_at",
)  # fmt: skip
"""What a line of a list reads of an episode, which has far more."""


def stories(episode_ids: Collection[UUID]) -> Mapping[UUID, Timeline]:
    """Read of each episode what dots and deadlines are made of, in one query."""
    # A kind that is joined to nothing is in no index: asked for as it is, SQLite reads a million
    # events by their kind instead of a few by their episodes.
    rows = (
        EpisodeEvent.objects.annotate(told=Concat("kind", Value("")))
        .filter(episode_id__in=episode_ids, superseded_by=None, told__in=WANTED)
        .values_list("episode_id", "kind", "happened_at", "recorded_at", "facts", "id", "sequence")
    )
    found: dict[UUID, list[TimelineEvent]] = defaultdict(list)
    for episode_id, *event in rows:
        found[episode_id].append(TimelineEvent(*event))
    return {key: Timeline.of(events) for key, events in found.items()}


def next_hearings(episode_ids: Collection[UUID]) -> Mapping[UUID, HearingLine]:
    """Read of each episode the next hearing that is still listed, in one query."""
    rows = Hearing.objects.filter(episode_id__in=episode_ids, state="listed").order_by("-at")
    columns = ("id", "at", "site__name", "purpose", "state", "result", "version")
    return {key: HearingLine(*row) for key, *row in rows.values_list("episode_id", *columns)}


def hearing_line(row: Hearing) -> HearingLine:
    """Show one hearing."""
    return HearingLine(
        id=row.id,
        at=row.at,
        site_name=row.site.name,
        purpose=row.purpose,
        state=row.state,
        result=row.result,
        version=row.version,
    )


NOTHING = Timeline(())
