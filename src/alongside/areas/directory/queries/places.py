"""The register of places of safety, and what is said of each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from alongside.areas.directory.models import AvailabilityClaim, PlaceOfSafety
from alongside.areas.directory.queries.confirmations import Confirmation, confirmation_of
from alongside.areas.directory.rules.availability import (
    STATE_LABELS,
    Availability,
    Claim,
    ClaimState,
    ClaimWay,
    availability,
    is_live,
    newest,
)
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.areas.directory.rules.suitability import PlaceFacts, takes_words
from alongside.engines.law import PlaceType
from alongside.foundation.reference import code_list
from alongside.kernel.actor import Actor, Role, holds
from alongside.kernel.refusal import Refused

HISTORY_SHOWN = 50
NOT_HERE = Refused(
    "place.not_here", "There is no such place.", next_step="Choose one from the list of places."
)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Enough of a place to name and ring it."""

    id: UUID
    name: str
    type: str
    phone: str
    organisation_id: UUID


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place in the register.

    Attributes:
        type: Code of the list ``place_of_safety_type``; ``type_label`` is its words.
        takes: Whom it takes, such as ``takes adults``.
        space: What may be shown of its space now; never a stale claim as live.
        may_say: Whether the viewer speaks for this place, by being its coordinator.
        may_report: Whether the viewer may say what they heard when they rang.
    """

    id: UUID
    version: int
    name: str
    type: str
    type_label: str
    organisation_id: UUID
    organisation: str
    phone: str
    address: str
    latitude: float
    longitude: float
    takes: str
    facts: PlaceFacts
    space: Availability
    confirmed: Confirmation
    note: str
    active: bool
    may_say: bool
    may_report: bool


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One thing said of a place, live, stale or taken back."""

    claim: Claim
    label: str
    live: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class PlacePage:
    """One place with everything said of it, newest first."""

    line: PlaceLine
    history: list[ClaimLine]
    police_area_id: UUID | None
    police_area: str
    may_change: bool
    may_confirm: bool


@dataclass(frozen=True, slots=True)
class UndoLine:
    """A claim the viewer made a moment ago and may take back."""

    claim_id: UUID
    place_name: str
    label: str


def place_names(place_ids: Collection[UUID]) -> dict[UUID, PlaceName]:
    """Answer names and phones of places by id, shut ones too. One query."""
    rows = PlaceOfSafety.objects.filter(pk__in=place_ids)
    return {
        row.id: PlaceName(row.id, row.name, row.type, row.phone, row.organisation_id)
        for row in rows
    }


def places(viewer: Actor, *, now: datetime, also_closed: bool = False) -> list[PlaceLine]:
    """Answer every place of safety with what is live of its space, by name. Two queries.

    Those due to be confirmed again come last.
    """
    rows = PlaceOfSafety.objects.select_related("organisation").order_by("name")
    if not also_closed:
        rows = rows.filter(active=True)
    return sorted(place_lines(viewer, rows, now), key=lambda line: line.confirmed.stale)


def place_lines(viewer: Actor, rows: Iterable[PlaceOfSafety], now: datetime) -> list[PlaceLine]:
    """Answer these places as lines, with one query for what was last said of them all."""
    found = list(rows)
    last_said = _newest_claims([row.id for row in found], now)
    return [_line(viewer, row, last_said.get(row.id), now) for row in found]


def place(viewer: Actor, place_id: UUID, *, now: datetime) -> PlacePage:
    """Answer one place with the last fifty things said of it.

    Raises:
        Refused: ``place.not_here``.
    """
    row = (
        PlaceOfSafety.objects.select_related("organisation", "police_area")
        .filter(pk=place_id)
        .first()
    )
    if row is None:
        raise NOT_HERE
    said = AvailabilityClaim.objects.filter(place=row, said_at__lte=now).order_by("-said_at")
    claims = [(claim_facts(c), c.said_by_id) for c in said[:HISTORY_SHOWN]]
    line = _line(viewer, row, newest([claim for claim, _ in claims], now), now)
    return PlacePage(
        line=line,
        history=[_claim_line(viewer, claim, by, line, now) for claim, by in claims],
        police_area_id=row.police_area_id,
        police_area=row.police_area.short_name if row.police_area else "",
        may_change=holds(viewer, PERMISSIONS, "place.change") and _own_or_keeper(viewer, row),
        may_confirm=holds(viewer, PERMISSIONS, "entry.confirm"),
    )


def claim_to_undo(viewer: Actor, claim_id: UUID) -> UndoLine | None:
    """Answer a claim the viewer made and has not taken back, to offer undo; else ``None``."""
    row = (
        AvailabilityClaim.objects.select_related("place")
        .filter(pk=claim_id, said_by_id=viewer.user_id, withdrawn_at=None)
        .first()
    )
    if row is None:
        return None
    return UndoLine(row.id, row.place.name, STATE_LABELS[ClaimState(row.state)])


def claim_facts(row: AvailabilityClaim) -> Claim:
    """Answer a claim's row as the rules see it."""
    return Claim(
        id=row.id,
        state=ClaimState(row.state),
        way=ClaimWay(row.way),
        spaces=row.spaces,
        note=row.note,
        said_by=row.said_by_name,
        organisation=row.said_by_organisation,
        said_at=row.said_at,
        expires_at=row.expires_at,
        withdrawn=row.withdrawn_at is not None,
    )


def _newest_claims(place_ids: list[UUID], now: datetime) -> dict[UUID, Claim]:
    last = AvailabilityClaim.objects.filter(
        place=OuterRef("pk"), withdrawn_at=None, said_at__lte=now
    ).order_by("-said_at")
    wanted = PlaceOfSafety.objects.filter(pk__in=place_ids).values_list(
        Subquery(last.values("pk")[:1])
    )
    rows = AvailabilityClaim.objects.filter(pk__in=wanted)
    return {row.place_id: claim_facts(row) for row in rows}


def _line(viewer: Actor, row: PlaceOfSafety, claim: Claim | None, now: datetime) -> PlaceLine:
    facts = PlaceFacts(
        type=PlaceType(row.type),
        takes_adults=row.takes_adults,
        takes_children=row.takes_children,
        takes_physical_health_need=row.takes_physical_health_need,
    )
    is_station = facts.type is PlaceType.POLICE_STATION
    return PlaceLine(
        id=row.id,
        version=row.version,
        name=row.name,
        type=row.type,
        type_label=code_list("place_of_safety_type").display(row.type),
        organisation_id=row.organisation_id,
        organisation=row.organisation.short_name,
        phone=row.phone,
        address=row.address,
        latitude=row.latitude,
        longitude=row.longitude,
        takes=takes_words(facts),
        facts=facts,
        space=availability(claim, now),
        confirmed=confirmation_of(row, now),
        note=row.note,
        active=row.active,
        may_say=not is_station
        and holds(viewer, PERMISSIONS, "availability.say")
        and viewer.organisation_id == row.organisation_id,
        may_report=not is_station and holds(viewer, PERMISSIONS, "availability.report"),
    )


def _own_or_keeper(viewer: Actor, row: PlaceOfSafety) -> bool:
    return (
        viewer.role is not Role.PLACE_OF_SAFETY_COORDINATOR
        or viewer.organisation_id == row.organisation_id
    )


def _claim_line(
    viewer: Actor, claim: Claim, said_by_id: UUID, line: PlaceLine, now: datetime
) -> ClaimLine:
    theirs = said_by_id == viewer.user_id or line.may_say
    return ClaimLine(
        claim=claim,
        label=STATE_LABELS[claim.state],
        live=is_live(claim, now),
        may_withdraw=theirs and is_live(claim, now) and viewer.on_duty,
    )
