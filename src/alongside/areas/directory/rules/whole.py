"""The whole directory as one value: what is sent to another service's directory, or taken in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from alongside.areas.directory.rules.cover_steps import CoverWhen
from alongside.areas.directory.rules.options import OptionKind
from alongside.kernel.actor import Sector


class ServiceKind(StrEnum):
    """Which list of the directory an entry belongs to."""

    TEAM = "team"
    OPTION = "option"
    PLACE = "place_of_safety"


class TargetKind(StrEnum):
    """What a step of a chain leads to."""

    TEAM = "team"
    CONTACT = "contact"
    SEAT = "seat"
    PHONE = "phone"


@dataclass(frozen=True, slots=True, order=True)
class Vouched:
    """Who said an entry is right, when, and when to ask again."""

    at: datetime
    by_name: str
    again_at: datetime


@dataclass(frozen=True, slots=True, order=True)
class WholeOrganisation:
    """An organisation; ``code`` is its ODS or force code, where it has one."""

    id: UUID
    name: str
    short_name: str
    sector: Sector
    code: str = ""


@dataclass(frozen=True, slots=True, order=True)
class WholeStep:
    """One step of a chain of cover.

    Attributes:
        to: The id of a team or contact, the code of a seat, or a phone number.
        to_name: Of a phone number: who answers it.
    """

    when: CoverWhen
    position: int
    to_kind: TargetKind
    to: str
    to_name: str = ""


@dataclass(frozen=True, slots=True, order=True)
class WholeNeed:
    """What an entry is rung for; ``locality`` is empty where it is everywhere."""

    need: str
    locality: str
    position: int


@dataclass(frozen=True, slots=True, order=True)
class WholeLocality:
    """A locality that is served, and where it is, in degrees."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class WholeService:
    """A team, or an option for tonight: columns of the other are empty.

    Attributes:
        words: What a team is for, or for whom an option is.
        areas: Names of the localities it serves; empty is everywhere.
    """

    id: UUID
    kind: ServiceKind
    organisation_id: UUID
    name: str
    words: str
    phone: str
    hours: str
    vouched: Vouched | None
    email: str = ""
    address: str = ""
    option_kind: OptionKind | None = None
    out_of_hours_name: str = ""
    out_of_hours_phone: str = ""
    takes: str = ""
    usual_wait_days: int | None = None
    answers_within_days: int | None = None
    ods_code: str = ""
    active: bool = True
    languages: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    steps: tuple[WholeStep, ...] = ()
    needs: tuple[WholeNeed, ...] = ()


@dataclass(frozen=True, slots=True)
class WholePlace:
    """A place of safety; degrees."""

    id: UUID
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
    note: str
    vouched: Vouched | None
    police_area_id: UUID | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class WholeContact:
    """A named contact of a team, or of an organisation where ``team_id`` is ``None``."""

    id: UUID
    organisation_id: UUID
    team_id: UUID | None
    name: str
    job_title: str
    is_for: str
    phone: str
    email: str
    hours: str
    vouched: Vouched | None
    active: bool = True
    languages: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    steps: tuple[WholeStep, ...] = ()
    needs: tuple[WholeNeed, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """A directory, each part in the order of its ids, so that equal directories are equal."""

    organisations: tuple[WholeOrganisation, ...] = ()
    localities: tuple[WholeLocality, ...] = ()
    services: tuple[WholeService, ...] = ()
    places: tuple[WholePlace, ...] = ()
    contacts: tuple[WholeContact, ...] = ()

    def only_for_the_public(self) -> "Whole":
        """Answer what may be shown to anybody: options for tonight, and whose they are."""
        services = tuple(row for row in self.services if row.kind is ServiceKind.OPTION)
        served = {name for row in services for name in row.areas}
        owners = {row.organisation_id for row in services}
        return Whole(
            organisations=tuple(row for row in self.organisations if row.id in owners),
            localities=tuple(row for row in self.localities if row.name in served),
            services=services,
        )


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What taking a directory in came to, or would come to, by the names of entries."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
