"""Why somebody is not somewhere in a plan."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from alongside.areas.placements.models import (
    Learner,
    PlacementPlan,
    PlacementService,
)
from alongside.areas.placements.queries.plan_reading import engine_plan, engine_scheme, plan_for
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

SECONDS: Final = 3.5
"""A page waits no longer than this."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What there is to ask about a cell.

    Attributes:
        plan_id: The plan.
        version: Of the plan.
        state: Where it stands.
        scheme_id: Its scheme.
        service_id: The service asked about.
        service: Its name.
        people: Ids and names of those in the plan.
    """

    plan_id: UUID
    version: int
    state: str
    scheme_id: UUID
    service_id: UUID
    service: str
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer.

    Attributes:
        sentence: In one sentence.
        possible: Whether a plan that places as many could have them there.
        already: Whether they are there.
    """

    sentence: str
    possible: bool
    already: bool


def asking(viewer: Actor, plan_id: UUID, service_id: UUID) -> Asking:
    """Answer what there is to ask about a service in a plan.

    Raises:
        NotPermitted: The role sees no plans.
        Refused: ``plan.not_found`` or ``service.not_found``.
    """
    require(viewer, PERMISSIONS, "plan.see")
    plan = plan_for(viewer, plan_id)
    service = _service(plan, service_id)
    placed = Learner.objects.filter(stays__plan=plan)
    left = Learner.objects.filter(left_out__plan=plan)
    rows = (placed | left).distinct().order_by("name").values_list("id", "name")
    return Asking(
        plan.id,
        plan.version,
        plan.state,
        plan.scheme_id,
        service.id,
        service.name,
        tuple((str(key), name) for key, name in rows),
    )


def why_not_there(
    viewer: Actor, plan_id: UUID, *, learner_id: UUID, service_id: UUID, week: date
) -> Answered:
    """Answer why somebody is not at a service in a week, within a few seconds.

    Raises:
        NotPermitted: The role sees no plans.
        Refused: ``plan.not_found``, ``service.not_found``, ``officer.unknown``,
            ``service.unknown`` or ``plan.no_solver``.
    """
    require(viewer, PERMISSIONS, "plan.see")
    plan = plan_for(viewer, plan_id)
    service = _service(plan, service_id)
    learner = Learner.objects.filter(scheme=plan.scheme, pk=learner_id).first()
    if learner is None:
        raise Refused("officer.unknown", "Choose who you ask about.", field="officer")
    scheme = engine_scheme(plan)
    try:
        from alongside.engines.scheduling.why_not import why_not
    except ModuleNotFoundError:
        raise Refused(
            "plan.no_solver",
            "This server cannot work that out: the part that makes plans is not installed.",
            next_step="Try the move by hand: it says which rule is in the way.",
        ) from None
    found = why_not(
        scheme,
        engine_plan(plan, scheme),
        officer=learner.name,
        service=service.code,
        week=week,
        time_limit=SECONDS,
    )
    return Answered(found.sentence, found.possible, found.already)


def _service(plan: PlacementPlan, service_id: UUID) -> PlacementService:
    service = PlacementService.objects.filter(scheme=plan.scheme, pk=service_id).first()
    if service is None:
        raise Refused(
            "service.not_found",
            "That service is not in this scheme.",
            next_step="Go back to the calendar and choose one from there.",
        )
    return service
