"""Reads kept plans as ``engines.scheduling`` takes them. For queries and actions of this area."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from alongside.areas.placements.models import (
    Learner,
    LeftOut,
    PlacementPlan,
    PlacementScheme,
    PlanEvent,
    PlannedStay,
)
from alongside.areas.placements.queries.documents import scheme_document
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.engines.scheduling.reading import scheme_from
from alongside.engines.scheduling.result import Assignment, Plan, Status, Unplaced
from alongside.engines.scheduling.scheme import Scheme
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused

BY_HAND: Final = ("moved", "taken_out")
"""Kinds of events that somebody can undo."""


def standing_plan(scheme: PlacementScheme) -> PlacementPlan | None:
    """Answer today's plan of a scheme: the one that is published."""
    return PlacementPlan.objects.filter(scheme=scheme, state="published").first()


def plan_for(viewer: Actor, plan_id: UUID, *, lock: bool = False) -> PlacementPlan:
    """Answer a plan of a scheme the viewer works with.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``plan.not_found``.
    """
    found = PlacementPlan.objects.filter(pk=plan_id).first()
    if found is None:
        raise plan_not_found()
    scheme_for(viewer, found.scheme_id, lock=lock)
    rows = PlacementPlan.objects.select_related("scheme")
    return (rows.select_for_update(of=("self",)) if lock else rows).get(pk=plan_id)


def plan_not_found() -> Refused:
    """Say that a plan is not here."""
    return Refused(
        "plan.not_found",
        "That plan is not here.",
        next_step="Go back to the scheme and open it from there.",
    )


def engine_scheme(plan: PlacementPlan) -> Scheme:
    """Answer the scheme a plan was made from; the scheme as it is now where none was kept."""
    document = plan.document or scheme_document(plan.scheme, cohorts=cohorts_of(plan))
    return scheme_from(document)


def scheme_now(scheme: PlacementScheme, cohorts: Collection[UUID]) -> Scheme:
    """Answer a scheme as it is now, of some cohorts."""
    return scheme_from(scheme_document(scheme, cohorts=cohorts))


def cohorts_of(plan: PlacementPlan) -> set[UUID]:
    """Answer the cohorts of everybody a plan places or leaves out."""
    placed = Learner.objects.filter(stays__plan=plan).values_list("cohort_id", flat=True)
    left = Learner.objects.filter(left_out__plan=plan).values_list("cohort_id", flat=True)
    return {*placed, *left}


def engine_plan(plan: PlacementPlan, scheme: Scheme) -> Plan:
    """Answer a kept plan, with hours of the scheme's whole day where none were kept."""
    stays = PlannedStay.objects.filter(plan=plan).select_related("learner", "service", "buddy")
    left = LeftOut.objects.filter(plan=plan).select_related("learner").order_by("learner__name")
    return Plan(
        Status(plan.status),
        plan.objective,
        plan.bound,
        plan.gap,
        tuple(assignment_of(one, scheme) for one in stays.order_by("learner__name", "first_on")),
        tuple(Unplaced(one.learner.name, tuple(one.reasons)) for one in left),
        plan.costs,
        plan.took_seconds,
    )


def assignment_of(stay: PlannedStay, scheme: Scheme) -> Assignment:
    """Answer one stay as the engine takes it."""
    return Assignment(
        officer=stay.learner.name,
        service=stay.service.code,
        start=stay.first_on,
        end=stay.last_on,
        kind=stay.kind,
        buddy=stay.buddy.name if stay.buddy else "",
        shift=stay.shift,
        from_time=stay.from_time or scheme.day[0],
        to_time=stay.to_time or scheme.day[1],
    )


def last_change(plan: PlacementPlan) -> PlanEvent | None:
    """Answer the last change by hand that is not undone; ``None`` where there is none."""
    events = PlanEvent.objects.filter(plan=plan)
    undone = {one.facts["of"] for one in events.filter(kind="undone")}
    changes = events.filter(kind__in=BY_HAND).order_by("-sequence")
    return next((one for one in changes if one.sequence not in undone), None)
