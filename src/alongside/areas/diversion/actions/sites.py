"""Add the places the service reaches into."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.diversion.models import Site
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.reference import code_list
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class NewSite:
    """A custody suite, a court or another place, as it is added.

    Attributes:
        name: As people say it.
        kind: A code of ``ld_setting``.
        host_id: Whoever runs the place.
        provider_id: The Liaison and Diversion service there; ``None`` where there is none yet.
        code: What national systems call it; may be empty.
        phone: To ring it.
        address: Where it is.
        latitude: In degrees.
        longitude: In degrees.
        hours: When a practitioner is there: weekday from 0 for Monday, opens, closes.
        covered_from: Since when the service is there; ``None`` where it is not.
    """

    name: str
    kind: str
    host_id: UUID
    provider_id: UUID | None = None
    code: str = ""
    phone: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    hours: Sequence[tuple[int, str, str]] = ()
    covered_from: date | None = None


def add_site(actor: Actor, said: NewSite, *, now: datetime) -> UUID:
    """Add a place the service reaches into.

    Raises:
        NotPermitted: The role does not keep them.
        Refused: ``site.unknown_kind`` or ``site.name_taken``.
    """
    require(actor, PERMISSIONS, "sites.keep")
    if said.kind not in {entry.code for entry in code_list("ld_setting").entries}:
        raise Refused("site.unknown_kind", "Choose what kind of place it is.", field="kind")
    with transaction.atomic():
        if Site.objects.filter(name=said.name).exists():
            raise Refused("site.name_taken", "There is a place of that name.", field="name")
        site = Site.objects.create(
            name=said.name,
            kind=said.kind,
            host_id=said.host_id,
            provider_id=said.provider_id,
            code=said.code,
            phone=said.phone,
            address=said.address,
            latitude=said.latitude,
            longitude=said.longitude,
            hours=[list(row) for row in said.hours],
            covered_from=said.covered_from,
        )
        entry = Entry(Op.COLLECTION, "diversion.add_site", Ref("site", site.id))
        record(actor, entry, now=now)
    return site.id
