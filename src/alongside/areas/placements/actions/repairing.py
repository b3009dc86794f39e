"""Mend today's plan after something changed: try it beside today's, then let it stand."""

from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from alongside.areas.placements.actions.answering import answer_busy
from alongside.areas.placements.actions.issues import Written, write_issue
from alongside.areas.placements.actions.plan_writing import write_draft
from alongside.areas.placements.actions.publishing import publish_plan
from alongside.areas.placements.models import (
    Learner,
    LeftOut,
    PlacementPlan,
    PlacementScheme,
    PlacementService,
)
from alongside.areas.placements.queries.mending import ToMend, to_mend
from alongside.areas.placements.queries.plan_reading import plan_for, standing_plan
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.areas.placements.rules.changes import (
    AWAY,
    CLOSED,
    FEWER,
    LEAVES,
    Change,
    change_from,
    check_change,
)
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.engines.scheduling.scheme import Span
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.engines.scheduling.repairing import Changes, Repair

REPAIR: Final = "repair"
PLAN: Final = "placement_plan"
SECONDS: Final = 4.0
"""How long the search may take: whoever asked waits at a page."""


def try_repair(
    actor: Actor,
    scheme_id: UUID,
    change: Change,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Work out the smallest change to today's plan, as a draft that has touched nothing yet.

    Returns:
        The draft, whose first event keeps the change, and whether it is proved the smallest.

    Raises:
        NotPermitted: The role makes no plans.
        Refused: ``scheme.not_found``, ``change.…``, or ``repair.no_plan`` before the first plan
            is published.
    """
    require(actor, PERMISSIONS, "plan.make")
    today = local_date(now)
    check_change(change, today=today)

    scheme = scheme_for(actor, scheme_id)
    plan = _standing(scheme)
    _check_known(scheme, change)
    ground = to_mend(scheme, plan, today=today)
    # The search may take seconds: it is over before anything is locked.
    mended = _repaired(ground, change, today)

    def work() -> UUID:
        locked = scheme_for(actor, scheme_id, lock=True)
        _check_still_stands(locked, plan)
        draft = write_draft(
            actor,
            locked,
            mended.plan,
            parent=plan,
            document=_document_after(ground, change, today),
            why=change.why,
            now=now,
            kept_stays=ground.over,
            kind=REPAIR,
            facts={"change": change.as_facts(), "proved": mended.proved},
        )
        also = (Ref(PLAN, plan.id),)
        entry = Entry(Op.COLLECTION, "placements.try_repair", Ref(PLAN, draft.id), also=also)
        record(actor, entry, now=now, request_key=request_key)
        return draft.id

    return once(actor, request_key, work)


def _check_still_stands(scheme: PlacementScheme, plan: PlacementPlan) -> None:
    if _standing(scheme).id != plan.id:
        raise Refused(
            "plan.overtaken",
            "Another plan was published while this was worked out.",
            next_step="Send it again, to start from the plan that stands now.",
        )


def _standing(scheme: PlacementScheme) -> PlacementPlan:
    plan = standing_plan(scheme)
    if plan is None:
        raise Refused(
            "repair.no_plan",
            "No plan of this scheme stands yet.",
            next_step="Publish a plan first. Until then, change the scheme itself.",
        )
    return plan


def _check_known(scheme: PlacementScheme, change: Change) -> None:
    if change.learner:
        if not scheme.learners.filter(name=change.learner, withdrawn_at=None).exists():
            raise Refused(
                "change.of_whom", "Nobody of that name is in this scheme.", field="learner"
            )
        return
    service = scheme.services.filter(code=change.service, left_at=None).first()
    if service is None:
        raise Refused("change.of_whom", "That ward or team is not in this scheme.", field="service")
    if change.kind == FEWER and change.seats >= service.seats:
        raise Refused(
            "change.not_fewer",
            f"It takes {service.seats} at once now, so that would not be fewer.",
            next_step="To let it take more, change the ward itself on the scheme's page.",
            field="seats",
        )


def _repaired(ground: ToMend, change: Change, today: date) -> "Repair":
    from alongside.engines.scheduling.repairing import repair

    return repair(
        ground.scheme,
        ground.plan,
        engine_changes(change, today=today),
        today=today,
        time_limit=SECONDS,
    )


def engine_changes(change: Change, *, today: date) -> "Changes":
    """Answer the change as the engine takes it. What is over is not touched."""
    from alongside.engines.scheduling.repairing import Changes

    if change.kind == FEWER:
        return Changes(seats=((change.service, change.seats),))
    if change.kind == LEAVES:
        return Changes(withdrawn=frozenset({change.learner}))
    first, last = _days(change, today)
    if change.kind == CLOSED:
        return Changes(closures=((change.service, Span(first, last)),))
    return Changes(away=((change.learner, Span(first, last)),))


def _days(change: Change, today: date) -> tuple[date, date]:
    return max(change.first_on or today, today), change.last_on or today


def _document_after(ground: ToMend, change: Change, today: date) -> dict[str, Any]:
    """The scheme's document with the change in it, which the draft is read against."""
    services = [dict(one) for one in ground.document["services"]]
    officers = [dict(one) for one in ground.document["officers"]]
    first, last = _days(change, today)
    span = {"from": first.isoformat(), "to": last.isoformat()}
    for one in services:
        if one["code"] == change.service and change.kind == CLOSED:
            one["closed"] = [*one["closed"], span]
        elif one["code"] == change.service:
            one["seats"] = change.seats
    for one in officers:
        if one["name"] == change.learner and change.kind == AWAY:
            one["leave"] = [*one["leave"], span]
    return {**ground.document, "services": services, "officers": officers}


def confirm_repair(
    actor: Actor, plan_id: UUID, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Let a repair stand: the scheme keeps what changed, the plan is published, all are told.

    Whoever has no place left raises an issue. A word "too busy" that led here is answered.

    Raises:
        NotPermitted: The role publishes no plans.
        Refused: ``plan.not_found``, ``repair.not_one``, or as ``publish_plan``.
    """
    require(actor, PERMISSIONS, "plan.publish")

    def work() -> UUID:
        plan = plan_for(actor, plan_id, lock=True)
        change = change_of(plan)
        _keep(actor, plan.scheme, change, now)
        waited = set(
            LeftOut.objects.filter(plan_id=plan.parent_id).values_list("learner", flat=True)
        )
        publish_plan(actor, plan.id, why=change.why, repair=True, now=now, request_key=request_key)
        if change.busy:
            answer_busy(actor, UUID(change.busy), plan=plan, now=now)
        for left in plan.left_out.exclude(learner__in=waited).select_related("learner"):
            words = " ".join(map(str, left.reasons)) or "No place was found."
            write_issue(actor, plan.scheme, Written("no_place", words, None, left.learner), now=now)
        return plan.id

    return once(actor, request_key, work)


def change_of(plan: PlacementPlan) -> Change:
    """Answer what a repair was worked out for.

    Raises:
        Refused: ``repair.not_one`` of another kind of plan.
    """
    first = plan.events.filter(kind=REPAIR).first()
    if first is None:
        raise Refused(
            "repair.not_one",
            "That plan was not made by a repair.",
            next_step="Open it in the calendar.",
        )
    return change_from(first.facts["change"])


def _keep(actor: Actor, scheme: PlacementScheme, change: Change, now: datetime) -> None:
    """Write into the scheme what has changed."""
    first, last = _days(change, local_date(now))
    span = [first.isoformat(), last.isoformat()]
    about: PlacementService | Learner
    if change.kind in (CLOSED, FEWER):
        about = scheme.services.select_for_update().get(code=change.service)
        if change.kind == CLOSED:
            about.closed = [*about.closed, span]
        else:
            about.seats = change.seats
    else:
        about = scheme.learners.select_for_update().get(name=change.learner)
        if change.kind == AWAY:
            about.leave = [*about.leave, span]
        elif about.withdrawn_at is None:
            about.withdrawn_at, about.withdrawn_why = now, change.why
    about.version += 1
    about.save()
    kind = "placement_service" if change.service else "learner"
    entry = Entry(
        Op.ALTERATION,
        "placements.keep_change",
        Ref(kind, about.id),
        fields=tuple(name for name, value in asdict(change).items() if value),
    )
    record(actor, entry, now=now)
