"""Organisations and services of the standard as a directory of ours."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from alongside.areas.directory.rules.cover_steps import CoverWhen
from alongside.areas.directory.rules.hours import ALWAYS
from alongside.areas.directory.rules.options import OptionKind
from alongside.areas.directory.rules.whole import (
    ServiceKind,
    TargetKind,
    Vouched,
    Whole,
    WholeContact,
    WholeLocality,
    WholeNeed,
    WholeOrganisation,
    WholePlace,
    WholeService,
    WholeStep,
)
from alongside.exchange.open_referral.names import OURS, Object
from alongside.exchange.open_referral.opening import hours_of, same_hours
from alongside.kernel.actor import Sector
from alongside.kernel.refusal import Refused

Made = TypeVar("Made")
STATUSES: Final = {"active": True, "inactive": False, "defunct": False, "temporarily closed": False}


class Fault(Exception):
    """Something in the file that cannot be taken."""


def understood(document: Object) -> tuple[Whole, list[str], list[str]]:
    """Read a document.

    Returns:
        The directory, notes of what was left out, and faults with where they are; when there is
        any fault the directory is not to be used.
    """
    reader = _Reader()
    for place, row in enumerate(document["organizations"]):
        reader.take(f"organizations[{place}]", row, reader.organisation)
    for place, row in enumerate(document["services"]):
        reader.take(f"services[{place}]", row, reader.service)
    return reader.whole(), reader.notes, reader.faults


class _Reader:
    def __init__(self) -> None:
        self.notes: list[str] = []
        self.faults: list[str] = []
        self._organisations: dict[UUID, WholeOrganisation] = {}
        self._localities: dict[str, WholeLocality] = {}
        self._services: dict[UUID, WholeService] = {}
        self._places: dict[UUID, WholePlace] = {}
        self._contacts: dict[UUID, WholeContact] = {}

    def whole(self) -> Whole:
        """Answer what was read, each part in the order of its ids."""
        return Whole(
            organisations=_ordered(self._organisations),
            localities=tuple(sorted(self._localities.values())),
            services=_ordered(self._services),
            places=_ordered(self._places),
            contacts=_ordered(self._contacts),
        )

    def take(self, where: str, row: object, read: Callable[[str, Object], None]) -> None:
        """Read one object; whatever is wrong with it is kept as one fault."""
        if not isinstance(row, dict):
            self.faults.append(f"{where}: this is not an object.")
            return
        try:
            read(where, row)
        except Fault as fault:
            self.faults.append(f"{where} ({str(row.get('name', row.get('id', '')))[:60]}): {fault}")
        except Refused as refusal:
            self.faults.append(f"{where} ({str(row.get('name', ''))[:60]}): {refusal}")

    def organisation(self, where: str, row: Object) -> None:
        """Read an organisation and the contacts it has of itself."""
        ours, name = _ours(row), _text(row, "name", most=120, needed=True)
        found = WholeOrganisation(
            id=_id(row),
            name=name,
            short_name=_text(ours, "short_name", most=60) or name[:60],
            sector=_code(Sector, ours.get("sector", Sector.CHARITY), "sector"),
            code=_text(ours, "code", most=12),
        )
        self._organisations[found.id] = found
        for contact in _list(row, "contacts"):
            self._contact(contact, found.id, None)

    def service(self, where: str, row: Object) -> None:
        """Read a service: a team or a place of safety of ours, else an option for tonight."""
        ours = _ours(row)
        kind = _code(ServiceKind, ours.get("kind", ServiceKind.OPTION), "kind")
        owner = self._owner(row)
        if kind is ServiceKind.PLACE:
            self._take_place(row, ours, owner)
            return
        line, named = self._lines(row)
        schedules = _list(row, "schedules")
        found = WholeService(
            id=_id(row),
            kind=kind,
            organisation_id=owner,
            name=_text(row, "name", most=120, needed=True),
            words=_text(row, "description", most=200),
            phone=line,
            hours=self._hours(ours, schedules),
            vouched=_vouched(ours),
            email=_text(row, "email", most=254),
            address=_text(ours, "address", most=200) or _address(row),
            option_kind=_option_kind(kind, ours),
            out_of_hours_name=_text(ours, "out_of_hours_name", most=120),
            out_of_hours_phone=_text(ours, "out_of_hours_phone", most=30),
            takes=_text(ours, "takes", most=300),
            usual_wait_days=_days(ours, "usual_wait_days"),
            answers_within_days=_days(ours, "answers_within_days"),
            ods_code=_text(ours, "ods_code", most=10),
            active=_active(row),
            languages=tuple(_text(one, "code", most=8) for one in _list(row, "languages")),
            areas=self._areas(_list(row, "service_areas")),
            steps=_steps(ours),
            needs=_needs(ours),
        )
        if kind is ServiceKind.OPTION and not (found.phone or found.address):
            raise Fault("it has neither a phone number nor an address.")
        if kind is ServiceKind.TEAM and not found.phone:
            raise Fault("a team needs a phone number, in a contact without a title.")
        self._services[found.id] = found
        for contact in named:
            team = found.id if kind is ServiceKind.TEAM else None
            self._contact(contact, owner, team)

    def _owner(self, row: Object) -> UUID:
        told = row.get("organization")
        if not isinstance(told, dict):
            raise Fault("organization: the organisation that provides it is not said.")
        owner = _id(told)
        if owner not in self._organisations:
            name = _text(told, "name", most=120, needed=True)
            self._organisations[owner] = WholeOrganisation(owner, name, name[:60], Sector.CHARITY)
            self.notes.append(f"{name}: what kind of organisation it is, is not said; a charity.")
        return owner

    def _lines(self, row: Object) -> tuple[str, list[Object]]:
        """Part the service's own number from the contacts who have a name and a job."""
        phones = [*_list(row, "phones")]
        named = []
        for contact in _list(row, "contacts"):
            if contact.get("title") and contact.get("name"):
                named.append(contact)
            else:
                phones += _list(contact, "phones")
        return _number(phones), named

    def _hours(self, ours: Object, schedules: list[Object]) -> str:
        kept = _text(ours, "hours", most=200)
        try:
            said = hours_of(schedules)
        except (ValueError, TypeError):
            raise Fault(
                "schedules: a day or a time is not written as the standard has it."
            ) from None
        if kept and (not said or same_hours(kept, said)):
            return kept
        if not said:
            raise Fault("schedules: no weekly opening hours are said.")
        if len(said) > 200:
            raise Fault("schedules: the hours are too many to keep.")
        return ALWAYS if same_hours(said, ALWAYS) else said

    def _areas(self, areas: list[Object]) -> tuple[str, ...]:
        names = []
        for area in areas:
            name = _text(area, "name", most=80)
            point = _point(area)
            if not name or point is None:
                self.notes.append(f"{name or 'an area'}: not a point on the map, so left out.")
                continue
            names.append(name)
            self._localities[name] = WholeLocality(name, point[1], point[0])
        return tuple(sorted(names))

    def _take_place(self, row: Object, ours: Object, owner: UUID) -> None:
        line, _ = self._lines(row)
        location = _location(row)
        area = ours.get("police_area_id")
        found = WholePlace(
            id=_id(row),
            organisation_id=owner,
            name=_text(row, "name", most=120, needed=True),
            type=_text(ours, "type", most=40, needed=True),
            takes_adults=bool(ours.get("takes_adults")),
            takes_children=bool(ours.get("takes_children")),
            takes_physical_health_need=bool(ours.get("takes_physical_health_need")),
            phone=line,
            address=_address(row),
            latitude=_degrees(location, "latitude"),
            longitude=_degrees(location, "longitude"),
            note=_text(row, "description", most=300),
            vouched=_vouched(ours),
            police_area_id=_id({"id": area}) if area else None,
            active=_active(row),
        )
        self._places[found.id] = found

    def _contact(self, row: Object, owner: UUID, team: UUID | None) -> None:
        ours = _ours(row)
        phone, email = _number(_list(row, "phones")), _text(row, "email", most=254)
        name = _text(row, "name", most=120)
        if not (phone or email):
            self.notes.append(f"{name or 'a contact'}: no number and no e-mail, so left out.")
            return
        found = WholeContact(
            id=_id(row),
            organisation_id=owner,
            team_id=team,
            name=name,
            job_title=_text(row, "title", most=120, needed=True),
            is_for=_text(ours, "is_for", most=200),
            phone=phone,
            email=email,
            hours=_text(ours, "hours", most=200) or ALWAYS,
            vouched=_vouched(ours),
            active=bool(ours.get("active", True)),
            languages=tuple(str(code)[:8] for code in ours.get("languages", [])),
            areas=self._areas(list(ours.get("areas", []))),
            steps=_steps(ours),
            needs=_needs(ours),
        )
        self._contacts[found.id] = found


def _ordered(rows: Mapping[UUID, Any]) -> tuple[Any, ...]:
    return tuple(rows[key] for key in sorted(rows))


def _ours(row: Object) -> Object:
    ours = row.get(OURS, {})
    if not isinstance(ours, dict):
        raise Fault(f"{OURS}: this is not an object.")
    return ours


def _id(row: Object) -> UUID:
    try:
        return UUID(str(row.get("id", "")))
    except ValueError:
        raise Fault(f"id: {str(row.get('id', ''))[:40]!r} is not a UUID.") from None


def _text(row: Object, name: str, *, most: int, needed: bool = False) -> str:
    value = row.get(name) or ""
    if not isinstance(value, str):
        raise Fault(f"{name}: this is not words.")
    if needed and not value.strip():
        raise Fault(f"{name}: this is empty.")
    if len(value) > most:
        raise Fault(f"{name}: this is longer than {most} letters.")
    return value


def _list(row: Object, name: str) -> list[Object]:
    value = row.get(name) or []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise Fault(f"{name}: this is not a list of objects.")
    return value


def _number(phones: Iterable[Object]) -> str:
    return next((_text(one, "number", most=30) for one in phones if one.get("number")), "")


def _code(codes: type[Made], value: object, name: str) -> Made:
    try:
        return codes(value)  # type: ignore[call-arg]
    except ValueError:
        raise Fault(f"{name}: {str(value)[:40]!r} is not a code of ours.") from None


def _option_kind(kind: ServiceKind, ours: Object) -> OptionKind | None:
    if kind is not ServiceKind.OPTION:
        return None
    return _code(OptionKind, ours.get("option_kind", OptionKind.OTHER), "option_kind")


def _active(row: Object) -> bool:
    status = row.get("status")
    if status not in STATUSES:
        raise Fault(f"status: {str(status)[:40]!r} is not one of {', '.join(STATUSES)}.")
    return STATUSES[status]


def _days(ours: Object, name: str) -> int | None:
    value = ours.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 32767:
        raise Fault(f"{name}: this is not a number of days.")
    return value


def _location(row: Object) -> Object:
    for at in _list(row, "service_at_locations"):
        if isinstance(at.get("location"), dict):
            return dict(at["location"])
    return {}


def _address(row: Object) -> str:
    for address in _list(_location(row), "addresses"):
        names = ("address_1", "address_2", "city", "postal_code")
        parts = [_text(address, name, most=200) for name in names]
        return ", ".join(part for part in parts if part)[:200]
    return ""


def _degrees(location: Object, name: str) -> float:
    value = location.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise Fault(f"service_at_locations, location, {name}: this is not a number of degrees.")
    return float(value)


def _point(area: Object) -> tuple[float, float] | None:
    try:
        told = json.loads(area.get("extent") or "null")
        longitude, latitude = (float(one) for one in told["coordinates"])
    except (ValueError, TypeError, KeyError):
        return None
    return longitude, latitude


def _instant(told: Object, name: str) -> datetime:
    fault = Fault(f"vouched, {name}: this is not an instant with its offset.")
    try:
        found = datetime.fromisoformat(str(told.get(name)))
    except ValueError:
        raise fault from None
    if found.tzinfo is None:
        raise fault
    return found


def _vouched(ours: Object) -> Vouched | None:
    told = ours.get("vouched")
    if not isinstance(told, dict):
        return None
    found = Vouched(
        _instant(told, "at"), _text(told, "by_name", most=120), _instant(told, "again_at")
    )
    if found.again_at <= found.at:
        raise Fault("vouched: it expires before it was said.")
    return found


def _steps(ours: Object) -> tuple[WholeStep, ...]:
    return tuple(
        sorted(
            WholeStep(
                _code(CoverWhen, one.get("when"), "steps, when"),
                _days(one, "position") or 0,
                _code(TargetKind, one.get("to_kind"), "steps, to_kind"),
                _text(one, "to", most=40, needed=True),
                _text(one, "to_name", most=120),
            )
            for one in _list(ours, "steps")
        )
    )


def _needs(ours: Object) -> tuple[WholeNeed, ...]:
    return tuple(
        sorted(
            WholeNeed(
                _text(one, "need", most=60, needed=True),
                _text(one, "locality", most=80),
                _days(one, "position") or 0,
            )
            for one in _list(ours, "needs")
        )
    )
