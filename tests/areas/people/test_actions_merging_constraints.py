"""Each promise the database keeps of joins and pairs, with a row that breaks it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.areas.people.models import (
    DuplicatePair,
    MergedRow,
    PairAnswer,
    Person,
    PersonMerge,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(officer, now):
    """Two people, a pair and a join, as columns to break rows with."""
    stamp = {
        "recorded_at": now,
        "recorded_by_id": officer.user_id,
        "controller_id": officer.organisation_id,
    }
    first, second, third = (Person.objects.create(known=True, **stamp) for _ in range(3))
    who = {"by_id": officer.user_id, "controller_id": officer.organisation_id}
    merged = {
        "kept": first,
        "other": second,
        "merged_at": now,
        "merged_by_id": officer.user_id,
        "controller_id": officer.organisation_id,
        "reason": "They said so",
    }
    pair = DuplicatePair.objects.create(first=first, second=second, found_at=now)
    merge = PersonMerge.objects.create(**merged)
    line = {"merge": merge, "table": "t", "row_key": "1", "side": "kept", "changed": True}
    line |= {"before": {}, "after": {}}
    MergedRow.objects.create(**line)
    return {
        DuplicatePair: {"first": first, "second": third, "found_at": now},
        PairAnswer: {"pair": pair, "answer": "same", "at": now, **who},
        PersonMerge: merged | {"kept": third, "other": first},
        MergedRow: line | {"row_key": "2"},
        "first": first,
        "second": second,
        "earlier": now - timedelta(seconds=1),
    }


BROKEN = {
    "one_pair_of_two_records": (DuplicatePair, {"second": "second"}),
    "pair_is_of_two_records": (DuplicatePair, {"second": "first"}),
    "pair_state_is_known": (DuplicatePair, {"state": "perhaps"}),
    "pair_asked_of_somebody": (DuplicatePair, {"state": "asked"}),
    "pair_answer_is_known": (PairAnswer, {"answer": "perhaps"}),
    "merge_is_of_two_records": (PersonMerge, {"kept": "first"}),
    "merge_has_a_reason": (PersonMerge, {"reason": ""}),
    "merge_parted_by_somebody_for_a_reason": (PersonMerge, {"parted_at": "earlier"}),
    "one_merge_leads_from_a_key": (PersonMerge, {"other": "second"}),
    "one_line_for_a_merged_row": (MergedRow, {"row_key": "1"}),
    "merged_row_side_is_known": (MergedRow, {"side": "both"}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_breaks(name, world):
    model, broken = BROKEN[name]
    columns = {column: world.get(value, value) for column, value in broken.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**(world[model] | columns))
    model.objects.create(**world[model])


def test_nobody_is_joined_to_themselves(world):
    first = world["first"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=first.pk).update(merged_into=first)
    assert Person.objects.get(pk=first.pk).merged_into is None


def test_every_constraint_of_joins_is_broken_somewhere_here():
    models = (DuplicatePair, PairAnswer, PersonMerge, MergedRow)
    there = {constraint.name for model in models for constraint in model._meta.constraints}
    assert set(BROKEN) == there
