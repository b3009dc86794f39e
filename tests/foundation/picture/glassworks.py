"""A custody officer who may break glass, reviewers on both sides, and how they are told."""

from dataclasses import dataclass
from uuid import UUID

from alongside.engines.sharing import Category, Purpose
from alongside.foundation.outbox.models import InboxItem
from alongside.foundation.outbox.worker import work_once
from alongside.foundation.picture.actions import break_glass
from alongside.kernel.actor import Actor, Role
from tests.support.world import NOW, World, make_world, on_duty

PERSON = UUID(int=7)
P4, C = Purpose.CUSTODY, Category.OWN_WORDS
REASON = "He will not speak; what calms him?"


@dataclass(frozen=True)
class Works:
    """Who is there: ``police_lead`` and ``trust_lead`` review, ``council`` has no lead."""

    world: World
    sergeant: Actor
    police_lead: Actor
    trust_lead: Actor


def make_works() -> Works:
    """Add a world with an information governance lead in the force and in the trust."""
    world = make_world()
    lead = on_duty(Role.INFORMATION_GOVERNANCE, world.trust, name="Test trust lead")
    return Works(world, world[Role.CUSTODY_OFFICER], world[Role.INFORMATION_GOVERNANCE], lead)


def broken(works: Works, **changed: object) -> UUID:
    """Break glass for the person's own words in custody."""
    asked = {
        "purpose": P4,
        "categories": (C,),
        "reason": REASON,
        "now": NOW,
        **changed,
    }
    return break_glass(works.sergeant, PERSON, **asked)  # type: ignore[arg-type]


def told(at=NOW) -> dict[str, set[UUID]]:
    """Deliver what waits and answer who has which message."""
    work_once(at)
    found: dict[str, set[UUID]] = {}
    for title, user in InboxItem.objects.values_list("title", "user_id"):
        found.setdefault(title, set()).add(user)
    return found
