"""Make the plans that were asked for: in the background, outside any transaction."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from threading import Thread
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

from alongside.areas.placements.actions.plan_asking import (
    AskedPlan,
    ask_for_plan,
    give_up_stopped,
)
from alongside.areas.placements.actions.plan_writing import write_draft
from alongside.areas.placements.models import (
    PlacementCohort,
    PlacementPlan,
    PlacementScheme,
    PlannedStay,
    PlanRun,
)
from alongside.areas.placements.queries.documents import scheme_document
from alongside.areas.placements.queries.plan_reading import (
    cohorts_of,
    engine_plan,
    engine_scheme,
    standing_plan,
)
from alongside.areas.placements.rules.beside import (
    TO_ANOTHER_COHORT,
    Beside,
    beside,
    held_breaks,
    joined,
)
from alongside.areas.placements.rules.holding_now import broken_now
from alongside.areas.placements.rules.ways_out import kept_conflict, relaxed_document, step_day
from alongside.engines.scheduling.reading import scheme_from
from alongside.engines.scheduling.result import Plan, Unplaced
from alongside.engines.scheduling.scheme import Scheme
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import actor_of
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

EVERY: Final = timedelta(seconds=1)
FIRST_SECONDS: Final = 5.0
"""How long the worker waits for a plan before it goes on with its other work beside it."""
NO_SOLVER: Final = Refused(
    "plan.no_solver",
    "This server cannot make plans: the part that works them out is not installed.",
    next_step="Ask whoever runs the server to add the extra 'scheduling'. Until then, place "
    "people by hand in a draft.",
)
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be worked out."""

    run: PlanRun
    standing: PlacementPlan | None
    document: dict[str, Any]
    found: Beside
    today: date


def make_waiting_plans(now: datetime) -> int:
    """Start on a plan that was asked for; a long one goes on beside the worker's other work.

    Returns:
        How many were started.
    """
    run_id = take_up(now)
    if run_id is None:
        return 0
    making = Thread(target=_make_apart, args=(run_id, now), daemon=True)
    making.start()
    making.join(FIRST_SECONDS)
    return 1


def _make_apart(run_id: UUID, now: datetime) -> None:
    try:
        make_plan(run_id, now=now)
    finally:
        connection.close()


def plan_at_once(actor: Actor, scheme_id: UUID, asked: AskedPlan, *, now: datetime) -> UUID:
    """Make a plan and wait for it: where no page is waiting, as when a world is made up.

    Returns:
        The draft.

    Raises:
        NotPermitted: The role makes no plans.
        Refused: What ``ask_for_plan`` refuses, or ``plan.not_made`` with why.
    """
    run_id = ask_for_plan(actor, scheme_id, asked, now=now)
    with transaction.atomic():
        PlanRun.objects.filter(pk=run_id, state="asked").update(state="working", seen_at=now)
    make_plan(run_id, now=now)
    run = PlanRun.objects.get(pk=run_id)
    if run.plan_id is None:
        raise Refused("plan.not_made", run.refusal)
    return run.plan_id


def take_up(now: datetime) -> UUID | None:
    """Take one run that nobody works on; ``None`` where there is none."""
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        rows = PlanRun.objects.select_for_update(skip_locked=skip)
        for scheme_id in set(rows.filter(state="working").values_list("scheme_id", flat=True)):
            give_up_stopped(scheme_id, now)
        run = rows.filter(state="asked").order_by("asked_at").first()
        if run is None:
            return None
        run.state, run.seen_at = "working", now
        run.save(update_fields=["state", "seen_at"])
        return run.id


def make_plan(run_id: UUID, *, now: datetime) -> None:
    """Make a plan that was asked for, and write it as a draft.

    What cannot be planned is said on the run. Looking for the plan holds no transaction open.

    Args:
        run_id: The run, taken up.
        now: When it was taken up.
    """
    run = PlanRun.objects.select_related("scheme", "asked_by").get(pk=run_id)

    def told(cost: int, bound: int) -> None:
        PlanRun.objects.filter(pk=run_id).update(cost=cost, bound=bound)

    try:
        work = _prepared(run, local_date(now))
        made, conflict = _solved(work, told)
        _write(work, made, conflict, now=now + timedelta(seconds=made.seconds))
    except Refused as refused:
        PlanRun.objects.filter(pk=run_id).update(state="refused", refusal=str(refused)[:400])


def _prepared(run: PlanRun, today: date) -> _Work:
    standing = standing_plan(run.scheme)
    chosen = {UUID(one) for one in run.asked["cohorts"]}
    cohorts = chosen | (cohorts_of(standing) if standing else set())
    document = scheme_document(run.scheme, cohorts=cohorts)
    scheme = scheme_from(document)
    if run.asked["steps"]:
        scheme = _relaxed(scheme, run.asked["steps"])
        document = relaxed_document(document, scheme, run.asked["steps"])
    names = PlacementCohort.objects.filter(pk__in=chosen).values_list("name", flat=True)
    found = beside(
        scheme,
        engine_plan(standing, engine_scheme(standing)) if standing else None,
        chosen=set(names),
        afresh=run.asked["afresh"],
        today=today,
    )
    _check_can_be_planned(found, today)
    return _Work(run, standing, document, found, today)


def _relaxed(scheme: Scheme, steps: list[dict[str, Any]]) -> Scheme:
    with _solver():
        from alongside.engines.scheduling.relaxing import Step, applied
    return applied(
        scheme,
        [
            Step(step["kind"], step["about"], step_day(step, "first"), step_day(step, "last"))
            for step in steps
        ],
    )


def _check_can_be_planned(found: Beside, today: date) -> None:
    if not found.wanted:
        raise Refused(
            "plan.nobody_to_place",
            "Everybody in those cohorts has a place already.",
            next_step="To change where they go, plan them afresh or move them by hand.",
        )
    broken = held_breaks(found, today=today)
    if broken:
        raise Refused(
            "plan.mend_first",
            f"What is published does not hold any more: {broken[0]}",
            next_step="Mend that first, then plan beside it.",
        )


class _solver:  # noqa: N801  reads as words where it is used
    """Says kindly that the solver is not installed."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, ModuleNotFoundError):
            raise NO_SOLVER


def _solved(work: _Work, told: Told) -> tuple[Plan, dict[str, Any]]:
    """Plan, and where somebody has no place work out why and what could be done."""
    with _solver():
        from alongside.engines.scheduling.explaining import explain
        from alongside.engines.scheduling.filling import fill
        from alongside.engines.scheduling.planning import plan
    held, asked = work.found.held, work.run.asked
    made = plan(held, seed=asked["seed"], time_limit=float(asked["seconds"]), progress=told)
    stands = work.found.held_names
    if any(one.officer in stands for one in made.unplaced):
        made = fill(held, stands, seed=asked["seed"], time_limit=float(asked["seconds"]))
    if not any(one.officer in work.found.wanted for one in made.unplaced):
        return made, {}
    answer = explain(held, seed=asked["seed"], time_limit=float(asked["seconds"]))
    made = replace(made, seconds=made.seconds + answer.seconds)
    return made, kept_conflict(answer.as_json(), work.found, made)


def _write(work: _Work, made: Plan, conflict: dict[str, Any], *, now: datetime) -> None:
    run = work.run
    whole = _with_those_tried(joined(work.found, made), run)
    _check_breaks_nothing(work, whole)
    actor = actor_of(User.objects.select_related("organisation").get(pk=run.asked_by_id))
    with transaction.atomic():
        scheme = PlacementScheme.objects.select_for_update().get(pk=run.scheme_id)
        plan = write_draft(
            actor,
            scheme,
            whole,
            parent=work.standing,
            document=work.document,
            why=run.asked["why"],
            now=now,
            kept_stays=_over(work),
            facts={"afresh": run.asked["afresh"], "steps": run.asked["steps"]},
            seed=run.asked["seed"],
        )
        _check_still_stands(scheme, work)
        run.state, run.plan, run.conflict = "made", plan, conflict
        run.cost, run.bound = whole.objective, whole.bound
        run.save(update_fields=["state", "plan", "conflict", "cost", "bound"])
        entry = Entry(
            Op.COLLECTION,
            "placements.make_plan",
            Ref("placement_plan", plan.id),
            also=(Ref("plan_run", run.id),),
        )
        record(actor, entry, now=now)


def _check_breaks_nothing(work: _Work, whole: Plan) -> None:
    broken = broken_now(work.found.scheme, whole, today=work.today)
    if broken:
        raise Refused(
            "plan.does_not_fit_beside",
            f"The plan that was found does not fit beside what is published: {broken[0]}",
            next_step="Plan those cohorts afresh, or place them by hand.",
        )


def _check_still_stands(scheme: PlacementScheme, work: _Work) -> None:
    standing = standing_plan(scheme)
    if (standing and standing.id) != (work.standing and work.standing.id):
        raise Refused(
            "plan.overtaken",
            "Another plan was published while this one was being made.",
            next_step="Ask for it again: it will be made beside what stands now.",
        )


def _with_those_tried(plan: Plan, run: PlanRun) -> Plan:
    """Say of somebody a way out moves to another cohort that this draft does not place them."""
    tried = [step["about"] for step in run.asked["steps"] if step["kind"] == "officer"]
    left = (*plan.unplaced, *(Unplaced(name, (TO_ANOTHER_COHORT,)) for name in tried))
    return replace(plan, unplaced=left)


def _over(work: _Work) -> list[PlannedStay]:
    """Stays that are kept as they are: of those for whom all is over, and who have withdrawn."""
    if work.standing is None:
        return []
    rows = PlannedStay.objects.filter(plan=work.standing).select_related("learner")
    return [
        one
        for one in rows
        if one.learner.name in work.found.over
        or (one.learner.withdrawn_at is not None and one.first_on <= work.today)
    ]
