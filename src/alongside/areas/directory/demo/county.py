"""The fictional county of Northmoor: organisations, people who sign in, places, teams, cover."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID

from alongside.areas.directory import actions
from alongside.areas.directory.demo import contacts
from alongside.areas.directory.rules.availability import ClaimState
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.options import OptionKind
from alongside.areas.directory.rules.seats import Seat
from alongside.foundation.accounts import actions as accounts
from alongside.kernel.actor import Actor, Role, Sector
from alongside.kernel.local_time import from_local, local_date

MINUTE = timedelta(minutes=1)
SET_UP = timedelta(days=120)
LAST_CONFIRMED = timedelta(days=9)
DUTY = timedelta(hours=12)
KEEPER = "victor_lane"
Rows = Mapping[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class DemoDirectory:
    """What the demo made, by readable key, such as ``users["ade_okafor"]``."""

    organisations: Mapping[str, UUID]
    users: Mapping[str, UUID]
    places: Mapping[str, UUID]
    teams: Mapping[str, UUID]
    options: Mapping[str, UUID]


def fill(*, now: datetime) -> DemoDirectory:
    """Make the county as it stands at an instant, through the same actions people use.

    Entries were set up four months ago and last confirmed nine days ago, but for one option
    that is due again. Most people are on duty; the liaison lead is not, so that seat is empty.

    Args:
        now: The instant the demo world is at.
    """
    world = tomllib.loads(
        (files("alongside.areas.directory") / "northmoor.toml").read_text(encoding="utf-8")
    )
    set_up_at = now - SET_UP
    organisations = {
        key: accounts.add_organisation(
            name=row["name"],
            short_name=row["short_name"],
            sector=Sector(row["sector"]),
            now=set_up_at,
        )
        for key, row in world["organisations"].items()
    }
    users = _add_users(world["users"], organisations, set_up_at)
    keeper = _on_duty(users[KEEPER], Role.ADMINISTRATOR, now=set_up_at)
    places = _add_places(keeper, world["places"], organisations, set_up_at)
    teams = _add_teams(keeper, world["teams"], organisations, set_up_at)
    options = _add_options(keeper, world["options"], organisations, now)
    covers = _set_covers(keeper, world["cover"], set_up_at)
    localities = {
        name: actions.add_locality(
            keeper, name=name, latitude=latitude, longitude=longitude, now=set_up_at
        )
        for name, (latitude, longitude) in world["localities"].items()
    }
    lead = _confirm(
        users, {EntryKind.PLACE: places, EntryKind.TEAM: teams, EntryKind.COVER: covers}, now
    )
    known = contacts.Known(keeper, lead, organisations, users, teams, options, localities)
    contacts.fill(known, now=now)
    on_duty = _start_duties(world["users"], users, now)
    _say(world["claims"], places, on_duty, now)
    _plan(on_duty[KEEPER], world["shifts"], users, teams, now)
    return DemoDirectory(organisations, users, places, teams, options)


def _add_users(rows: Rows, organisations: Mapping[str, UUID], now: datetime) -> dict[str, UUID]:
    return {
        key: accounts.add_user(
            sign_in_name=key.replace("_", "."),
            display_name=row["name"],
            organisation_id=organisations[row["at"]],
            roles=tuple(Role(role) for role in row["roles"]),
            password=None,
            phone=row["phone"],
            reference=row.get("reference", ""),
            now=now,
        )
        for key, row in rows.items()
    }


def _on_duty(user_id: UUID, role: Role, *, now: datetime, seat: str = "", phone: str = "") -> Actor:
    return accounts.start_duty(
        user_id, role=role, seat=seat, phone=phone, ends_at=now + DUTY, now=now
    )


def _add_places(
    keeper: Actor, rows: Rows, organisations: Mapping[str, UUID], now: datetime
) -> dict[str, UUID]:
    return {
        key: actions.add_place(
            keeper,
            actions.PlaceEntry(
                organisation_id=organisations[row["organisation"]],
                name=row["name"],
                type=row["type"],
                takes_adults="adults" in row["takes"],
                takes_children="children" in row["takes"],
                takes_physical_health_need="physical" in row["takes"],
                phone=row["phone"],
                address=row["address"],
                latitude=row["latitude"],
                longitude=row["longitude"],
                police_area_id=organisations.get(row.get("police_area", "")),
                note=row.get("note", ""),
            ),
            now=now,
        )
        for key, row in rows.items()
    }


def _add_teams(
    keeper: Actor, rows: Rows, organisations: Mapping[str, UUID], now: datetime
) -> dict[str, UUID]:
    return {
        key: actions.add_team(
            keeper,
            actions.TeamEntry(
                organisation_id=organisations[row["organisation"]],
                name=row["name"],
                purpose=row["purpose"],
                phone=row["phone"],
                hours=row["hours"],
                out_of_hours_name=row.get("out_of_hours_name", ""),
                out_of_hours_phone=row.get("out_of_hours_phone", ""),
                takes=row.get("takes", ""),
                usual_wait_days=row.get("usual_wait_days"),
                answers_within_days=row.get("answers_within_days"),
                ods_code=row.get("ods_code", ""),
            ),
            now=now,
        )
        for key, row in rows.items()
    }


def _add_options(
    keeper: Actor, rows: Rows, organisations: Mapping[str, UUID], now: datetime
) -> dict[str, UUID]:
    usual = LAST_CONFIRMED.days
    return {
        key: actions.add_option(
            keeper,
            actions.OptionEntry(
                organisation_id=organisations[row["organisation"]],
                name=row["name"],
                kind=OptionKind(row["kind"]),
                for_whom=row["for_whom"],
                phone=row["phone"],
                address=row.get("address", ""),
                hours=row["hours"],
            ),
            now=now - timedelta(days=row.get("confirmed_days_ago", usual)),
        )
        for key, row in rows.items()
    }


def _set_covers(keeper: Actor, rows: Rows, now: datetime) -> dict[str, UUID]:
    return {
        seat: actions.set_cover(
            keeper, Seat(seat), name=row["name"], phone=row["phone"], version=None, now=now
        )
        for seat, row in rows.items()
    }


def _confirm(
    users: Mapping[str, UUID], entries: Mapping[EntryKind, Mapping[str, UUID]], now: datetime
) -> Actor:
    at = now - LAST_CONFIRMED
    lead = _on_duty(users["tess_holloway"], Role.LIAISON_LEAD, now=at)
    for kind, made in entries.items():
        for entry_id in made.values():
            actions.confirm_entry(lead, kind, entry_id, now=at)
    accounts.end_duty(lead, now=at + 60 * MINUTE)
    return lead


def _start_duties(rows: Rows, users: Mapping[str, UUID], now: datetime) -> dict[str, Actor]:
    return {
        key: _on_duty(
            users[key],
            Role(row["roles"][0]),
            now=now - row["duty"] * MINUTE,
            seat=row["seat"],
            phone=row["phone"],
        )
        for key, row in rows.items()
        if "duty" in row
    }


def _say(
    claims: list[dict[str, Any]],
    places: Mapping[str, UUID],
    on_duty: Mapping[str, Actor],
    now: datetime,
) -> None:
    for row in sorted(claims, key=_minutes_ago, reverse=True):
        place_id, state = places[row["place"]], ClaimState(row["state"])
        at, note = now - row["minutes"] * MINUTE, row.get("note", "")
        if "rang" in row:
            actions.ring_and_report(on_duty[row["rang"]], place_id, state=state, note=note, now=at)
        else:
            actions.say_availability(
                on_duty[row["by"]],
                place_id,
                state=state,
                spaces=row.get("spaces"),
                note=note,
                now=at,
            )


def _minutes_ago(row: dict[str, Any]) -> int:
    return int(row["minutes"])


def _plan(
    keeper: Actor,
    rows: list[dict[str, Any]],
    users: Mapping[str, UUID],
    teams: Mapping[str, UUID],
    now: datetime,
) -> None:
    for row in rows:
        day = local_date(now) + timedelta(days=row["day"])
        starts_at = from_local(datetime.combine(day, time.fromisoformat(row["starts"])))
        entry = actions.ShiftEntry(
            seat=Seat(row["seat"]),
            user_id=users[row["user"]],
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=row["hours"]),
            team_id=teams.get(row.get("team", "")),
        )
        actions.plan_shift(keeper, entry, now=now)
