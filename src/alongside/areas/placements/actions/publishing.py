"""Publish a plan: it stands, the one before is replaced, and those it touches are told."""

from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.placements.actions.plan_writing import append_event, check_version
from alongside.areas.placements.models import PlacementPlan
from alongside.areas.placements.queries.plan_reading import (
    cohorts_of,
    engine_plan,
    engine_scheme,
    plan_for,
    scheme_now,
    standing_plan,
)
from alongside.areas.placements.rules.holding_now import broken_now
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.plan_states import next_state
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

PUBLISHED: Final = "placements.plan_published"
SAID: Final = 3
"""Broken rules that are said one by one."""


def publish_plan(
    actor: Actor,
    plan_id: UUID,
    *,
    why: str = "",
    version: int | None = None,
    repair: bool = False,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Let a draft stand from now on, and tell everybody it changes something for.

    Args:
        actor: A coordinator of the scheme.
        plan_id: The draft.
        why: For the record; may be empty.
        version: What it was when it was read.
        repair: Whether it mends what stands; the caller then writes what changed to the scheme.
        now: The server's instant.
        request_key: Of the form.

    Returns:
        The plan.

    Raises:
        NotPermitted: The role does not publish.
        Conflict: ``plan.changed``.
        Refused: ``plan.not_found``, ``plan.state``, ``plan.is_a_repair``, ``plan.overtaken`` or
            ``plan.does_not_hold`` (a rule of today's scheme that what stands does not break).
    """
    require(actor, PERMISSIONS, "plan.publish")

    def work() -> UUID:
        plan = plan_for(actor, plan_id, lock=True)
        _check_can_stand_alone(plan, version, repair=repair)
        after = next_state(plan.state, "publish")
        standing = standing_plan(plan.scheme)
        _check_is_of_what_stands(plan, standing)
        check_holds(plan, standing, now)
        if standing is not None:
            _supersede(actor, standing, plan, now)
        plan.state, plan.published_at = after, now
        plan.version += 1
        plan.save(update_fields=["state", "published_at", "version"])
        facts = {"before": str(standing.id) if standing else ""}
        append_event(actor, plan, "published", now=now, why=why, facts=facts)
        _audit_and_send(actor, plan, standing, now=now, request_key=request_key)
        return plan.id

    return once(actor, request_key, work)


def _check_can_stand_alone(plan: PlacementPlan, version: int | None, *, repair: bool) -> None:
    """Keep a plan that mends from standing while the scheme does not say what it mends."""
    check_version(plan, version)
    if plan.events.filter(kind="repair").exists() and not repair:
        raise Refused(
            "plan.is_a_repair",
            "This draft mends what stands after something changed.",
            next_step="Publish it from its page with both plans side by side.",
        )


def _check_is_of_what_stands(plan: PlacementPlan, standing: PlacementPlan | None) -> None:
    if standing is not None and plan.parent_id != standing.id:
        raise Refused(
            "plan.overtaken",
            "Another plan was published since this draft was made.",
            next_step="Plan again from what stands today; this draft can still be looked at.",
        )


def check_holds(plan: PlacementPlan, standing: PlacementPlan | None, now: datetime) -> None:
    """Refuse a plan that breaks a rule of the scheme as it is now.

    Raises:
        Refused: ``plan.does_not_hold``.
    """
    found = newly_broken(plan, standing, now)
    if found:
        more = f" and {len(found) - SAID} more" if len(found) > SAID else ""
        raise Refused(
            "plan.does_not_hold",
            f"The scheme as it is now does not allow this: {' '.join(found[:SAID])}{more}",
            next_step="Change the scheme first if that is what was agreed, or mend the draft.",
        )


def newly_broken(
    plan: PlacementPlan, standing: PlacementPlan | None, now: datetime
) -> tuple[str, ...]:
    """Answer rules of today's scheme that a plan breaks and what stands does not."""
    today = local_date(now)
    scheme = scheme_now(plan.scheme, cohorts_of(plan))
    found = broken_now(scheme, engine_plan(plan, engine_scheme(plan)), today=today)
    if standing is None or not found:
        return found
    there = broken_now(scheme, engine_plan(standing, engine_scheme(standing)), today=today)
    return tuple(one for one in found if one not in there)


def _supersede(actor: Actor, standing: PlacementPlan, by: PlacementPlan, now: datetime) -> None:
    standing.state = next_state(standing.state, "supersede")
    standing.version += 1
    standing.save(update_fields=["state", "version"])
    append_event(actor, standing, "superseded", now=now, facts={"by": str(by.id)})


def _audit_and_send(
    actor: Actor,
    plan: PlacementPlan,
    standing: PlacementPlan | None,
    *,
    now: datetime,
    request_key: UUID | None,
) -> None:
    also = (Ref("placement_plan", standing.id),) if standing else ()
    entry = Entry(
        Op.ALTERATION, "placements.publish_plan", Ref("placement_plan", plan.id), also=also
    )
    record(actor, entry, now=now, request_key=request_key)
    payload = {
        "plan": str(plan.id),
        "before": str(standing.id) if standing else "",
        "by": str(actor.user_id),
    }
    send(PUBLISHED, payload, now=now, once_key=f"{PUBLISHED}:{plan.id}")
