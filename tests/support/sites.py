"""The county's custody suites, courts and interview rooms, for a journey."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.utils import timezone

from alongside.areas.diversion import demo_sites
from alongside.foundation.accounts.queries import organisations
from alongside.kernel.actor import Role
from tests.support.county import County

KEYS: Final = {
    "Northmoor Police": "northmoor_police",
    "County Council": "council",
    "Mental Health Trust": "trust",
}


def open_sites(county: County) -> Mapping[str, UUID]:
    """Add the places Liaison and Diversion reaches into; answer them by readable key."""
    named = {row.short_name: row.id for row in organisations()}
    keyed = {key: named[name] for name, key in KEYS.items()}
    keeper = county.on_duty("tess_holloway", Role.LIAISON_LEAD)
    return demo_sites.fill(keeper, keyed, provider=keyed["trust"], now=timezone.now())
