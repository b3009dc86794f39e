"""Live episodes of the demo world, made through the actions people use."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

from alongside.areas.diversion.actions.adult import Proposed, acknowledge_alert, call_adult
from alongside.areas.diversion.actions.first_look import FirstLook, record_first_look
from alongside.areas.diversion.actions.identifying import Identified, identify_person
from alongside.areas.diversion.actions.recording import record_step
from alongside.areas.diversion.actions.writing import NewEvent
from alongside.areas.people import actions as people
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date

MINUTE: Final = timedelta(minutes=1)
KNOWN_SINCE: Final = timedelta(days=150)
USUAL_DOOR: Final = "liaison_and_diversion"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DiversionCast:
    """Who plays which part, and where.

    Attributes:
        nurse: The custody practitioner.
        youth: The practitioner for young people and voluntary interviews.
        court: The court link worker.
        custody: The custody officer.
        lead: The liaison lead, who adds people.
        sites: By readable key, such as ``moorchester_custody``.
    """

    nurse: Actor
    youth: Actor
    court: Actor
    custody: Actor
    lead: Actor
    sites: Mapping[str, UUID]


def fill(cast: DiversionCast, *, now: datetime) -> dict[str, UUID]:
    """Make the episodes that are live at an instant, by readable key such as ``dean``."""
    text = (files(__package__) / "demo_episodes.toml").read_text(encoding="utf-8")
    made: dict[str, UUID] = {}
    for row in tomllib.loads(text)["people"]:
        person = _person(cast, row, now)
        for episode in row["episodes"]:
            made[episode["key"]] = _episode(cast, person, episode, now)
    return made


def _person(cast: DiversionCast, row: Row, now: datetime) -> UUID:
    born = date(local_date(now).year - row["years"], 1, 14)
    facts = people.NewPerson(given=row["given"], family=row["family"], sex=row["sex"], born_on=born)
    return people.add_person(cast.lead, facts, now=now - KNOWN_SINCE)


def _episode(cast: DiversionCast, person: UUID, row: Row, now: datetime) -> UUID:
    at = now - row["ago"] * MINUTE
    said = Identified(
        person_id=person,
        site_id=cast.sites[row["site"]],
        door=row.get("door", USUAL_DOOR),
        identified_at=at,
        source=row["source"],
        reason=row["reason"],
        offence_group=row.get("offence_group", ""),
        custody_reference=row.get("custody_reference", ""),
    )
    episode = identify_person(getattr(cast, row["by"]), said, now=at)
    for step in sorted(row["steps"], key=_ago, reverse=True):
        _step(getattr(cast, step["by"]), episode, dict(step), now)
    return episode


def _ago(step: Row) -> int:
    return int(step["ago"])


def _step(actor: Actor, episode: UUID, step: dict[str, Any], now: datetime) -> None:
    kind, at = step.pop("kind"), now - step.pop("ago") * MINUTE
    del step["by"]
    make = OTHERWISE.get(kind)
    if make is not None:
        make(actor, episode, step, at)
        return
    if "ahead" in step:
        step["at"] = now + step.pop("ahead") * MINUTE
    record_step(actor, episode, NewEvent(kind, at, step), now=at)


def _first_look(actor: Actor, episode: UUID, step: dict[str, Any], at: datetime) -> None:
    record_first_look(actor, episode, FirstLook(happened_at=at, **step), now=at)


def _call_adult(actor: Actor, episode: UUID, step: dict[str, Any], at: datetime) -> None:
    call_adult(actor, episode, Proposed(**step), happened_at=at, now=at)


def _read_alert(actor: Actor, episode: UUID, step: dict[str, Any], at: datetime) -> None:
    acknowledge_alert(actor, episode, now=at, **step)


OTHERWISE: Final[Mapping[str, Callable[[Actor, UUID, dict[str, Any], datetime], None]]] = {
    "first_look": _first_look,
    "call_adult": _call_adult,
    "read_alert": _read_alert,
}
"""Steps that have an action of their own."""
