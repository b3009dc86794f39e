"""What a viewer has opened of one person: broken glass, and what a senior person allowed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.engines.sharing import BreakGlass, Justification, Purpose
from alongside.foundation.picture.models import Opening
from alongside.foundation.picture.pictures import GlassInForce
from alongside.foundation.picture.rules import categories_of
from alongside.kernel.actor import Actor
from alongside.kernel.period import Period


@dataclass(frozen=True, slots=True)
class Openings:
    """What is in force for one viewer, person and purpose.

    Attributes:
        justifications: What senior people have let go to this viewer.
        glass: Glass this viewer has broken.
        in_force: The same glass, as the page names it.
    """

    justifications: frozenset[Justification] = frozenset()
    glass: frozenset[BreakGlass] = frozenset()
    in_force: tuple[GlassInForce, ...] = ()


NOTHING_OPENED = Openings()
COLUMNS = (
    "purpose",
    "organisation_id",
    "glass__role",
    "decision__request__asked_as",
    "categories",
    "starts_at",
    "ends_at",
    "decided_by_id",
    "glass__id",
)


def openings_for(viewer: Actor, person_id: UUID, *, purpose: Purpose, now: datetime) -> Openings:
    """Answer what opens more of a person to a viewer now, in one database query.

    An opening is for the one viewer it was given to, in the role they asked in, for the one
    purpose: a colleague, another role of theirs or another purpose asks again.
    """
    rows = Opening.objects.filter(
        person_id=person_id, opened_for_id=viewer.user_id, ended_at=None
    ).values_list(*COLUMNS)
    mine = (str(purpose), viewer.organisation_id)
    found = [
        opening
        for where, roles, opening in ((row[:2], row[2:4], row[4:]) for row in rows)
        if where == mine and viewer.role in roles and opening[1] <= now < opening[2]
    ]
    return _opened(viewer, found) if found else NOTHING_OPENED


def _opened(viewer: Actor, found: list[tuple[Any, ...]]) -> Openings:
    return Openings(
        justifications=frozenset(
            Justification(category, str(viewer.organisation_id), Period(start, end), str(senior))
            for letters, start, end, senior, _ in found
            if senior is not None
            for category in categories_of(letters)
        ),
        glass=frozenset(
            BreakGlass(categories_of(letters), Period(start, end))
            for letters, start, end, _, glass in found
            if glass is not None
        ),
        in_force=tuple(
            GlassInForce(glass, categories_of(letters), end)
            for letters, _, end, _, glass in found
            if glass is not None
        ),
    )
