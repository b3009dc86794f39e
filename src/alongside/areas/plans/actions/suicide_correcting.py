"""Put an entry of a suicide prevention plan right, without taking anything away."""

from datetime import datetime
from uuid import UUID

from alongside.areas.plans.actions.joint_writing import by, check_still_stands, not_found
from alongside.areas.plans.actions.suicide_writing import (
    audit_event,
    check_says,
    locked,
    refresh,
)
from alongside.areas.plans.models import SuicidePlanEvent
from alongside.areas.plans.rules.joint_story import (
    NewEntry,
    check_correction_reason,
    check_happened_at,
    stored_facts,
)
from alongside.areas.plans.rules.suicide import SUICIDE_FACTS, check_may_correct
from alongside.areas.plans.rules.suicide_dates import check_gateway
from alongside.foundation.audit.once import once
from alongside.kernel.actor import Actor


def correct_plan_entry(
    actor: Actor,
    event_id: UUID,
    entry: NewEntry,
    *,
    reason: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record what an entry should have said. The first version stays, shown as corrected.

    Raises:
        NotPermitted: The role may not, or their organisation is not one of the two.
        Refused: ``correction.no_reason``, ``suicide.not_corrected`` or ``suicide.barred``.
        Conflict: ``event.corrected_already``.
    """

    def work() -> UUID:
        check_correction_reason(reason)
        old = SuicidePlanEvent.objects.filter(pk=event_id).first()
        if old is None:
            raise not_found("event")
        plan = locked(actor, old.plan_id, "suicide_plan.work")
        check_may_correct(old.kind)
        check_still_stands(SuicidePlanEvent.objects.filter(supersedes=old).first())
        check_happened_at(entry.happened_at, now)
        facts = check_says(entry.facts, now)
        if old.kind == "shared":
            check_gateway(str(facts.get("gateway", "")))
        event = SuicidePlanEvent.objects.create(
            plan=plan,
            sequence=old.sequence,
            kind=old.kind,
            happened_at=entry.happened_at,
            recorded_as=actor.role,
            facts=stored_facts(old.kind, facts, SUICIDE_FACTS),
            supersedes=old,
            correction_reason=reason.strip(),
            **by(actor, now),
        )
        audit_event(
            actor, event, action="plans.correct_suicide_plan", now=now, request_key=request_key
        )
        refresh(plan, now=now)
        return event.id

    return once(actor, request_key, work)
