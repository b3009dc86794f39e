"""A small world with somebody to write a crisis plan with, and those who may come to read it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.test import Client

from alongside.areas.people import actions as people
from alongside.areas.people.actions import NewPerson
from alongside.areas.plans.actions import crisis_plan
from alongside.areas.plans.models import CrisisPlan
from alongside.areas.plans.rules.contact_plan import Capacity, PlanAgreement
from alongside.areas.plans.rules.crisis_plan import CrisisTerms
from alongside.areas.plans.rules.crisis_plan_fields import CrisisWords, KnownRisk
from alongside.engines.sharing import AgreedBy, Purpose
from alongside.foundation.accounts.middleware import SEEN_AT
from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Actor, Role
from tests.support.world import NOW, World, make_world, on_duty

WORDS = CrisisWords(
    triggers="Letters about money",
    early_signs="I stop sleeping",
    helps="A walk by the canal",
    does_not_help="Being told to calm down",
    advance_pointer="With my sister Jo, in the blue folder",
    lead_name="Priya Nair, Elm team",
    lead_phone="0191 498 0001",
    out_of_hours_name="Night line",
    out_of_hours_phone="0191 498 0002",
    allergies="Penicillin",
    diagnosis="Bipolar disorder",
    medication="Lithium 400 mg at night",
)
RISK = KnownRisk("May walk towards the railway when frightened", date(2026, 4, 2), "Elm team")
TERMS = CrisisTerms(
    took_part=True,
    why_not="",
    review_on=date(2027, 6, 1),
    ends_on=date(2027, 12, 1),
    agreement=PlanAgreement(AgreedBy.PERSON, capacity=Capacity.PRESUMED),
)
SEES_MOST = Purpose.S136_TO_HEALTH


@pytest.fixture
def world(db) -> World:
    """Everybody on duty; the keyworker works for the trust."""
    world = make_world()
    world.actors[Role.KEYWORKER] = on_duty(Role.KEYWORKER, world.trust, name="Priya Nair")
    return world


@pytest.fixture
def keyworker(world: World) -> Actor:
    return world[Role.KEYWORKER]


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
def jamie(nurse: Actor) -> UUID:
    facts = NewPerson(given="Jamie", family="Marsh", sex="1", born_on=date(1992, 3, 1))
    return people.add_person(nurse, facts, now=NOW - timedelta(days=60))


@pytest.fixture
def robin(nurse: Actor) -> UUID:
    """Somebody of sixteen."""
    facts = NewPerson(given="Robin", family="Tarrant", sex="1", born_on=date(2010, 1, 1))
    return people.add_person(nurse, facts, now=NOW - timedelta(days=60))


@pytest.fixture
def plans(nurse: Actor, jamie: UUID) -> SimpleNamespace:
    """What a nurse does with crisis plans, in few words."""

    def version_of(plan: UUID) -> int:
        return CrisisPlan.objects.get(pk=plan).version

    def draft(
        words: CrisisWords = WORDS,
        risks: tuple[KnownRisk, ...] = (RISK,),
        *,
        by: Actor = nurse,
        person: UUID = jamie,
        now: datetime = NOW,
        purpose: Purpose = SEES_MOST,
    ) -> UUID:
        plan = crisis_plan.start_crisis_plan(by, person, purpose=purpose, now=now)
        crisis_plan.save_crisis_plan(by, plan, (words, risks), version=version_of(plan), now=now)
        return plan

    def put(
        plan: UUID, *, by: Actor = nurse, now: datetime = NOW, **changes: object
    ) -> tuple[object, ...]:
        terms = replace(TERMS, **changes)
        return crisis_plan.put_crisis_plan_in_force(
            by, plan, terms, version=version_of(plan), now=now
        )

    def in_force(words: CrisisWords = WORDS, *, now: datetime = NOW, **changes: object) -> UUID:
        plan = draft(words, now=now)
        assert put(plan, now=now, **changes) == ()
        return plan

    return SimpleNamespace(draft=draft, put=put, in_force=in_force, version_of=version_of)


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
