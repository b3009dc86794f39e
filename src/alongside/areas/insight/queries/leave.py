"""Whose counts a viewer may see.

An organisation's own counts are its own. Counts of another cross a border between organisations,
without names as they are, so the sharing decision is asked: purpose P13, category A, and a sharing
agreement in force that both are party to.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.crisis.queries.insight import CountedForce, counted_forces
from alongside.areas.insight.queries.remembering import warm_up
from alongside.areas.insight.rules.permissions import PERMISSIONS
from alongside.areas.oversight.queries.agreement_facts import agreements
from alongside.engines.sharing import Agreement, Category, Outcome, PersonFacts, Purpose
from alongside.foundation.picture.deciding import decisions_for
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import NotPermitted

COUNTS: Final = Category.AGGREGATE


@dataclass(frozen=True, slots=True)
class SeenArea:
    """An organisation whose counts the viewer may see.

    Attributes:
        force: The organisation.
        own: Whether it is the viewer's own.
        why: Why its counts may be seen.
    """

    force: CountedForce
    own: bool
    why: str


@dataclass(frozen=True, slots=True)
class ClosedArea:
    """An organisation whose counts the viewer may not see, and why."""

    id: UUID
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Whose counts a viewer may see, and whose not."""

    seen: tuple[SeenArea, ...]
    closed: tuple[ClosedArea, ...]

    def area(self, area_id: UUID) -> SeenArea:
        """Answer one area.

        Raises:
            NotPermitted: ``counts.not_shared`` or ``counts.no_such_area``.
        """
        for one in self.seen:
            if one.force.id == area_id:
                return one
        for other in self.closed:
            if other.id == area_id:
                raise NotPermitted(
                    "counts.not_shared",
                    f"{other.name}: {other.why}",
                    next_step="Ask your information governance lead about an agreement.",
                )
        raise NotPermitted(
            "counts.no_such_area",
            "There is no such area, or nothing is recorded for it.",
            next_step="Choose one from the list.",
        )


def leave_to_count(viewer: Actor, *, now: datetime) -> Leave:
    """Answer whose counts a viewer may see.

    Raises:
        NotPermitted: The viewer's role sees no counts here.
    """
    require(viewer, PERMISSIONS, "insight.see")
    warm_up()
    held = agreements(now)
    seen, closed = [], []
    for force in counted_forces():
        if force.id == viewer.organisation_id:
            seen.append(SeenArea(force, own=True, why="Your own organisation’s record."))
            continue
        why, may = _decided(viewer, force, held, now)
        if may:
            seen.append(SeenArea(force, own=False, why=why))
        else:
            closed.append(ClosedArea(force.id, force.name, why))
    return Leave(tuple(seen), tuple(closed))


def _decided(
    viewer: Actor, force: CountedForce, held: list[Agreement], now: datetime
) -> tuple[str, bool]:
    shared = frozenset(one for one in held if str(force.id) in one.parties)
    decision = decisions_for(
        viewer,
        PersonFacts(agreements=shared),
        Purpose.SURVEILLANCE,
        now=now,
        categories=(COUNTS,),
    )[COUNTS]
    return decision.sentence, decision.outcome is Outcome.SHOWN
