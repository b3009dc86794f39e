"""Fills the fictional county of Northmoor, area by area, through their own actions."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from alongside.areas.crisis import demo as crisis
from alongside.areas.crisis.demo.cast import Cast, DemoPlace
from alongside.areas.crisis.demo.words import OWN_WORDS
from alongside.areas.directory import demo as directory
from alongside.areas.directory import queries as places
from alongside.areas.oversight import demo as oversight
from alongside.areas.oversight import demo_looks
from alongside.areas.people import actions as people
from alongside.areas.people import demo as people_demo
from alongside.areas.people import demo_twice
from alongside.areas.people.queries import birth_facts
from alongside.areas.plans import demo as plans
from alongside.areas.plans import demo_crisis_plan, demo_door, demo_joint
from alongside.config import demo_diversion, demo_insight, demo_liaison, demo_placements
from alongside.foundation.accounts.backend import SignInBackend
from alongside.foundation.accounts.models import Organisation
from alongside.foundation.accounts.queries import actor_of
from alongside.foundation.outbox.messages import settle_waiting
from alongside.kernel.actor import Actor, Role
from alongside.kernel.local_time import local_date

SEED = 20260610
PEOPLE = 400
CONTACTS = 360
MONTHS = 18
NOT_IN_THE_STORY = demo_placements.PLAYERS | demo_liaison.PLAYERS
PLANNED = 180
"""People met or with plans are among the first so many; the story of looks is of others."""
PARTS = ("near_end", "station", "moved", "walking", "platform", "extended", "settled")

Progress = Callable[[str, int, int], None]


def is_empty() -> bool:
    """Whether the demo world has not been made yet."""
    return not Organisation.objects.exists()


def fill(
    *,
    now: datetime,
    progress: Progress = lambda *_: None,
    people_count: int = PEOPLE,
    contacts: int = CONTACTS,
) -> None:
    """Make the whole demo world as it stands at an instant.

    Interrupted, it leaves nothing behind, so that the next start makes it whole.

    Args:
        now: The instant.
        progress: Told what is being made, how many are made, of how many.
        people_count: How many synthetic people.
        contacts: How many contacts of the past.
    """
    with _quick_writing(), transaction.atomic():
        county = directory.fill(now=now)
        cast = _cast(county)
        recorder = cast.roles[Role.LIAISON_LEAD][0]
        made = _people(recorder, people_count, now, progress)
        crisis.fill_history(
            cast,
            made,
            contacts=contacts,
            months=MONTHS,
            now=now,
            seed=SEED,
            progress=lambda done: progress("history", done, contacts),
        )
        placements = demo_placements.fill_past(county, now=now)
        demo_liaison.fill(county, now=now)
        settle_waiting(now=now)
        parts = _parts(recorder, made, now)
        _plans(cast, parts, made, now)
        leads = {lead.organisation_id: lead for lead in cast.roles[Role.INFORMATION_GOVERNANCE]}
        oversight.fill(leads, county.organisations, now=now)
        _counted(cast, part=contacts / CONTACTS, now=now)
        crisis.fill_live(cast, parts, now=now, seed=SEED)
        lookers = {role: actors[0] for role, actors in cast.roles.items() if actors}
        keyworker = cast.roles[Role.KEYWORKER][0]
        _shared_plans(county, cast, now)
        demo_diversion.fill(county, cast, part=contacts / CONTACTS, now=now)
        demo_placements.fill_live(placements, now=now)
        _twice_on_record(lookers, now)
        demo_door.open_doors(keyworker, _own_page(recorder, now), lookers, now=now)
        if len(made) >= PLANNED + demo_looks.MOST:
            demo_looks.fill(county.users, leads, made[-demo_looks.MOST :], now=now)


def _twice_on_record(lookers: dict[Role, Actor], now: datetime) -> None:
    roles = (Role.RESPONSE_OFFICER, Role.TRIAGE_CLINICIAN, Role.LIAISON_LEAD)
    officer, nurse, lead = (lookers[role] for role in roles)
    demo_twice.fill(officer, nurse, lead, now=now)


def _counted(cast: Cast, *, part: float, now: datetime) -> None:
    """Import the county's earlier history, and put the questions asked of it."""
    askers = {role.value: cast.roles[role][0] for role in (Role.ANALYST, Role.LIAISON_LEAD)}
    statistician = cast.roles[Role.FORCE_STATISTICS][0]
    supervisor, lead = (cast.roles[role][0] for role in (Role.POLICE_SUPERVISOR, Role.LIAISON_LEAD))
    crisis.fill_ledgers(statistician, supervisor, lead, now=now)
    demo_insight.fill(statistician, askers, scale=part, now=now, seed=SEED)


class _quick_writing:  # noqa: N801  reads as a word in a with statement
    """On SQLite, do not wait for the disk while making what can be made again."""

    def __enter__(self) -> None:
        self._set("OFF")

    def __exit__(self, *_: object) -> None:
        self._set("FULL")

    def _set(self, level: str) -> None:
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA synchronous={level}")


def _cast(county: directory.DemoDirectory) -> Cast:
    named = places.place_names(county.places.values())
    kept = {key: named[place_id] for key, place_id in county.places.items()}
    cast = crisis.cast_of(
        [user_id for key, user_id in county.users.items() if key not in NOT_IN_THE_STORY],
        {key: DemoPlace(row.id, row.name, row.type) for key, row in kept.items()},
    )
    known = places.localities(cast.roles[Role.RESPONSE_OFFICER][0])
    scenes = [(row.name, row.latitude, row.longitude) for row in known]
    return replace(cast, scenes=scenes)


def _people(recorder: Actor, count: int, now: datetime, progress: Progress) -> list[UUID]:
    rng = random.Random(SEED)
    known_since = now - timedelta(days=31 * MONTHS)
    made = []
    for facts in people_demo.synthetic_people(rng, count, local_date(now)):
        with transaction.atomic():
            person_id = people.add_person(recorder, facts, now=known_since)
        made.append(person_id)
        progress("people", len(made), count)
    return made


def _plans(cast: Cast, parts: dict[str, UUID], made: list[UUID], now: datetime) -> None:
    """Make plans with grown-ups who are not met this shift, and with some who are."""
    grown = [person_id for person_id in made if 19 <= _years(person_id, now) <= 75]
    keyworker = cast.roles[Role.KEYWORKER][0]
    plans.fill(keyworker, parts, grown[60:], now=now, seed=SEED)
    demo_crisis_plan.fill(keyworker, parts, grown[62:], now=now)


def _shared_plans(county: directory.DemoDirectory, cast: Cast, now: datetime) -> None:
    """Make what services do together: missing people, Herbert forms, prevention plans."""
    railway = SignInBackend().get_user(county.users["kirsty_dunn"])
    if railway is not None:
        demo_joint.fill(
            demo_joint.JointCast(
                officer=cast.roles[Role.RESPONSE_OFFICER][0],
                supervisor=cast.roles[Role.POLICE_SUPERVISOR][0],
                railway=replace(actor_of(railway), on_duty=True),
                lead=cast.roles[Role.LIAISON_LEAD][0],
                keyworker=cast.roles[Role.KEYWORKER][0],
            ),
            now=now,
        )


def _years(person_id: UUID, now: datetime) -> int:
    born = birth_facts(person_id).date_of_birth
    return (local_date(now) - born).days // 365 if born else 40


def _own_page(recorder: Actor, now: datetime) -> UUID:
    """Record somebody whom nobody meets this shift, for the page of their own."""
    facts = people.NewPerson(
        given="Skye",
        family="Holloway",
        sex="2",
        born_on=date(1994, 5, 17),
        preferred=people.NewName("Sky", "Holloway"),
    )
    return people.add_person(recorder, facts, now=now - timedelta(days=200))


def _parts(recorder: Actor, made: list[UUID], now: datetime) -> dict[str, UUID]:
    """Choose who is met this shift: grown-ups from those known, a child, and a stranger."""
    today = local_date(now)
    grown = [person_id for person_id in made if 19 <= _years(person_id, now) <= 75]
    parts = dict(zip(PARTS, grown, strict=False))
    sixteen = today.replace(year=today.year - 16, day=1, month=1)
    parts["child"] = people.add_person(
        recorder,
        people.NewPerson(given="Robin", family="Tarrant", sex="1", born_on=sixteen),
        now=now - timedelta(hours=4),
    )
    parts["unknown"] = people.add_unknown_person(
        recorder,
        description="Unknown man, about 40, grey coat, no shoes",
        sex="1",
        age_low=35,
        age_high=45,
        now=now - timedelta(minutes=36),
    )
    words = zip(grown[20:60], OWN_WORDS * 10, strict=False)
    for person_id, (text, helps, worse) in words:
        people.record_words(
            recorder, person_id, text=text, helps=helps, worse=worse, now=now - timedelta(days=40)
        )
    return parts
