"""When a crisis plan is in force, and what has to be so before it is (DOMAIN 6.1, 2.4)."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from alongside.areas.plans.rules.contact_plan import Capacity, PlanAgreement
from alongside.areas.plans.rules.crisis_plan import (
    BY_THE_DAY,
    KEPT_STATES,
    STATE_LABELS,
    TRANSITIONS,
    CrisisState,
    CrisisStep,
    CrisisTerms,
    category_of,
    check_ready,
    check_risks,
    check_terms,
    check_words,
    label_of,
    latest_end,
    next_state,
    said_by_field,
    standing,
)
from alongside.areas.plans.rules.crisis_plan_fields import (
    FIELDS,
    LONG,
    MOST_RISKS,
    PARTS,
    SHORT,
    WHO_TO_RING,
    CrisisWords,
    KnownRisk,
    fields_of,
)
from alongside.engines.sharing import AgreedBy, Category
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Refused

TODAY = date(2026, 6, 10)
TERMS = CrisisTerms(
    took_part=True,
    why_not="",
    review_on=date(2027, 6, 10),
    ends_on=date(2028, 6, 10),
    agreement=PlanAgreement(AgreedBy.PERSON, capacity=Capacity.PRESUMED),
)
RISK = KnownRisk("May run", date(2026, 6, 10), "Elm team")


def refused(work, *given, **named) -> tuple[str, str | None]:
    with pytest.raises(Refused) as caught:
        work(*given, **named)
    return caught.value.code, caught.value.field


def terms(**changes) -> tuple[str, str | None]:
    child = changes.pop("child", False)
    return refused(
        check_terms, replace(TERMS, **changes), child=child, role=Role.KEYWORKER, today=TODAY
    )


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-06-01T22:59+00:00", CrisisState.IN_FORCE),
        ("2026-06-01T23:01+00:00", CrisisState.REVIEW_PASSED),
        ("2026-06-02T12:00+00:00", CrisisState.REVIEW_PASSED),
        ("2026-07-01T12:00+00:00", CrisisState.REVIEW_PASSED),
        ("2026-07-02T12:00+00:00", CrisisState.ENDED),
    ],
)
def test_a_plan_due_1_june_is_out_of_date_on_2_june_and_ends_by_itself(today, state):
    dates = {"review_on": date(2026, 6, 1), "ends_on": date(2026, 7, 1)}
    assert standing(CrisisState.IN_FORCE, datetime.fromisoformat(today), **dates) is state


@pytest.mark.parametrize("state", [s for s in KEPT_STATES if s is not CrisisState.IN_FORCE])
def test_only_a_plan_in_force_goes_out_of_date(state):
    late = datetime(2030, 1, 1, tzinfo=UTC)
    assert standing(state, late, review_on=TODAY, ends_on=TODAY) is state


def test_a_plan_without_dates_stays_as_it_is():
    late = datetime(2030, 1, 1, tzinfo=UTC)
    kept = standing(CrisisState.IN_FORCE, late, review_on=None, ends_on=None)
    assert kept is CrisisState.IN_FORCE


@pytest.mark.parametrize("step", CrisisStep)
@pytest.mark.parametrize("state", CrisisState)
def test_a_step_with_no_row_in_the_table_is_refused(state, step):
    if (state, step) in TRANSITIONS:
        assert next_state(state, step) is TRANSITIONS[state, step]
    else:
        assert refused(next_state, state, step) == ("crisis_plan.cannot", None)


def test_every_state_has_words_and_those_by_the_day_are_not_kept():
    assert set(STATE_LABELS) == set(CrisisState)
    assert set(KEPT_STATES) | set(BY_THE_DAY) == set(CrisisState)
    assert not set(KEPT_STATES) & set(BY_THE_DAY)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"took_part": False}, "crisis_plan.person_missing", "why_not"),
        ({"took_part": False, "why_not": "  "}, "crisis_plan.person_missing", "why_not"),
        ({"review_on": None}, "plan.review_missing", "review_on"),
        ({"review_on": TODAY}, "plan.review_passed", "review_on"),
        ({"review_on": date(2027, 6, 11)}, "plan.review_too_far", "review_on"),
        ({"ends_on": None}, "crisis_plan.end_missing", "ends_on"),
        ({"ends_on": date(2027, 6, 9)}, "crisis_plan.ends_before_review", "ends_on"),
        ({"ends_on": date(2028, 6, 11)}, "crisis_plan.end_too_far", "ends_on"),
        ({"agreement": PlanAgreement(AgreedBy.PARENT)}, "plan.not_a_child", "agreed_by"),
        ({"child": True}, "plan.understands", "understands"),
    ],
)
def test_terms_that_lack_something_are_refused_beside_it(changes, code, field):
    assert terms(**changes) == (code, field)


def test_terms_are_taken_with_the_person_or_a_reason_why_not():
    for taken in (TERMS, replace(TERMS, took_part=False, why_not="She is in hospital")):
        check_terms(taken, child=False, role=Role.KEYWORKER, today=TODAY)


def test_a_plan_made_on_29_february_ends_by_28_february():
    assert latest_end(date(2028, 2, 29)) == date(2030, 2, 28)


def test_words_longer_than_their_box_are_refused_beside_it():
    check_words(CrisisWords(helps="x" * LONG, lead_name="x" * SHORT))
    long = CrisisWords(lead_name="x" * (SHORT + 1))
    assert refused(check_words, long) == ("crisis_plan.too_long", "lead_name")


def test_a_plan_says_what_helps_and_whom_to_ring_at_night():
    check_ready(CrisisWords(helps="Tea", out_of_hours_phone="1"))
    assert refused(check_ready, CrisisWords()) == ("crisis_plan.nothing_helps", "helps")
    lacking = CrisisWords(helps="Tea")
    assert refused(check_ready, lacking) == ("crisis_plan.nobody_to_ring", "out_of_hours_phone")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"words": " "}, "crisis_plan.risk_words", "risk_words_2"),
        ({"words": "x" * (LONG + 1)}, "crisis_plan.risk_words", "risk_words_2"),
        ({"source": " "}, "crisis_plan.risk_source", "risk_source_2"),
        ({"source": "x" * (SHORT + 1)}, "crisis_plan.risk_source", "risk_source_2"),
        ({"last_seen_on": date(2026, 6, 11)}, "crisis_plan.risk_seen", "risk_seen_2"),
    ],
)
def test_a_risk_has_words_a_day_gone_by_and_a_source(changes, code, field):
    check_risks((RISK,), TODAY)
    assert refused(check_risks, (RISK, replace(RISK, **changes)), TODAY) == (code, field)


def test_there_are_at_most_four_risks():
    too_many = (RISK,) * (MOST_RISKS + 1)
    assert refused(check_risks, too_many, TODAY) == ("crisis_plan.risk_too_many", None)


def test_each_field_is_in_the_table_once_with_its_own_category():
    assert [f.name for f in FIELDS] == [f.name for f in fields(CrisisWords)]
    assert {f.category for f in FIELDS} | {Category.RISK} == set(PARTS)
    assert set(WHO_TO_RING) <= {f.name for f in fields_of(Category.OWN_WORDS)}
    clinical = {f.name for f in fields_of(Category.CLINICAL)}
    assert clinical == {"diagnosis", "history", "medication"}


def test_every_text_of_a_plan_is_checked_and_knows_where_it_stands():
    said = said_by_field(CrisisWords(helps="Tea", diagnosis="X"), (RISK, RISK))
    assert said == {
        "helps": "Tea",
        "diagnosis": "X",
        "risk_words_1": "May run",
        "risk_words_2": "May run",
    }
    assert [category_of(field) for field in said] == [
        Category.OWN_WORDS,
        Category.CLINICAL,
        Category.RISK,
        Category.RISK,
    ]
    assert (label_of("helps"), label_of("risk_words_2")) == ("What helps", "Known risk 2")
