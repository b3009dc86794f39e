"""A small placement scheme in the small world: two teams, two wards, four officers."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from alongside.areas.placements.models import (
    Learner,
    PlacementCohort,
    PlacementPattern,
    PlacementPlan,
    PlacementScheme,
    PlacementService,
    PlannedStay,
    ServiceBuddy,
    ServiceShift,
)
from alongside.kernel.actor import Actor, Role
from tests.support.county import County
from tests.support.world import NOW, World

MONDAY = date(2026, 6, 15)
"""The first day of the cohort, five days after ``NOW``."""
SERVICES = (
    ("cert", "Recovery team", "community"),
    ("home", "Home treatment", "community"),
    ("larch", "Larch Ward", "ward"),
    ("rowan", "Rowan Ward", "ward"),
)
OFFICERS = ("PC Ann Ash", "PC Ben Birch", "PC Cat Cole", "PC Dan Dale")


@dataclass(frozen=True)
class Placing:
    """The scheme and who works with it.

    ``learner`` signs in as the first of ``OFFICERS``; ``buddy`` is at ``larch``.
    """

    world: World
    scheme: PlacementScheme
    cohort: PlacementCohort
    services: dict[str, PlacementService]
    learners: dict[str, Learner]
    coordinator: Actor
    buddy: Actor
    learner: Actor
    monday: date = MONDAY

    def publish(self) -> PlacementPlan:
        """Write a plan that stands, each officer a week in a team and a week on a ward."""
        plan = PlacementPlan.objects.create(
            scheme=self.scheme,
            number=1,
            state="published",
            made_by_id=self.coordinator.user_id,
            made_at=NOW,
            published_at=NOW,
            status="optimal",
            objective=0,
            bound=0,
            gap=0.0,
        )
        pairs = (("cert", "larch"), ("cert", "larch"), ("home", "rowan"), ("home", "rowan"))
        for learner, codes in zip(self.learners.values(), pairs, strict=True):
            for week, code in enumerate(codes):
                self.stay(plan, learner, code, self.monday + timedelta(days=7 * week))
        return plan

    def stay(self, plan: PlacementPlan, learner: Learner, code: str, first_on: date) -> PlannedStay:
        """Write one week of one officer."""
        service = self.services[code]
        return PlannedStay.objects.create(
            plan=plan,
            learner=learner,
            service=service,
            first_on=first_on,
            last_on=first_on + timedelta(days=4),
            kind=service.kind,
            buddy=service.buddies.first(),
            shift="early",
            from_time="08:00",
            to_time="15:30",
        )


def make_placing(world: World, monday: date = MONDAY) -> Placing:
    """Add the scheme, run by the trust for the police, its cohort starting on ``monday``."""
    coordinator = world[Role.PLACEMENT_COORDINATOR]
    scheme = PlacementScheme.objects.create(
        organisation_id=coordinator.organisation_id,
        partner_id=world.trust,
        name="Northmoor police placements",
        created_by_id=coordinator.user_id,
        created_at=NOW,
    )
    pattern = PlacementPattern.objects.create(
        scheme=scheme,
        name="community and ward",
        parts=[{"kind": "community", "days": 5}, {"kind": "ward", "days": 5}],
    )
    cohort = PlacementCohort.objects.create(
        scheme=scheme,
        pattern=pattern,
        name="June 2026",
        first_on=monday,
        last_on=monday + timedelta(days=11),
        induction_on=monday - timedelta(days=3),
        feedback_on=monday + timedelta(days=15),
    )
    services = {code: _service(scheme, code, name, kind) for code, name, kind in SERVICES}
    _buddy(services["larch"], world[Role.PLACEMENT_BUDDY])
    first = world[Role.LEARNER].user_id
    learners = {
        name: _learner(cohort, name, first if name == OFFICERS[0] else None) for name in OFFICERS
    }
    return Placing(
        world,
        scheme,
        cohort,
        services,
        learners,
        coordinator,
        world[Role.PLACEMENT_BUDDY],
        world[Role.LEARNER],
        monday,
    )


def placing_in(county: County, monday: date) -> Placing:
    """Add the scheme to the county, with those of it who work with placements."""
    actors = {
        Role.PLACEMENT_COORDINATOR: county.actor("marta_quill"),
        Role.PLACEMENT_BUDDY: county.actor("noor_haddad"),
        Role.LEARNER: county.actor("ellis_brook"),
    }
    trust = actors[Role.PLACEMENT_COORDINATOR].organisation_id
    police = actors[Role.LEARNER].organisation_id
    return make_placing(World(police, trust, trust, actors), monday)


def _service(scheme: PlacementScheme, code: str, name: str, kind: str) -> PlacementService:
    service = PlacementService.objects.create(scheme=scheme, code=code, name=name, kind=kind)
    ServiceShift.objects.create(service=service, name="early", starts="08:00", ends="15:30")
    return service


def _buddy(service: PlacementService, actor: Actor) -> ServiceBuddy:
    return ServiceBuddy.objects.create(
        service=service, user_id=actor.user_id, name=actor.name, load=2
    )


def _learner(cohort: PlacementCohort, name: str, user: UUID | None) -> Learner:
    return Learner.objects.create(scheme=cohort.scheme, cohort=cohort, name=name, user_id=user)
