"""One person with a page of their own, words they shared, looks at them, and a sister who helps."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from alongside.areas.people.queries.page import person_picture
from alongside.areas.plans.actions import contact_drafting as drafting
from alongside.areas.plans.actions import door_entry, doors
from alongside.areas.plans.actions.contact_sharing import NewSharing, share_contact_plan
from alongside.areas.plans.actions.corrections import answer_correction, ask_to_put_right
from alongside.areas.plans.actions.portal_reading import note_looks_read
from alongside.areas.plans.rules.contact_plan import Permission, PersonToRing, latest_review
from alongside.areas.plans.rules.corrections import About, Outcome
from alongside.areas.plans.rules.doors import Allowance
from alongside.engines.sharing import Purpose
from alongside.foundation.accounts import own_door
from alongside.foundation.accounts.queries import actor_of, organisations
from alongside.kernel.actor import Actor, Role, Sector
from alongside.kernel.local_time import local_date

DAY: Final = timedelta(days=1)
PIN: Final = "70 41 93"
SAID: Final = {
    "first_words": "I am not angry. I am scared. Give me a minute and I can talk.",
    "helps": "Sit down near me, not over me.\nTalk slowly. Tell me what happens next.\n"
    "Let me hold my dog's lead.",
    "worse": "Being rushed.\nPeople talking about me over my head.",
    "preferred_name": "Sky",
    "pronouns": "she and her",
    "looks_unwell": "I go quiet and walk up and down. I may not look at you.",
    "touch": "Please ask first. Never from behind.",
    "lights": "Blue lights make it worse. Turn them off if you can.",
    "pets": "Biscuit, a small brown dog. My sister has a key.",
}
SISTER: Final = PersonToRing("Wren Holloway", "my sister", "07700 900145", Permission.TELL)
PURPOSES: Final = (
    (Role.RESPONSE_OFFICER, Purpose.S136_TO_POLICE, 6, timedelta(hours=9)),
    (Role.CONTROL_ROOM_CLINICIAN, Purpose.S136_TO_HEALTH, 6, timedelta(hours=8, minutes=47)),
    (Role.TRIAGE_CLINICIAN, Purpose.S136_TO_HEALTH, 3, timedelta(hours=2)),
    (Role.RESPONSE_OFFICER, Purpose.S136_TO_POLICE, 1, timedelta(hours=4)),
)
"""Who looked, why, how many days ago and how much before the hour it is now."""


def open_doors(
    inviter: Actor, person_id: UUID, lookers: Mapping[Role, Actor], *, now: datetime
) -> None:
    """Give a person a page of their own and a sister who may read it, as of the last weeks.

    Both are opened with one click, like every account of the demo.

    Args:
        inviter: Somebody who may make doors.
        person_id: Whose page.
        lookers: Who looks, by role; roles that are missing do not look.
        now: The instant the demo world is at.
    """
    me = _come_in(inviter, person_id, doors.Invitation(Role.PERSON, called="Sky"), now - 21 * DAY)
    _write(me, person_id, now - 20 * DAY)
    sister = doors.Invitation(
        Role.CARER,
        carer_name="Wren Holloway",
        carer_is="sister",
        allowed=frozenset({Allowance.SEE_WORDS, Allowance.WRITE_WORDS}),
        agreed_words="Sky said: Wren can read my words and help me write them.",
        ends_on=local_date(now) + 120 * DAY,
    )
    _come_in(inviter, person_id, sister, now - 19 * DAY)
    for role, purpose, days, before in PURPOSES:
        if role in lookers:
            _look(lookers[role], person_id, purpose, now - days * DAY - before)
    with transaction.atomic():
        note_looks_read(me, now=now - 4 * DAY)
    _ask(me, inviter, now)


def _come_in(inviter: Actor, person_id: UUID, invitation: doors.Invitation, now: datetime) -> Actor:
    sheet = doors.invite(inviter, person_id, invitation, now=now)
    user = door_entry.choose_pin(door_entry.try_code(sheet.code, now=now), PIN, now=now)
    with transaction.atomic():
        own_door.forget_own_pin(None, user.pk, now=now)
    return actor_of(user)


def _write(me: Actor, person_id: UUID, now: datetime) -> None:
    draft = drafting.start_contact_plan(me, person_id, now=now)
    version = drafting.save_contact_words(me, draft, SAID, version=1, now=now)
    version = drafting.save_people_to_ring(me, draft, [SISTER], version=version, now=now)
    yes = (Sector.POLICE, Sector.MENTAL_HEALTH_TRUST, Sector.AMBULANCE)
    sharing = NewSharing(
        recipients={row.id: row.sector in yes for row in organisations()},
        review_on=latest_review(local_date(now)),
    )
    share_contact_plan(me, draft, sharing, version=version, now=now)


def _look(viewer: Actor, person_id: UUID, purpose: Purpose, now: datetime) -> None:
    with transaction.atomic():
        person_picture(viewer, person_id, purpose=purpose, reason="", now=now)


def _ask(me: Actor, inviter: Actor, now: datetime) -> None:
    answered = ask_to_put_right(
        me,
        about=About.ABOUT_ME,
        words="My phone number is the old one. It ends in 145 now.",
        now=now - 12 * DAY,
    )
    answer_correction(
        inviter,
        answered,
        outcome=Outcome.CHANGED,
        answer="Thank you for telling us. The old number is gone and the new one is there.",
        now=now - 3 * DAY,
    )
    ask_to_put_right(
        me,
        about=About.WHAT_HAPPENED,
        words="It says I shouted at the bus station. I was crying. I did not shout.",
        now=now - 2 * DAY,
    )
