"""Who is in court on a day, and what the court must have by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.diversion.models import Episode, Hearing
from alongside.areas.diversion.queries.list_lines import (
    EPISODE_COLUMNS,
    NOTHING,
    OwedLine,
    PersonLine,
    hearing_line,
    stories,
)
from alongside.areas.diversion.queries.looking import leave_to_look, log_list
from alongside.areas.diversion.queries.own_sites import OwnSite, courts
from alongside.areas.diversion.rules.dots import dots
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.reports_asked import reports_asked, tightest
from alongside.areas.diversion.rules.timeline import Timeline
from alongside.areas.people.queries import PersonLabel, labels
from alongside.foundation.audit.record import Ref
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import LONDON

MOST: Final = 300
HEARING_COLUMNS: Final = ("at", "purpose", "state", "result", "version", "site_id", "episode_id")


@dataclass(frozen=True, slots=True)
class CourtDay:
    """The court list of a day.

    Attributes:
        day: Which.
        lines: Hearings in the order they start; one person may have several.
        courts: Courts with a hearing that day.
        court: The one chosen; nothing where all are shown.
    """

    day: date
    lines: tuple[PersonLine, ...]
    courts: tuple[OwnSite, ...]
    court: OwnSite | None


def court_list(
    viewer: Actor,
    day: date,
    court_id: UUID | None = None,
    *,
    now: datetime,
    page: str = "diversion.court_list",
) -> CourtDay:
    """Answer the hearings of a day of people the viewer's service knows; keep who was shown.

    Args:
        viewer: Who looks.
        day: In England.
        court_id: One court; all where it is none of them.
        now: The server's instant.
        page: What the log calls the page it is shown on.

    Raises:
        NotPermitted: The role does not, or may not be shown who anybody is.
    """
    require(viewer, PERMISSIONS, "court_list.see")
    leave = leave_to_look(viewer, now=now)
    every = {court.id: court for court in courts()}
    chosen = every.get(court_id) if court_id else None
    starts, ends = day_between(day)
    rows = list(
        Hearing.objects.filter(
            site__in=every,
            at__gte=starts,
            at__lt=ends,
            episode__organisation_id=viewer.organisation_id,
        )
        .select_related("site", "episode")
        .only(*HEARING_COLUMNS, "site__name", *(f"episode__{name}" for name in EPISODE_COLUMNS))
        .order_by("at", "id")[:MOST]
    )
    there = {row.site_id for row in rows}
    rows = [row for row in rows if chosen is None or row.site_id == chosen.id]
    told = stories({row.episode_id for row in rows})
    people = labels(viewer, {row.episode.person_id for row in rows}, now=now)
    lines = tuple(_line(viewer, row, told, people, now) for row in rows)
    log_list(viewer, page, _refs(rows), leave=leave, now=now)
    return CourtDay(
        day=day,
        lines=lines,
        courts=tuple(court for key, court in every.items() if key in there),
        court=chosen,
    )


def day_between(day: date) -> tuple[datetime, datetime]:
    """Answer when a day in England begins and ends."""
    starts = datetime.combine(day, time(0), tzinfo=LONDON).astimezone(UTC)
    ends = datetime.combine(day + timedelta(days=1), time(0), tzinfo=LONDON).astimezone(UTC)
    return starts, ends


def _line(
    viewer: Actor,
    row: Hearing,
    told: Mapping[UUID, Timeline],
    people: Mapping[UUID, PersonLabel],
    now: datetime,
) -> PersonLine:
    episode: Episode = row.episode
    label = people[episode.person_id]
    story = told.get(episode.id, NOTHING)
    return PersonLine(
        person_id=episode.person_id,
        name=label.full,
        age_words=label.age_words,
        young=episode.age_band == "under_18",
        site_id=row.site_id,
        site_name=row.site.name,
        episode_id=episode.id,
        entry_id=None,
        owed=OwedLine(
            episode.next_what, episode.next_role, episode.next_since, episode.next_due_at
        ),
        dots=dots(story, whole=True),
        mine=episode.owner_id == viewer.user_id,
        unseen=story.last("seen", "screened", "assessed") is None,
        reference=episode.custody_reference,
        arrived_at=None,
        met_before=not episode.first_time,
        hearing=hearing_line(row),
        deadline=tightest(
            (report for report in reports_asked(story) if report.is_for(row.id)),
            hearing_at=row.at,
            now=now,
        ),
    )


def _refs(rows: list[Hearing]) -> list[Ref]:
    found = []
    for row in rows:
        found += [Ref("person", row.episode.person_id), Ref("episode", row.episode_id)]
    return found
