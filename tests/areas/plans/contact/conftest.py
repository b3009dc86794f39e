"""A small world with somebody to make a plan with, and those who may come to read it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.test import Client

from alongside.areas.people import actions as people
from alongside.areas.people.actions import NewPerson
from alongside.areas.plans.actions import contact_drafting, door_entry
from alongside.areas.plans.actions.contact_sharing import NewSharing, share_contact_plan
from alongside.areas.plans.actions.doors import Invitation, invite
from alongside.areas.plans.models import ContactPlan
from alongside.engines.sharing import Purpose
from alongside.foundation.accounts.middleware import SEEN_AT
from alongside.foundation.accounts.models import Organisation, User
from alongside.foundation.accounts.queries import actor_of
from alongside.kernel.actor import Actor, Role
from tests.support.world import NOW, World, make_world, on_duty

SAID = {
    "first_words": "Talk to me about the sea.",
    "helps": "Weak tea and time",
    "worse": "Shouting",
    "care_team": "Skelby team",
    "out_of_hours_name": "Night line",
    "out_of_hours_phone": "0191 498 0000",
    "allergies": "Penicillin",
}


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def keyworker(world: World) -> Actor:
    """A keyworker of the trust."""
    return on_duty(Role.KEYWORKER, world.trust, name="Kim Keyworker")


@pytest.fixture
def nurse(world: World) -> Actor:
    return world[Role.TRIAGE_CLINICIAN]


@pytest.fixture
def officer(world: World) -> Actor:
    return world[Role.RESPONSE_OFFICER]


@pytest.fixture
def lead(world: World) -> Actor:
    return world[Role.LIAISON_LEAD]


@pytest.fixture
def jamie(keyworker: Actor) -> UUID:
    facts = NewPerson(given="Jamie", family="Marsh", sex="1", born_on=date(1992, 3, 1))
    return people.add_person(keyworker, facts, now=NOW - timedelta(days=60))


@pytest.fixture
def robin(keyworker: Actor) -> UUID:
    """Somebody of sixteen."""
    facts = NewPerson(given="Robin", family="Tarrant", sex="1", born_on=date(2010, 1, 1))
    return people.add_person(keyworker, facts, now=NOW - timedelta(days=60))


@pytest.fixture
def own(keyworker: Actor) -> Callable[[UUID], Actor]:
    """Somebody who came by the own door of a person: ``own(jamie)``."""

    def make(person_id: UUID) -> Actor:
        sheet = invite(keyworker, person_id, Invitation(Role.PERSON, called="J"), now=NOW)
        passed = door_entry.try_code(sheet.code, now=NOW)
        return actor_of(door_entry.choose_pin(passed, "428 617", now=NOW))

    return make


@pytest.fixture
def sharing() -> Callable[..., NewSharing]:
    """A yes for every service until a year from now: ``sharing(review_on=...)``."""

    def make(no: tuple[UUID, ...] = (), **changes: object) -> NewSharing:
        chosen = {row.id: row.id not in no for row in Organisation.objects.all()}
        wanted = {"recipients": chosen, "review_on": date(2027, 6, 1), "medical_agreed": True}
        return NewSharing(**{**wanted, **changes})

    return make


@pytest.fixture
def plans(keyworker: Actor, jamie: UUID, sharing: Callable[..., NewSharing]) -> SimpleNamespace:
    """What a keyworker does with plans, in few words."""

    def draft(
        said: Mapping[str, str] = SAID,
        *,
        by: Actor = keyworker,
        person: UUID = jamie,
        now: datetime = NOW,
    ) -> UUID:
        plan = contact_drafting.start_contact_plan(
            by, person, purpose=Purpose.S136_TO_HEALTH, now=now
        )
        version = version_of(plan)
        contact_drafting.save_contact_words(by, plan, said, version=version, now=now)
        return plan

    def share(
        plan: UUID, *, by: Actor = keyworker, now: datetime = NOW, **changes: object
    ) -> tuple[object, ...]:
        answer = sharing(**changes)
        return share_contact_plan(by, plan, answer, version=version_of(plan), now=now)

    def shared(said: Mapping[str, str] = SAID, **changes: object) -> UUID:
        by = changes.pop("by", keyworker)
        at = changes.pop("now", NOW)
        plan = draft(said, by=by, person=changes.pop("person", jamie), now=at)
        assert share(plan, by=by, now=at, **changes) == ()
        return plan

    def version_of(plan: UUID) -> int:
        return ContactPlan.objects.get(pk=plan).version

    return SimpleNamespace(draft=draft, share=share, shared=shared, version_of=version_of)


@pytest.fixture
def browse(time_machine) -> Callable[..., Client]:
    """Sign somebody in, with the clock at the world's instant or another."""

    def sign_in(actor: Actor, now: datetime = NOW) -> Client:
        time_machine.move_to(now, tick=False)
        client = Client()
        client.force_login(
            User.objects.get(pk=actor.user_id),
            backend="alongside.foundation.accounts.backend.SignInBackend",
        )
        session = client.session
        session[SEEN_AT] = now.timestamp()
        session.save()
        return client

    return sign_in
