"""A directory as organisations and services of the standard."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.directory.rules.whole import (
    ServiceKind,
    Vouched,
    Whole,
    WholeContact,
    WholeLocality,
    WholeNeed,
    WholeOrganisation,
    WholePlace,
    WholeService,
)
from alongside.exchange.open_referral.names import (
    NEEDS_TAXONOMY,
    OURS,
    PROFILE,
    VERSION,
    Object,
    key_of,
    without_empty,
)
from alongside.exchange.open_referral.opening import schedules_of

STATUS: Final = {True: "active", False: "inactive"}


def document_of(whole: Whole) -> Object:
    """Answer the whole directory as one object: its organisations, and its services."""
    return _Describer(whole).document()


class _Describer:
    def __init__(self, whole: Whole) -> None:
        self._whole = whole
        self._places = {row.name: row for row in whole.localities}
        self._owners = {row.id: row for row in whole.organisations}
        self._contacts: dict[UUID, list[WholeContact]] = defaultdict(list)
        for contact in whole.contacts:
            self._contacts[contact.team_id or contact.organisation_id].append(contact)

    def document(self) -> Object:
        services = [*map(self._service, self._whole.services)]
        services += [*map(self._place, self._whole.places)]
        return {
            "profile": PROFILE,
            "version": VERSION,
            "organizations": [*map(self._organisation, self._whole.organisations)],
            "services": sorted(services, key=lambda one: one["id"]),
        }

    def _organisation(self, row: WholeOrganisation) -> Object:
        ours = without_empty({"short_name": row.short_name, "sector": row.sector, "code": row.code})
        return without_empty(
            {
                "id": str(row.id),
                "name": row.name,
                "description": f"{row.name} ({row.sector.value.replace('_', ' ')})",
                "contacts": [*map(self._contact, self._contacts[row.id])],
                OURS: ours,
            }
        )

    def _service(self, row: WholeService) -> Object:
        key = str(row.id)
        ours = {
            "kind": row.kind,
            "option_kind": row.option_kind,
            "address": row.address,
            "out_of_hours_name": row.out_of_hours_name,
            "out_of_hours_phone": row.out_of_hours_phone,
            "takes": row.takes,
            "usual_wait_days": row.usual_wait_days,
            "answers_within_days": row.answers_within_days,
            "ods_code": row.ods_code,
            "hours": row.hours,
            "steps": [asdict(step) for step in row.steps],
            "needs": [asdict(need) for need in row.needs],
            "vouched": _vouched(row.vouched),
        }
        line = [_line(key, row.name, row.phone)] if row.phone else []
        named = self._contacts[row.id] if row.kind is ServiceKind.TEAM else []
        at = [_at_address(key, row.name, row.address)] if row.address else []
        return without_empty(
            {
                "id": key,
                "name": row.name,
                "description": row.words,
                "email": row.email,
                "status": STATUS[row.active],
                "assured_date": _assured(row.vouched),
                "organization": self._owner(row.organisation_id),
                "schedules": schedules_of(key, row.hours),
                "service_areas": self._areas(key, row.areas),
                "service_at_locations": at,
                "languages": _languages(key, row.languages),
                "contacts": [*line, *map(self._contact, named)],
                "attributes": _attributes(key, row.needs),
                OURS: without_empty(ours),
            }
        )

    def _place(self, row: WholePlace) -> Object:
        key = str(row.id)
        at = _at_address(key, row.name, row.address)
        at["location"] |= {"latitude": row.latitude, "longitude": row.longitude}
        ours = {
            "kind": ServiceKind.PLACE,
            "type": row.type,
            "takes_adults": row.takes_adults,
            "takes_children": row.takes_children,
            "takes_physical_health_need": row.takes_physical_health_need,
            "police_area_id": str(row.police_area_id) if row.police_area_id else None,
            "vouched": _vouched(row.vouched),
        }
        return without_empty(
            {
                "id": key,
                "name": row.name,
                "description": row.note,
                "status": STATUS[row.active],
                "assured_date": _assured(row.vouched),
                "organization": self._owner(row.organisation_id),
                "service_at_locations": [at],
                "contacts": [_line(key, row.name, row.phone)] if row.phone else [],
                OURS: without_empty(ours),
            }
        )

    def _contact(self, row: WholeContact) -> Object:
        key = str(row.id)
        ours = {
            "active": row.active,
            "hours": row.hours,
            "is_for": row.is_for,
            "languages": list(row.languages),
            "areas": self._areas(key, row.areas),
            "steps": [asdict(step) for step in row.steps],
            "needs": [asdict(need) for need in row.needs],
            "vouched": _vouched(row.vouched),
        }
        phones = [{"id": key_of(key, "phone"), "number": row.phone}] if row.phone else []
        return without_empty(
            {
                "id": key,
                "name": row.name,
                "title": row.job_title,
                "email": row.email,
                "phones": phones,
                OURS: without_empty(ours),
            }
        )

    def _owner(self, organisation_id: UUID) -> Object:
        named = self._owners[organisation_id]
        return {"id": str(named.id), "name": named.name}

    def _areas(self, owner: str, names: Sequence[str]) -> list[Object]:
        return [_area(owner, self._places[name]) for name in names]


def _line(owner: str, name: str, phone: str) -> Object:
    """The number of a service itself: a contact without a job, as the UK profile has phones."""
    number = {"id": key_of(owner, "phone"), "number": phone}
    return {"id": key_of(owner, "line"), "name": name, "phones": [number]}


def _at_address(owner: str, name: str, address: str) -> Object:
    location: Object = {"id": key_of(owner, "location"), "name": name}
    if address:
        location["addresses"] = [
            {
                "id": key_of(owner, "address"),
                "address_1": address,
                "country": "GB",
                "address_type": "physical",
            }
        ]
    return {"id": key_of(owner, "at"), "location": location}


def _area(owner: str, place: WholeLocality) -> Object:
    return {
        "id": key_of(owner, f"area/{place.name}"),
        "name": place.name,
        "extent": f'{{"type":"Point","coordinates":[{place.longitude!r},{place.latitude!r}]}}',
        "extent_type": "geojson",
    }


def _languages(owner: str, codes: Sequence[str]) -> list[Object]:
    return [{"id": key_of(owner, f"language/{code}"), "code": code} for code in codes]


def _attributes(owner: str, needs: Sequence[WholeNeed]) -> list[Object]:
    return [
        {
            "id": key_of(owner, f"need/{need}"),
            "link_type": "need",
            "taxonomy_term": {
                "id": key_of("need", need),
                "code": need,
                "name": need.replace("_", " "),
                "taxonomy_detail": NEEDS_TAXONOMY,
            },
        }
        for need in dict.fromkeys(one.need for one in needs)
    ]


def _vouched(vouched: Vouched | None) -> Object | None:
    if vouched is None:
        return None
    return {
        "at": _instant(vouched.at),
        "by_name": vouched.by_name,
        "again_at": _instant(vouched.again_at),
    }


def _instant(instant: datetime) -> str:
    return instant.isoformat()


def _assured(vouched: Vouched | None) -> str:
    return vouched.at.date().isoformat() if vouched else ""
