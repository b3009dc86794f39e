"""One transaction for one intention, once however often the form is sent."""

from collections.abc import Callable
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.areas.people.models import Person
from alongside.foundation.audit.record import done_before
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


def once(actor: Actor, request_key: UUID | None, work: Callable[[], UUID]) -> UUID:
    """Do the work in a transaction, unless the same form was already taken.

    Two sendings at the same moment race for the unique key; the loser answers what the
    winner made.
    """
    try:
        with transaction.atomic():
            earlier = _earlier(actor, request_key)
            return work() if earlier is None else earlier
    except IntegrityError:
        earlier = _earlier(actor, request_key)
        if earlier is None:
            raise
        return earlier


def _earlier(actor: Actor, request_key: UUID | None) -> UUID | None:
    return done_before(actor, request_key) if request_key is not None else None


def locked_person(person_id: UUID) -> Person:
    """Load a person for change, holding others off until the transaction ends.

    Raises:
        Refused: ``person.not_found``.
    """
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise Refused(
            "person.not_found", "There is no such person here.", next_step="Look them up again."
        )
    return person
