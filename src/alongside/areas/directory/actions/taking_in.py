"""Take in a directory somebody sent: all of it, or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import models, transaction

from alongside.areas.directory.actions.localities import add_locality
from alongside.areas.directory.actions.taking_in_parts import hang
from alongside.areas.directory.actions.writing import chase_later, confirmed_by
from alongside.areas.directory.models import Contact, Locality, PlaceOfSafety, ServiceOption, Team
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.distance import check_point
from alongside.areas.directory.rules.hours import parse_hours
from alongside.areas.directory.rules.languages import check_languages
from alongside.areas.directory.rules.localities import locality_key
from alongside.areas.directory.rules.options import check_can_be_reached
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.areas.directory.rules.places import check_place_type, check_takes_somebody
from alongside.areas.directory.rules.teams import check_takes_referrals
from alongside.areas.directory.rules.whole import (
    ServiceKind,
    TakenIn,
    Vouched,
    Whole,
    WholeContact,
    WholePlace,
    WholeService,
)
from alongside.foundation.accounts.actions import add_organisation
from alongside.foundation.accounts.queries import organisations
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

NAMED: Final = {
    EntryKind.TEAM: ("organisation_id", "name"),
    EntryKind.OPTION: ("name",),
    EntryKind.PLACE: ("name",),
    EntryKind.CONTACT: ("organisation_id", "name", "job_title"),
}
"""By which columns no two entries of a kind may be alike."""
ROWS: Final[Mapping[EntryKind, type[models.Model]]] = {
    EntryKind.TEAM: Team,
    EntryKind.OPTION: ServiceOption,
    EntryKind.PLACE: PlaceOfSafety,
    EntryKind.CONTACT: Contact,
}


class _Undone(Exception):
    """Ends a rehearsal: all that was written is taken back."""


def take_in(actor: Actor, whole: Whole, *, now: datetime, rehearse: bool = False) -> TakenIn:
    """Add what is new and change what differs; what the file does not name stays as it is.

    An entry keeps who vouched for it and until when; where the file says nobody, whoever takes
    it in does. ``rehearse`` answers what would happen and writes nothing.

    Raises:
        NotPermitted: The role may not.
        Refused: ``directory_file.entry``, naming the first entry that cannot be kept and why.
    """
    require(actor, PERMISSIONS, "directory.take_in")
    taking = _Taking(actor, now)
    try:
        with transaction.atomic():
            taking.take(whole)
            if rehearse:
                raise _Undone
    except _Undone:
        pass
    return TakenIn(tuple(taking.added), tuple(taking.changed), taking.same)


@dataclass
class _Taking:
    """One directory being taken in."""

    actor: Actor
    now: datetime
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: int = 0
    _owners: dict[UUID, UUID] = field(default_factory=dict)

    def take(self, whole: Whole) -> None:
        """Take every part in, what others point at first."""
        self._organisations(whole)
        self._localities(whole)
        for service in whole.services:
            self._row(_kind(service), service.id, service.name, self._service(service))
        for place in whole.places:
            self._row(EntryKind.PLACE, place.id, place.name, self._place(place))
        for contact in whole.contacts:
            self._row(EntryKind.CONTACT, contact.id, contact.name, self._contact(contact))
        hung: list[WholeService | WholeContact] = [*whole.services, *whole.contacts]
        for row in hung:
            if hang(row) and row.name not in (*self.added, *self.changed):
                self.changed.append(row.name)
                self.same -= 1
                self._trace("change", _kind(row), row.id, ("areas", "steps", "needs"))

    def _organisations(self, whole: Whole) -> None:
        known = organisations()
        ids, named = {row.id for row in known}, {row.name.casefold(): row.id for row in known}
        for row in whole.organisations:
            if row.id in ids:
                self._owners[row.id] = row.id
            elif row.name.casefold() in named:
                self._owners[row.id] = named[row.name.casefold()]
            else:
                self._owners[row.id] = add_organisation(
                    name=row.name,
                    short_name=row.short_name,
                    sector=row.sector,
                    code=row.code,
                    now=self.now,
                    organisation_id=row.id,
                )
                self.added.append(row.name)

    def _localities(self, whole: Whole) -> None:
        known = set(Locality.objects.values_list("key", flat=True))
        for row in whole.localities:
            if locality_key(row.name) not in known:
                with _said_of(row.name):
                    add_locality(
                        self.actor,
                        name=row.name,
                        latitude=row.latitude,
                        longitude=row.longitude,
                        now=self.now,
                    )
                self.added.append(row.name)

    def _service(self, told: WholeService) -> dict[str, Any]:
        with _said_of(told.name):
            parse_hours(told.hours)
            check_languages(told.languages)
            if told.kind is ServiceKind.OPTION:
                check_can_be_reached(phone=told.phone, address=told.address)
            check_takes_referrals(
                takes=told.takes,
                usual_wait_days=told.usual_wait_days,
                answers_within_days=told.answers_within_days,
                ods_code=told.ods_code,
            )
        shared = {
            "organisation_id": self._owners[told.organisation_id],
            "name": told.name,
            "phone": told.phone,
            "hours": told.hours,
            "languages": list(told.languages),
            "active": told.active,
        } | self._vouched(_kind(told), told.vouched)
        if told.kind is ServiceKind.OPTION:
            kind = told.option_kind.value if told.option_kind else ""
            return shared | {"for_whom": told.words, "kind": kind, "address": told.address}
        return shared | {
            "purpose": told.words,
            "email": told.email,
            "out_of_hours_name": told.out_of_hours_name,
            "out_of_hours_phone": told.out_of_hours_phone,
            "takes": told.takes,
            "usual_wait_days": told.usual_wait_days,
            "answers_within_days": told.answers_within_days,
            "ods_code": told.ods_code,
        }

    def _place(self, told: WholePlace) -> dict[str, Any]:
        with _said_of(told.name):
            check_place_type(told.type)
            check_takes_somebody(adults=told.takes_adults, children=told.takes_children)
            check_point(told.latitude, told.longitude)
        area = told.police_area_id
        return {
            "organisation_id": self._owners[told.organisation_id],
            "name": told.name,
            "type": told.type,
            "takes_adults": told.takes_adults,
            "takes_children": told.takes_children,
            "takes_physical_health_need": told.takes_physical_health_need,
            "phone": told.phone,
            "address": told.address,
            "latitude": told.latitude,
            "longitude": told.longitude,
            "note": told.note,
            "police_area_id": self._owners.get(area) if area else None,
            "active": told.active,
        } | self._vouched(EntryKind.PLACE, told.vouched)

    def _contact(self, told: WholeContact) -> dict[str, Any]:
        with _said_of(told.name):
            parse_hours(told.hours)
            check_languages(told.languages)
        return {
            "organisation_id": self._owners[told.organisation_id],
            "team_id": told.team_id,
            "name": told.name,
            "job_title": told.job_title,
            "is_for": told.is_for,
            "phone": told.phone,
            "email": told.email,
            "hours": told.hours,
            "languages": list(told.languages),
            "active": told.active,
        } | self._vouched(EntryKind.CONTACT, told.vouched)

    def _vouched(self, kind: EntryKind, vouched: Vouched | None) -> dict[str, Any]:
        if vouched is None:
            return {}
        return {
            "confirmed_at": vouched.at,
            "confirmed_by_name": vouched.by_name,
            "confirm_again_at": vouched.again_at,
        }

    def _row(self, kind: EntryKind, row_id: UUID, name: str, wanted: dict[str, Any]) -> None:
        model: Any = ROWS[kind]
        _check_name(model, kind, row_id, name, wanted)
        row = model.objects.select_for_update().filter(pk=row_id).first()
        if row is None:
            # Whoever takes it in is asked again later; who vouched for it is kept by name.
            row = model(id=row_id, **confirmed_by(self.actor, kind, self.now) | wanted)
            row.save(force_insert=True)
            self.added.append(name)
            self._trace("add", kind, row_id, ())
        else:
            fields = tuple(key for key, value in wanted.items() if getattr(row, key) != value)
            if not fields:
                self.same += 1
                return
            for key in fields:
                setattr(row, key, wanted[key])
            row.version += 1
            row.save(force_update=True)
            self.changed.append(name)
            self._trace("change", kind, row_id, fields)
        chase_later(row, kind, self.now)

    def _trace(self, verb: str, kind: EntryKind, row_id: UUID, fields: Iterable[str]) -> None:
        entry = Entry(
            Op.CONFIGURATION,
            f"directory.take_in_{verb}",
            Ref(kind.value, row_id),
            fields=tuple(fields),
        )
        record(self.actor, entry, now=self.now)


def _kind(row: WholeService | WholeContact) -> EntryKind:
    if isinstance(row, WholeContact):
        return EntryKind.CONTACT
    return EntryKind.OPTION if row.kind is ServiceKind.OPTION else EntryKind.TEAM


def _check_name(
    model: Any, kind: EntryKind, row_id: UUID, name: str, wanted: Mapping[str, Any]
) -> None:
    alike = model.objects.filter(**{column: wanted[column] for column in NAMED[kind]})
    if alike.exclude(pk=row_id).exists():
        with _said_of(name):
            raise Refused(
                "directory_file.named_twice",
                "Another entry here has this name and another id.",
                next_step="Give one of them another name, or the id of the entry that is here.",
            )


class _said_of:  # noqa: N801  reads as a word in a with statement
    """Lets a refusal say which entry it is about."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        if isinstance(fault, Refused):
            raise Refused(
                "directory_file.entry",
                f"{self._name}: {fault.message}",
                next_step=fault.next_step,
                field="file",
            ) from None
