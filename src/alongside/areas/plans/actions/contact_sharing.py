"""Sharing a contact plan with those the person chose, and taking it back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.areas.people import actions as people
from alongside.areas.people.queries.reckoning import sharing_facts as people_facts
from alongside.areas.people.queries.words import words_in_force
from alongside.areas.plans.actions.choices import end_choices, write_choices
from alongside.areas.plans.actions.contact_holding import hold_barred
from alongside.areas.plans.actions.contact_writing import (
    add_version,
    check_version,
    keep,
    locked_draft,
)
from alongside.areas.plans.models import ContactPlan
from alongside.areas.plans.queries.contact_own import check_own
from alongside.areas.plans.queries.contact_rows import (
    held_phrases,
    last_version,
    people_of,
    words_of,
)
from alongside.areas.plans.rules.choices import ChoiceKind, NewChoice
from alongside.areas.plans.rules.contact_fields import PlanWords, fields_of, said_in
from alongside.areas.plans.rules.contact_plan import (
    Happening,
    PlanAgreement,
    PlanState,
    check_agreement,
    check_review,
    check_says_something,
    next_state,
    over_at,
)
from alongside.areas.plans.rules.contact_wording import BarredPhrase
from alongside.areas.plans.rules.doors import Allowance
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.engines.sharing import AgreedBy, Category, Purpose
from alongside.foundation.accounts.queries import organisations
from alongside.foundation.audit.keys import for_standing_person
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op, Ref
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class NewSharing:
    """What is decided when a plan is shared.

    Attributes:
        recipients: Each organisation's id and whether they may see it; ``False`` is "not them".
        review_on: The day to look at it again, at most 12 months ahead.
        agreement: Who agreed, and what is recorded of capacity.
        medical_agreed: Whether urgent medical safety may go to the same.
    """

    recipients: Mapping[UUID, bool]
    review_on: date | None
    agreement: PlanAgreement = field(default_factory=PlanAgreement)
    medical_agreed: bool = False


def share_contact_plan(
    actor: Actor,
    plan_id: UUID,
    sharing: NewSharing,
    *,
    version: int,
    now: datetime,
    request_key: UUID | None = None,
) -> tuple[BarredPhrase, ...]:
    """Share a draft, unless its words would withhold help: then it stays a draft.

    The plan shared before is kept as replaced; the person's older short words are taken back,
    so that nothing is said twice. Consent is written down for each recipient until the review.

    Returns:
        The phrases that keep it from being shared; none when it is shared. A reviewer is told.

    Raises:
        NotPermitted: The role may not, or it is another person's.
        Conflict: ``plan.changed``.
        Refused: ``plan.not_here``, ``plan.not_a_draft``, ``plan.no_recipients``, or a code of
            ``rules.contact_plan``.

    Source: DOMAIN 6.1 and 2.4.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "contact_plan.share")
        plan = locked_draft(actor, plan_id, now=now)
        check_own(actor, plan.person_id, Allowance.CHOOSE_WHO_SEES, now=now)
        check_version(plan, version, {})
        words = _whole_words(plan)
        _check(actor, plan, sharing, words=words, now=now)
        if hold_barred(actor, plan, words, now=now):
            # Without the form's key: it may be sent again once the words are put right.
            keep(actor, plan, "hold_contact_plan", now=now, fields=("held",))
        else:
            _share(actor, plan, sharing, words=words, now=now, key=request_key)
        return plan.id

    once(actor, request_key, work)
    return held_phrases(plan_id)


def _check(
    actor: Actor, plan: ContactPlan, sharing: NewSharing, *, words: PlanWords, now: datetime
) -> None:
    check_says_something(words)
    check_review(sharing.review_on, local_date(now))
    child = people_facts(plan.person_id, now).is_child is not False
    check_agreement(sharing.agreement, child=child, role=actor.role)
    known = {row.id for row in organisations()}
    if not sharing.recipients or not set(sharing.recipients) <= known:
        raise Refused(
            "plan.no_recipients",
            "Say who may see it.",
            next_step="Answer yes or not them for each service.",
            field="recipients",
        )


def _whole_words(plan: ContactPlan) -> PlanWords:
    """Answer what the plan will say, with medical safety that its writer could not see."""
    words = words_of(last_version(plan))
    shared = _in_force(plan.person_id) if plan.carries_medical else None
    if shared is None:
        return words
    unseen = words_of(last_version(shared))
    medical = {f.name: getattr(unseen, f.name) for f in fields_of(Category.MEDICAL_SAFETY)}
    return replace(words, **medical)


def _in_force(person_id: UUID) -> ContactPlan | None:
    return (
        ContactPlan.objects.select_for_update()
        .filter(person_id=person_id, state=PlanState.SHARED)
        .first()
    )


def _share(
    actor: Actor,
    plan: ContactPlan,
    sharing: NewSharing,
    *,
    words: PlanWords,
    now: datetime,
    key: UUID | None,
) -> None:
    older = _in_force(plan.person_id)
    if older is not None:
        _end(actor, older, Happening.REPLACE, now)
    last = last_version(plan)
    if words != words_of(last):
        add_version(actor, plan, words=words, people=people_of(last), now=now)
    agreed = sharing.agreement
    plan.state = next_state(PlanState(plan.state), Happening.SHARE)
    plan.shared_at, plan.shared_by_id = now, actor.user_id
    plan.review_on = check_review(sharing.review_on, local_date(now))
    plan.medical_agreed = sharing.medical_agreed
    plan.agreed_by, plan.agreed_name = agreed.agreed_by, agreed.agreed_name.strip()
    plan.understands, plan.capacity = agreed.understands.strip(), agreed.capacity
    plan.decision, plan.assessed_by = agreed.decision.strip(), agreed.assessed_by.strip()
    plan.assessed_on = agreed.assessed_on
    plan.save()
    medical = bool(said_in(words, fields_of(Category.MEDICAL_SAFETY)))
    choices = _choices(sharing, plan.review_on, medical=medical)
    made = write_choices(actor, plan.person_id, choices, now=now, plan_id=plan.id)
    if words_in_force(plan.person_id) is not None:
        people.withdraw_words(actor, plan.person_id, now=now)
    also = tuple(Ref("sharing_choice", choice_id) for choice_id in made)
    keep(
        actor,
        plan,
        "share_contact_plan",
        now=now,
        fields=("state", "review_on"),
        op=Op.ALTERATION,
        also=also,
        request_key=key,
    )


def _choices(sharing: NewSharing, review_on: date, *, medical: bool) -> list[NewChoice]:
    """Write each answer as a choice: a yes until the review, a no until they change their mind."""
    agreed = sharing.agreement
    best_interests = agreed.agreed_by is AgreedBy.BEST_INTERESTS
    kinds = [Category.OWN_WORDS]
    if medical and sharing.medical_agreed:
        kinds.append(Category.MEDICAL_SAFETY)
    yes = [
        NewChoice(
            kind=ChoiceKind.CAPACITY if best_interests else ChoiceKind.CONSENT,
            recipient=str(organisation),
            category=kind,
            purpose=Purpose.CRISIS_PLAN if best_interests else None,
            agreed_by=agreed.agreed_by,
            ends_at=over_at(review_on),
            decision=agreed.decision if best_interests else "",
            assessed_by=agreed.assessed_by if best_interests else "",
            assessed_on=agreed.assessed_on if best_interests else None,
        )
        for organisation, may in sharing.recipients.items()
        if may
        for kind in kinds
    ]
    # Nobody objects on behalf of somebody who cannot decide: without a decision, it is withheld.
    no = [
        NewChoice(ChoiceKind.OBJECTION, str(organisation), kind, agreed_by=agreed.agreed_by)
        for organisation, may in sharing.recipients.items()
        if not may and not best_interests
        for kind in (Category.OWN_WORDS, Category.MEDICAL_SAFETY)
    ]
    return yes + no


def _end(actor: Actor, plan: ContactPlan, happening: Happening, now: datetime) -> None:
    """End a shared plan with the consents that came with it; what was refused stays refused."""
    plan.state = next_state(PlanState(plan.state), happening)
    plan.ended_at, plan.ended_by_id = now, actor.user_id
    plan.save(update_fields=["state", "ended_at", "ended_by"])
    end_choices(actor, plan.person_id, Q(plan=plan) & ~Q(kind=ChoiceKind.OBJECTION), now=now)


@for_standing_person
def withdraw_contact_plan(actor: Actor, person_id: UUID, *, now: datetime) -> None:
    """Take the shared plan back, because the person said so. The next read shows nothing of it.

    Raises:
        NotPermitted: The role may not, or it is another person's.
        Refused: ``plan.none_shared``.

    Source: DOMAIN 6.1 test: withdrawn 10:00, the control room at 10:01 sees "withdrawn".
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "contact_plan.withdraw")
        check_own(actor, person_id, Allowance.WRITE_WORDS, now=now)
        plan = _in_force(person_id)
        if plan is None:
            raise Refused("plan.none_shared", "No contact plan is shared now.")
        _end(actor, plan, Happening.WITHDRAW, now)
        keep(actor, plan, "withdraw_contact_plan", now=now, fields=("state",))
