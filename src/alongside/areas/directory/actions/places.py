"""Keep the register of places of safety."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.directory.actions.writing import (
    chase_later,
    check_version,
    confirm,
    confirmed_by,
    contents,
    locked,
    name_taken,
    write,
)
from alongside.areas.directory.models import PlaceOfSafety
from alongside.areas.directory.queries.places import NOT_HERE
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.distance import check_point
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.areas.directory.rules.places import (
    check_is_own_place,
    check_place_type,
    check_takes_somebody,
)
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """What is kept of a place. ``type`` is a code of ``place_of_safety_type``; degrees."""

    organisation_id: UUID
    name: str
    type: str
    takes_adults: bool
    takes_children: bool
    takes_physical_health_need: bool
    phone: str
    address: str
    latitude: float
    longitude: float
    police_area_id: UUID | None = None
    note: str = ""
    active: bool = True


def add_place(
    actor: Actor, entry: PlaceEntry, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Add a place of safety, confirmed by whoever adds it.

    Raises:
        NotPermitted: The role may not.
        Refused: ``place.name_taken``, ``place.type_not_known``, ``place.takes_nobody`` or
            ``point.not_on_the_globe``.
    """

    def make() -> UUID:
        require(actor, PERMISSIONS, "place.add")
        _check(entry, other_than=None)
        row = PlaceOfSafety(
            **{name: getattr(entry, name) for name in entry.__slots__},
            **confirmed_by(actor, EntryKind.PLACE, now),
        )
        row.save(force_insert=True)
        record(
            actor,
            Entry(Op.CONFIGURATION, "directory.add_place", Ref("place", row.id)),
            now=now,
            request_key=request_key,
        )
        chase_later(row, EntryKind.PLACE, now)
        return row.id

    return once(actor, request_key, make)


def change_place(
    actor: Actor, place_id: UUID, entry: PlaceEntry, *, version: int, now: datetime
) -> None:
    """Change a place; saving it also confirms it.

    Args:
        version: The version the form was read at.

    Raises:
        NotPermitted: The role may not, or a coordinator of another organisation.
        Conflict: ``entry.changed``.
        Refused: ``place.not_here`` or what ``add_place`` refuses.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "place.change")
        row = locked(PlaceOfSafety, place_id, NOT_HERE)
        check_is_own_place(actor, row.organisation_id)
        check_version(row, entry, version)
        _check(entry, other_than=place_id)
        before = _contents_of(row)
        fields = write(row, entry)
        confirm(row, actor, kind=EntryKind.PLACE, now=now)
        row.save(force_update=True)
        changed = (before, contents(entry))
        record(
            actor,
            Entry(
                Op.CONFIGURATION,
                "directory.change_place",
                Ref("place", row.id),
                fields=fields,
                changed=changed,
            ),
            now=now,
        )
        chase_later(row, EntryKind.PLACE, now)


def _contents_of(row: PlaceOfSafety) -> str:
    kept = {name: getattr(row, name) for name in PlaceEntry.__slots__}
    return contents(PlaceEntry(**kept))


def _check(entry: PlaceEntry, *, other_than: UUID | None) -> None:
    check_place_type(entry.type)
    check_takes_somebody(adults=entry.takes_adults, children=entry.takes_children)
    check_point(entry.latitude, entry.longitude)
    if name_taken(PlaceOfSafety.objects.filter(name=entry.name), other_than=other_than):
        raise Refused(
            "place.name_taken",
            "Another place has this name.",
            next_step="Add the town or the ward to tell them apart.",
            field="name",
        )
