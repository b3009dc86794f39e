"""What the person chose, as it is checked, and as the sharing decision is told of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from alongside.areas.plans.rules.choices import (
    ChoiceKind,
    KeptChoice,
    NewChoice,
    check_choice,
    facts_of,
    is_recipient,
)
from alongside.areas.plans.rules.contact_offers import Measure, measure
from alongside.engines.sharing import ANYBODY, AgreedBy, Category, Purpose
from alongside.kernel.refusal import Refused

NOW = datetime(2026, 6, 10, 14, tzinfo=UTC)
SOMEWHERE = str(uuid4())
YES = NewChoice(ChoiceKind.CONSENT, SOMEWHERE, Category.OWN_WORDS)
FOR_THEM = NewChoice(
    ChoiceKind.CAPACITY,
    SOMEWHERE,
    Category.OWN_WORDS,
    Purpose.CRISIS_PLAN,
    AgreedBy.BEST_INTERESTS,
    NOW + timedelta(days=30),
    "Who reads it",
    "Dr Okoro",
    date(2026, 6, 9),
)


@pytest.mark.parametrize(
    "choice",
    [
        YES,
        replace(YES, recipient=ANYBODY),
        replace(YES, recipient="police", ends_at=NOW + timedelta(1)),
        replace(YES, kind=ChoiceKind.OBJECTION),
        FOR_THEM,
    ],
)
def test_a_whole_choice_is_taken(choice):
    check_choice(choice, NOW)


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (replace(YES, recipient="the lot"), "choice.recipient"),
        (replace(YES, recipient=SOMEWHERE.upper()), "choice.recipient"),
        (replace(YES, ends_at=NOW), "choice.over"),
        (replace(YES, agreed_by=AgreedBy.BEST_INTERESTS), "choice.capacity_record"),
        (replace(YES, kind=ChoiceKind.CAPACITY), "choice.capacity_record"),
        (replace(FOR_THEM, purpose=None), "choice.capacity_record"),
        (replace(FOR_THEM, recipient=ANYBODY), "choice.capacity_record"),
        (replace(FOR_THEM, ends_at=None), "choice.capacity_record"),
        (replace(FOR_THEM, assessed_on=None), "choice.capacity_record"),
        (replace(FOR_THEM, decision=" "), "choice.capacity_record"),
        (replace(FOR_THEM, assessed_by=""), "choice.capacity_record"),
    ],
)
def test_a_half_made_choice_is_refused(choice, code):
    with pytest.raises(Refused) as refused:
        check_choice(choice, NOW)
    assert refused.value.code == code


def test_a_recipient_is_an_organisation_a_kind_of_one_or_anybody():
    assert [is_recipient(w) for w in (SOMEWHERE, "charity", ANYBODY, "", "x")] == [
        *(True,) * 3,
        *(False,) * 2,
    ]


def kept(**changes):
    row = KeptChoice(
        ChoiceKind.CONSENT,
        SOMEWHERE,
        Category.OWN_WORDS,
        None,
        AgreedBy.PERSON,
        NOW,
        None,
        None,
    )
    return replace(row, **changes)


@pytest.mark.parametrize(
    ("changes", "until"),
    [
        ({}, None),
        ({"ends_at": NOW + timedelta(2)}, NOW + timedelta(2)),
        ({"withdrawn_at": NOW + timedelta(1)}, NOW + timedelta(1)),
        ({"ends_at": NOW + timedelta(2), "withdrawn_at": NOW + timedelta(1)}, NOW + timedelta(1)),
        ({"ends_at": NOW + timedelta(1), "withdrawn_at": NOW + timedelta(3)}, NOW + timedelta(1)),
    ],
)
def test_a_choice_holds_until_it_ends_or_is_taken_back(changes, until):
    assert kept(**changes).period.ends_at == until


def test_a_yes_a_no_and_a_decision_for_somebody_reach_the_sharing_decision():
    no = kept(kind=ChoiceKind.OBJECTION)
    decided = kept(kind=ChoiceKind.CAPACITY, agreed_by=AgreedBy.BEST_INTERESTS)
    facts = facts_of((kept(), no, decided))
    assert {consent.agreed_by for consent in facts.consents} == {
        AgreedBy.PERSON,
        AgreedBy.BEST_INTERESTS,
    }
    assert {objection.recipient for objection in facts.objections} == {SOMEWHERE}


@pytest.mark.parametrize(
    ("count", "out_of", "shown"),
    [
        (0, 0, Measure(0, 0)),
        (2, 40, Measure(None, 40, kept_back=True)),
        (38, 40, Measure(None, 40, kept_back=True)),
        (3, 3, Measure(None, None, kept_back=True)),
    ],
)
def test_small_numbers_are_kept_back_and_nobody_is_never_nought_per_cent(count, out_of, shown):
    assert measure(count, out_of) == shown
    assert shown.share is None


def test_a_measure_has_its_number_and_how_sure():
    found = measure(55, 64)
    assert (found.count, found.out_of) == (55, 64)
    assert found.share == pytest.approx(0.859375)
    assert (found.low, found.high) == pytest.approx((0.753837, 0.924214), abs=1e-6)
