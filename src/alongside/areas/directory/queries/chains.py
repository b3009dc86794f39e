"""Who answers instead of an entry, which needs it answers, and who may be chosen to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.areas.directory.models import (
    Contact,
    Locality,
    NeedAnswered,
    ServiceOption,
    Team,
)
from alongside.areas.directory.queries.areas import key_of
from alongside.areas.directory.queries.chain_rows import answerer_of, areas_of, steps_of
from alongside.areas.directory.queries.contacts import contact
from alongside.areas.directory.queries.options import option
from alongside.areas.directory.queries.teams import team
from alongside.areas.directory.rules.answerers import Answerer
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.cover_steps import NewStep
from alongside.areas.directory.rules.fingerprints import fingerprint
from alongside.areas.directory.rules.needs import Need, needs
from alongside.areas.directory.rules.seats import SEAT_LABELS, Seat
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class EntryName:
    """A team, contact or option by name, with what the forms about it start from."""

    kind: EntryKind
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Chain:
    """Who answers instead of an entry, as a form starts from it."""

    entry: EntryName
    steps: list[NewStep]
    version: int


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas an entry serves, as a form starts from them."""

    entry: EntryName
    locality_ids: list[UUID]
    version: int


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need, and who answers it everywhere or in one area.

    Attributes:
        answerers: In order, as kept.
        names: Of those, in words.
        version: Fingerprint of the list.
    """

    need: Need
    locality_id: UUID | None
    locality: str
    answerers: list[Answerer]
    names: list[str]
    version: int


def entry_named(viewer: Actor, kind: EntryKind, entry_id: UUID, *, now: datetime) -> EntryName:
    """Answer the name of a team, contact or option.

    Raises:
        Refused: There is no such entry, or its kind has none of this.
    """
    if kind is EntryKind.TEAM:
        return EntryName(kind, entry_id, team(viewer, entry_id, now=now).name)
    if kind is EntryKind.OPTION:
        return EntryName(kind, entry_id, option(viewer, entry_id, now=now).name)
    if kind is EntryKind.CONTACT:
        return EntryName(kind, entry_id, contact(viewer, entry_id, now=now).name)
    raise Refused("entry.not_here", "There is no such entry.", next_step="Choose one listed.")


def chain_of(viewer: Actor, kind: EntryKind, entry_id: UUID, *, now: datetime) -> Chain:
    """Answer who answers instead of a team or a contact.

    Raises:
        Refused: There is no such entry.
    """
    steps = steps_of(kind, entry_id)
    return Chain(entry_named(viewer, kind, entry_id, now=now), steps, fingerprint(steps))


def areas_served(viewer: Actor, kind: EntryKind, entry_id: UUID, *, now: datetime) -> Areas:
    """Answer which areas an entry serves.

    Raises:
        Refused: There is no such entry.
    """
    served = areas_of(kind, entry_id)
    return Areas(entry_named(viewer, kind, entry_id, now=now), served, fingerprint(served))


def names_by_key(viewer: Actor) -> dict[str, str]:
    """Answer the name of everybody who could be chosen to answer, by key: seats come first."""
    seats = {f"seat:{seat}": f"{SEAT_LABELS[seat]} (whoever is on)" for seat in Seat}
    rows: dict[str, Any] = {
        "team": Team.objects.filter(active=True).select_related("organisation"),
        "contact": Contact.objects.filter(active=True).select_related("organisation"),
        "option": ServiceOption.objects.filter(active=True).select_related("organisation"),
    }
    return seats | {
        f"{kind}:{row.id}": f"{row.name}, {row.organisation.short_name}"
        for kind, found in rows.items()
        for row in found.order_by("name")
    }


def key_of_answerer(one: Answerer) -> str:
    """Answer the key of who answers a need."""
    return key_of(team=one.team_id, contact=one.contact_id, option=one.option_id, seat=one.seat)


def needs_answered(viewer: Actor) -> list[NeedLine]:
    """Answer who answers each need: everywhere first, then in each area that has its own."""
    names = names_by_key(viewer)
    places = dict(Locality.objects.values_list("id", "name"))
    kept: dict[tuple[str, UUID | None], list[Answerer]] = {(n.code, None): [] for n in needs()}
    for row in NeedAnswered.objects.order_by("position"):
        kept.setdefault((row.need, row.locality_id), []).append(answerer_of(row))
    lines = [
        _need_line(need, place, kept[need.code, place], names, places)
        for need in needs()
        for place in (None, *places)
        if (need.code, place) in kept
    ]
    order = {need.code: number for number, need in enumerate(needs())}
    return sorted(lines, key=lambda line: (order[line.need.code], line.locality))


def need_answered(viewer: Actor, need: Need, locality_id: UUID | None) -> NeedLine:
    """Answer who answers one need everywhere, or in one area; nobody where none is named."""
    for line in needs_answered(viewer):
        if line.need == need and line.locality_id == locality_id:
            return line
    places = dict(Locality.objects.values_list("id", "name"))
    return _need_line(need, locality_id, [], {}, places)


def _need_line(
    need: Need,
    place: UUID | None,
    answerers: list[Answerer],
    names: dict[str, str],
    places: dict[UUID, str],
) -> NeedLine:
    keys = [key_of_answerer(one) for one in answerers]
    return NeedLine(
        need=need,
        locality_id=place,
        locality=places.get(place, "") if place else "",
        answerers=answerers,
        names=[names.get(key, "Not in use any more") for key in keys],
        version=fingerprint(answerers),
    )
