"""Ask for a plan: a worker makes it, so that nobody waits for a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from alongside.areas.placements.models import PlacementCohort, PlacementScheme, PlanRun
from alongside.areas.placements.queries.plan_reading import plan_for
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

SECONDS: Final = (10, 60)
"""How long somebody may let a plan be looked for: usually the first."""
UNDER_WAY: Final = ("asked", "working")
STOPPED: Final = "Making this plan stopped before it ended. Ask for it again."


@dataclass(frozen=True, slots=True)
class AskedPlan:
    """What plan somebody asks for.

    Attributes:
        cohorts: Which cohorts to plan.
        afresh: Whether what is published of them, and has not begun, may move.
        seconds: How long to look for the best one.
        why: What it is for, in a few words; may be empty.
        steps: A way out to try, as ``rules.ways_out`` keeps it.
        seed: Of every random choice.
    """

    cohorts: tuple[UUID, ...]
    afresh: bool = False
    seconds: int = SECONDS[0]
    why: str = ""
    steps: Sequence[Mapping[str, Any]] = ()
    seed: int = 1


def ask_for_plan(
    actor: Actor,
    scheme_id: UUID,
    asked: AskedPlan,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Ask for a plan of some cohorts beside what stands.

    Returns:
        The run, which says how far it is and which plan came of it.

    Raises:
        NotPermitted: The role makes no plans.
        Refused: ``scheme.not_found``, ``run.no_cohort``, ``run.nobody``, ``run.seconds`` or
            ``run.under_way``.
    """
    require(actor, PERMISSIONS, "plan.make")

    def work() -> UUID:
        scheme = scheme_for(actor, scheme_id, lock=True)
        _check(scheme, asked)
        give_up_stopped(scheme.id, now)
        if PlanRun.objects.filter(scheme=scheme, state__in=UNDER_WAY).exists():
            raise Refused(
                "run.under_way",
                "A plan of this scheme is being made.",
                next_step="Wait until it is ready, then ask again.",
            )
        run = PlanRun.objects.create(
            scheme=scheme, asked_by_id=actor.user_id, asked_at=now, asked=_kept(asked)
        )
        entry = Entry(Op.COLLECTION, "placements.ask_for_plan", Ref("plan_run", run.id))
        record(actor, entry, now=now, request_key=request_key)
        return run.id

    return once(actor, request_key, work)


def try_way_out(
    actor: Actor,
    plan_id: UUID,
    number: int,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Ask for the plan that a way out would give, to look at beside what stands.

    Args:
        actor: A coordinator of the scheme.
        plan_id: The plan that leaves somebody out.
        number: Which of its ways out, from 0.
        now: The server's instant.
        request_key: Of the form.

    Raises:
        Refused: ``way.not_found``, and what ``ask_for_plan`` refuses.
    """
    require(actor, PERMISSIONS, "plan.make")
    plan = plan_for(actor, plan_id)
    run = PlanRun.objects.filter(plan=plan).first()
    ways = run.conflict.get("ways", []) if run is not None else []
    if run is None or not 0 <= number < len(ways):
        raise Refused(
            "way.not_found",
            "That way out is not one of this plan's.",
            next_step="Open the plan again and choose one from there.",
        )
    way = ways[number]
    asked = AskedPlan(
        cohorts=tuple(UUID(one) for one in run.asked["cohorts"]),
        afresh=run.asked["afresh"],
        seconds=run.asked["seconds"],
        why=f"What if: {way['words']}"[:300],
        steps=[*run.asked["steps"], *way["steps"]],
    )
    return ask_for_plan(actor, plan.scheme_id, asked, now=now, request_key=request_key)


def give_up_stopped(scheme_id: UUID, now: datetime) -> None:
    """Mark a run whose worker is gone, in the caller's transaction."""
    for run in PlanRun.objects.filter(scheme_id=scheme_id, state="working"):
        if run.seen_at is not None and now > run.seen_at + longest(run):
            run.state, run.refusal = "refused", STOPPED
            run.save(update_fields=["state", "refusal"])


def longest(run: PlanRun) -> timedelta:
    """Answer after how long a run that says nothing has stopped."""
    return timedelta(seconds=3 * int(run.asked.get("seconds", SECONDS[0])) + 60)


def _check(scheme: PlacementScheme, asked: AskedPlan) -> None:
    there = PlacementCohort.objects.filter(scheme=scheme, pk__in=asked.cohorts)
    if not asked.cohorts or there.count() != len(set(asked.cohorts)):
        raise Refused("run.no_cohort", "Choose at least one cohort to plan.", field="cohorts")
    if asked.seconds not in SECONDS:
        raise Refused("run.seconds", "Choose how long to look.", field="seconds")
    if not there.filter(learners__withdrawn_at=None, learners__isnull=False).exists():
        raise Refused(
            "run.nobody",
            "Nobody is in those cohorts yet.",
            next_step="Add those to place from the scheme, then plan.",
            field="cohorts",
        )


def _kept(asked: AskedPlan) -> dict[str, Any]:
    return {
        "cohorts": [str(one) for one in asked.cohorts],
        "afresh": asked.afresh,
        "seconds": asked.seconds,
        "why": asked.why,
        "steps": [dict(one) for one in asked.steps],
        "seed": asked.seed,
    }
