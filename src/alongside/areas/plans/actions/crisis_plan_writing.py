"""What every change to a crisis plan has in common."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.plans.models import CrisisPlan, CrisisPlanRisk, CrisisPlanVersion
from alongside.areas.plans.queries.crisis_plan import risks_of, words_of
from alongside.areas.plans.rules.crisis_plan import CrisisState, category_of, label_of
from alongside.areas.plans.rules.crisis_plan_fields import (
    FIELDS,
    MOST_RISKS,
    CrisisWords,
    KnownRisk,
    all_said,
)
from alongside.areas.plans.rules.wording import FieldWords, WordedKind, WordedPlan
from alongside.engines.sharing import Category
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Conflict, Refused

CARRIED: Final = {
    Category.OWN_WORDS: "carries_words",
    Category.MEDICAL_SAFETY: "carries_medical",
    Category.RISK: "carries_risks",
    Category.CLINICAL: "carries_clinical",
}
"""Which column says that a part the writer may not see is carried over as it is."""
_CHECKED = (*(f.name for f in FIELDS), *(f"risk_words_{n}" for n in range(1, MOST_RISKS + 1)))
WORDED_FIELDS: Final = {name: FieldWords(label_of(name), category_of(name)) for name in _CHECKED}

Said = tuple[CrisisWords, tuple[KnownRisk, ...]]
"""What a plan says: its fields, and its risks."""


def not_here() -> Refused:
    """The refusal of a plan that is nobody's, or not this viewer's to know of."""
    return Refused(
        "crisis_plan.not_here",
        "There is no such plan here.",
        next_step="Open the person’s page and start from there.",
    )


def locked_draft(actor: Actor, plan_id: UUID) -> CrisisPlan:
    """Load a draft for change by whoever started it.

    Raises:
        Refused: ``crisis_plan.not_here`` or ``crisis_plan.not_a_draft``.
    """
    plan = CrisisPlan.objects.select_for_update().filter(pk=plan_id).first()
    if plan is None or plan.started_by_id != actor.user_id:
        raise not_here()
    if plan.state != CrisisState.DRAFT:
        raise Refused(
            "crisis_plan.not_a_draft",
            "This plan is not a draft any more.",
            next_step="Start a change from the person’s page.",
        )
    return plan


def plan_in_force(person_id: UUID) -> CrisisPlan | None:
    """Load the person's plan in force for change, if there is one."""
    return (
        CrisisPlan.objects.select_for_update()
        .filter(person_id=person_id, state=CrisisState.IN_FORCE)
        .first()
    )


def said_now(plan: CrisisPlan) -> Said:
    """Answer what a plan says now."""
    version = plan.versions.get(number=plan.version)
    return words_of(version), risks_of(version.pk)


def check_version(plan: CrisisPlan, version: int, wanted: CrisisWords) -> None:
    """Refuse a save made to an older version; both stay readable.

    Raises:
        Conflict: ``crisis_plan.changed``, with what the plan says now where it differs.
    """
    if plan.version == version:
        return
    now_said, mine = all_said(said_now(plan)[0]), all_said(wanted)
    raise Conflict(
        "crisis_plan.changed",
        "This plan was changed in another place while you were writing.",
        theirs={name: text for name, text in now_said.items() if text != mine[name]},
        next_step="Look at both, then save what is right.",
    )


def add_version(actor: Actor, plan: CrisisPlan, said: Said, *, now: datetime) -> None:
    """Write down what a plan says from now on, beside what it said before."""
    words, risks = said
    plan.version += 1
    row = CrisisPlanVersion.objects.create(
        plan=plan,
        number=plan.version,
        saved_at=now,
        saved_by_id=actor.user_id,
        **all_said(words),
    )
    CrisisPlanRisk.objects.bulk_create(
        CrisisPlanRisk(
            version=row,
            position=number,
            words=risk.words.strip(),
            last_seen_on=risk.last_seen_on,
            source=risk.source.strip(),
        )
        for number, risk in enumerate(risks, 1)
    )


def worded(plan: CrisisPlan) -> WordedPlan:
    """Answer a plan as the review of its words takes it."""
    return WordedPlan(WordedKind.CRISIS_PLAN, plan.id, plan.person_id, WORDED_FIELDS)


def keep(
    actor: Actor,
    plan: CrisisPlan,
    what: str,
    *,
    now: datetime,
    fields: Collection[str] = (),
    op: Op = Op.ALTERATION,
    request_key: UUID | None = None,
) -> None:
    """Put what was done with a plan in the audit."""
    entry = Entry(
        op,
        f"plans.{what}",
        Ref("crisis_plan", plan.id),
        also=(Ref("person", plan.person_id),),
        fields=tuple(fields),
    )
    record(actor, entry, now=now, request_key=request_key)
