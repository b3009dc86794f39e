"""Ways on from a person's page to what areas keep about them. Wiring registers them at start."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from alongside.engines.sharing import Purpose
from alongside.kernel.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class Way:
    """A link on a person's page.

    Attributes:
        words: What it says.
        url_name: Where it leads; its one argument is the person.
        roles: Who sees it.
        order: Lower comes first.
        from_contact: Whether a contact with the person leads there too.
    """

    words: str
    url_name: str
    roles: frozenset[Role]
    order: int = 50
    from_contact: bool = False


@dataclass(frozen=True, slots=True)
class WayLink:
    """A way ready to place."""

    words: str
    href: str


_WAYS: dict[str, Way] = {}
_FROM_CONTACT: dict[str, Way] = {}


def register(way: Way) -> None:
    """Add a way, or replace the one with the same address."""
    _WAYS[way.url_name] = way


def ways_for(
    viewer: Actor, person_id: UUID, purpose: Purpose, *, from_contact: bool = False
) -> list[WayLink]:
    """Answer the ways this viewer has from a person's page, in order, with why they look.

    Args:
        viewer: Who looks.
        person_id: At whom.
        purpose: Why.
        from_contact: Only those that a contact with the person leads to as well.
    """
    seen = [
        way
        for way in _WAYS.values()
        if viewer.on_duty and viewer.role in way.roles and (way.from_contact or not from_contact)
    ]
    seen.sort(key=lambda way: (way.order, way.words))
    why = "?" + urlencode({"purpose": purpose})
    return [WayLink(way.words, reverse(way.url_name, args=[person_id]) + why) for way in seen]


def register_from_contact(way: Way) -> None:
    """Add a way that starts at a contact whoever it is with; its one argument is the contact."""
    _FROM_CONTACT[way.url_name] = way


def ways_from_contact(viewer: Actor, contact_id: UUID) -> list[WayLink]:
    """Answer the ways this viewer has from a contact itself, in order."""
    seen = [way for way in _FROM_CONTACT.values() if viewer.on_duty and viewer.role in way.roles]
    seen.sort(key=lambda way: (way.order, way.words))
    return [WayLink(way.words, reverse(way.url_name, args=[contact_id])) for way in seen]
