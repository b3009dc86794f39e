"""Writing a contact plan: started, saved part by part, set aside. Only its writer sees a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.people import queries as people
from alongside.areas.people.queries.words import words_in_force
from alongside.areas.plans.actions.contact_holding import look_again, stop_holding
from alongside.areas.plans.actions.contact_writing import (
    add_version,
    check_version,
    keep,
    locked_draft,
)
from alongside.areas.plans.models import ContactPlan
from alongside.areas.plans.queries.contact_own import check_own
from alongside.areas.plans.queries.contact_rows import last_version, not_here, people_of, words_of
from alongside.areas.plans.rules.contact_fields import FIELD, PlanWords, fields_of
from alongside.areas.plans.rules.contact_plan import (
    Happening,
    PersonToRing,
    PlanState,
    check_owned,
    check_people,
    made_how,
    next_state,
)
from alongside.areas.plans.rules.doors import Allowance
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.engines.sharing import Category, Outcome, Purpose
from alongside.foundation.audit.keys import for_standing_person
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op
from alongside.foundation.picture.deciding import decisions_for
from alongside.foundation.picture.panels import facts_about
from alongside.kernel.actor import OWN_DOOR, Actor, require
from alongside.kernel.refusal import Refused

HELD_HERE = (Category.OWN_WORDS, Category.MEDICAL_SAFETY)


@for_standing_person
def start_contact_plan(
    actor: Actor,
    person_id: UUID,
    *,
    purpose: Purpose | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Start a draft, or go on with the one this writer has.

    It starts from the plan that is shared now, or from the person's short words where there is
    none, as far as the writer may see them. Medical safety that the writer may not see goes
    unseen into the plan that takes the place of the one shared now.

    Args:
        actor: The person, a carer who acts for them, or somebody who works with them.
        person_id: Whose plan it is.
        purpose: Why somebody who works with them looks; nothing by the person's own door.
        now: The server's instant.
        request_key: The form's, so that it is started once.

    Raises:
        NotPermitted: The role may not, or it is another person's.
        Refused: ``plan.not_here`` where there is no such person.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "contact_plan.write")
        check_own(actor, person_id, Allowance.WRITE_WORDS, now=now)
        if not people.labels(actor, [person_id], now=now):
            raise not_here()
        mine = ContactPlan.objects.filter(
            person_id=person_id, started_by_id=actor.user_id, state=PlanState.DRAFT
        ).first()
        if mine is not None:
            return mine.id
        return _start(actor, person_id, purpose, now, request_key)

    return once(actor, request_key, work)


def _start(
    actor: Actor, person_id: UUID, purpose: Purpose | None, now: datetime, key: UUID | None
) -> UUID:
    shared = ContactPlan.objects.filter(person_id=person_id, state=PlanState.SHARED).first()
    seen = _seen(actor, person_id, purpose, now)
    plan = ContactPlan.objects.create(
        person_id=person_id,
        state=PlanState.DRAFT,
        made_how=made_how(actor.role),
        started_at=now,
        started_by_id=actor.user_id,
        controller_id=actor.organisation_id,
        carries_medical=shared is not None and Category.MEDICAL_SAFETY not in seen,
        medical_agreed=shared is not None and shared.medical_agreed,
    )
    words = PlanWords()
    to_ring: tuple[PersonToRing, ...] = ()
    if shared is not None:
        last = last_version(shared)
        words = _as_far_as(seen, words_of(last))
        to_ring = people_of(last) if Category.OWN_WORDS in seen else ()
    elif Category.OWN_WORDS in seen:
        words = _from_short_words(person_id)
    add_version(actor, plan, words=words, people=to_ring, now=now)
    plan.save(update_fields=["version"])
    keep(actor, plan, "start_contact_plan", now=now, op=Op.COLLECTION, request_key=key)
    return plan.id


def _seen(
    actor: Actor, person_id: UUID, purpose: Purpose | None, now: datetime
) -> frozenset[Category]:
    """Answer which kinds of the person's information the writer may start from."""
    if actor.role in OWN_DOOR:
        return frozenset(HELD_HERE)
    if purpose is None:
        return frozenset()
    facts = facts_about(person_id, now)
    decision = decisions_for(actor, facts, purpose, now=now, categories=HELD_HERE)
    return frozenset(p.category for p in decision.parts if p.outcome is Outcome.SHOWN)


def _as_far_as(seen: frozenset[Category], words: PlanWords) -> PlanWords:
    unseen = {f.name: "" for kind in HELD_HERE if kind not in seen for f in fields_of(kind)}
    return replace(words, **unseen)


def _from_short_words(person_id: UUID) -> PlanWords:
    short = words_in_force(person_id)
    if short is None:
        return PlanWords()
    return PlanWords(first_words=short.text, helps=short.helps, worse=short.worse)


def save_contact_words(
    actor: Actor, plan_id: UUID, said: Mapping[str, str], *, version: int, now: datetime
) -> int:
    """Save some parts of a draft; what is not named stays as it is.

    Args:
        actor: Its writer.
        plan_id: The draft.
        said: Words by field, of the table in ``rules.contact_fields``.
        version: What the draft was when it was read.
        now: The server's instant.

    Returns:
        The draft's version now.

    Raises:
        NotPermitted: The role may not, or the part is the care team's to write.
        Conflict: ``plan.changed``.
        Refused: ``plan.not_here``, ``plan.not_a_draft``, ``plan.no_such_field`` or
            ``plan.too_long``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "contact_plan.write")
        plan = locked_draft(actor, plan_id, now=now)
        check_owned(actor.role, said)
        kept = {name: text.strip() for name, text in said.items()}
        _check_lengths(kept)
        check_version(plan, version, kept)
        last = last_version(plan)
        words = replace(words_of(last), **kept)
        changed = [name for name in kept if kept[name] != getattr(last, name)]
        if changed:
            add_version(actor, plan, words=words, people=people_of(last), now=now)
            plan.save(update_fields=["version"])
            look_again(actor, plan, words, now=now)
            keep(actor, plan, "save_contact_words", now=now, fields=changed)
        return plan.version


def _check_lengths(said: Mapping[str, str]) -> None:
    for name, text in said.items():
        if len(text) > FIELD[name].most:
            raise Refused(
                "plan.too_long",
                f"Use {FIELD[name].most} letters or fewer.",
                next_step="Keep what matters most.",
                field=name,
            )


def save_people_to_ring(
    actor: Actor,
    plan_id: UUID,
    to_ring: Sequence[PersonToRing],
    *,
    version: int,
    now: datetime,
) -> int:
    """Save whom to ring, in the person's order, in place of those named before.

    Returns:
        The draft's version now.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``plan.changed``.
        Refused: ``plan.not_here``, ``plan.not_a_draft``, ``plan.person_name``,
            ``plan.person_phone`` or ``plan.too_many_people``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "contact_plan.write")
        plan = locked_draft(actor, plan_id, now=now)
        check_people(to_ring)
        check_version(plan, version, {})
        last = last_version(plan)
        if tuple(to_ring) != people_of(last):
            add_version(actor, plan, words=words_of(last), people=to_ring, now=now)
            plan.save(update_fields=["version"])
            keep(actor, plan, "save_people_to_ring", now=now, fields=("people",))
        return plan.version


def set_aside_contact_draft(actor: Actor, plan_id: UUID, *, now: datetime) -> None:
    """Put a draft away. It stays on record, and nobody is shown it.

    Raises:
        NotPermitted: The role may not.
        Refused: ``plan.not_here`` or ``plan.not_a_draft``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "contact_plan.write")
        plan = locked_draft(actor, plan_id, now=now)
        plan.state = next_state(PlanState(plan.state), Happening.SET_ASIDE)
        plan.ended_at, plan.ended_by_id = now, actor.user_id
        stop_holding(actor, plan, now=now)
        plan.save(update_fields=["state", "ended_at", "ended_by"])
        keep(actor, plan, "set_aside_contact_draft", now=now, fields=("state",))
