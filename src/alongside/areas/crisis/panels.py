"""This area's part of a person's page."""

from datetime import datetime
from uuid import UUID

from alongside.areas.crisis.queries.ledgers import open_difference_count
from alongside.areas.crisis.queries.person import person_contacts
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.engines.sharing import Category
from alongside.foundation.kit.navigation import NavItem
from alongside.foundation.picture.panels import Panel, PanelBody, Place
from alongside.kernel.actor import Actor


def load_open(viewer: Actor, person_id: UUID, now: datetime) -> PanelBody | None:
    """Load what is open with a person now, when anything is."""
    found = person_contacts(viewer, person_id, still_open=True, now=now)
    return PanelBody(found, found.lines[0].opened_at) if found.lines else None


def load_closed(viewer: Actor, person_id: UUID, now: datetime) -> PanelBody | None:
    """Load the contacts with a person that have closed, when there are any."""
    found = person_contacts(viewer, person_id, still_open=False, now=now)
    return PanelBody(found, found.lines[0].opened_at) if found.lines else None


PANELS = (
    Panel(
        "crisis.open",
        "Open now",
        Category.RISK,
        Place.SAFETY,
        load_open,
        "crisis/desk_person.jinja",
    ),
    Panel(
        "crisis.closed",
        "Earlier contacts",
        Category.RISK,
        Place.REST,
        load_closed,
        "crisis/desk_person.jinja",
    ),
)
LINKS = (
    NavItem("Desk", "crisis:desk", roles=PERMISSIONS["desk.see"], order=10),
    NavItem("Shift handover", "crisis:shift", roles=PERMISSIONS["desk.see"], order=15),
    NavItem(
        "Two ledgers",
        "crisis:ledgers",
        roles=PERMISSIONS["ledgers.settle"],
        order=43,
        count=open_difference_count,
    ),
)
