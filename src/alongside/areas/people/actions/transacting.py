"""What writing about a person has in common: who recorded it, and the row held while it changes."""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from alongside.areas.people.models import Person
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused


class Stamp(TypedDict):
    """Who recorded a row, when, and for which controller."""

    recorded_at: datetime
    recorded_by_id: UUID
    controller_id: UUID


def stamp(actor: Actor, now: datetime) -> Stamp:
    """Answer the columns every recorded row carries."""
    return Stamp(recorded_at=now, recorded_by_id=actor.user_id, controller_id=actor.organisation_id)


def locked_person(person_id: UUID) -> Person:
    """Load a person for change, holding others off until the transaction ends.

    A key that was joined to another leads to the record that stands, so what is sent under an old
    key is saved with the right person.

    Raises:
        Refused: ``person.not_found``.
    """
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    while person is not None and person.merged_into_id is not None:
        person = Person.objects.select_for_update().get(pk=person.merged_into_id)
    if person is None:
        raise Refused(
            "person.not_found", "There is no such person here.", next_step="Look them up again."
        )
    return person
