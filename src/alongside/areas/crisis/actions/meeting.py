"""Record somebody for the first time and say that a contact is with them, in one go."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.crisis.actions.opening import name_person
from alongside.areas.crisis.actions.writing import locked_contact
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.people.actions import NewPerson, add_person, add_unknown_person
from alongside.foundation.audit.once import once
from alongside.kernel.actor import Actor, require


@dataclass(frozen=True, slots=True)
class Unknown:
    """How somebody seems while nobody knows who they are.

    Attributes:
        description: What they look like, or where they were met.
        sex: Person stated gender code, as it seems.
        age_low: Youngest they seem, in years.
        age_high: Oldest they seem, in years.
    """

    description: str
    sex: str
    age_low: int | None = None
    age_high: int | None = None


def meet_unknown_person(
    actor: Actor,
    contact_id: UUID,
    unknown: Unknown,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record somebody nobody can name yet as the person of this contact.

    Returns:
        The person; the same one when the same form is sent again.

    Raises:
        NotPermitted: The role records no contacts or no people.
        Refused: ``contact.not_found``, ``person.description_missing`` or an impossible age.
    """

    def add() -> UUID:
        return add_unknown_person(
            actor,
            description=unknown.description,
            sex=unknown.sex,
            age_low=unknown.age_low,
            age_high=unknown.age_high,
            now=now,
            request_key=request_key,
        )

    return _meet(actor, contact_id, add, now=now, request_key=request_key)


def meet_new_person(
    actor: Actor,
    contact_id: UUID,
    facts: NewPerson,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record somebody who has said who they are as the person of this contact.

    Returns:
        The person; the same one when the same form is sent again.

    Raises:
        NotPermitted: The role records no contacts or no people.
        Refused: ``contact.not_found``, or a fact that cannot be true.
    """

    def add() -> UUID:
        return add_person(actor, facts, now=now, request_key=request_key)

    return _meet(actor, contact_id, add, now=now, request_key=request_key)


def _meet(
    actor: Actor,
    contact_id: UUID,
    add: Callable[[], UUID],
    *,
    now: datetime,
    request_key: UUID | None,
) -> UUID:
    """Add and name in one transaction; the form's key stands on the audit row of the person."""
    require(actor, PERMISSIONS, "contact.record")

    def write() -> UUID:
        locked_contact(contact_id)
        person_id = add()
        name_person(actor, contact_id, person_id, now=now)
        return person_id

    return once(actor, request_key, write)
