"""Looks of the past days for the demo, and what oversight has to do about them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.oversight import actions
from alongside.areas.oversight.actions import NewCopyRequest
from alongside.areas.oversight.rules.copies import Asker
from alongside.areas.people import actions as people
from alongside.areas.people.queries import labels
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.accounts import actions as accounts
from alongside.foundation.audit.holding import hold_back_looks
from alongside.foundation.picture.actions import break_glass
from alongside.foundation.picture.compose import compose
from alongside.kernel.actor import Actor, Role
from alongside.kernel.local_time import local_date

HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)
DAY: Final = timedelta(days=1)
MOST: Final = 60
"""How many people the story is told of."""

SPELLS: Final = (6, 3, 2)
"""How many days ago the two viewers of the story were on duty."""


def fill(
    users: Mapping[str, UUID], leads: Mapping[UUID, Actor], known: Sequence[UUID], *, now: datetime
) -> None:
    """Make looks of the past days, questions about a few, a broken glass, a copy asked for.

    Args:
        users: Of the county, by readable key.
        leads: An information governance lead on duty, by organisation.
        known: People on record, none of them met this shift.
        now: The instant the demo world is at.
    """
    namesake = _namesake(leads, users, now)
    for days in SPELLS:
        begin = now - days * DAY - 10 * HOUR
        _spell(users["tom_reilly"], Role.RESPONSE_OFFICER, known[days : days + 5], begin)
        _spell(users["marcus_boyle"], Role.CONTROL_ROOM_CLINICIAN, known[20 : 20 + days], begin)
    begin = now - DAY - 6 * HOUR
    officer = _on_duty(users["tom_reilly"], Role.RESPONSE_OFFICER, begin)
    for number, (person_id, purpose) in enumerate(
        ((namesake, Purpose.MISSING), (known[40], Purpose.S136_TO_POLICE))
    ):
        at = begin + (number + 1) * HOUR
        compose(officer, person_id, purpose=purpose, reason="", now=at)
    accounts.end_duty(officer, now=begin + 8 * HOUR)
    _break(users["marcus_boyle"], known[41], now - DAY - 5 * HOUR)
    actions.raise_questions(now, since=now - 10 * DAY)
    _oversee(leads, users, known, now)


def _namesake(leads: Mapping[UUID, Actor], users: Mapping[str, UUID], now: datetime) -> UUID:
    """Somebody with the last name of one of the officers, as happens in a county."""
    nurse = _on_duty(users["owen_tate"], Role.TRIAGE_CLINICIAN, now - 20 * DAY)
    facts = people.NewPerson(given="Maeve", family="Reilly", sex="2")
    person_id = people.add_person(nurse, facts, now=now - 20 * DAY)
    accounts.end_duty(nurse, now=now - 20 * DAY + HOUR)
    return person_id


def _spell(user_id: UUID, role: Role, whom: Sequence[UUID], begin: datetime) -> None:
    """One spell of duty, and looks at a few people in it."""
    viewer = _on_duty(user_id, role, begin)
    purpose = Purpose.CRISIS_PLAN if role is Role.CONTROL_ROOM_CLINICIAN else Purpose.MISSING
    for number, person_id in enumerate(whom):
        at = begin + (number + 1) * 47 * MINUTE
        compose(viewer, person_id, purpose=purpose, reason="", now=at)
    accounts.end_duty(viewer, now=begin + 9 * HOUR)


def _break(user_id: UUID, person_id: UUID, at: datetime) -> None:
    nurse = _on_duty(user_id, Role.CONTROL_ROOM_CLINICIAN, at)
    break_glass(
        nurse,
        person_id,
        purpose=Purpose.CRISIS_PLAN,
        categories=frozenset({Category.OWN_WORDS}),
        reason="On the bridge with officers; will not speak, and nothing else has helped.",
        hours=3,
        now=at + MINUTE,
    )
    compose(nurse, person_id, purpose=Purpose.CRISIS_PLAN, reason="", now=at + 2 * MINUTE)
    accounts.end_duty(nurse, now=at + 5 * HOUR)


def _oversee(
    leads: Mapping[UUID, Actor], users: Mapping[str, UUID], known: Sequence[UUID], now: datetime
) -> None:
    today = local_date(now)
    for number, lead in enumerate(leads.values()):
        asked_for = known[50 + number]
        name = labels(lead, [asked_for], now=now)[asked_for].full
        actions.ask_for_copy(
            lead,
            asked_for,
            NewCopyRequest(
                Asker.PERSON, name, "Passport shown at the desk", today - (24 - 12 * number) * DAY
            ),
            now=now - DAY,
        )
        actions.set_legal_hold(
            lead,
            known[52 + number],
            cause=("complaint", "inquest")[number % 2],
            reason=("Complaint 2026/118", "Coroner's reference 41/26")[number % 2],
            now=now - 9 * DAY,
        )
        hold_back_looks(
            lead,
            known[54 + number],
            from_at=now - 5 * DAY,
            until_at=now + (40 + 30 * number) * DAY,
            reason="A relative reads their post and has threatened whoever helps them.",
            now=now - 4 * DAY,
        )


def _on_duty(user_id: UUID, role: Role, at: datetime) -> Actor:
    return accounts.start_duty(
        user_id, role=role, seat="", phone="", ends_at=at + 10 * HOUR, now=at
    )
