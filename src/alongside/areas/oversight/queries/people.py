"""Whether an identifier is a person's. Nobody is shown."""

from datetime import datetime
from uuid import UUID

from alongside.areas.people.queries import labels
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused


def require_person(viewer: Actor, person_id: UUID, *, now: datetime) -> None:
    """Refuse an identifier that nobody is known by.

    Raises:
        Refused: ``person.not_found``.
    """
    if person_id not in labels(viewer, [person_id], now=now):
        raise Refused(
            "person.not_found",
            "Nobody is known by that identifier.",
            next_step="Paste the address of the person's page.",
            field="person",
        )
