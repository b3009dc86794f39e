"""Each promise the database keeps, with a row that breaks it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.areas.people.models import (
    CardKey,
    CommunicationNeed,
    PastDetails,
    Person,
    PersonAddress,
    PersonBirth,
    PersonCard,
    PersonIdentifier,
    PersonName,
    PersonPhone,
    PersonWords,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stamp(officer, now):
    return {
        "recorded_at": now,
        "recorded_by_id": officer.user_id,
        "controller_id": officer.organisation_id,
    }


@pytest.fixture
def person(stamp):
    return Person.objects.create(known=True, **stamp)


DAY = date(2026, 6, 10)
BORN = date(1992, 3, 1)
BROKEN = {
    "one_past_row_for_each_version": (PastDetails, [{"version": 1, "known": True, "sex": "X"}] * 2),
    "person_name_is_not_empty": (PersonName, [{"kind": "legal"}]),
    "person_name_kind_is_known": (PersonName, [{"kind": "stage", "given": "A"}]),
    "one_current_name_of_a_kind": (PersonName, [{"kind": "legal", "given": "A"}] * 2),
    "birth_is_a_date_or_an_estimate": (PersonBirth, [{"born_on": BORN, "age_low": 3}]),
    "birth_is_a_date_or_an_estimate ": (PersonBirth, [{}]),
    "birth_is_a_date_or_an_estimate  ": (PersonBirth, [{"age_low": 3}]),
    "estimated_age_runs_upward": (PersonBirth, [{"age_low": 4, "age_high": 3, "as_of": DAY}]),
    "one_current_birth": (PersonBirth, [{"born_on": BORN}] * 2),
    "identifier_recorded_once": (
        PersonIdentifier,
        [{"kind": "local", "value": "1", "regime": "general"}] * 2,
    ),
    "identifier_keeps_its_regime": (
        PersonIdentifier,
        [{"kind": "pnc_id", "value": "1", "regime": "general"}],
    ),
    "identifier_keeps_its_regime ": (
        PersonIdentifier,
        [{"kind": "nhs_number", "value": "1", "regime": "law_enforcement"}],
    ),
    "identifier_has_a_value_and_a_known_kind": (
        PersonIdentifier,
        [{"kind": "local", "value": "", "regime": "general"}],
    ),
    "identifier_has_a_value_and_a_known_kind ": (
        PersonIdentifier,
        [{"kind": "shoe_size", "value": "9", "regime": "general"}],
    ),
    "address_says_something": (PersonAddress, [{}]),
    "one_current_address": (PersonAddress, [{"text": "A"}] * 2),
    "phone_recorded_once": (PersonPhone, [{"number": "1", "digits": "1"}] * 2),
    "phone_has_digits": (PersonPhone, [{"number": "-", "digits": ""}]),
    "one_current_need_of_a_kind": (CommunicationNeed, [{"code": "bsl"}] * 2),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_breaks(name, person, stamp):
    model, rows = BROKEN[name]
    assert name.strip() in {constraint.name for constraint in model._meta.constraints}
    for row in rows[:-1]:
        model.objects.create(person=person, **row, **stamp)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(person=person, **rows[-1], **stamp)
    assert model.objects.filter(person=person).count() == len(rows) - 1


def test_an_unknown_person_must_be_described_and_a_sex_coded(stamp):
    for row in ({"known": False}, {"known": True, "sex": "3"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.create(**row, **stamp)
    Person.objects.create(known=False, description="grey coat", **stamp)


def test_ends_come_after_beginnings_and_words_say_something(person, stamp, now):
    earlier = now - timedelta(seconds=1)
    for model, row in (
        (CommunicationNeed, {"code": "bsl", "ended_at": earlier}),
        (PersonWords, {"text": "A", "shared_at": now, "withdrawn_at": earlier}),
        (PersonWords, {"shared_at": now}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(person=person, **row, **stamp)


def test_one_set_of_words_is_in_force_and_one_key_leads_to_a_person_once(person, stamp, now):
    PersonWords.objects.create(person=person, text="A", shared_at=now, **stamp)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonWords.objects.create(person=person, text="B", shared_at=now, **stamp)
    card = PersonCard.objects.create(person=person, facts="", keys=b"")
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonCard.objects.create(person=person, facts="", keys=b"")
    CardKey.objects.create(key=1, card=card)
    with pytest.raises(IntegrityError), transaction.atomic():
        CardKey.objects.bulk_create([CardKey(key=1, card=card)])


def test_every_constraint_is_broken_somewhere_here():
    here = {name.strip() for name in BROKEN} | {
        "unknown_person_is_described",
        "person_sex_is_a_known_code",
        "need_ends_after_it_starts",
        "own_words_say_something",
        "words_withdrawn_after_shared",
        "one_set_of_own_words_in_force",
        "person_is_not_joined_to_themselves",  # with joins, in test_actions_merging_constraints
    }
    models = {row[0] for row in BROKEN.values()} | {Person, PersonWords, PersonCard, CardKey}
    assert here == {constraint.name for m in models for constraint in m._meta.constraints}
