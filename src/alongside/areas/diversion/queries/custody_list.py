"""Who is in custody now, and what each of them is owed next."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Max, Q, Sum

from alongside.areas.diversion.models import CustodyEntry, CustodyList, DeskLink, Episode
from alongside.areas.diversion.queries.filters import by_what_is_owed
from alongside.areas.diversion.queries.list_lines import (
    EPISODE_COLUMNS,
    NOTHING,
    HearingLine,
    OwedLine,
    PersonLine,
    next_hearings,
    stories,
)
from alongside.areas.diversion.queries.looking import leave_to_look, log_list
from alongside.areas.diversion.queries.own_sites import HELD, OwnSite, own_site, own_sites
from alongside.areas.diversion.rules.dots import dots
from alongside.areas.diversion.rules.permissions import PERMISSIONS, PRACTITIONERS
from alongside.areas.diversion.rules.reach_in import SEE_WITHIN, still_to_see
from alongside.areas.diversion.rules.reports_asked import reports_asked, tightest
from alongside.areas.diversion.rules.timeline import Timeline
from alongside.areas.people.queries import PersonLabel, labels
from alongside.foundation.audit.record import Ref
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

MOST: Final = 200
SEE: Final = "see"
"""The one step of the service's that custody is told is owed: that somebody is still to come."""
LONGEST_STAY: Final = timedelta(hours=96)
"""Nobody is kept in police custody longer: Police and Criminal Evidence Act 1984, s. 44."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody arrested at the desk who is not here yet.

    Attributes:
        link_id: For saying that they are not coming.
        person_id: Who; nothing where nobody knew yet.
        name: How they are named; empty where nobody knew.
        age_words: Such as ``34``.
        arrested_at: When.
    """

    link_id: UUID
    person_id: UUID | None
    name: str
    age_words: str
    arrested_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A list whose names are still to be decided.

    Attributes:
        id: The list.
        site_name: Of whom it tells.
        made_at: When it came.
        rows: How many people it names.
    """

    id: UUID
    site_name: str
    made_at: datetime
    rows: int


@dataclass(frozen=True, slots=True)
class CustodyNow:
    """The custody list.

    Attributes:
        lines: People there now, in the order of what is owed.
        coming: People arrested at the desk and not here yet.
        waiting: Lists still to be decided.
        sites: The viewer's places, for choosing one.
        site: The one chosen; nothing where all are shown.
        more: Whether there are more people than are shown.
        whole: Whether the viewer sees the whole pathway.
    """

    lines: tuple[PersonLine, ...]
    coming: tuple[Coming, ...]
    waiting: tuple[Waiting, ...]
    sites: tuple[OwnSite, ...]
    site: OwnSite | None
    more: bool
    whole: bool


def custody_list(
    viewer: Actor,
    site_id: UUID | None = None,
    *,
    now: datetime,
    page: str = "diversion.custody_list",
) -> CustodyNow:
    """Answer who is in custody at the viewer's places, and keep that they were shown.

    Args:
        viewer: Who looks.
        site_id: One place; all of the viewer's where it is none of them.
        now: The server's instant.
        page: What the log calls the page it is shown on.

    Raises:
        NotPermitted: The role does not, or may not be shown who anybody is.
    """
    require(viewer, PERMISSIONS, "custody_list.see")
    leave = leave_to_look(viewer, now=now)
    sites = own_sites(viewer, HELD)
    chosen = next((site for site in sites if site.id == site_id), None)
    places = {site.id: site for site in sites if chosen in (None, site)}
    read = _read(viewer, places, now)
    people = labels(viewer, read.everybody, now=now)
    whole = viewer.role in PRACTITIONERS
    lines = [_line(viewer, person, read, people, whole=whole, now=now) for person in read.people]
    coming = _coming(read, people)
    shown = [*_refs(lines), *(Ref("person", one.person_id) for one in coming if one.person_id)]
    log_list(viewer, page, shown, leave=leave, now=now)
    return CustodyNow(
        lines=tuple(sorted(lines, key=lambda line: by_what_is_owed(line, now))),
        coming=coming,
        waiting=_waiting(places),
        sites=sites,
        site=chosen,
        more=len(read.people) >= MOST,
        whole=whole,
    )


@dataclass(frozen=True, slots=True)
class InCustody:
    """Somebody in custody, for a form about them.

    Attributes:
        name: How they are named.
        site_id: Where.
    """

    name: str
    site_id: UUID


def in_custody(viewer: Actor, entry_id: UUID, *, now: datetime) -> InCustody:
    """Answer who a line of the custody list is, and keep that the viewer was shown it.

    Raises:
        NotPermitted: The role does not, or may not be shown who anybody is.
        Refused: ``custody.not_there`` or ``site.not_found``.
    """
    require(viewer, PERMISSIONS, "custody_list.keep")
    leave = leave_to_look(viewer, now=now)
    entry = CustodyEntry.objects.filter(pk=entry_id, left_at=None).first()
    if entry is None:
        raise Refused("custody.not_there", "They are not on the custody list now.")
    own_site(viewer, entry.site_id)
    refs = [Ref("person", entry.person_id)]
    log_list(viewer, "diversion.in_custody", refs, leave=leave, now=now)
    return InCustody(
        labels(viewer, [entry.person_id], now=now)[entry.person_id].full, entry.site_id
    )


def custody_stamp(viewer: Actor, now: datetime) -> str:
    """Answer a mark that changes whenever the list does, and every minute for its clocks."""
    places = [site.id for site in own_sites(viewer, HELD)]
    entries = CustodyEntry.objects.filter(site__in=places, left_at=None)
    there = entries.aggregate(people=Count("id"), versions=Sum("version"))
    recent = Episode.objects.filter(site__in=places, opened_at__gte=now - LONGEST_STAY)
    went_on = recent.aggregate(people=Count("id"), versions=Sum("version"))
    coming = DeskLink.objects.filter(settled_at=None).aggregate(last=Max("received_at"))
    text = f"{there}|{went_on}|{coming}|{viewer.role}|{now:%Y%m%d%H%M}"
    return hashlib.sha256(text.encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class _Read:
    places: Mapping[UUID, OwnSite]
    entries: Mapping[UUID, CustodyEntry]
    episodes: Mapping[UUID, Episode]
    links: tuple[DeskLink, ...]
    told: Mapping[UUID, Timeline]
    hearings: Mapping[UUID, HearingLine]

    @property
    def people(self) -> list[UUID]:
        """Those who are here, each once."""
        return list(dict.fromkeys([*self.entries, *self.episodes]))[:MOST]

    @property
    def everybody(self) -> set[UUID]:
        """Those who are here, and those who are coming."""
        return {*self.people, *(link.person_id for link in self.links if link.person_id)}


def _read(viewer: Actor, places: Mapping[UUID, OwnSite], now: datetime) -> _Read:
    there = CustodyEntry.objects.filter(site__in=places, left_at=None).order_by("arrived_at")
    entries = {row.person_id: row for row in there[:MOST]}
    known = Episode.objects.filter(
        site__in=places,
        opened_at__gte=now - LONGEST_STAY,
        closed_at=None,
        left_custody_at=None,
    ).order_by("opened_at")
    episodes = {row.person_id: row for row in known.only(*EPISODE_COLUMNS)[:MOST]}
    older = set(entries) - set(episodes)
    if older:
        # Places are picked here: asked of SQLite, it reads every episode of a place instead.
        theirs = Episode.objects.filter(person__in=older, closed_at=None, left_custody_at=None)
        earlier = sorted(theirs.only(*EPISODE_COLUMNS), key=lambda row: row.opened_at)
        episodes |= {row.person_id: row for row in earlier if row.site_id in places}
    hosts = {site.host_id for site in places.values()}
    links = DeskLink.objects.filter(force__in=hosts, settled_at=None, way="arrest")
    ids = [row.id for row in episodes.values()]
    whole = viewer.role in PRACTITIONERS
    return _Read(
        places=places,
        entries=entries,
        episodes=episodes,
        links=tuple(links.order_by("happened_at")[:MOST]),
        told=stories(ids),
        hearings=next_hearings(ids) if whole else {},
    )


def _line(
    viewer: Actor,
    person_id: UUID,
    read: _Read,
    people: Mapping[UUID, PersonLabel],
    *,
    whole: bool,
    now: datetime,
) -> PersonLine:
    entry, episode = read.entries.get(person_id), read.episodes.get(person_id)
    label = people[person_id]
    told = read.told.get(episode.id, NOTHING) if episode else NOTHING
    hearing = read.hearings.get(episode.id) if episode else None
    mark, reason, marked_at = _mark(entry, told)
    here: CustodyEntry | Episode = entry or read.episodes[person_id]
    at = hearing.at if hearing else None
    return PersonLine(
        person_id=person_id,
        name=label.full,
        age_words=label.age_words,
        young=here.age_band == "under_18",
        site_id=here.site_id,
        site_name=read.places[here.site_id].name,
        episode_id=episode.id if episode else None,
        entry_id=entry.id if entry else None,
        owed=_owed(viewer, entry, episode, whole=whole),
        dots=dots(told, whole=whole),
        mine=viewer.user_id in _owners(entry, episode),
        unseen=still_to_see(mark, reason),
        reference=here.custody_reference,
        arrived_at=entry.arrived_at if entry else episode.opened_at if episode else None,
        offence=entry.offence_words if entry else "",
        mark=mark,
        mark_reason=reason,
        marked_at=marked_at,
        from_desk=any(link.person_id == person_id for link in read.links),
        met_before=whole and episode is not None and not episode.first_time,
        hearing=hearing,
        deadline=tightest(reports_asked(told), hearing_at=at, now=now) if whole else None,
    )


def _owners(entry: CustodyEntry | None, episode: Episode | None) -> set[UUID | None]:
    return {entry.marked_by_id if entry else None, episode.owner_id if episode else None}


def _mark(entry: CustodyEntry | None, told: Timeline) -> tuple[str, str, datetime | None]:
    """The last of what the list and the episode say: either may have been written alone."""
    last = told.last("seen", "not_seen")
    said = (last.kind, str(last.facts.get("reason", "")), last.happened_at) if last else None
    if entry is None or entry.marked_at is None:
        return said or ("", "", None)
    if said is not None and said[2] > entry.marked_at:
        return said
    return entry.mark, entry.mark_reason, entry.marked_at


def _owed(
    viewer: Actor, entry: CustodyEntry | None, episode: Episode | None, *, whole: bool
) -> OwedLine:
    if episode is not None:
        if not whole and viewer.role.value != episode.next_role and episode.next_what != SEE:
            return OwedLine()
        return OwedLine(
            episode.next_what, episode.next_role, episode.next_since, episode.next_due_at
        )
    if entry is None or not still_to_see(entry.mark, entry.mark_reason):
        return OwedLine()
    since = entry.marked_at or entry.arrived_at
    return OwedLine(SEE, "diversion_practitioner", since, since + SEE_WITHIN)


def _coming(read: _Read, people: Mapping[UUID, PersonLabel]) -> tuple[Coming, ...]:
    here = set(read.people)
    found = []
    for link in read.links:
        label = people.get(link.person_id) if link.person_id else None
        if link.person_id not in here:
            found.append(
                Coming(
                    link.id,
                    link.person_id,
                    label.full if label else "",
                    label.age_words if label else "",
                    link.happened_at,
                )
            )
    return tuple(found)


def _waiting(places: Mapping[UUID, OwnSite]) -> tuple[Waiting, ...]:
    rows = (
        CustodyList.objects.filter(site__in=places, state="waiting")
        .annotate(people=Count("rows", filter=Q(rows__decided="")))
        .order_by("-made_at")[:10]
    )
    return tuple(Waiting(r.id, places[r.site_id].name, r.made_at, r.people) for r in rows)


def _refs(lines: Iterable[PersonLine]) -> list[Ref]:
    found = []
    for line in lines:
        found.append(Ref("person", line.person_id))
        if line.episode_id:
            found.append(Ref("episode", line.episode_id))
    return found
