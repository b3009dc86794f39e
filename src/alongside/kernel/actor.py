"""Who is acting: a signed-in person, in one role, for one organisation."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from alongside.kernel.refusal import NotPermitted


class Role(StrEnum):
    """What a person does here. One is chosen for each spell of duty."""

    RESPONSE_OFFICER = "response_officer"
    POLICE_SUPERVISOR = "police_supervisor"
    CUSTODY_OFFICER = "custody_officer"
    CONTROL_ROOM_CLINICIAN = "control_room_clinician"
    TRIAGE_CLINICIAN = "triage_clinician"
    PLACE_OF_SAFETY_COORDINATOR = "place_of_safety_coordinator"
    AMHP = "amhp"
    DOCTOR = "doctor"
    LIAISON_LEAD = "liaison_lead"
    KEYWORKER = "keyworker"
    DIVERSION_PRACTITIONER = "diversion_practitioner"
    COURT_LINK_WORKER = "court_link_worker"
    PLACEMENT_COORDINATOR = "placement_coordinator"
    PLACEMENT_BUDDY = "placement_buddy"
    LEARNER = "learner"
    FORCE_STATISTICS = "force_statistics"
    ANALYST = "analyst"
    INFORMATION_GOVERNANCE = "information_governance"
    ADMINISTRATOR = "administrator"
    PERSON = "person"
    CARER = "carer"


OWN_DOOR: Final = frozenset({Role.PERSON, Role.CARER})
"""The person themselves and whoever acts for them: they see the person's own pages only."""


class Sector(StrEnum):
    """What kind of organisation somebody works for."""

    POLICE = "police"
    RAILWAY_POLICE = "railway_police"
    MENTAL_HEALTH_TRUST = "mental_health_trust"
    ACUTE_TRUST = "acute_trust"
    AMBULANCE = "ambulance"
    COUNCIL = "council"
    CHARITY = "charity"

    @property
    def is_police(self) -> bool:
        """Whether this is a competent authority for law enforcement here."""
        return self in (Sector.POLICE, Sector.RAILWAY_POLICE)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or looks, fixed for one request.

    Attributes:
        user_id: The account.
        name: How they are named on the record, such as ``PC Ade Okafor``.
        organisation_id: The organisation they act for.
        organisation_name: Its short name.
        sector: What kind of organisation that is.
        role: The one role they act in now.
        on_duty: Whether they have started a spell of duty in that role.
        session: Opaque id of the signed-in session, for the audit; may be empty.
    """

    user_id: UUID
    name: str
    organisation_id: UUID
    organisation_name: str
    sector: Sector
    role: Role
    on_duty: bool
    session: str = ""


Permissions = Mapping[str, frozenset[Role]]
"""Which roles may do what; every area keeps one such table in its ``rules``."""


def require(actor: Actor, permissions: Permissions, permission: str) -> None:
    """Refuse unless the actor is on duty in a role that holds the permission.

    Args:
        actor: Who asks.
        permissions: The area's table. Every permission asked for is in it.
        permission: Such as ``contact.open``.

    Raises:
        NotPermitted: The role does not hold it, or the actor is not on duty.
        KeyError: The permission is not in the table, which is a bug.
    """
    if actor.role not in permissions[permission]:
        raise NotPermitted(
            "not_permitted.role",
            "Your role does not include this.",
            next_step="Ask someone on shift whose role does, or change role if you hold it.",
        )
    if not actor.on_duty:
        raise NotPermitted(
            "not_permitted.off_duty",
            "You are not on duty.",
            next_step="Start duty from the top of the page, then try again.",
        )


def holds(actor: Actor, permissions: Permissions, permission: str) -> bool:
    """Say whether ``require`` would let the actor through."""
    return actor.on_duty and actor.role in permissions[permission]
