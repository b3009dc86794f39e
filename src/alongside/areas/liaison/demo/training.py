"""Fills training in the fictional county."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.liaison.actions import (
    training_attendance,
    training_courses,
    training_places,
    training_sessions,
    training_trainers,
)
from alongside.areas.liaison.actions.training_evaluating import Thought, evaluate_session
from alongside.areas.liaison.actions.training_sessions import NewSession
from alongside.areas.liaison.demo.cast import HubCast
from alongside.areas.liaison.demo.training_words import COURSES, THOUGHTS, DemoCourse
from alongside.areas.liaison.queries.training_accounts import Colleague, colleagues
from alongside.areas.liaison.rules.training_courses import is_meant_for
from alongside.areas.liaison.rules.training_trainers import Naming, Support, TrainerFacts
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import from_local, local_date

DAY: Final = timedelta(days=1)
MINUTE: Final = timedelta(minutes=1)
SET_UP: Final = timedelta(days=735)
TEACHERS: Final = ("Wren Ashby", "Callum Dray", "Nadia Foss", "Marlowe Pike")
"""Synthetic people who teach from having used services."""
NAMINGS: Final = (
    (Naming.NAMED, Naming.NAMED, Naming.NAMED),
    (Naming.INITIALS, Naming.INITIALS, Naming.NAMED),
    (Naming.UNNAMED, Naming.NAMED, Naming.UNNAMED),
    (Naming.UNNAMED, Naming.UNNAMED, Naming.UNNAMED),
)
SUPPORTS: Final = (Support.TAKEN, Support.OFFERED, Support.DECLINED)


def fill(cast: HubCast, *, now: datetime) -> None:
    """Make two years of it: ten courses, what was taught, what is on today and what is to come."""
    people = colleagues()
    for number, one in enumerate(COURSES):
        course_id = training_courses.add_course(cast.lead, one.words, now=now - SET_UP)
        meant = [who for who in people if is_meant_for(one.words.roles, who.roles)]
        for place, days in enumerate(one.days_ago):
            session_id, starts_at = _plan(cast.lead, course_id, one, days=days, now=now)
            if one.taught_by_experience:
                _teach(cast, session_id, starts_at, number + place, now=now)
            if days > 0:
                _taught(cast, session_id, starts_at, _came(meant, number, place), now=now)
            else:
                _book(cast, session_id, starts_at, meant, officer_too=days > -12, now=now)
    _called_off(cast, now)


def _plan(
    lead: Actor, course_id: UUID, one: DemoCourse, *, days: int, now: datetime
) -> tuple[UUID, datetime]:
    starts_at = _starts(one, days, now)
    new = NewSession(
        starts_at, starts_at + one.words.minutes * MINUTE, one.where, places=one.places
    )
    at = min(now, starts_at) - 20 * DAY
    return training_sessions.plan_session(lead, course_id, new, now=at), starts_at


def _starts(one: DemoCourse, days: int, now: datetime) -> datetime:
    """On a working day at its usual hour; the one of today began half an hour ago."""
    if days == 0:
        return now.replace(second=0, microsecond=0) - 30 * MINUTE
    on = local_date(now) - days * DAY
    on += max(0, 8 - on.isoweekday()) * DAY if on.isoweekday() > 5 else 0 * DAY
    return from_local(datetime.combine(on, time.fromisoformat(one.starts)))


def _came(meant: Sequence[Colleague], number: int, place: int) -> list[Colleague]:
    """Each comes to about one session in three; some never do."""
    return [
        who
        for key, who in enumerate(meant)
        if (key * 4 + place * 5 + number) % 3 == 0 and (key + number) % 6
    ]


def _taught(
    cast: HubCast,
    session_id: UUID,
    starts_at: datetime,
    came: Sequence[Colleague],
    *,
    now: datetime,
) -> None:
    at = min(now, starts_at + 10 * 60 * MINUTE)
    there = {who.user_id: True for who in came}
    training_attendance.record_by_hand(cast.lead, session_id, there, now=at)
    training_sessions.hold_session(cast.lead, session_id, version=1, now=at)
    if starts_at < now - 400 * DAY:
        return
    for key, who in enumerate(came):
        if key % 6 == 5:
            continue
        odd = key + local_date(starts_at).toordinal()
        thought = Thought(odd % 7 != 4, odd % 5 != 3, THOUGHTS[odd % 6] if odd % 3 == 0 else "")
        evaluate_session(_acting(cast, who), session_id, thought, now=min(now, at + DAY))


def _teach(
    cast: HubCast, session_id: UUID, starts_at: datetime, number: int, *, now: datetime
) -> None:
    namings = NAMINGS[number % 4]
    facts = TrainerFacts(
        name=TEACHERS[number % 4],
        used_services=True,
        on_catalogue=namings[0],
        on_session=namings[1],
        on_screen=namings[2],
        agreed_on=local_date(min(now, starts_at) - 15 * DAY),
        payment="£90 and travel",
        rung_by_id=cast.nurse.user_id,
    )
    at = min(now, starts_at) - 10 * DAY
    made = training_trainers.add_trainer(cast.lead, session_id, facts, now=at)
    settled_at = starts_at + 10 * DAY
    if starts_at > now - 40 * DAY:
        return
    paid_on = local_date(settled_at - DAY)
    settled = replace(facts, paid_on=paid_on, support=SUPPORTS[number % 3])
    training_trainers.change_trainer(cast.lead, made, settled, version=1, now=settled_at)
    if number % 4 == 0:
        training_trainers.withdraw_naming(cast.lead, made, now=settled_at + 20 * DAY)


def _book(
    cast: HubCast,
    session_id: UUID,
    starts_at: datetime,
    meant: Sequence[Colleague],
    *,
    officer_too: bool,
    now: datetime,
) -> None:
    """Some book; a small session fills, and who gives up leaves a place to the queue."""
    players = [cast.officer.user_id, cast.nurse.user_id]
    rest = [who for who in meant if who.user_id not in players]
    going = [_acting(cast, who) for who in rest[::2][:7]]
    at = min(now, starts_at) - 5 * DAY
    for key, actor in enumerate(going):
        training_places.ask_for_place(actor, session_id, now=at + key * MINUTE)
    if officer_too and any(who.user_id == cast.officer.user_id for who in meant):
        training_places.ask_for_place(cast.officer, session_id, now=at + 20 * MINUTE)
    if starts_at > now:
        training_places.give_up_place(going[0], session_id, now=now - 90 * MINUTE)
    else:
        there = {actor.user_id: True for actor in going[:3]}
        training_attendance.record_by_hand(cast.lead, session_id, there, now=now)


def _called_off(cast: HubCast, now: datetime) -> None:
    """One more, called off last month."""
    words = replace(
        COURSES[2].words,
        title="Winter pressures briefing",
        what_for="What changes between services from December to March, in half an hour.",
        roles=(),
        lasts_months=None,
    )
    course_id = training_courses.add_course(cast.lead, words, now=now - 60 * DAY)
    one = replace(COURSES[2], words=words)
    session_id, _ = _plan(cast.lead, course_id, one, days=12, now=now)
    training_sessions.cancel_session(
        cast.lead,
        session_id,
        why="The room was needed for an emergency briefing. A new day follows.",
        version=1,
        now=now - 14 * DAY,
    )


def _acting(cast: HubCast, who: Colleague) -> Actor:
    return replace(
        cast.officer,
        user_id=who.user_id,
        name=who.name,
        organisation_id=who.organisation_id,
        organisation_name=who.organisation,
        role=min(who.roles),
    )
