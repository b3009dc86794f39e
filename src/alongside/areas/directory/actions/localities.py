"""Keep the towns and landmarks people name when they are asked where they are."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.directory.models import Locality
from alongside.areas.directory.rules.distance import check_point
from alongside.areas.directory.rules.localities import locality_key
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


def add_locality(
    actor: Actor, *, name: str, latitude: float, longitude: float, now: datetime
) -> UUID:
    """Add a town or landmark; degrees.

    Raises:
        NotPermitted: The role may not.
        Refused: ``locality.name_taken``, ``locality.no_name`` or ``point.not_on_the_globe``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "locality.add")
        check_point(latitude, longitude)
        key = locality_key(name)
        if not key:
            raise Refused("locality.no_name", "Give the place a name.", field="name")
        if Locality.objects.filter(key=key).exists():
            raise Refused("locality.name_taken", "That name is already there.", field="name")
        row = Locality(name=name, key=key, latitude=latitude, longitude=longitude)
        row.save(force_insert=True)
        done = Entry(Op.CONFIGURATION, "directory.add_locality", Ref("locality", row.id))
        record(actor, done, now=now)
    return row.id
