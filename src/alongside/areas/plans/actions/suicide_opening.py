"""Open a suicide prevention plan together: one service proposes, the other confirms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from alongside.areas.plans.actions.suicide_writing import (
    ASKED,
    OwnPart,
    append,
    audit_event,
    check_not_barred,
    check_says,
    keep_own_part,
    locked,
    refresh,
    signatory,
)
from alongside.areas.plans.models import SuicidePlan
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS, PREVENTION
from alongside.areas.plans.rules.joint_story import NewEntry
from alongside.areas.plans.rules.suicide import (
    RUNNING,
    Signatory,
    SuicideState,
    check_named_person,
    check_own_part,
    check_two_sides,
)
from alongside.areas.plans.rules.suicide_dates import check_ends_on, check_review_due
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.keys import for_standing_person
from alongside.foundation.audit.once import once
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, Sector, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan as one service proposes it.

    Attributes:
        says: What it says, by the names of ``PLAN_FIELDS``.
        own_part: The person's own part, or why there is none yet.
        asked_id: Who is asked, by name, to confirm it for the other service.
        ends_on: When it ends unless both agree otherwise.
    """

    says: Mapping[str, str]
    own_part: OwnPart
    asked_id: UUID
    ends_on: date | None = field(default=None)


@for_standing_person
def propose_plan(
    actor: Actor,
    person_id: UUID,
    proposal: Proposal,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Propose a plan for somebody. It is not open until the person asked confirms it.

    Returns:
        The plan.

    Raises:
        NotPermitted: The role may not.
        Refused: ``suicide.one_side``, ``suicide.no_trigger``, ``suicide.no_own_part``,
            ``suicide.no_end``, ``suicide.barred`` or ``suicide.already``.
    """

    def work() -> UUID:
        require(actor, JOINT_PERMISSIONS, "suicide_plan.propose")
        asked = asked_person(proposal.asked_id)
        check_two_sides(signatory(actor), asked)
        facts = _checked(proposal, now)
        plan = _new_plan(actor, person_id, proposal, asked=asked, now=now)
        event = append(actor, plan, NewEntry("proposed", now, facts), now=now)
        keep_own_part(actor, plan, proposal.own_part, now=now)
        audit_event(
            actor, event, action="plans.propose_suicide_plan", now=now, request_key=request_key
        )
        refresh(plan, now=now)
        _tell_asked(plan, now)
        return event.id

    made = once(actor, request_key, work)
    return plan_of_event(made)


def plan_of_event(event_id: UUID) -> UUID:
    """Answer the plan an event belongs to."""
    return SuicidePlan.objects.values_list("id", flat=True).get(events__id=event_id)


def asked_person(user_id: UUID) -> Signatory:
    """Answer somebody who may be asked to stand for the other service.

    Raises:
        Refused: ``suicide.asked_unknown`` when nobody of that account works on these plans.
    """
    user = (
        User.objects.filter(pk=user_id, is_active=True, roles_held__role__in=list(PREVENTION))
        .select_related("organisation")
        .first()
    )
    if user is None:
        raise Refused(
            "suicide.asked_unknown",
            "Choose somebody who works on these plans.",
            field="asked",
        )
    return Signatory(str(user.id), str(user.organisation_id), Sector(user.organisation.sector))


def _checked(proposal: Proposal, now: datetime) -> dict[str, object]:
    check_own_part(proposal.own_part.text, proposal.own_part.why_not)
    if not proposal.says.get("trigger", "").strip():
        raise Refused("suicide.no_trigger", "Say what happened.", field="trigger")
    check_not_barred({"why_not": proposal.own_part.why_not})
    return check_says({**proposal.says, "ends_on": proposal.ends_on}, now)


def _new_plan(
    actor: Actor, person_id: UUID, proposal: Proposal, *, asked: Signatory, now: datetime
) -> SuicidePlan:
    states = [SuicideState.PROPOSED, *RUNNING]
    if SuicidePlan.objects.filter(person_id=person_id, state__in=states).exists():
        raise Refused(
            "suicide.already",
            "They have a plan already.",
            next_step="Open that plan and add to it.",
        )
    return SuicidePlan.objects.create(
        person_id=person_id,
        state=SuicideState.PROPOSED,
        proposed_by_id=actor.user_id,
        proposed_organisation_id=actor.organisation_id,
        proposed_at=now,
        asked_id=proposal.asked_id,
        asked_organisation_id=UUID(asked.organisation),
        ends_on=check_ends_on(proposal.ends_on, local_date(now)),
    )


def _tell_asked(plan: SuicidePlan, now: datetime) -> None:
    send(ASKED, {"plan": str(plan.id), "asked": str(plan.asked_id)}, now=now)


def ask_somebody_else(
    actor: Actor, plan_id: UUID, asked_id: UUID, *, words: str = "", now: datetime
) -> None:
    """Ask another person to confirm, when the first cannot or did not take it up.

    Raises:
        NotPermitted: The role may not, or their organisation is not one of the two.
        Refused: ``suicide.one_side``, ``suicide.already`` or ``suicide.not_now``.
    """

    def work() -> UUID:
        plan = locked(actor, plan_id, "suicide_plan.propose")
        asked = asked_person(asked_id)
        proposer = asked_person(plan.proposed_by_id)
        check_two_sides(proposer, asked)
        if str(plan.proposed_organisation_id) != str(actor.organisation_id):
            raise Refused(
                "suicide.not_the_proposer",
                "The service that proposed the plan chooses whom to ask.",
            )
        others = SuicidePlan.objects.filter(
            person_id=plan.person_id, state__in=[SuicideState.PROPOSED, *RUNNING]
        )
        if others.exclude(pk=plan.pk).exists():
            raise Refused("suicide.already", "They have another plan now.")
        event = append(actor, plan, NewEntry("asked_again", now, {"words": words}), now=now)
        plan.asked_id, plan.asked_organisation_id = asked_id, UUID(asked.organisation)
        plan.save(update_fields=["asked", "asked_organisation"])
        audit_event(actor, event, action="plans.ask_somebody_else", now=now)
        refresh(plan, now=now)
        _tell_asked(plan, now)
        return event.id

    once(actor, None, work)


def confirm_plan(
    actor: Actor,
    plan_id: UUID,
    *,
    review_due_on: date | None,
    words: str = "",
    now: datetime,
    request_key: UUID | None = None,
) -> None:
    """Confirm a plan for the other service, so that it is open.

    Raises:
        NotPermitted: ``suicide.not_the_one_asked``, or the role may not.
        Refused: ``suicide.not_now``, or a review more than 28 days ahead.
    """

    def work() -> UUID:
        plan = locked(actor, plan_id, "suicide_plan.confirm")
        check_named_person(str(plan.asked_id), str(actor.user_id))
        due = check_review_due(review_due_on, local_date(now))
        check_not_barred({"words": words})
        facts = {"review_due_on": due, "words": words}
        event = append(actor, plan, NewEntry("confirmed", now, facts), now=now)
        audit_event(
            actor, event, action="plans.confirm_suicide_plan", now=now, request_key=request_key
        )
        refresh(plan, now=now)
        return event.id

    once(actor, request_key, work)


def decline_plan(actor: Actor, plan_id: UUID, *, words: str, now: datetime) -> None:
    """Say, with the reason, that the other service does not take the plan up.

    Raises:
        NotPermitted: ``suicide.not_the_one_asked``, or the role may not.
        Refused: ``suicide.no_reason`` or ``suicide.not_now``.
    """

    def work() -> UUID:
        plan = locked(actor, plan_id, "suicide_plan.confirm")
        check_named_person(str(plan.asked_id), str(actor.user_id))
        if not words.strip():
            raise Refused(
                "suicide.no_reason", "Say why, so that they know what to do.", field="words"
            )
        check_not_barred({"words": words})
        event = append(actor, plan, NewEntry("declined", now, {"words": words}), now=now)
        audit_event(actor, event, action="plans.decline_suicide_plan", now=now)
        refresh(plan, now=now)
        return event.id

    once(actor, None, work)
