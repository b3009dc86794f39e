"""The places the service reaches into, to choose from."""

from dataclasses import dataclass
from uuid import UUID

from alongside.areas.diversion.models import Site
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require


@dataclass(frozen=True, slots=True)
class SiteName:
    """A place as it is chosen from a list.

    Attributes:
        id: The place.
        name: As people say it.
        kind: A code of ``ld_setting``.
        phone: To ring it.
    """

    id: UUID
    name: str
    kind: str
    phone: str


def sites_to_choose(viewer: Actor) -> tuple[SiteName, ...]:
    """Answer every place in use, by name.

    Raises:
        NotPermitted: The role notices nobody.
    """
    require(viewer, PERMISSIONS, "episode.identify")
    rows = Site.objects.filter(active=True).order_by("name")
    return tuple(SiteName(row.id, row.name, row.kind, row.phone) for row in rows)


@dataclass(frozen=True, slots=True)
class ServicePlace:
    """A place a file may name: identifier, name, national code and kind."""

    id: UUID
    name: str
    code: str
    kind: str


def service_places(viewer: Actor) -> tuple[ServicePlace, ...]:
    """Answer every place of the viewer's own service, those no longer in use too.

    Raises:
        NotPermitted: The role imports nothing.
    """
    require(viewer, PERMISSIONS, "episode.import")
    rows = Site.objects.filter(provider_id=viewer.organisation_id).order_by("name")
    return tuple(ServicePlace(row.id, row.name, row.code, row.kind) for row in rows)
