"""Writes plans: a draft with its stays, and what happens to it. Callers permit and audit."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from alongside.areas.placements.models import (
    Learner,
    LeftOut,
    PlacementPlan,
    PlacementScheme,
    PlacementService,
    PlanEvent,
    PlannedStay,
    ServiceBuddy,
)
from alongside.engines.scheduling.result import Assignment, Plan
from alongside.foundation.kit.story_order import next_place
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Conflict


def write_draft(
    actor: Actor,
    scheme: PlacementScheme,
    plan: Plan,
    *,
    parent: PlacementPlan | None,
    document: Mapping[str, Any],
    why: str,
    now: datetime,
    kept_stays: Iterable[PlannedStay] = (),
    kind: str = "made",
    facts: Mapping[str, Any] | None = None,
    seed: int = 1,
) -> PlacementPlan:
    """Write a plan as a draft, in the caller's transaction.

    Args:
        actor: Who has it made.
        scheme: Whose; the caller holds it locked.
        plan: Who goes where, by names and codes of the scheme.
        parent: The plan it was made from; ``None`` for a first one.
        document: The scheme it was made from.
        why: What it is for, in a few words; may be empty.
        now: The server's instant.
        kept_stays: Stays of another plan that stand as they are, such as those that are over.
        kind: Kind of its first event.
        facts: What that event keeps.
        seed: Of every random choice.
    """
    row = PlacementPlan.objects.create(
        scheme=scheme,
        number=_next_number(scheme),
        parent=parent,
        why=why,
        made_by_id=actor.user_id,
        made_at=now,
        status=plan.status,
        objective=plan.objective,
        bound=plan.bound,
        gap=plan.gap,
        costs=plan.costs,
        seed=seed,
        took_seconds=plan.seconds,
        document=dict(document),
    )
    write_stays(row, plan.assignments, by_hand=_by_hand(parent))
    _copy_stays(row, kept_stays)
    write_left_out(row, plan)
    append_event(actor, row, kind, now=now, why=why, facts=facts)
    return row


Place = tuple[str, str, object]


def _next_number(scheme: PlacementScheme) -> int:
    last = PlacementPlan.objects.filter(scheme=scheme).aggregate(Max("number"))["number__max"]
    return (last or 0) + 1


def _by_hand(plan: PlacementPlan | None) -> frozenset[Place]:
    rows = PlannedStay.objects.filter(plan=plan, by_hand=True)
    return frozenset(rows.values_list("learner__name", "service__code", "first_on"))


def write_stays(
    plan: PlacementPlan,
    assignments: Collection[Assignment],
    *,
    by_hand: Collection[Place] = frozenset(),
) -> None:
    """Write stays of a plan; ``by_hand`` names those somebody put there themselves."""
    learners = _ids(Learner.objects.filter(scheme=plan.scheme_id), "name")
    services = _ids(PlacementService.objects.filter(scheme=plan.scheme_id), "code")
    buddies = {
        (service, name): key
        for key, service, name in ServiceBuddy.objects.filter(
            service__scheme=plan.scheme_id
        ).values_list("id", "service_id", "name")
    }
    PlannedStay.objects.bulk_create(
        PlannedStay(
            plan=plan,
            learner_id=learners[one.officer],
            service_id=services[one.service],
            first_on=one.start,
            last_on=one.end,
            kind=one.kind,
            buddy_id=buddies.get((services[one.service], one.buddy)),
            shift=one.shift,
            from_time=one.from_time,
            to_time=one.to_time,
            by_hand=(one.officer, one.service, one.start) in by_hand,
        )
        for one in assignments
    )


def _ids(rows: Any, name: str) -> dict[str, UUID]:
    return dict(rows.values_list(name, "id"))


def _copy_stays(plan: PlacementPlan, stays: Iterable[PlannedStay]) -> None:
    PlannedStay.objects.bulk_create(
        PlannedStay(
            plan=plan,
            learner_id=one.learner_id,
            service_id=one.service_id,
            first_on=one.first_on,
            last_on=one.last_on,
            kind=one.kind,
            buddy_id=one.buddy_id,
            shift=one.shift,
            from_time=one.from_time,
            to_time=one.to_time,
            by_hand=one.by_hand,
        )
        for one in stays
    )


def write_left_out(plan: PlacementPlan, made: Plan) -> None:
    """Write who a plan leaves out, and why."""
    names = [one.officer for one in made.unplaced]
    learners = _ids(Learner.objects.filter(scheme=plan.scheme_id, name__in=names), "name")
    LeftOut.objects.bulk_create(
        LeftOut(plan=plan, learner_id=learners[one.officer], reasons=list(one.reasons))
        for one in made.unplaced
        if one.officer in learners
    )


def append_event(
    actor: Actor,
    plan: PlacementPlan,
    kind: str,
    *,
    now: datetime,
    why: str = "",
    facts: Mapping[str, Any] | None = None,
) -> PlanEvent:
    """Add what happened to a plan; the caller holds it locked."""
    return PlanEvent.objects.create(
        plan=plan,
        sequence=next_place(plan.events.all()),
        kind=kind,
        at=now,
        by_id=actor.user_id,
        why=why,
        facts=dict(facts or {}),
    )


def check_version(plan: PlacementPlan, version: int | None) -> None:
    """Refuse a change to a plan that somebody else changed since it was read.

    Raises:
        Conflict: ``plan.changed``.
    """
    if version is not None and version != plan.version:
        raise Conflict(
            "plan.changed",
            "Somebody changed this plan while you were looking at it.",
            theirs={},
            next_step="Look at it as it is now, then make your change again.",
        )
