"""Somebody held in a small world, for the tests of the desk and its stories."""

import uuid
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from alongside.areas.crisis import actions
from alongside.areas.crisis.actions import NewEvent, Opening
from alongside.areas.directory import actions as directory
from alongside.areas.directory.actions import PlaceEntry
from alongside.areas.people import actions as people
from alongside.areas.people.actions import NewPerson
from alongside.foundation.kit.typed_times import posted
from alongside.kernel.actor import Actor, Role
from tests.support.contacts import Browser
from tests.support.world import NOW, World

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
USED = NOW - 3 * HOUR
POLL = {"HTTP_X_ALONGSIDE_POLL": "1"}


def hold(world: World, *, used: datetime = USED, known: bool = True) -> UUID:
    """Open a contact by the railings, say who it is, and use section 136."""
    officer = world[Role.RESPONSE_OFFICER]
    opening = Opening(
        used - 10 * MINUTE, "street", "Weir railings", "bridge", latitude=54.7, longitude=-2.2
    )
    contact = actions.open_contact(officer, opening, now=NOW)
    if known:
        facts = NewPerson(
            given="Jamie", family="Marsh", sex="1", born_on=(USED.date().replace(year=1990))
        )
        person = people.add_person(officer, facts, now=NOW)
        actions.name_person(officer, contact, person, now=NOW)
    actions.record_decision(
        officer,
        contact,
        NewEvent("decision", used, {"decision": "section_136", "reasons": "Would not step back"}),
        power_used=NewEvent("power_used", used, {"power": "s136", "mode": "removed"}),
        now=NOW,
    )
    return contact


def step(actor: Actor, contact: UUID, kind: str, at: datetime, **facts: object) -> UUID:
    """Record a step as it happened."""
    return actions.record_step(actor, contact, NewEvent(kind, at, facts), now=NOW)


def add_place(world: World, name: str, kind: str) -> UUID:
    """Put a place of safety on the register."""
    facts = PlaceEntry(
        organisation_id=world.trust,
        name=name,
        type=kind,
        takes_adults=True,
        takes_children=False,
        takes_physical_health_need=False,
        phone="01632 960201",
        address="Moorchester",
        latitude=54.76,
        longitude=-2.21,
    )
    return directory.add_place(world[Role.ADMINISTRATOR], facts, now=NOW)


class Desk(Browser):
    """Somebody's browser at the desk."""

    def open(self, name: str, *args: object, **headers: Any) -> HttpResponse:
        """Open a page by its name."""
        return self.client.get(reverse(f"crisis:{name}", args=args), **headers)

    def send(
        self, name: str, *args: object, at: datetime | None = NOW, **fields: Any
    ) -> HttpResponse:
        """Send a form, with a key of its own unless one is given, and the time it happened."""
        fields.setdefault("request_key", str(uuid.uuid4()))
        if at is not None:
            fields |= posted("happened_at", at)
        return self.client.post(reverse(f"crisis:{name}", args=args), fields)
