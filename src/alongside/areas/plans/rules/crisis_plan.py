"""When a crisis plan is in force, and what has to be so before it is.

Source: DOMAIN 6.1, 2.4; NICE QS14 statement 9; Mental Capacity Act 2005 s1 to s6.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from alongside.areas.plans.rules.contact_plan import PlanAgreement, check_agreement, check_review
from alongside.areas.plans.rules.crisis_plan_fields import (
    FIELD,
    LONG,
    MOST_RISKS,
    SHORT,
    CrisisWords,
    KnownRisk,
    all_said,
)
from alongside.engines.sharing import Category
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date, say_date
from alongside.kernel.refusal import Refused

LASTS_YEARS: Final = 2
"""A crisis plan ends within two years, however often it is looked at again: ours."""


class CrisisState(StrEnum):
    """Where one making of a crisis plan stands."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    REVIEW_PASSED = "review_passed"
    ENDED = "ended"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"


class CrisisStep(StrEnum):
    """What moves a crisis plan from one state to the next."""

    PUT_IN_FORCE = "put_in_force"
    SET_ASIDE = "set_aside"
    MISS_REVIEW = "miss_review"
    RUN_OUT = "run_out"
    REPLACE = "replace"
    WITHDRAW = "withdraw"


TRANSITIONS: Final[Mapping[tuple[CrisisState, CrisisStep], CrisisState]] = {
    (CrisisState.DRAFT, CrisisStep.PUT_IN_FORCE): CrisisState.IN_FORCE,
    (CrisisState.DRAFT, CrisisStep.SET_ASIDE): CrisisState.SET_ASIDE,
    (CrisisState.IN_FORCE, CrisisStep.MISS_REVIEW): CrisisState.REVIEW_PASSED,
    (CrisisState.IN_FORCE, CrisisStep.RUN_OUT): CrisisState.ENDED,
    (CrisisState.IN_FORCE, CrisisStep.REPLACE): CrisisState.REPLACED,
    (CrisisState.IN_FORCE, CrisisStep.WITHDRAW): CrisisState.WITHDRAWN,
    (CrisisState.REVIEW_PASSED, CrisisStep.RUN_OUT): CrisisState.ENDED,
    (CrisisState.REVIEW_PASSED, CrisisStep.REPLACE): CrisisState.REPLACED,
    (CrisisState.REVIEW_PASSED, CrisisStep.WITHDRAW): CrisisState.WITHDRAWN,
    (CrisisState.ENDED, CrisisStep.REPLACE): CrisisState.REPLACED,
    (CrisisState.ENDED, CrisisStep.WITHDRAW): CrisisState.WITHDRAWN,
}
STATE_LABELS: Final[Mapping[CrisisState, str]] = {
    CrisisState.DRAFT: "draft",
    CrisisState.IN_FORCE: "in force",
    CrisisState.REVIEW_PASSED: "out of date",
    CrisisState.ENDED: "ended",
    CrisisState.REPLACED: "replaced",
    CrisisState.WITHDRAWN: "withdrawn",
    CrisisState.SET_ASIDE: "set aside",
}
BY_THE_DAY: Final = (CrisisState.REVIEW_PASSED, CrisisState.ENDED)
KEPT_STATES: Final = tuple(state for state in CrisisState if state not in BY_THE_DAY)
"""States that are written down. Being out of date is worked out at each look."""
OVER: Final = (CrisisState.REPLACED, CrisisState.WITHDRAWN, CrisisState.SET_ASIDE)


@dataclass(frozen=True, slots=True)
class CrisisTerms:
    """What is settled when a plan is put in force.

    Attributes:
        took_part: Whether the person wrote it with the team.
        why_not: Why they did not; empty when they did.
        review_on: When it is looked at again.
        ends_on: When it ends by itself.
        agreement: Who agreed, and what is recorded of capacity.
    """

    took_part: bool
    why_not: str
    review_on: date | None
    ends_on: date | None
    agreement: PlanAgreement


def next_state(state: CrisisState, step: CrisisStep) -> CrisisState:
    """Answer where a plan stands after a step.

    Raises:
        Refused: ``crisis_plan.cannot``, where the table has no row.
    """
    after = TRANSITIONS.get((state, step))
    if after is None:
        raise Refused(
            "crisis_plan.cannot",
            f"This plan is {STATE_LABELS[state]}, so that cannot be done with it.",
            next_step="Open the person’s page again and start from there.",
        )
    return after


def standing(
    state: CrisisState, now: datetime, *, review_on: date | None, ends_on: date | None
) -> CrisisState:
    """Answer where a plan stands at an instant: past its review it is out of date.

    Source: DOMAIN 6.1 test: due 1 June, today 2 June, out of date.
    """
    today = local_date(now)
    if state is not CrisisState.IN_FORCE:
        return state
    if ends_on is not None and today > ends_on:
        return next_state(state, CrisisStep.RUN_OUT)
    if review_on is not None and today > review_on:
        return next_state(state, CrisisStep.MISS_REVIEW)
    return state


def latest_end(today: date) -> date:
    """Answer the last day a plan put in force today may end on."""
    try:
        return today.replace(year=today.year + LASTS_YEARS)
    except ValueError:
        return date(today.year + LASTS_YEARS, 2, 28)


def check_terms(terms: CrisisTerms, *, child: bool, role: Role, today: date) -> None:
    """Refuse a plan without the person's part, a review, an end, or who agreed.

    Raises:
        Refused: A code beginning ``plan.`` or ``crisis_plan.`` with the field to fill in.

    Source: DOMAIN 2.4 (a plan needs the person's contribution or a recorded reason, and an end
        date) and 6.1 (review at most 12 months ahead).
    """
    if not terms.took_part and not terms.why_not.strip():
        raise Refused(
            "crisis_plan.person_missing",
            "Say why the person did not take part, or write it with them.",
            field="why_not",
        )
    review_on = check_review(terms.review_on, today)
    _check_end(terms.ends_on, review_on, today)
    check_agreement(terms.agreement, child=child, role=role)


def _check_end(ends_on: date | None, review_on: date, today: date) -> None:
    last = latest_end(today)
    if ends_on is None:
        raise Refused("crisis_plan.end_missing", "Choose the day it ends.", field="ends_on")
    if ends_on < review_on:
        raise Refused(
            "crisis_plan.ends_before_review",
            "It cannot end before it is looked at again.",
            field="ends_on",
        )
    if ends_on > last:
        raise Refused(
            "crisis_plan.end_too_far",
            f"A crisis plan ends within {LASTS_YEARS} years.",
            next_step=f"Choose {say_date(last)} or sooner.",
            field="ends_on",
        )


def check_words(words: CrisisWords) -> None:
    """Refuse words longer than their box.

    Raises:
        Refused: ``crisis_plan.too_long``.
    """
    for name, text in all_said(words).items():
        if len(text) > FIELD[name].most:
            raise Refused(
                "crisis_plan.too_long",
                f"Use {FIELD[name].most} letters or fewer.",
                next_step="Keep what matters most.",
                field=name,
            )


def check_ready(words: CrisisWords) -> None:
    """Refuse to put a plan in force that says nothing of what helps, or whom to ring.

    Raises:
        Refused: ``crisis_plan.nothing_helps`` or ``crisis_plan.nobody_to_ring``.
    """
    if not words.helps.strip():
        raise Refused(
            "crisis_plan.nothing_helps", "Write at least one thing that helps.", field="helps"
        )
    if not words.out_of_hours_phone.strip():
        raise Refused(
            "crisis_plan.nobody_to_ring",
            "Write a number that answers at other times.",
            next_step="It stays in view when the plan is out of date.",
            field="out_of_hours_phone",
        )


def check_risks(risks: Collection[KnownRisk], today: date) -> None:
    """Refuse a risk without words or source, or last seen on a day still to come.

    Raises:
        Refused: A code beginning ``crisis_plan.risk_``, with the field to put right.

    Source: DOMAIN 6.1: known risks in plain words, last seen date, source.
    """
    if len(risks) > MOST_RISKS:
        raise Refused("crisis_plan.risk_too_many", f"Write up to {MOST_RISKS} risks.")
    for number, risk in enumerate(risks, 1):
        if not risk.words.strip() or len(risk.words) > LONG:
            raise Refused(
                "crisis_plan.risk_words",
                f"Say what the risk is, in up to {LONG} letters.",
                field=f"risk_words_{number}",
            )
        if not risk.source.strip() or len(risk.source) > SHORT:
            raise Refused(
                "crisis_plan.risk_source",
                f"Say who knows of it, in up to {SHORT} letters.",
                field=f"risk_source_{number}",
            )
        if risk.last_seen_on > today:
            raise Refused(
                "crisis_plan.risk_seen",
                "The day it was last seen cannot be still to come.",
                field=f"risk_seen_{number}",
            )


def said_by_field(words: CrisisWords, risks: Collection[KnownRisk]) -> dict[str, str]:
    """Answer every text of a plan by field, as the check of its words takes it."""
    said = {name: text for name, text in all_said(words).items() if text}
    for number, risk in enumerate(risks, 1):
        said[f"risk_words_{number}"] = risk.words
    return said


def category_of(field: str) -> Category:
    """Answer what kind of information a field of a plan holds."""
    return Category.RISK if field.startswith("risk_") else FIELD[field].category


def label_of(field: str) -> str:
    """Answer what a field is called."""
    return f"Known risk {field[-1]}" if field.startswith("risk_") else FIELD[field].label
