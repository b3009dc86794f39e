"""A scheme and a plan as documents that ``engines.scheduling`` reads."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from alongside.areas.placements.models import (
    Learner,
    LeftOut,
    PlacementCohort,
    PlacementPlan,
    PlacementScheme,
    PlacementService,
    PlannedStay,
)

Document = dict[str, Any]


def scheme_document(scheme: PlacementScheme, *, cohorts: Iterable[UUID] | None = None) -> Document:
    """Answer a scheme as ``engines.scheduling.reading.scheme_from`` reads it.

    Services that left and learners who withdrew are not in it.

    Args:
        scheme: Which.
        cohorts: Only those; all of them when ``None``.
    """
    chosen = scheme.cohorts.select_related("pattern").order_by("first_on", "name")
    if cohorts is not None:
        chosen = chosen.filter(pk__in=list(cohorts))
    listed = list(chosen)
    services = scheme.services.filter(left_at=None).prefetch_related("shifts", "buddies")
    learners = Learner.objects.filter(cohort__in=listed, withdrawn_at=None)
    return {
        "name": scheme.name,
        "day": [scheme.day_starts, scheme.day_ends],
        "weights": scheme.weights,
        "patterns": [
            {"name": one.name, "parts": one.parts, "any_order": one.any_order}
            for one in scheme.patterns.order_by("name")
        ],
        "services": [service_document(one) for one in services.order_by("kind", "name")],
        "cohorts": [_cohort(one) for one in listed],
        "officers": [
            learner_document(one)
            for one in learners.select_related("cohort").order_by("cohort__first_on", "name")
        ],
    }


def service_document(row: PlacementService) -> Document:
    """Answer one service as its table in the document of a scheme."""
    return {
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "seats": row.seats,
        "opens": _spans(row.opens),
        "closed": _spans(row.closed),
        "teaches": row.teaches,
        "flags": row.flags,
        "shifts": [
            {"name": one.name, "starts": one.starts, "ends": one.ends}
            for one in sorted(row.shifts.all(), key=lambda shift: (shift.starts, shift.name))
        ],
        "buddies": [
            {"name": one.name, "load": one.load, "away": _spans(one.away)}
            for one in sorted(row.buddies.all(), key=lambda buddy: buddy.name)
            if one.left_at is None
        ],
    }


def _spans(stretches: Iterable[tuple[str, str]]) -> list[Document]:
    return [{"from": first, "to": last} for first, last in stretches]


def _cohort(row: PlacementCohort) -> Document:
    return {
        "name": row.name,
        "pattern": row.pattern.name,
        "from": _day(row.first_on),
        "to": _day(row.last_on),
        "induction": _day(row.induction_on),
        "feedback": _day(row.feedback_on),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def learner_document(row: Learner) -> Document:
    """Answer one learner as their table in the document of a scheme."""
    return {
        "name": row.name,
        "cohort": row.cohort.name,
        "leave": _spans(row.leave),
        "objectives": row.wants,
        "prefers": row.prefers,
        "excluded": row.excluded,
        "conflicts": row.conflicts,
        "earlier": row.earlier,
        "from_time": row.from_time,
        "to_time": row.to_time,
    }


def plan_document(plan: PlacementPlan) -> Document:
    """Answer a plan as ``engines.scheduling.plan_reading.plan_from`` reads it."""
    stays = PlannedStay.objects.filter(plan=plan).select_related("learner", "service", "buddy")
    left_out = LeftOut.objects.filter(plan=plan).select_related("learner")
    return {
        "status": plan.status,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "assignments": [
            {
                "officer": one.learner.name,
                "service": one.service.code,
                "start": one.first_on.isoformat(),
                "end": one.last_on.isoformat(),
                "kind": one.kind,
                "buddy": one.buddy.name if one.buddy else "",
                "shift": one.shift,
                "from_time": one.from_time,
                "to_time": one.to_time,
            }
            for one in stays.order_by("learner__name", "first_on")
        ],
        "unplaced": [
            {"officer": one.learner.name, "reasons": one.reasons}
            for one in left_out.order_by("learner__name")
        ],
        "costs": plan.costs,
    }
