"""Whose counts a viewer may see: their own service's, and by agreement those of others.

Counts of another organisation cross a border between organisations, without names as they are, so
the sharing decision is asked: purpose P13, category A, and an agreement that both are party to.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.models import Site
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.engines.sharing import Category, Outcome, PersonFacts, Purpose
from alongside.foundation.accounts.queries import organisations
from alongside.foundation.picture.deciding import decisions_for
from alongside.foundation.picture.panels import facts_of_everybody
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.refusal import NotPermitted


@dataclass(frozen=True, slots=True)
class Provider:
    """A Liaison and Diversion service, and why its counts may be seen or may not.

    Attributes:
        id: The organisation.
        name: Its name.
        why: Why.
    """

    id: UUID
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class CountingLeave:
    """Whose counts a viewer may see, and whose not; their own come first."""

    seen: tuple[Provider, ...]
    closed: tuple[Provider, ...]

    def provider(self, provider_id: UUID | None) -> Provider:
        """Answer one service; the first where none is asked for.

        Raises:
            NotPermitted: ``counts.not_shared`` or ``counts.no_such_service``.
        """
        for one in self.seen:
            if provider_id in (None, one.id):
                return one
        for one in self.closed:
            if provider_id in (None, one.id):
                raise NotPermitted(
                    "counts.not_shared",
                    f"{one.name}: {one.why}",
                    next_step="Ask your information governance lead about an agreement.",
                )
        raise NotPermitted(
            "counts.no_such_service",
            "There is no such service, or it covers no place yet.",
            next_step="Choose one from the list.",
        )


def may_measure(viewer: Actor) -> bool:
    """Say whether the viewer's role sees the numbers, to offer a way to them or not."""
    return holds(viewer, PERMISSIONS, "measures.see")


def leave_to_count(viewer: Actor, *, now: datetime) -> CountingLeave:
    """Answer whose counts a viewer may see.

    Raises:
        NotPermitted: The viewer's role sees no counts here.
    """
    require(viewer, PERMISSIONS, "measures.see")
    held = facts_of_everybody(now, Purpose.SURVEILLANCE)
    seen: list[Provider] = []
    closed: list[Provider] = []
    for one in _providers():
        if one.id == viewer.organisation_id:
            seen.insert(0, replace(one, why="Your own organisation’s record."))
            continue
        shared = frozenset(agreed for agreed in held.agreements if str(one.id) in agreed.parties)
        decision = decisions_for(
            viewer,
            PersonFacts(agreements=shared),
            Purpose.SURVEILLANCE,
            now=now,
            categories=(Category.AGGREGATE,),
        )[Category.AGGREGATE]
        told = replace(one, why=decision.sentence)
        (seen if decision.outcome is Outcome.SHOWN else closed).append(told)
    return CountingLeave(tuple(seen), tuple(closed))


def _providers() -> list[Provider]:
    wanted = set(
        Site.objects.exclude(provider=None).values_list("provider_id", flat=True).distinct()
    )
    rows = [row for row in organisations() if row.id in wanted]
    return [Provider(row.id, row.name, "") for row in sorted(rows, key=lambda row: row.name)]
