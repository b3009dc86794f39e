"""Change a draft by hand: move somebody, take them out, and undo. What stands is never changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.areas.placements.actions.plan_keeping import draft_beside
from alongside.areas.placements.actions.plan_writing import (
    append_event,
    check_version,
    write_stays,
)
from alongside.areas.placements.models import (
    Learner,
    LeftOut,
    PlacementPlan,
    PlacementService,
    PlannedStay,
)
from alongside.areas.placements.queries.plan_reading import (
    assignment_of,
    engine_plan,
    engine_scheme,
    last_change,
    plan_for,
)
from alongside.areas.placements.rules.moving import Move, moved, taken_out
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.plan_states import PlanState, next_state
from alongside.engines.scheduling.costing import priced
from alongside.engines.scheduling.result import Assignment, Plan
from alongside.engines.scheduling.scheme import Scheme
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class AskedMove:
    """What is to move where.

    Attributes:
        stay_id: Which stay; ``None`` for somebody without a place.
        learner_id: Who has no place; ``None`` where a stay says who.
        service_id: Where to.
        week: A day of the week it moves to.
    """

    stay_id: UUID | None
    learner_id: UUID | None
    service_id: UUID
    week: date


@dataclass(frozen=True, slots=True)
class _Change:
    """A change by hand: of whom, and what the plan becomes."""

    kind: str
    learner: Learner
    change: Callable[[Scheme, Plan], Plan]


def move_stay(
    actor: Actor,
    plan_id: UUID,
    asked: AskedMove,
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Move somebody in a draft, or in a new draft beside the plan that stands.

    Args:
        actor: A coordinator of the scheme.
        plan_id: A draft, or the plan that stands, which itself stays as it is.
        asked: What is to move where.
        version: What the plan was when it was read.
        now: The server's instant.
        request_key: Of the form.

    Returns:
        The draft.

    Raises:
        NotPermitted: The role makes no plans.
        Conflict: ``plan.changed``.
        Refused: ``plan.not_found``, ``plan.state``, ``move.not_in_plan``, or ``move.…`` with the
            rule in the way.
    """

    def change(plan: PlacementPlan) -> _Change:
        stay = _stay(plan, asked.stay_id)
        learner = stay.learner if stay else _without_place(plan, asked.learner_id)
        service = PlacementService.objects.filter(scheme=plan.scheme, pk=asked.service_id).first()
        if service is None:
            raise _not_in_plan("where")
        today = local_date(now)

        def moving(scheme: Scheme, made: Plan) -> Plan:
            one = assignment_of(stay, scheme) if stay else None
            move = Move(learner.name, one, service.code, asked.week)
            return moved(scheme, made, move, today=today)

        return _Change("moved", learner, moving)

    return _changed(actor, plan_id, change, version=version, now=now, request_key=request_key)


def take_out(
    actor: Actor,
    plan_id: UUID,
    learner_id: UUID,
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Take somebody out of a draft, so that there is room for others.

    Returns:
        The draft.

    Raises:
        NotPermitted: The role makes no plans.
        Conflict: ``plan.changed``.
        Refused: As ``move_stay``.
    """

    def change(plan: PlacementPlan) -> _Change:
        learner = _learner(plan, learner_id)
        today = local_date(now)
        return _Change(
            "taken_out",
            learner,
            lambda scheme, made: taken_out(scheme, made, learner.name, today=today),
        )

    return _changed(actor, plan_id, change, version=version, now=now, request_key=request_key)


def _changed(
    actor: Actor,
    plan_id: UUID,
    change: Callable[[PlacementPlan], _Change],
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None,
) -> UUID:
    require(actor, PERMISSIONS, "plan.make")

    def work() -> UUID:
        plan = plan_for(actor, plan_id, lock=True)
        check_version(plan, version)
        asked = change(plan)
        draft = plan
        if plan.state == PlanState.PUBLISHED:
            draft = draft_beside(actor, plan, why="", now=now)
        next_state(draft.state, "change")
        scheme = engine_scheme(draft)
        before = _kept(draft, asked.learner)
        made = asked.change(scheme, engine_plan(draft, scheme))
        _write_learner(draft, asked.learner, made)
        facts = {"learner": str(asked.learner.id), "before": before}
        _finish(actor, draft, made, kind=asked.kind, facts=facts, now=now)
        _audit(actor, draft, f"placements.{asked.kind}", asked.learner, now, request_key)
        return draft.id

    return once(actor, request_key, work)


def undo_change(
    actor: Actor,
    plan_id: UUID,
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Undo the last change by hand of a draft that is not undone yet.

    Raises:
        NotPermitted: The role makes no plans.
        Conflict: ``plan.changed``.
        Refused: ``plan.not_found``, ``plan.state`` or ``undo.nothing``.
    """
    require(actor, PERMISSIONS, "plan.make")

    def work() -> UUID:
        plan = plan_for(actor, plan_id, lock=True)
        check_version(plan, version)
        next_state(plan.state, "change")
        event = last_change(plan)
        if event is None:
            raise Refused("undo.nothing", "There is nothing left to undo in this draft.")
        learner = Learner.objects.get(pk=UUID(event.facts["learner"]))
        _put_back(plan, learner, event.facts["before"])
        scheme = engine_scheme(plan)
        made = priced(scheme, engine_plan(plan, scheme))
        _finish(actor, plan, made, kind="undone", facts={"of": event.sequence}, now=now)
        _audit(actor, plan, "placements.undo_change", learner, now, request_key)
        return plan.id

    return once(actor, request_key, work)


def _learner(plan: PlacementPlan, learner_id: UUID) -> Learner:
    learner = Learner.objects.filter(scheme=plan.scheme, pk=learner_id).first()
    if learner is None:
        raise _not_in_plan("moving")
    return learner


def _without_place(plan: PlacementPlan, learner_id: UUID | None) -> Learner:
    left = LeftOut.objects.filter(plan=plan).select_related("learner")
    for one in left:
        if one.learner_id == learner_id:
            return one.learner
    raise _not_in_plan("moving")


def _stay(plan: PlacementPlan, stay_id: UUID | None) -> PlannedStay | None:
    if stay_id is None:
        return None
    rows = PlannedStay.objects.filter(plan=plan).select_related("learner", "service", "buddy")
    stay = rows.filter(pk=stay_id).first()
    if stay is None:
        raise _not_in_plan("moving")
    return stay


def _not_in_plan(field: str) -> Refused:
    return Refused(
        "move.not_in_plan",
        "That is not in this plan any more.",
        next_step="Look at the plan as it is now and choose again.",
        field=field,
    )


def _kept(plan: PlacementPlan, learner: Learner) -> dict[str, Any]:
    """What a plan says of somebody, so that a change can be undone."""
    stays = PlannedStay.objects.filter(plan=plan, learner=learner).order_by("first_on")
    left = LeftOut.objects.filter(plan=plan, learner=learner).first()
    return {
        "stays": [
            {
                "service": str(one.service_id),
                "first_on": one.first_on.isoformat(),
                "last_on": one.last_on.isoformat(),
                "kind": one.kind,
                "buddy": str(one.buddy_id) if one.buddy_id else None,
                "shift": one.shift,
                "from_time": one.from_time,
                "to_time": one.to_time,
                "by_hand": one.by_hand,
            }
            for one in stays
        ],
        "left_out": left.reasons if left else None,
    }


def _clear(plan: PlacementPlan, learner: Learner) -> None:
    PlannedStay.objects.filter(plan=plan, learner=learner).delete()
    LeftOut.objects.filter(plan=plan, learner=learner).delete()


def _write_learner(plan: PlacementPlan, learner: Learner, made: Plan) -> None:
    stays = PlannedStay.objects.filter(plan=plan, learner=learner).select_related("service")
    before = {(one.service.code, one.first_on): one.by_hand for one in stays}
    after = made.of(learner.name)
    by_hand = [_place(one) for one in after if before.get((one.service, one.start), True)]
    _clear(plan, learner)
    write_stays(plan, after, by_hand=by_hand)
    reasons = [one.reasons for one in made.unplaced if one.officer == learner.name]
    for why in reasons:
        LeftOut.objects.create(plan=plan, learner=learner, reasons=list(why))


def _place(one: Assignment) -> tuple[str, str, object]:
    return one.officer, one.service, one.start


def _put_back(plan: PlacementPlan, learner: Learner, before: dict[str, Any]) -> None:
    _clear(plan, learner)
    rows: Sequence[dict[str, Any]] = before["stays"]
    PlannedStay.objects.bulk_create(
        PlannedStay(
            plan=plan,
            learner=learner,
            service_id=UUID(row["service"]),
            first_on=date.fromisoformat(row["first_on"]),
            last_on=date.fromisoformat(row["last_on"]),
            kind=row["kind"],
            buddy_id=UUID(row["buddy"]) if row["buddy"] else None,
            shift=row["shift"],
            from_time=row["from_time"],
            to_time=row["to_time"],
            by_hand=row["by_hand"],
        )
        for row in rows
    )
    if before["left_out"] is not None:
        LeftOut.objects.create(plan=plan, learner=learner, reasons=before["left_out"])


def _finish(
    actor: Actor,
    plan: PlacementPlan,
    made: Plan,
    *,
    kind: str,
    facts: dict[str, Any],
    now: datetime,
) -> None:
    plan.status, plan.objective, plan.bound = made.status, made.objective, made.bound
    plan.gap, plan.costs = made.gap, made.costs
    plan.version += 1
    plan.save(update_fields=["status", "objective", "bound", "gap", "costs", "version"])
    append_event(actor, plan, kind, now=now, facts=facts)


def _audit(
    actor: Actor,
    plan: PlacementPlan,
    action: str,
    learner: Learner,
    now: datetime,
    request_key: UUID | None,
) -> None:
    entry = Entry(
        Op.ALTERATION, action, Ref("placement_plan", plan.id), also=(Ref("learner", learner.id),)
    )
    record(actor, entry, now=now, request_key=request_key)
