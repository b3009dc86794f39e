"""One plan: how good it is, what it changes of today's, whom it leaves out, and what happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from alongside.areas.placements.models import (
    LeftOut,
    PlacementPlan,
    PlacementService,
    PlanEvent,
    PlannedStay,
    PlanRun,
)
from alongside.areas.placements.queries.plan_reading import last_change, plan_for, standing_plan
from alongside.areas.placements.queries.plan_touched import changes_of
from alongside.areas.placements.rules.differences import Difference
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.plan_states import STATE_WORDS, PlanState
from alongside.areas.placements.rules.plan_words import (
    Quality,
    by_reason,
    cost_change,
    cost_lines,
    days_words,
    quality_sentence,
)
from alongside.areas.placements.rules.ways_out import agreements_needed
from alongside.engines.scheduling.result import Assignment
from alongside.engines.scheduling.scheme import Weights
from alongside.kernel.actor import Actor, require

EVENT_WORDS: Final[Mapping[str, str]] = {
    "made": "Made",
    "copied": "Started from the plan that stood",
    "repair": "Made to mend the plan that stood",
    "moved": "Somebody was moved by hand",
    "taken_out": "Somebody was taken out by hand",
    "undone": "A change by hand was undone",
    "discard": "Put aside",
    "take_up": "Taken up again",
    "published": "Published",
    "superseded": "Replaced by another plan",
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One stay that differs from today's plan, in words."""

    officer: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """Something that happened to a plan."""

    at: datetime
    words: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class WayLine:
    """A way out that can be tried: which, and what it is."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One plan.

    Attributes:
        plan_id: Which.
        scheme_id: Its scheme.
        scheme: Name of the scheme.
        number: Its number there.
        state: Where it stands.
        state_words: The same in a word.
        version: For changes.
        why: What it is for; may be empty.
        made_at: When.
        made_by: Name of who had it made.
        sentence: How good it is.
        costs: Wishes not met, in words.
        beside: How its wishes compare with those of today's plan; empty where this is it.
        changes: What it changes of today's plan.
        first: Whether nothing is published yet.
        overtaken: Whether another plan was published since it was made.
        left_out: Why some have no place, and who they are.
        conflict: Why not everybody fits, in a sentence; may be empty.
        rules: Rules that clash.
        ways: Ways out that can be tried.
        agree: What has to be agreed before it can be published.
        undo: Whether a change by hand can be undone.
        repair: Whether it was made to mend the plan that stood.
        events: What happened, newest first.
    """

    plan_id: UUID
    scheme_id: UUID
    scheme: str
    number: int
    state: str
    state_words: str
    version: int
    why: str
    made_at: datetime
    made_by: str
    sentence: str
    costs: tuple[str, ...]
    beside: str
    changes: tuple[ChangeLine, ...]
    first: bool
    overtaken: bool
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    conflict: str
    rules: tuple[str, ...]
    ways: tuple[WayLine, ...]
    agree: tuple[str, ...]
    undo: bool
    repair: bool
    events: tuple[EventLine, ...] = field(default=())


def plan_page(viewer: Actor, plan_id: UUID) -> PlanPage:
    """Answer one plan of a scheme the viewer works with.

    Raises:
        NotPermitted: The role sees no plans.
        Refused: ``plan.not_found``.
    """
    require(viewer, PERMISSIONS, "plan.see")
    plan = plan_for(viewer, plan_id)
    standing = standing_plan(plan.scheme)
    other = standing if standing is not None and standing.id != plan.id else None
    events = list(PlanEvent.objects.filter(plan=plan).select_related("by").order_by("sequence"))
    run = PlanRun.objects.filter(plan=plan).first()
    conflict: Mapping[str, Any] = run.conflict if run is not None else {}
    left = LeftOut.objects.filter(plan=plan).select_related("learner").order_by("learner__name")
    steps = events[0].facts.get("steps", []) if events else []
    return PlanPage(
        plan_id=plan.id,
        scheme_id=plan.scheme_id,
        scheme=plan.scheme.name,
        number=plan.number,
        state=plan.state,
        state_words=STATE_WORDS[PlanState(plan.state)],
        version=plan.version,
        why=plan.why,
        made_at=plan.made_at,
        made_by=plan.made_by.display_name,
        sentence=quality_sentence(_quality(plan, len(left))),
        costs=cost_lines(plan.costs, _weights(plan)),
        beside=cost_change(other.costs, plan.costs) if other and plan.state == "draft" else "",
        changes=_changes(plan, other) if plan.state == "draft" else (),
        first=standing is None,
        overtaken=plan.state == "draft" and plan.parent_id != (standing and standing.id),
        left_out=by_reason((one.learner.name, tuple(one.reasons)) for one in left),
        conflict=str(conflict.get("sentence", "")),
        rules=tuple(conflict.get("rules", ())),
        ways=tuple(
            WayLine(number, way["words"]) for number, way in enumerate(conflict.get("ways", ()))
        ),
        agree=agreements_needed(steps),
        undo=plan.state == "draft" and last_change(plan) is not None,
        repair=bool(events) and events[0].kind == "repair",
        events=tuple(_event(one) for one in reversed(events)),
    )


def _quality(plan: PlacementPlan, left_out: int) -> Quality:
    by_hand = PlannedStay.objects.filter(plan=plan, by_hand=True).count()
    return Quality(
        plan.status,
        plan.objective,
        plan.bound,
        left_out,
        by_hand,
        plan.parent_id is not None,
    )


def _weights(plan: PlacementPlan) -> dict[str, int]:
    usual = Weights()
    kept: Mapping[str, Any] = plan.document.get("weights") or {}
    names = ("unplaced", "preference", "objective", "repeat", "fairness")
    return {name: int(kept.get(name) or getattr(usual, name)) for name in names}


def _changes(plan: PlacementPlan, other: PlacementPlan | None) -> tuple[ChangeLine, ...]:
    names = dict(PlacementService.objects.filter(scheme=plan.scheme).values_list("code", "name"))
    return change_lines(changes_of(plan, other), names)


def change_lines(
    changes: tuple[Difference, ...], names: Mapping[str, str]
) -> tuple[ChangeLine, ...]:
    """Answer changes in words, with services by the names people call them."""
    return tuple(
        ChangeLine(one.officer, stay_words(one.before, names), stay_words(one.after, names))
        for one in changes
    )


def stay_words(stay: Assignment | None, names: Mapping[str, str]) -> str:
    """Say where and when somebody is; empty for nowhere."""
    if stay is None:
        return ""
    hours = f", {stay.from_time} to {stay.to_time}" if stay.from_time else ""
    buddy = f", with {stay.buddy}" if stay.buddy else ""
    where = names.get(stay.service, stay.service)
    return f"{where}, {days_words(stay.start, stay.end)}{hours}{buddy}"


def _event(row: PlanEvent) -> EventLine:
    words = EVENT_WORDS.get(row.kind, row.kind.replace("_", " ").capitalize())
    return EventLine(row.at, words, row.by.display_name, row.why)
