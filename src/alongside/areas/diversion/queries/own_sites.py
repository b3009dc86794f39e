"""Which sites are somebody's: where their organisation runs the place, or the service there."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q

from alongside.areas.diversion.models import Episode, Site
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

COURTS: Final = frozenset({"magistrates", "crown", "youth_court"})
HELD: Final = frozenset({"custody", "voluntary_attendance"})


@dataclass(frozen=True, slots=True)
class OwnSite:
    """A site as it is chosen from a list.

    Attributes:
        id: The site.
        name: Its name.
        kind: A code of ``ld_setting``.
        host_id: Whoever runs the place.
        phone: Its number; may be empty.
    """

    id: UUID
    name: str
    kind: str
    host_id: UUID
    phone: str


def own_sites(viewer: Actor, kinds: Collection[str]) -> tuple[OwnSite, ...]:
    """Answer the viewer's sites of some kinds, by name.

    Raises:
        NotPermitted: The role does not look at sites.
    """
    require(viewer, PERMISSIONS, "sites.see")
    theirs = Q(host=viewer.organisation_id) | Q(provider=viewer.organisation_id)
    rows = Site.objects.filter(theirs, active=True, kind__in=kinds).order_by("name")
    return tuple(_line(row) for row in rows)


def own_site(viewer: Actor, site_id: UUID) -> OwnSite:
    """Answer one site of the viewer's.

    Raises:
        NotPermitted: The role does not look at sites.
        Refused: ``site.not_found`` where there is none, or it is not theirs.
    """
    for site in own_sites(viewer, COURTS | HELD | {"community"}):
        if site.id == site_id:
            return site
    raise Refused(
        "site.not_found",
        "That is not one of your places.",
        next_step="Go back and choose one from the list.",
        field="site",
    )


def courts() -> tuple[OwnSite, ...]:
    """Answer every court: somebody seen here may be listed at any."""
    rows = Site.objects.filter(active=True, kind__in=COURTS).order_by("name")
    return tuple(_line(row) for row in rows)


def check_theirs(actor: Actor, episode: Episode) -> None:
    """Refuse an episode of a service and a place that are not the actor's.

    Raises:
        Refused: ``episode.not_found``, the same as where there is none.
    """
    if actor.organisation_id not in (episode.organisation_id, episode.site.host_id):
        raise Refused(
            "episode.not_found",
            "That episode is not here.",
            next_step="Go back to the list and open it from there.",
        )


def _line(row: Site) -> OwnSite:
    return OwnSite(row.id, row.name, row.kind, row.host_id, row.phone)
