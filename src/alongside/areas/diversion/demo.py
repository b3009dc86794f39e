"""Live episodes of the demo world, made through the actions people use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class DiversionCast:
    """Who plays which part, and where.

    Attributes:
        nurse: The custody practitioner.
        youth: The practitioner for young people and voluntary interviews.
        court: The court link worker.
        custody: The custody officer.
        lead: The liaison lead, who adds people.
        sites: By readable key, such as ``moorchester_custody``.
    """

    nurse: Actor
    youth: Actor
    court: Actor
    custody: Actor
    lead: Actor
    sites: Mapping[str, UUID]


def fill(cast: DiversionCast, *, now: datetime) -> dict[str, UUID]:
    """Make the episodes that are live at an instant, by readable key."""
    del cast, now
    return {}
