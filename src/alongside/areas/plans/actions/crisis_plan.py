"""Writing a crisis plan with the care team, putting it in force, and taking it back."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.people import queries as people
from alongside.areas.people.queries.reckoning import sharing_facts as people_facts
from alongside.areas.plans.actions.crisis_plan_reminding import remind_of_review
from alongside.areas.plans.actions.crisis_plan_writing import (
    CARRIED,
    Said,
    add_version,
    check_version,
    keep,
    locked_draft,
    not_here,
    plan_in_force,
    said_now,
    worded,
)
from alongside.areas.plans.actions.wording import close_wording_review, raise_wording_review
from alongside.areas.plans.models import CrisisPlan
from alongside.areas.plans.queries.contact_own import check_own
from alongside.areas.plans.queries.wording import HeldPhrase, held_in
from alongside.areas.plans.rules.barred import BarredHit, check_plan_words
from alongside.areas.plans.rules.contact_plan import check_review
from alongside.areas.plans.rules.crisis_plan import (
    CrisisState,
    CrisisStep,
    CrisisTerms,
    check_ready,
    check_risks,
    check_terms,
    check_words,
    next_state,
    said_by_field,
)
from alongside.areas.plans.rules.crisis_plan_fields import CrisisWords, fields_of
from alongside.areas.plans.rules.doors import Allowance
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.areas.plans.rules.wording import WordedKind
from alongside.engines.sharing import Category, Outcome, Purpose
from alongside.foundation.audit.keys import for_standing_person
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op
from alongside.foundation.picture.deciding import decision_about
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@for_standing_person
def start_crisis_plan(
    actor: Actor,
    person_id: UUID,
    *,
    purpose: Purpose,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Start a draft, or go on with the one this writer has.

    It starts from the plan in force, as far as the writer may see it. A part that they may not
    see is carried over as it is, unless they write it anew.

    Args:
        actor: Somebody of the care team.
        person_id: Whose plan it is.
        purpose: Why they look at the plan in force.
        now: The server's instant.
        request_key: The form's, so that it is started once.

    Raises:
        NotPermitted: The role may not.
        Refused: ``crisis_plan.not_here`` where there is no such person.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "crisis_plan.write")
        if not people.labels(actor, [person_id], now=now):
            raise not_here()
        mine = CrisisPlan.objects.filter(
            person_id=person_id, started_by_id=actor.user_id, state=CrisisState.DRAFT
        ).first()
        return mine.id if mine else _start(actor, person_id, purpose, now, request_key)

    return once(actor, request_key, work)


def _start(
    actor: Actor, person_id: UUID, purpose: Purpose, now: datetime, key: UUID | None
) -> UUID:
    older = plan_in_force(person_id)
    words, risks = said_now(older) if older else (CrisisWords(), ())
    unseen = [kind for kind in CARRIED if not _sees(actor, person_id, kind, purpose, now)]
    blank = {f.name: "" for kind in unseen for f in fields_of(kind)}
    plan = CrisisPlan.objects.create(
        person_id=person_id,
        state=CrisisState.DRAFT,
        started_at=now,
        started_by_id=actor.user_id,
        controller_id=actor.organisation_id,
        **{CARRIED[kind]: older is not None for kind in unseen},
    )
    seen_risks = () if Category.RISK in unseen else risks
    add_version(actor, plan, (replace(words, **blank), seen_risks), now=now)
    plan.save(update_fields=["version"])
    keep(actor, plan, "start_crisis_plan", now=now, op=Op.COLLECTION, request_key=key)
    return plan.id


def _sees(actor: Actor, person_id: UUID, kind: Category, purpose: Purpose, now: datetime) -> bool:
    decision = decision_about(actor, person_id, kind, purpose=purpose, now=now)
    return decision.outcome is Outcome.SHOWN


def save_crisis_plan(
    actor: Actor, plan_id: UUID, said: Said, *, version: int, now: datetime
) -> int:
    """Save a draft. Words that would withhold help are saved too, and a reviewer is told.

    Args:
        actor: Its writer.
        plan_id: The draft.
        said: Its words and risks, all of them; a part carried over is written anew when it
            says anything.
        version: What the draft was when it was read.
        now: The server's instant.

    Returns:
        The draft's version now.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``crisis_plan.changed``.
        Refused: ``crisis_plan.not_here``, ``crisis_plan.not_a_draft``,
            ``crisis_plan.too_long`` or a code beginning ``crisis_plan.risk_``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "crisis_plan.write")
        plan = locked_draft(actor, plan_id)
        words, risks = said
        check_words(words)
        check_risks(risks, local_date(now))
        check_version(plan, version, words)
        if said == said_now(plan):
            return plan.version
        add_version(actor, plan, said, now=now)
        for kind, column in CARRIED.items():
            if _says_anything(said, kind):
                setattr(plan, column, False)
        plan.save(update_fields=["version", *CARRIED.values()])
        raise_wording_review(actor, worded(plan), _barred(said), now=now)
        keep(actor, plan, "save_crisis_plan", now=now, fields=sorted(said_by_field(words, risks)))
        return plan.version


def _says_anything(said: Said, kind: Category) -> bool:
    words, risks = said
    if kind is Category.RISK:
        return bool(risks)
    return any(getattr(words, f.name) for f in fields_of(kind))


def _barred(said: Said) -> tuple[BarredHit, ...]:
    return check_plan_words(said_by_field(*said))


def put_crisis_plan_in_force(
    actor: Actor,
    plan_id: UUID,
    terms: CrisisTerms,
    *,
    version: int,
    now: datetime,
    request_key: UUID | None = None,
) -> tuple[HeldPhrase, ...]:
    """Put a draft in force, unless its words would withhold help: then it stays a draft.

    The plan in force before is kept as replaced: the newest wins.

    Returns:
        The phrases that keep it a draft; none when it is in force.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``crisis_plan.changed``.
        Refused: A code of ``rules.crisis_plan`` or ``rules.contact_plan``.

    Source: DOMAIN 6.1 and 2.4.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "crisis_plan.write")
        plan = locked_draft(actor, plan_id)
        written = said_now(plan)
        check_version(plan, version, written[0])
        older = plan_in_force(plan.person_id)
        whole = _whole(plan, written, older)
        check_ready(whole[0])
        child = people_facts(plan.person_id, now).is_child is not False
        check_terms(terms, child=child, role=actor.role, today=local_date(now))
        if raise_wording_review(actor, worded(plan), _barred(whole), now=now):
            keep(actor, plan, "hold_crisis_plan", now=now, request_key=request_key)
        else:
            if older is not None:
                _end(actor, older, CrisisStep.REPLACE, now)
            _put(actor, plan, whole, terms, now, request_key)
        return plan.id

    once(actor, request_key, work)
    return held_in(WordedKind.CRISIS_PLAN, plan_id)


def _whole(plan: CrisisPlan, written: Said, older: CrisisPlan | None) -> Said:
    """Answer what the plan will say, with the parts carried over unseen."""
    if older is None:
        return written
    words, risks = written
    old_words, old_risks = said_now(older)
    carried = [kind for kind, column in CARRIED.items() if getattr(plan, column)]
    kept = {f.name: getattr(old_words, f.name) for kind in carried for f in fields_of(kind)}
    return replace(words, **kept), old_risks if Category.RISK in carried else risks


def _put(
    actor: Actor,
    plan: CrisisPlan,
    whole: Said,
    terms: CrisisTerms,
    now: datetime,
    key: UUID | None,
) -> None:
    if whole != said_now(plan):
        add_version(actor, plan, whole, now=now)
    agreed = terms.agreement
    plan.state = next_state(CrisisState(plan.state), CrisisStep.PUT_IN_FORCE)
    plan.in_force_at, plan.in_force_by_id = now, actor.user_id
    plan.took_part, plan.why_not = terms.took_part, terms.why_not.strip()
    plan.review_on, plan.ends_on = terms.review_on, terms.ends_on
    plan.agreed_by, plan.agreed_name = agreed.agreed_by, agreed.agreed_name.strip()
    plan.understands, plan.capacity = agreed.understands.strip(), agreed.capacity
    plan.decision, plan.assessed_by = agreed.decision.strip(), agreed.assessed_by.strip()
    plan.assessed_on = agreed.assessed_on
    plan.save()
    remind_of_review(plan.id, check_review(terms.review_on, local_date(now)), now=now)
    fields = ("state", "review_on", "ends_on")
    keep(actor, plan, "put_crisis_plan_in_force", now=now, fields=fields, request_key=key)


def _end(actor: Actor, plan: CrisisPlan, step: CrisisStep, now: datetime) -> None:
    plan.state = next_state(CrisisState(plan.state), step)
    plan.over_at, plan.over_by_id = now, actor.user_id
    plan.save(update_fields=["state", "over_at", "over_by"])


def set_aside_crisis_draft(actor: Actor, plan_id: UUID, *, now: datetime) -> None:
    """Put a draft away. It stays on record, and nobody is shown it.

    Raises:
        NotPermitted: The role may not.
        Refused: ``crisis_plan.not_here`` or ``crisis_plan.not_a_draft``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "crisis_plan.write")
        plan = locked_draft(actor, plan_id)
        _end(actor, plan, CrisisStep.SET_ASIDE, now)
        close_wording_review(actor, worded(plan), now=now)
        keep(actor, plan, "set_aside_crisis_draft", now=now, fields=("state",))


@for_standing_person
def withdraw_crisis_plan(actor: Actor, person_id: UUID, *, now: datetime) -> None:
    """Take the plan in force back, because the person said so. The next read shows none of it.

    Raises:
        NotPermitted: The role may not, or it is another person's.
        Refused: ``crisis_plan.none_in_force``.

    Source: DOMAIN 6.1 test: withdrawn 10:00, the control room at 10:01 sees "withdrawn".
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "crisis_plan.withdraw")
        check_own(actor, person_id, Allowance.WRITE_WORDS, now=now)
        plan = plan_in_force(person_id)
        if plan is None:
            raise Refused("crisis_plan.none_in_force", "No crisis plan is in force now.")
        _end(actor, plan, CrisisStep.WITHDRAW, now)
        keep(actor, plan, "withdraw_crisis_plan", now=now, fields=("state",))
