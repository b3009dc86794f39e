"""Keep drafts: start one beside the plan that stands, put one aside, take one up again."""

from datetime import datetime
from uuid import UUID

from alongside.areas.placements.actions.plan_writing import (
    append_event,
    check_version,
    write_draft,
)
from alongside.areas.placements.models import PlacementPlan
from alongside.areas.placements.queries.documents import scheme_document
from alongside.areas.placements.queries.plan_reading import (
    cohorts_of,
    engine_plan,
    plan_for,
)
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.plan_states import next_state
from alongside.engines.scheduling.costing import priced
from alongside.engines.scheduling.reading import scheme_from
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


def start_draft(
    actor: Actor,
    plan_id: UUID,
    *,
    why: str = "",
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Start a draft that is like the plan that stands, to try something in.

    Raises:
        NotPermitted: The role makes no plans.
        Refused: ``plan.not_found`` or ``plan.state``.
    """
    require(actor, PERMISSIONS, "plan.make")

    def work() -> UUID:
        plan = plan_for(actor, plan_id, lock=True)
        if plan.state != "published":
            raise Refused(
                "plan.state",
                "A draft starts from the plan that stands.",
                next_step="Open the calendar and start from there.",
            )
        draft = draft_beside(actor, plan, why=why, now=now)
        entry = Entry(Op.COLLECTION, "placements.start_draft", Ref("placement_plan", draft.id))
        record(actor, entry, now=now, request_key=request_key)
        return draft.id

    return once(actor, request_key, work)


def draft_beside(actor: Actor, plan: PlacementPlan, *, why: str, now: datetime) -> PlacementPlan:
    """Write a draft like the plan that stands, in the caller's transaction, which audits it."""
    document = scheme_document(plan.scheme, cohorts=cohorts_of(plan))
    scheme = scheme_from(document)
    made = priced(scheme, engine_plan(plan, scheme))
    return write_draft(
        actor,
        plan.scheme,
        made,
        parent=plan,
        document=document,
        why=why,
        now=now,
        kind="copied",
    )


def put_aside(
    actor: Actor,
    plan_id: UUID,
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Put a draft aside. It can be taken up again.

    Raises:
        NotPermitted: The role makes no plans.
        Conflict: ``plan.changed``.
        Refused: ``plan.not_found`` or ``plan.state``.
    """
    return _to_state(actor, plan_id, "discard", version=version, now=now, request_key=request_key)


def take_up_again(
    actor: Actor,
    plan_id: UUID,
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Take up a draft that was put aside.

    Raises:
        NotPermitted: The role makes no plans.
        Conflict: ``plan.changed``.
        Refused: ``plan.not_found`` or ``plan.state``.
    """
    return _to_state(actor, plan_id, "take_up", version=version, now=now, request_key=request_key)


def _to_state(
    actor: Actor,
    plan_id: UUID,
    act: str,
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None,
) -> UUID:
    require(actor, PERMISSIONS, "plan.make")

    def work() -> UUID:
        plan = plan_for(actor, plan_id, lock=True)
        check_version(plan, version)
        plan.state = next_state(plan.state, act)
        plan.version += 1
        plan.save(update_fields=["state", "version"])
        append_event(actor, plan, act, now=now)
        entry = Entry(Op.ALTERATION, f"placements.{act}", Ref("placement_plan", plan.id))
        record(actor, entry, now=now, request_key=request_key)
        return plan.id

    return once(actor, request_key, work)
