"""Everybody who could be rung, as the rules of ringing see them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.areas.directory.models import (
    Confirmed,
    Contact,
    ContactAway,
    CoverStep,
    ServiceOption,
    Team,
)
from alongside.areas.directory.queries.areas import areas_in_words, entry_key, key_of
from alongside.areas.directory.queries.confirmations import confirmed_words
from alongside.areas.directory.queries.cover import CoverLine, SeatLine, on_now
from alongside.areas.directory.rules.availability import age_words
from alongside.areas.directory.rules.confirmation import is_stale
from alongside.areas.directory.rules.cover_steps import CoverWhen
from alongside.areas.directory.rules.hours import hours_words, parse_hours
from alongside.areas.directory.rules.languages import languages_words
from alongside.areas.directory.rules.ringing import Line, Spell
from alongside.kernel.actor import Actor

Lines = dict[str, Line]
Leads = Mapping[str, Mapping[CoverWhen, tuple[str, ...]]]


def everybody(viewer: Actor, *, at: datetime, now: datetime) -> Lines:
    """Answer everybody who could be rung, by key; seats as they are filled at an instant.

    Args:
        at: The instant asked about, which seats are filled for.
        now: The instant of asking, by which entries are due to be confirmed again.
    """
    lines: Lines = {}
    leads = _leads(lines)
    areas = areas_in_words()
    for team in Team.objects.filter(active=True).select_related("organisation"):
        lines[f"team:{team.id}"] = _team(team, leads, areas, now, lines)
    away = _spells()
    for contact in Contact.objects.filter(active=True).select_related("organisation"):
        lines[f"contact:{contact.id}"] = _contact(contact, leads, areas, now, away)
    for option in ServiceOption.objects.filter(active=True).select_related("organisation"):
        lines[f"option:{option.id}"] = Line(
            name=option.name,
            about=option.for_whom,
            **_kept("option", option, leads, areas, now),
        )
    for seat in on_now(viewer, at):
        lines |= _seat(seat)
    return lines


def _leads(lines: Lines) -> Leads:
    """Answer who answers instead of each, by its key; numbers of nobody's become lines."""
    found: dict[str, dict[CoverWhen, tuple[str, ...]]] = defaultdict(dict)
    for row in CoverStep.objects.order_by("position"):
        owner = entry_key(team=row.team_id, contact=row.contact_id)
        if row.to_phone:
            to = _number(lines, row.to_name, row.to_phone)
        else:
            to = key_of(
                team=row.to_team_id, contact=row.to_contact_id, option=None, seat=row.to_seat
            )
        when = CoverWhen(row.when)
        found[owner][when] = (*found[owner].get(when, ()), to)
    return found


def _number(lines: Lines, name: str, phone: str) -> str:
    key = f"number:{name}:{phone}"
    lines[key] = Line(key=key, name=name, phone=phone)
    return key


def _kept(
    kind: str, row: Any, leads: Leads, areas: Mapping[str, tuple[str, ...]], now: datetime
) -> dict[str, Any]:
    key = f"{kind}:{row.id}"
    return {
        "key": key,
        "phone": row.phone,
        "organisation": row.organisation.short_name,
        "hours": parse_hours(row.hours),
        "opens": hours_words(row.hours),
        "leads_to": leads.get(key, {}),
        "languages": languages_words(row.languages),
        "areas": ", ".join(areas.get(key, ())),
        **_vouched(row, now),
    }


def _vouched(row: Confirmed, now: datetime) -> dict[str, Any]:
    return {
        "stale": is_stale(row.confirm_again_at, now),
        "confirmed": confirmed_words(row.confirmed_by_name, row.confirmed_at, now),
        "age": f"{age_words(row.confirmed_at, now)} ago",
    }


def _team(
    row: Team,
    leads: Leads,
    areas: Mapping[str, tuple[str, ...]],
    now: datetime,
    lines: Lines,
) -> Line:
    kept = _kept("team", row, leads, areas, now)
    if row.out_of_hours_phone:
        shut = (*kept["leads_to"].get(CoverWhen.OUT_OF_HOURS, ()),)
        named = _number(
            lines, row.out_of_hours_name or f"Cover for {row.name}", row.out_of_hours_phone
        )
        kept["leads_to"] = {**kept["leads_to"], CoverWhen.OUT_OF_HOURS: (*shut, named)}
    return Line(name=row.name, about=row.purpose, **kept)


def _contact(
    row: Contact,
    leads: Leads,
    areas: Mapping[str, tuple[str, ...]],
    now: datetime,
    away: Mapping[UUID, tuple[Spell, ...]],
) -> Line:
    return Line(
        name=f"{row.name}, {row.job_title}",
        about=row.is_for,
        away=away.get(row.id, ()),
        contact_id=row.id,
        **_kept("contact", row, leads, areas, now),
    )


def _spells() -> dict[UUID, tuple[Spell, ...]]:
    found: dict[UUID, list[Spell]] = defaultdict(list)
    for row in ContactAway.objects.filter(ended_at=None):
        found[row.contact_id].append(Spell(row.from_at, row.until_at))
    return {key: tuple(spells) for key, spells in found.items()}


def _seat(seat: SeatLine) -> Lines:
    """Answer a seat as whoever is on, each leading to the next, and the last to its cover."""
    keys = [f"seat:{seat.seat}", *(f"seat:{seat.seat}:{n}" for n in range(1, len(seat.people)))]
    cover = _cover(seat.cover, seat.label) if seat.cover else {}
    further = (*keys[1:], *cover)
    if not seat.people:
        leads = {CoverWhen.OUT_OF_HOURS: further}
        return {keys[0]: Line(keys[0], seat.label, "", nobody_on=True, leads_to=leads), **cover}
    found: Lines = {}
    for number, person in enumerate(seat.people):
        found[keys[number]] = Line(
            key=keys[number],
            name=f"{person.name}, {seat.label}",
            phone=person.phone,
            organisation=person.organisation,
            about=person.call_sign if person.started else "Planned; has not started duty yet",
            until=person.until,
            leads_to={CoverWhen.NO_ANSWER: further[number:]},
        )
    return found | cover


def _cover(cover: CoverLine, label: str) -> Lines:
    key = f"cover:{cover.seat}"
    return {
        key: Line(
            key=key,
            name=cover.name,
            phone=cover.phone,
            about=f"Covers: {label}",
            stale=cover.confirmed.stale,
            confirmed=cover.confirmed.words,
        )
    }
