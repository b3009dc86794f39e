"""Named people of the county, who answers for whom, and whom to ring for what."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID

from alongside.areas.directory import actions
from alongside.areas.directory.rules.answerers import Answerer
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.cover_steps import NUMBER, CoverWhen, NewStep
from alongside.areas.directory.rules.seats import Seat
from alongside.kernel.actor import Actor

ADDED = timedelta(days=120)
CONFIRMED_DAYS_AGO = 9


@dataclass(frozen=True, slots=True)
class Known:
    """What the county has already, by readable key; who keeps it, and who last confirmed it."""

    keeper: Actor
    lead: Actor
    organisations: Mapping[str, UUID]
    users: Mapping[str, UUID]
    teams: Mapping[str, UUID]
    options: Mapping[str, UUID]
    localities: Mapping[str, UUID]


def fill(known: Known, *, now: datetime) -> None:
    """Add contacts, chains, needs and areas as they stand at an instant.

    Most were confirmed nine days ago; two are weeks past being asked about again, one person is
    on leave, and one has left.
    """
    world = tomllib.loads((files(__package__) / "contacts.toml").read_text(encoding="utf-8"))
    made = {key: _add(known, row, now) for key, row in world["contacts"].items()}
    keys = {"team": known.teams, "contact": made, "option": known.options}
    for key, steps in world["chains"].items():
        kind, entry_id = _entry(keys, key)
        actions.set_cover_chain(
            known.keeper, kind, entry_id, steps=_steps(keys, steps), now=now - ADDED
        )
    for need, named in world["needs"].items():
        answerers = [_answerer(keys, one) for one in named]
        actions.set_need(known.keeper, need, answerers, now=now - ADDED)
    for place, rows in world["needs_in"].items():
        for need, named in rows.items():
            actions.set_need(
                known.keeper,
                need,
                [_answerer(keys, one) for one in named],
                locality_id=known.localities[place],
                now=now - ADDED,
            )
    for key, places in world["areas"].items():
        _serve(known, *_entry(keys, key), places, now)


def _add(known: Known, row: dict[str, Any], now: datetime) -> UUID:
    entry = actions.ContactEntry(
        organisation_id=known.organisations[row["organisation"]],
        name=row["name"],
        job_title=row["job"],
        is_for=row["is_for"],
        phone=row["phone"],
        email=row.get("email", ""),
        hours=row["hours"],
        languages=row.get("languages", []),
        team_id=known.teams.get(row.get("team", "")),
        user_id=known.users.get(row.get("user", "")),
        active=row.get("active", True),
    )
    contact_id = actions.add_contact(known.keeper, entry, now=now - ADDED)
    at = now - timedelta(days=row.get("confirmed_days_ago", CONFIRMED_DAYS_AGO))
    actions.confirm_entry(known.lead, EntryKind.CONTACT, contact_id, now=at)
    if "areas" in row:
        _serve(known, EntryKind.CONTACT, contact_id, row["areas"], now)
    if "away" in row:
        from_at = now + timedelta(days=row["away"]["from_days"])
        until_at = now + timedelta(days=row["away"]["until_days"])
        actions.say_away(known.lead, contact_id, from_at=from_at, until_at=until_at, now=at)
    return contact_id


def _serve(known: Known, kind: EntryKind, entry_id: UUID, places: list[str], now: datetime) -> None:
    localities = [known.localities[place] for place in places]
    actions.set_areas(known.keeper, kind, entry_id, localities=localities, now=now - ADDED)


def _entry(keys: Mapping[str, Mapping[str, UUID]], key: str) -> tuple[EntryKind, UUID]:
    kind, _, name = key.partition(":")
    return EntryKind(kind), keys[kind][name]


def _steps(keys: Mapping[str, Mapping[str, UUID]], steps: Mapping[str, list[str]]) -> list[NewStep]:
    return [_step(keys, CoverWhen(when), key) for when, named in steps.items() for key in named]


def _step(keys: Mapping[str, Mapping[str, UUID]], when: CoverWhen, key: str) -> NewStep:
    kind, _, name = key.partition(":")
    if kind == NUMBER:
        title, _, phone = name.partition(":")
        return NewStep(when, to_phone=phone, to_name=title)
    if kind == "seat":
        return NewStep(when, to_seat=Seat(name))
    if kind == "team":
        return NewStep(when, to_team_id=keys["team"][name])
    return NewStep(when, to_contact_id=keys["contact"][name])


def _answerer(keys: Mapping[str, Mapping[str, UUID]], key: str) -> Answerer:
    kind, _, name = key.partition(":")
    if kind == "seat":
        return Answerer(seat=Seat(name))
    named: dict[str, Any] = {f"{kind}_id": keys[kind][name]}
    return Answerer(**named)
