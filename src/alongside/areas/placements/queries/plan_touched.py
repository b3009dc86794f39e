"""Whom a plan changes something for: learners, services and their buddies, and coordinators."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from alongside.areas.placements.models import (
    Learner,
    PlacementPlan,
    PlacementScheme,
    PlacementService,
    PlannedStay,
    ServiceBuddy,
)
from alongside.areas.placements.queries.plan_reading import assignment_of, engine_scheme
from alongside.areas.placements.rules.differences import Difference, differences
from alongside.engines.scheduling.result import Assignment
from alongside.foundation.accounts.queries import holders_at
from alongside.kernel.actor import Role


@dataclass(frozen=True, slots=True)
class Touched:
    """Whom publishing a plan touches.

    Attributes:
        changes: Stays that change, by officer.
        learners: Ids of those whose own stays change.
        services: Ids of the services where they change.
        learner_users: Accounts of those learners.
        buddy_users: Accounts of the buddies of those services.
        coordinator_users: Accounts of coordinators of both organisations.
    """

    changes: tuple[Difference, ...]
    learners: frozenset[UUID]
    services: frozenset[UUID]
    learner_users: tuple[UUID, ...]
    buddy_users: tuple[UUID, ...]
    coordinator_users: tuple[UUID, ...]


def touched_by(plan: PlacementPlan, before: PlacementPlan | None) -> Touched:
    """Answer whom a plan touches, beside the one that stood before."""
    changes = changes_of(plan, before)
    names = {one.officer for one in changes}
    codes = {stay.service for one in changes for stay in (one.before, one.after) if stay}
    learners = Learner.objects.filter(scheme=plan.scheme_id, name__in=names)
    services = frozenset(
        PlacementService.objects.filter(scheme=plan.scheme_id, code__in=codes).values_list(
            "id", flat=True
        )
    )
    accounts = learners.exclude(user=None).values_list("user_id", flat=True)
    return Touched(
        changes,
        frozenset(learners.values_list("id", flat=True)),
        services,
        tuple(accounts),
        _buddies(services),
        coordinators_of(plan.scheme),
    )


def changes_of(plan: PlacementPlan, before: PlacementPlan | None) -> tuple[Difference, ...]:
    """Answer the stays that a plan changes, beside another."""
    old = assignments(before) if before is not None else ()
    return differences(old, assignments(plan))


def assignments(plan: PlacementPlan) -> tuple[Assignment, ...]:
    """Answer the stays of a plan."""
    scheme = engine_scheme(plan)
    rows = PlannedStay.objects.filter(plan=plan).select_related("learner", "service", "buddy")
    ordered = rows.order_by("learner__name", "first_on")
    return tuple(assignment_of(one, scheme) for one in ordered)


def _buddies(services: Collection[UUID]) -> tuple[UUID, ...]:
    rows = ServiceBuddy.objects.filter(service_id__in=services, left_at=None)
    return tuple(rows.exclude(user=None).values_list("user_id", flat=True).distinct())


def coordinators_of(scheme: PlacementScheme) -> tuple[UUID, ...]:
    """Answer everybody who coordinates a scheme, at either organisation."""
    held = [
        user
        for organisation in (scheme.organisation_id, scheme.partner_id)
        if organisation is not None
        for user in holders_at((Role.PLACEMENT_COORDINATOR,), organisation)
    ]
    return tuple(dict.fromkeys(held))
