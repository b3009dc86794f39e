"""Contact sheets to print: for a police station, a ward or team, or an area."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from alongside.areas.directory.models import AreaServed, Locality, PlaceOfSafety, Team
from alongside.areas.directory.queries.contacts import ContactLine, contacts
from alongside.areas.directory.queries.finding import LocalityName, nearest_locality
from alongside.areas.directory.queries.lines import everybody
from alongside.areas.directory.queries.ringing import first_choices
from alongside.areas.directory.rules.cover_steps import CoverWhen
from alongside.areas.directory.rules.needs import Need, Reader, needs
from alongside.areas.directory.rules.ringing import Line, away_until
from alongside.engines.law import PlaceType
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused

MOST_CONTACTS = 5
"""What one side of A4 has room for beside the needs."""


class SheetKind(StrEnum):
    """What a sheet is printed for."""

    STATION = "station"
    WARD = "ward"
    TEAM = "team"
    AREA = "area"


READER = {
    SheetKind.STATION: Reader.STATION,
    SheetKind.WARD: Reader.WARD,
    SheetKind.TEAM: Reader.WARD,
}


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """A sheet that can be printed."""

    kind: SheetKind
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Whom to ring for one need, as paper can say it: by day, and when that is shut.

    Attributes:
        line: The first choice; ``None`` where nobody is named.
        otherwise: Who answers when it is shut or nobody answers; ``None`` for the last resorts.
        back_at: When the first choice is back, while they are away.
    """

    need: Need
    line: Line | None
    otherwise: Line | None
    back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One contact sheet.

    Attributes:
        area: The area it holds for, in words; empty for the whole county.
        contacts: Named people who serve that area and answer no need on it.
    """

    choice: SheetChoice
    area: str
    rows: list[SheetRow]
    contacts: list[ContactLine]


def sheets(viewer: Actor) -> list[SheetChoice]:
    """Answer every sheet that can be printed: stations, wards, teams, then areas, by name."""
    places = PlaceOfSafety.objects.filter(active=True).order_by("name")
    found = [SheetChoice(_kind(place), place.id, place.name) for place in places]
    teams = Team.objects.filter(active=True).order_by("name")
    found += [SheetChoice(SheetKind.TEAM, team.id, team.name) for team in teams]
    towns = Locality.objects.order_by("name")
    found += [SheetChoice(SheetKind.AREA, town.id, town.name) for town in towns]
    order = list(SheetKind)
    return sorted(found, key=lambda choice: order.index(choice.kind))


def sheet(viewer: Actor, kind: SheetKind, entry_id: UUID, *, now: datetime) -> Sheet:
    """Answer one contact sheet as it stands.

    Raises:
        Refused: ``sheet.not_here``.
    """
    choice = next((c for c in sheets(viewer) if (c.kind, c.id) == (kind, entry_id)), None)
    if choice is None:
        raise Refused("sheet.not_here", "There is no such sheet.", next_step="Choose one listed.")
    town = _town(viewer, choice)
    lines = everybody(viewer, at=now, now=now)
    reader = READER.get(kind)
    rows = [
        _row(need, lines, town.id if town else None, now)
        for need in needs()
        if reader is None or reader in need.readers
    ]
    named = {line.contact_id for row in rows for line in (row.line, row.otherwise) if line}
    here = [one for one in contacts(viewer, now=now) if _serves(one, town) and one.id not in named]
    return Sheet(choice, town.name if town else "", rows, here[:MOST_CONTACTS])


def _kind(place: PlaceOfSafety) -> SheetKind:
    return SheetKind.STATION if place.type == PlaceType.POLICE_STATION else SheetKind.WARD


def _town(viewer: Actor, choice: SheetChoice) -> LocalityName | None:
    if choice.kind is SheetKind.AREA:
        town = Locality.objects.get(pk=choice.id)
        return LocalityName(town.id, town.name, town.latitude, town.longitude)
    if choice.kind is SheetKind.TEAM:
        served = AreaServed.objects.filter(team_id=choice.id).select_related("locality")
        first = served.order_by("locality__name").first()
        if first is None:
            return None
        town = first.locality
        return LocalityName(town.id, town.name, town.latitude, town.longitude)
    place = PlaceOfSafety.objects.get(pk=choice.id)
    return nearest_locality(viewer, place.latitude, place.longitude)


def _row(need: Need, lines: dict[str, Line], locality_id: UUID | None, now: datetime) -> SheetRow:
    keys = [key for key in first_choices(need.code, locality_id) if key in lines]
    keys.sort(key=lambda key: lines[key].stale)
    named = [lines[key] for key in keys]
    if not named:
        return SheetRow(need, None, None)
    instead = [
        lines[key]
        for when in (CoverWhen.OUT_OF_HOURS, CoverWhen.NO_ANSWER, CoverWhen.AWAY)
        for key in named[0].leads_to.get(when, ())
        if key in lines
    ]
    others = [line for line in (*instead, *named[1:]) if line.phone != named[0].phone]
    otherwise = next((line for line in others if line.phone), None)
    return SheetRow(need, named[0], otherwise, away_until(named[0].away, now))


def _serves(one: ContactLine, town: LocalityName | None) -> bool:
    return not one.areas or (town is not None and town.name in one.areas)
