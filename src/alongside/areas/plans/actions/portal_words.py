"""What the person does with their words in one tap: take back, put back, say yes or no."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.people import actions as people
from alongside.areas.people.queries.words import words_in_force
from alongside.areas.plans.actions.choices import write_choices
from alongside.areas.plans.actions.contact_sharing import withdraw_contact_plan
from alongside.areas.plans.actions.contact_writing import keep
from alongside.areas.plans.models import ContactPlan, SharingChoice
from alongside.areas.plans.queries.doors import door_of
from alongside.areas.plans.queries.portal_words import UNDO_FOR
from alongside.areas.plans.rules.choices import ChoiceKind, NewChoice
from alongside.areas.plans.rules.contact_plan import Happening, PlanState, next_state, over_at
from alongside.areas.plans.rules.doors import Allowance, check_allowed
from alongside.engines.sharing import AgreedBy, Category, Purpose
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


def take_words_back(actor: Actor, *, now: datetime) -> None:
    """Take back everything the person has shared of their words, plan or short words.

    Nobody sees them from the next look on.

    Raises:
        NotPermitted: They came by no open door, or may not change the words.
        Refused: ``words.none_shared``.
    """
    with transaction.atomic():
        door = door_of(actor, now=now)
        check_allowed(door.facts, Allowance.WRITE_WORDS)
        plan = ContactPlan.objects.filter(person_id=door.person_id, state=PlanState.SHARED)
        shared, short = plan.exists(), words_in_force(door.person_id) is not None
        if not shared and not short:
            raise Refused("words.none_shared", "Nothing of yours is shared now.")
        if shared:
            withdraw_contact_plan(actor, door.person_id, now=now)
        if short:
            people.withdraw_words(actor, door.person_id, now=now)


def put_words_back(actor: Actor, *, now: datetime) -> None:
    """Undo taking words back: the same words, for the same services, until the same day.

    Raises:
        NotPermitted: They came by no open door, or may not change who sees the words.
        Refused: ``words.nothing_to_undo``.
    """
    with transaction.atomic():
        door = door_of(actor, now=now)
        for allowance in (Allowance.WRITE_WORDS, Allowance.CHOOSE_WHO_SEES):
            check_allowed(door.facts, allowance)
        plan = _just_taken_back(door.person_id, now)
        taken_at = plan.ended_at
        plan.state = next_state(PlanState(plan.state), Happening.PUT_BACK)
        plan.ended_at, plan.ended_by_id = None, None
        plan.save(update_fields=["state", "ended_at", "ended_by"])
        again = [
            _choice(row)
            for row in SharingChoice.objects.filter(plan=plan, withdrawn_at=taken_at)
            if row.ends_at is None or row.ends_at > now
        ]
        if again:
            write_choices(actor, door.person_id, again, now=now, plan_id=plan.id)
        keep(actor, plan, "put_words_back", now=now, fields=("state",))


def _just_taken_back(person_id: UUID, now: datetime) -> ContactPlan:
    plans = ContactPlan.objects.select_for_update().filter(person_id=person_id)
    last = plans.filter(state__in=(PlanState.SHARED, PlanState.WITHDRAWN))
    plan = last.order_by("-shared_at").first()
    recent = (
        plan is not None
        and plan.state == PlanState.WITHDRAWN
        and plan.ended_at is not None
        and now - plan.ended_at < UNDO_FOR
    )
    if plan is None or not recent:
        raise Refused(
            "words.nothing_to_undo",
            "This cannot be undone any more.",
            next_step="Write your words again, or ask a worker to do it with you.",
        )
    return plan


def _choice(row: SharingChoice) -> NewChoice:
    return NewChoice(
        kind=ChoiceKind(row.kind),
        recipient=row.recipient,
        category=Category(row.category),
        purpose=Purpose(row.purpose) if row.purpose else None,
        agreed_by=AgreedBy(row.agreed_by),
        ends_at=row.ends_at,
        decision=row.decision,
        assessed_by=row.assessed_by,
        assessed_on=row.assessed_on,
    )


def let_see(
    actor: Actor, service_id: UUID, *, yes: bool, now: datetime, request_key: UUID | None = None
) -> None:
    """Say whether one service may see the person's words; it holds from the next look on.

    A yes lasts until the words are to be looked at again; a no until the person says otherwise.

    Raises:
        NotPermitted: They came by no open door, or may not choose who sees the words.
        Refused: ``words.none_shared`` for a yes without words, or ``choice.recipient``.
    """

    def work() -> UUID:
        door = door_of(actor, now=now)
        check_allowed(door.facts, Allowance.CHOOSE_WHO_SEES)
        plan = ContactPlan.objects.filter(person_id=door.person_id, state=PlanState.SHARED).first()
        choices = _yes(service_id, plan, now) if yes else _no(service_id)
        plan_id = plan.id if plan is not None and yes else None
        made = write_choices(actor, door.person_id, choices, now=now, plan_id=plan_id)
        entry = Entry(
            Op.ALTERATION,
            "plans.let_see",
            Ref("sharing_choice", made[0]),
            also=(Ref("person", door.person_id),),
            fields=("yes" if yes else "no",),
        )
        record(actor, entry, now=now, request_key=request_key)
        return made[0]

    once(actor, request_key, work)


def _yes(service_id: UUID, plan: ContactPlan | None, now: datetime) -> list[NewChoice]:
    if plan is None or plan.review_on is None or local_date(now) > plan.review_on:
        raise Refused(
            "words.none_shared",
            "There are no words to see now.",
            next_step="Write and share your words first.",
        )
    medical = (Category.MEDICAL_SAFETY,) if plan.medical_agreed else ()
    return [
        NewChoice(ChoiceKind.CONSENT, str(service_id), kind, ends_at=over_at(plan.review_on))
        for kind in (Category.OWN_WORDS, *medical)
    ]


def _no(service_id: UUID) -> list[NewChoice]:
    kinds = (Category.OWN_WORDS, Category.MEDICAL_SAFETY)
    return [NewChoice(ChoiceKind.OBJECTION, str(service_id), kind) for kind in kinds]
