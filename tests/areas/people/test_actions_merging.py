"""Joining two records of one person, and parting them again."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models

from alongside.areas.people import actions
from alongside.areas.people.actions import NewAddress, NewNeed, NewPerson
from alongside.areas.people.actions.merging import Agreed, merge_people
from alongside.areas.people.actions.merging_following import follow_merges
from alongside.areas.people.actions.parting import Apart, part_people
from alongside.areas.people.models import (
    CommunicationNeed,
    Person,
    PersonAddress,
    PersonBirth,
    PersonCard,
    PersonMerge,
    PersonName,
    PersonPhone,
    PersonWords,
)
from alongside.areas.people.queries import find_people, labels
from alongside.areas.people.queries.merging_rows import keys_of, model_of, standing_key
from alongside.areas.people.queries.reckoning import sharing_facts
from alongside.areas.people.rules.merging.shapes import Side
from alongside.areas.people.rules.merging.tables import BY_MODEL, TABLES
from alongside.engines.sharing import Purpose
from alongside.foundation.audit.keys import KeySpan
from alongside.foundation.audit.verify import verify
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.areas.people.cases import JAMIE
from tests.support.joined import everything

pytestmark = pytest.mark.django_db
BOTH_SEEN = "Both were asked, and showed the same card"
OTHERS = NewPerson(
    given="James",
    family="Marsh",
    sex="1",
    born_on=date(1992, 1, 3),
    nhs_number="999 000 0018",
    phone="07700 900123",
    address=NewAddress("9 Quay Street, Skelby", "ZN6 2AB"),
    needs=(NewNeed("hearing", "Both sides"), NewNeed("bsl", "")),
)


@pytest.fixture
def lead(on_duty):
    return on_duty(Role.LIAISON_LEAD)


@pytest.fixture
def jamie(officer, nurse, now):
    person = actions.add_person(officer, JAMIE, now=now - timedelta(days=9))
    actions.record_words(
        nurse, person, text="Sit down with me", helps="", worse="", now=now - timedelta(days=8)
    )
    return person


@pytest.fixture
def james(officer, nurse, now):
    person = actions.add_person(officer, OTHERS, now=now - timedelta(days=5))
    actions.record_words(
        nurse, person, text="Ring my sister", helps="", worse="", now=now - timedelta(days=4)
    )
    return person


@pytest.fixture
def third(officer, now):
    return actions.add_person(
        officer,
        NewPerson(given="Jim", family="Marsh", address=NewAddress("3 Hill Top")),
        now=now - timedelta(days=2),
    )


def join(actor, one, another, agreed, **when):
    return merge_people(actor, agreed, one=one, another=another, **when)


class TestTheListOfTables:
    def test_names_every_column_that_names_a_person(self):
        there = {
            f"{model._meta.label}.{field.name}"
            for model in apps.get_models()
            if model.__module__.startswith("alongside.")
            for field in model._meta.concrete_fields
            if getattr(field.related_model, "_meta", None) == Person._meta
            or (isinstance(field, models.UUIDField) and field.name in ("person_id", "subject_id"))
        }
        assert there == {table.column for table in TABLES}
        assert len(TABLES) == len(there)

    def test_says_of_each_that_it_moves_or_why_it_stays(self):
        assert all(bool(table.stays) is not bool(table.what) or table.places for table in TABLES)

    def test_reads_only_columns_that_are_there(self):
        for table in BY_MODEL.values():
            list(model_of(table.model)._default_manager.values("pk", *table.read, table.at)[:1])


class TestJoining:
    def test_puts_everything_with_the_record_that_stands(self, lead, jamie, james, now):
        join(lead, james, jamie, Agreed(BOTH_SEEN), now=now)
        assert standing_key(james) == jamie
        assert PersonName.objects.filter(person_id=jamie).count() == 4
        assert not PersonName.objects.filter(person_id=james).exists()
        assert [a.text for a in PersonAddress.objects.filter(person_id=jamie, current=True)] == [
            "1 Mill Lane, Skelby"
        ]
        assert set(
            CommunicationNeed.objects.filter(person_id=jamie, ended_at=None).values_list(
                "code", "words"
            )
        ) == {("hearing", "Left side"), ("bsl", "")}

    def test_leaves_what_is_alike_where_it_was(self, lead, jamie, james, now):
        join(lead, james, jamie, Agreed(BOTH_SEEN), now=now)
        assert PersonPhone.objects.filter(person_id=jamie).count() == 1
        assert PersonPhone.objects.filter(person_id=james).count() == 1

    def test_makes_current_what_somebody_chose(self, lead, jamie, james, now):
        chosen = {"address": Side.OTHER, "birth": Side.OTHER, "words": Side.OTHER}
        join(lead, jamie, james, Agreed(BOTH_SEEN, chosen), now=now)
        assert PersonAddress.objects.get(person_id=jamie, current=True).postcode == "ZN6 2AB"
        assert PersonBirth.objects.get(person_id=jamie, current=True).born_on == date(1992, 1, 3)
        assert PersonWords.objects.get(person_id=jamie, withdrawn_at=None).text == "Ring my sister"

    def test_names_an_old_key_as_the_person_it_leads_to(self, lead, jamie, james, now):
        join(lead, jamie, james, Agreed(BOTH_SEEN), now=now)
        named = labels(lead, [james, jamie], now=now)
        assert named[james] == named[jamie]

    def test_saves_what_is_sent_under_an_old_key_with_the_standing_record(
        self, lead, officer, jamie, james, now
    ):
        join(lead, jamie, james, Agreed(BOTH_SEEN), now=now)
        actions.add_phone(officer, james, "01632 960001", now=now)
        assert PersonPhone.objects.filter(person_id=jamie).count() == 2

    def test_finds_nobody_under_the_old_key(self, lead, jamie, james, now):
        join(lead, jamie, james, Agreed(BOTH_SEEN), now=now)
        assert list(PersonCard.objects.values_list("person_id", flat=True)) == [jamie]
        found = find_people(lead, "James Marsh", purpose=Purpose.S136_TO_HEALTH, now=now)
        assert [line.id for line in found] == [jamie]

    def test_takes_somebody_for_a_child_while_either_record_says_so(self, lead, officer, now):
        grown = actions.add_person(officer, JAMIE, now=now - timedelta(days=1))
        young = NewPerson(given="Jamie", family="Marsh", born_on=date(2011, 3, 1))
        child = actions.add_person(officer, young, now=now)
        join(lead, grown, child, Agreed(BOTH_SEEN), now=now)
        assert sharing_facts(grown, now).is_child is True
        merge = PersonMerge.objects.get()
        part_people(lead, merge.pk, Apart(BOTH_SEEN), now=now)
        assert sharing_facts(grown, now).is_child is False

    def test_asks_for_an_agreement_with_every_holder_until_they_are_parted(
        self, lead, jamie, james, now, django_assert_num_queries
    ):
        assert sharing_facts(jamie, now).from_several is False
        join(lead, jamie, james, Agreed(BOTH_SEEN), now=now)
        with django_assert_num_queries(1):
            assert sharing_facts(jamie, now).from_several is True
        part_people(lead, PersonMerge.objects.get().pk, Apart(BOTH_SEEN), now=now)
        assert sharing_facts(jamie, now).from_several is False

    def test_lets_a_record_with_a_name_stand_for_one_without(self, lead, jamie, unknown, now):
        join(lead, unknown, jamie, Agreed(BOTH_SEEN, {"description": Side.OTHER}), now=now)
        assert standing_key(unknown) == jamie
        assert Person.objects.get(pk=jamie).description == "grey coat"

    def test_is_for_a_liaison_lead_alone(self, on_duty, jamie, james, now):
        for role in set(Role) - {Role.LIAISON_LEAD, Role.PERSON, Role.CARER}:
            with pytest.raises(NotPermitted):
                join(on_duty(role), jamie, james, Agreed(BOTH_SEEN), now=now)
        assert not PersonMerge.objects.exists()

    def test_happens_once_however_often_the_form_is_sent(self, lead, jamie, james, now):
        key = uuid4()
        first = join(lead, jamie, james, Agreed(BOTH_SEEN), now=now, request_key=key)
        again = join(lead, jamie, james, Agreed(BOTH_SEEN), now=now, request_key=key)
        assert first == again
        assert PersonMerge.objects.count() == 1

    @pytest.mark.parametrize(
        ("pair", "code"),
        [
            (("jamie", "jamie"), "merge.same_record"),
            (("james", "third"), "merge.joined_already"),
            (("third", "nobody"), "person.not_found"),
        ],
    )
    def test_is_refused_where_there_are_not_two_records(
        self, lead, jamie, james, third, now, pair, code
    ):
        join(lead, jamie, james, Agreed(BOTH_SEEN), now=now)
        keys = {"jamie": jamie, "james": james, "third": third, "nobody": uuid4()}
        with pytest.raises(Refused) as refused:
            join(lead, keys[pair[0]], keys[pair[1]], Agreed(BOTH_SEEN), now=now)
        assert refused.value.code == code

    def test_asks_again_when_a_record_changed_since_it_was_read(self, lead, jamie, james, now):
        with pytest.raises(Conflict):
            join(lead, jamie, james, Agreed(BOTH_SEEN, seen="stale"), now=now)
        assert not PersonMerge.objects.exists()

    def test_writes_nothing_without_its_audit_entry(self, lead, jamie, james, now, monkeypatch):
        before = everything()

        def fail(*_args, **_named):
            raise RuntimeError("the log is full")

        monkeypatch.setattr("alongside.areas.people.actions.merging.record", fail)
        with pytest.raises(RuntimeError):
            join(lead, jamie, james, Agreed(BOTH_SEEN), now=now)
        assert everything() == before


class TestParting:
    def test_gives_each_record_back_exactly_what_it_had(self, lead, jamie, james, now):
        before = everything()
        chosen = {"address": Side.OTHER, "name:legal": Side.OTHER, "ethnicity_self": Side.OTHER}
        merge = join(lead, jamie, james, Agreed(BOTH_SEEN, chosen), now=now)
        assert everything() != before
        part_people(lead, merge, Apart("They came in together"), now=now)
        assert everything() == before
        assert not verify().broken

    def test_leaves_what_was_recorded_since_with_the_record_that_stands(
        self, lead, officer, jamie, james, now
    ):
        merge = join(lead, jamie, james, Agreed(BOTH_SEEN), now=now)
        actions.add_address(officer, james, NewAddress("5 New Row"), now=now + timedelta(hours=1))
        part_people(lead, merge, Apart("They came in together"), now=now + timedelta(hours=2))
        assert PersonAddress.objects.get(person_id=jamie, current=True).text == "5 New Row"
        assert PersonAddress.objects.get(person_id=james, current=True).postcode == "ZN6 2AB"

    def test_lets_what_was_recorded_since_go_with_the_parted_record(
        self, lead, officer, jamie, james, now
    ):
        merge = join(lead, jamie, james, Agreed(BOTH_SEEN), now=now)
        later = now + timedelta(hours=1)
        actions.add_address(officer, james, NewAddress("5 New Row"), now=later)
        fresh = PersonAddress.objects.get(text="5 New Row").pk
        theirs = {f"people.PersonAddress:{fresh}"}
        part_people(lead, merge, Apart("They came in together", theirs), now=later)
        assert PersonAddress.objects.get(person_id=jamie, current=True).text.startswith("1 Mill")
        assert PersonAddress.objects.get(person_id=james, current=True).pk == fresh

    def test_never_brings_back_words_taken_back_meanwhile(self, lead, nurse, jamie, james, now):
        merge = join(lead, jamie, james, Agreed(BOTH_SEEN, {"words": Side.OTHER}), now=now)
        actions.withdraw_words(nurse, jamie, now=now + timedelta(hours=1))
        part_people(lead, merge, Apart("They came in together"), now=now + timedelta(hours=2))
        assert not PersonWords.objects.filter(person_id=james, withdrawn_at=None).exists()
        assert PersonWords.objects.get(person_id=jamie).withdrawn_at is None

    def test_asks_again_when_something_was_recorded_while_it_was_read(
        self, lead, officer, jamie, james, now
    ):
        merge = join(lead, jamie, james, Agreed(BOTH_SEEN), now=now)
        actions.add_phone(officer, jamie, "01632 960001", now=now)
        with pytest.raises(Refused, match="Something was recorded"):
            part_people(lead, merge, Apart("They came in together", seen=()), now=now)

    def test_is_refused_while_a_later_join_stands_on_the_same_rows(
        self, lead, jamie, james, third, now
    ):
        before = everything()
        first = join(lead, james, third, Agreed(BOTH_SEEN), now=now)
        second = join(lead, jamie, james, Agreed(BOTH_SEEN), now=now)
        assert standing_key(third) == jamie
        with pytest.raises(Refused) as refused:
            part_people(lead, first, Apart("They came in together"), now=now)
        assert refused.value.code == "unmerge.later_join"
        part_people(lead, second, Apart("They came in together"), now=now)
        part_people(lead, first, Apart("They came in together"), now=now)
        assert everything() == before

    @pytest.mark.parametrize("code", ["unmerge.not_here", "unmerge.parted_already"])
    def test_is_refused_where_there_is_nothing_to_part(self, lead, jamie, james, now, code):
        merge = join(lead, jamie, james, Agreed(BOTH_SEEN), now=now)
        part_people(lead, merge, Apart("They came in together"), now=now)
        with pytest.raises(Refused) as refused:
            part_people(
                lead, uuid4() if "not" in code else merge, Apart("They came in together"), now=now
            )
        assert refused.value.code == code


class TestTheLogAcrossKeys:
    def test_tells_of_looks_at_every_key_while_they_are_joined(
        self, lead, officer, jamie, james, now
    ):
        merge = join(lead, jamie, james, Agreed(BOTH_SEEN), now=now)
        assert keys_of(jamie) == (KeySpan(jamie), KeySpan(james))
        part_people(lead, merge, Apart("They came in together"), now=now + timedelta(hours=1))
        assert keys_of(jamie) == (KeySpan(jamie),)
        assert keys_of(james) == (KeySpan(james), KeySpan(jamie, now, now + timedelta(hours=1)))


class TestFollowing:
    def test_moves_what_was_saved_in_the_moment_of_the_join(self, lead, jamie, james, now):
        join(lead, jamie, james, Agreed(BOTH_SEEN), now=now)
        late = PersonAddress.objects.get(person_id=jamie, current=True)
        late.pk, late.person_id, late.text = uuid4(), james, "7 Late Lane"
        late.recorded_at = now
        late.save(force_insert=True)
        assert follow_merges(now + timedelta(minutes=5)) == 2
        assert PersonAddress.objects.get(person_id=jamie, current=True).text == "7 Late Lane"
        assert follow_merges(now + timedelta(minutes=9)) == 0
