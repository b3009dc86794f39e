"""Every role, purpose and state of a person, through the real pages: nothing held back is there."""

import json
import logging

import pytest
from django.test import Client

from alongside.areas.crisis.actions import name_person
from alongside.engines.sharing import Category, Outcome, Purpose
from alongside.foundation.accounts.middleware import SEEN_AT
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.picture import panels
from alongside.foundation.picture.deciding import policy_at
from alongside.kernel.actor import OWN_DOOR, Actor, Role
from tests.foundation.picture.fuzzing import (
    CANARIES,
    decided,
    leaks,
    missing,
    open_all,
    plant,
    spare_seniors,
    states,
)
from tests.support.contacts import Browser, browse
from tests.support.world import NOW, make_world, on_duty

pytestmark = pytest.mark.django_db
FORMS = ("", "print/", "picture.json")


def signed_in(actor: Actor) -> Client:
    client = Client()
    user = User.objects.get(pk=actor.user_id)
    client.force_login(user, backend="alongside.foundation.accounts.backend.SignInBackend")
    session = client.session
    session[SEEN_AT] = NOW.timestamp()
    session.save()
    return client


@pytest.fixture
def fuzz(monkeypatch, time_machine):
    """The world, with a panel of every kind and the facts of whoever is walked."""
    time_machine.move_to(NOW, tick=False)
    monkeypatch.setattr(panels, "_PANELS", dict(panels._PANELS))
    monkeypatch.setattr(panels, "_FACTS", list(panels._FACTS))
    world = make_world()
    if world[Role.KEYWORKER].sector.is_police:
        world.actors[Role.KEYWORKER] = on_duty(Role.KEYWORKER, world.trust, name="Trust keyworker")
    on_duty(Role.INFORMATION_GOVERNANCE, world.trust, name="Trust lead")
    for category in CANARIES:
        plant(category)
    return world


@pytest.fixture
def extra():
    """Facts added to what the areas know: ``extra.facts``."""

    class Extra:
        facts = None

    holder = Extra()
    known = panels.FactsSource(lambda _person, _now: holder.facts, panels.always)
    panels._FACTS.append(known)
    return holder


def allowed_pairs(world):
    policy = policy_at(NOW)
    return [
        (actor, purpose)
        for actor in world.actors.values()
        for purpose in policy.purposes_of(actor.role, actor.sector)
    ]


def walk(client, actor, purpose, walked):
    """Read one person's page in each of its forms; answer what leaked and what was not seen."""
    outcomes = decided(actor, purpose, walked)
    allowed = {kind for kind, outcome in outcomes.items() if outcome is Outcome.SHOWN}
    where = f"{actor.role} {purpose} {walked.state}"
    found = []
    for form in FORMS:
        answer = client.get(f"/people/{walked.person_id}/{form}?purpose={purpose}")
        text = answer.content.decode()
        if answer.status_code != 200:
            allowed = set()
        found += [f"{where} {form}: leaks {canary}" for canary in leaks(text, allowed)]
        found += [f"{where} {form}: no {canary}" for canary in missing(text, allowed)]
    return found


def test_nothing_held_back_is_in_any_form_of_any_page(fuzz, extra, caplog):
    caplog.set_level(logging.DEBUG)
    world = fuzz
    seniors = spare_seniors(world)
    extra.facts = panels.PersonFacts()
    people = states(world[Role.RESPONSE_OFFICER], world[Role.TRIAGE_CLINICIAN])
    clients = {actor.role: signed_in(actor) for actor in world.actors.values()}
    problems, opened = [], {"glass broken": 0, "justified": 0}
    for walked in people:
        extra.facts = walked.facts
        for actor, purpose in allowed_pairs(world):
            if walked.state in opened:
                opened[walked.state] += open_all(actor, purpose, walked, seniors)
            problems += walk(clients[actor.role], actor, purpose, walked)
    assert problems == []
    assert all(opened.values()), opened
    logged = caplog.text + json.dumps(list(AuditEntry.objects.values_list("details", flat=True)))
    assert leaks(logged, set()) == []


def test_a_purpose_that_is_not_the_roles_shows_nothing_at_all(fuzz):
    world = fuzz
    walked = states(world[Role.RESPONSE_OFFICER], world[Role.TRIAGE_CLINICIAN])[0]
    may = {(actor.role, purpose) for actor, purpose in allowed_pairs(world)}
    for actor in world.actors.values():
        client = signed_in(actor)
        for purpose in Purpose:
            if (actor.role, purpose) in may:
                continue
            for form in FORMS:
                answer = client.get(f"/people/{walked.person_id}/{form}?purpose={purpose}")
                assert leaks(answer.content.decode(), set()) == [], (actor.role, purpose, form)


def test_search_suggestions_name_somebody_only_where_names_are_shown(fuzz):
    world = fuzz
    walked = states(world[Role.RESPONSE_OFFICER], world[Role.TRIAGE_CLINICIAN])[0]
    for actor, purpose in allowed_pairs(world):
        shown = decided(actor, purpose, walked)[Category.IDENTITY] is Outcome.SHOWN
        sent = {"q": "canary-given marsh", "purpose": purpose}
        answer = signed_in(actor).post("/people/", sent)
        # What they typed is given back to them, in the box or where the look is refused.
        said = answer.content.decode().replace("canary-given marsh", "")
        allowed = {Category.IDENTITY} if shown else set()
        assert leaks(said, allowed) == [], (actor.role, purpose)


def test_the_desks_pages_show_no_more_than_the_purpose_they_stand_on(fuzz):
    world = fuzz
    officer = world[Role.RESPONSE_OFFICER]
    walked = states(officer, world[Role.TRIAGE_CLINICIAN])[0]
    contact = browse(officer).contact_id
    name_person(officer, contact, walked.person_id, now=NOW)
    seen = 0
    for actor in world.actors.values():
        purposes = policy_at(NOW).purposes_of(actor.role, actor.sector)
        outcomes = decided(actor, purposes[0], walked) if purposes else {}
        allowed = {kind for kind, outcome in outcomes.items() if outcome is Outcome.SHOWN}
        browser = Browser(actor, contact)
        for page in ("contact", "words", "who", "happening", "sheet"):
            answer = browser.get(page)
            assert leaks(answer.content.decode(), allowed) == [], (actor.role, page)
            seen += CANARIES[Category.OWN_WORDS][0] in answer.content.decode()
    assert seen


def test_the_persons_own_door_is_no_way_round(fuzz):
    world = fuzz
    walked = states(world[Role.RESPONSE_OFFICER], world[Role.TRIAGE_CLINICIAN])[0]
    for role in OWN_DOOR:
        client = signed_in(world[role])
        for form in FORMS:
            answer = client.get(f"/people/{walked.person_id}/{form}?purpose=P3")
            assert leaks(answer.content.decode(), set()) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_panel_registered_under_the_wrong_kind_is_caught(fuzz, form):
    plant(Category.IDENTITY, holding=Category.CLINICAL, name="fuzz.mistaken")
    world = fuzz
    officer = world[Role.RESPONSE_OFFICER]
    walked = states(officer, world[Role.TRIAGE_CLINICIAN])[0]
    found = walk(signed_in(officer), officer, Purpose.S136_TO_POLICE, walked)
    told = f"response_officer P3 adult {form}: leaks canary-panel-d"
    assert told in found


def test_a_value_in_the_log_is_caught():
    assert leaks('{"reason": "canary-panel-v"}', {Category.OWN_WORDS}) == ["canary-panel-v"]
