"""Those who learn, host or plan placements open no live record at any address (DOMAIN P15)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from alongside.areas.people.actions import NewPerson, add_person
from alongside.areas.placements.rules.roles import EVERYBODY
from alongside.engines.sharing import Purpose
from alongside.foundation.accounts.models import User
from alongside.foundation.picture.compose import compose
from alongside.kernel.actor import Actor, Role, Sector
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted
from tests.support.county import Canary, make_county
from tests.support.custody import make_suite
from tests.support.known import Known
from tests.support.looks import POLICY, look
from tests.support.placing import make_placing, placing_in
from tests.support.world import NOW, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

OPEN: Final = (
    "", "sign-in/", "sign-out/", "duty/", "messages/", "health/", "manifest.webmanifest", "me/",
    "directory/", "placements/", "session/", "theme/", "hub/ask/", "hub/find/", "hub/answers/",
    "hub/guide/", "hub/practice/", "hub/training/",
)  # fmt: skip
"""Where these may go: their own door in and out, what is told them, places, placements, and what
the hub publishes or is asked about how things are done.

``me/`` is the person's own door, which answers staff with its other door."""
HUB: Final = "hub/"
"""The first page of the hub, and not all that lies under it."""
MADE: Final = ("draft", "crisis", "joint", "wording", "asked", "question", "copy", "legal", "kept",
               "carer", "correction")  # fmt: skip
WORDS: Final[Mapping[str, tuple[Any, ...]]] = {
    "kind": ("told", "call", "charge", "ward"),
    "what": ("name", "held", "changed"),
    "part": ("words",),
    "code": ("fire", "confidentiality", "ward"),
    "name": ("touch",),
    "seat": ("crisis_line",),
    "word": ("nobody.knows",),
    "number": (1,),
    "year": (2025,),
}
PURPOSES: Final = ("?purpose=P15", "?purpose=P6")


Rows = list[tuple[str, UUID]]


def routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address there is, with its pattern."""
    for part in resolver.url_patterns:
        route = before + str(part.pattern)
        if isinstance(part, URLPattern):
            yield route, part
        else:
            yield from routes(part, route)


def known_rows() -> dict[str, Rows]:
    """One row of each kind, by the area that keeps it."""
    return {
        config.label: [
            (model.__name__.lower(), row.pk)
            for model in config.get_models()
            if isinstance(model._meta.pk, models.UUIDField) and (row := model.objects.first())
        ]
        for config in apps.get_app_configs()
    }


def area_of(pattern: URLPattern) -> str:
    """The area whose page an address is."""
    parts = pattern.callback.__module__.split(".")
    return parts[2] if len(parts) > 2 else ""


def addresses(route: str, pattern: URLPattern, person: UUID, rows: Rows) -> Iterator[str]:
    """An address with what it may name: rows whose kind has its name, or some of the area."""
    names = list(pattern.pattern.converters)
    every = [[person] if name == "person_id" else WORDS.get(name) or named(name, rows)
             for name in names]  # fmt: skip
    for chosen in product(*every):
        yield "/" + fill(route, names, chosen)


def named(name: str, rows: Rows) -> list[UUID]:
    """The rows that a name such as ``contact_id`` may mean."""
    word = name.removesuffix("_id").replace("_", "")
    meant = [key for kind, key in rows if word in kind] or [key for _, key in rows[:3]]
    return meant[:4] or [uuid4()]


def fill(route: str, names: list[str], chosen: tuple[Any, ...]) -> str:
    """Write what was chosen into a route."""
    for name, value in zip(names, chosen, strict=True):
        start = route.index(f":{name}>")
        opening = route.rindex("<", 0, start)
        route = route[:opening] + str(value) + route[start + len(name) + 2 :]
    return route


def what_opens(client: Client, person: UUID, canary: Canary, under: str = "") -> list[str]:
    """Answer every address outside ``OPEN`` that opened, and every page that names the canary."""
    rows, wrong = known_rows(), []
    for route, pattern in routes(get_resolver()):
        if not route.startswith(under):
            continue
        own = route == HUB or any(route == one or (one and route.startswith(one)) for one in OPEN)
        for address in addresses(route, pattern, person, rows.get(area_of(pattern), [])):
            asked = PURPOSES if "person_id" in pattern.pattern.converters else ("",)
            answers = [client.get(address + query) for query in asked]
            text = " ".join(a.content.decode(errors="replace") for a in answers if not a.streaming)
            if any(trace in text.lower() for trace in canary.traces):
                wrong.append(f"names the canary: {address}")
            if not own and any(answer.status_code < 300 for answer in answers):
                wrong.append(f"opened: {address}")
            if all(answer.status_code in (403, 405) for answer in answers):
                break  # refused because of who asks, whatever is asked for
    return wrong


def signed_in(actor: Actor, at: float) -> Client:
    client = Client()
    client.force_login(
        User.objects.get(pk=actor.user_id),
        backend="alongside.foundation.accounts.backend.SignInBackend",
    )
    session = client.session
    session["seen_at"] = at
    session.save()
    return client


def test_no_address_of_the_county_opens_a_record() -> None:
    now = timezone.now()
    county = make_county(now)
    known = Known(county)
    for name in MADE:
        known[name]
    county.hold(county.canary.id, minutes_ago=30)
    placing = placing_in(county, local_date(now))
    placing.publish()
    for actor in (placing.learner, placing.buddy, placing.coordinator):
        client = signed_in(actor, now.timestamp())
        assert what_opens(client, county.canary.id, county.canary) == [], actor.role


def test_no_address_of_liaison_and_diversion_opens_a_record(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)
    suite = make_suite(make_world())
    canary = Canary(UUID(int=0))
    facts = NewPerson(given=canary.given, family=canary.family, sex="2", born_on=date(1988, 3, 7))
    person = add_person(suite.nurse, facts, now=NOW - timedelta(hours=3))
    suite.notice(person)
    placing = make_placing(suite.world)
    placing.publish()
    nurse = signed_in(suite.nurse, NOW.timestamp())
    assert canary.full in nurse.get(f"/people/{person}/?purpose=P4").content.decode()
    for actor in (placing.learner, placing.buddy, placing.coordinator):
        client = signed_in(actor, NOW.timestamp())
        assert what_opens(client, person, canary, under="diversion/") == [], actor.role


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_the_sharing_decision_withholds_every_kind_for_a_placement(role: Role) -> None:
    for sector in Sector:
        for purpose in Purpose:
            decided = look(purpose, role=role, sector=sector, policy=POLICY)
            assert decided.shown == (), (sector, purpose)


def test_the_picture_of_a_person_shows_nothing_for_a_placement() -> None:
    now = timezone.now()
    county = make_county(now)
    placing = placing_in(county, local_date(now))
    for actor in (placing.learner, placing.buddy, placing.coordinator):
        try:
            picture = compose(
                actor, county.canary.id, purpose=Purpose.TRAINING, reason="to learn", now=now
            )
        except NotPermitted:
            continue
        assert picture.shown == ()
