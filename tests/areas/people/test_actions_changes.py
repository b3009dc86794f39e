from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from alongside.areas.people import actions
from alongside.areas.people.actions import NewAddress, NewName, NewNeed, NewPerson, PersonChanges
from alongside.areas.people.models import (
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
from alongside.areas.people.queries.page import recorded_details
from alongside.engines.matching.finder import facts_of
from alongside.kernel.refusal import Conflict, Refused
from tests.areas.people.cases import JAMIE, newest, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def jamie(officer, now):
    return actions.add_person(officer, JAMIE, now=now)


@pytest.fixture
def unknown(officer, now):
    return actions.add_unknown_person(
        officer, description="grey coat", sex="1", age_low=38, age_high=42, now=now
    )


class TestIdentify:
    def test_it_gives_the_name_and_keeps_what_was_described(self, officer, unknown, now):
        actions.identify_person(officer, unknown, JAMIE, version=1, now=now)
        person = Person.objects.get(pk=unknown)
        assert (person.known, person.version, person.description) == (True, 2, "grey coat")
        past = PastDetails.objects.get(person=unknown)
        assert (past.known, past.version, past.description) == (False, 1, "grey coat")
        births = PersonBirth.objects.filter(person=unknown).order_by("current")
        assert [b.born_on for b in births] == [None, date(1992, 3, 1)]
        entry = newest()
        assert entry.details["before"] != entry.details["after"]

    def test_without_a_date_of_birth_the_estimate_stays(self, officer, unknown, now):
        actions.identify_person(officer, unknown, NewPerson(given="Jamie"), version=1, now=now)
        assert recorded_details(unknown).age_low == 38
        assert Person.objects.get(pk=unknown).sex == "1"

    def test_it_is_refused_for_somebody_already_known(self, officer, jamie, now):
        with pytest.raises(Refused) as refused:
            actions.identify_person(officer, jamie, JAMIE, version=1, now=now)
        assert refused.value.code == "person.already_known"

    def test_it_is_refused_when_somebody_changed_the_person_first(self, officer, unknown, now):
        seen = PersonChanges(sex="2", description="grey coat, red hat", age_low=38, age_high=42)
        actions.change_person(officer, unknown, seen, version=1, now=now)
        with pytest.raises(Conflict) as conflict:
            actions.identify_person(officer, unknown, JAMIE, version=1, now=now)
        assert conflict.value.theirs["description"] == "grey coat, red hat"
        assert not Person.objects.get(pk=unknown).known


class TestChange:
    def changed(self, person, **fields):
        return replace(recorded_details(person), **fields)

    def test_the_earlier_name_stays_on_record(self, officer, jamie, now):
        actions.change_person(
            officer, jamie, self.changed(jamie, family="Moss"), version=1, now=now
        )
        names = PersonName.objects.filter(person=jamie, kind="legal")
        assert set(names.values_list("family", "current")) == {("Marsh", False), ("Moss", True)}
        assert newest().details["fields"] == ["family"]
        facts = facts_of(PersonCard.objects.get(person=jamie).facts)
        assert {name.family for name in facts.names} >= {("moss",), ("marsh",)}

    def test_a_corrected_date_of_birth_replaces_the_key_it_is_found_by(self, officer, jamie, now):
        actions.change_person(
            officer, jamie, self.changed(jamie, born_on=date(1993, 3, 1)), version=1, now=now
        )
        assert facts_of(PersonCard.objects.get(person=jamie).facts).births == (date(1993, 3, 1),)
        assert PersonBirth.objects.filter(person=jamie).count() == 2

    def test_the_second_of_two_edits_is_refused_and_told_what_the_first_said(
        self, officer, nurse, jamie, now
    ):
        theirs = self.changed(jamie, given="James")
        mine = self.changed(jamie, given="Jim")
        actions.change_person(nurse, jamie, theirs, version=1, now=now)
        before = rows()
        with pytest.raises(Conflict) as conflict:
            actions.change_person(officer, jamie, mine, version=1, now=now)
        assert conflict.value.theirs["given"] == "James"
        assert rows() == before
        actions.change_person(officer, jamie, mine, version=2, now=now)
        assert recorded_details(jamie).given == "Jim"
        kept = PersonName.objects.filter(person=jamie, kind="legal").values_list("given", flat=True)
        assert set(kept) == {"Jamie", "James", "Jim"}

    def test_saving_without_a_change_writes_nothing(self, officer, jamie, now):
        before = rows()
        actions.change_person(officer, jamie, self.changed(jamie), version=1, now=now)
        assert rows() == before

    def test_a_known_person_cannot_lose_the_name_nor_an_unknown_one_the_description(
        self, officer, jamie, unknown, now
    ):
        before = rows()
        for person, fields in (
            (jamie, {"given": "", "family": ""}),
            (unknown, {"description": " "}),
        ):
            with pytest.raises(Refused):
                actions.change_person(
                    officer, person, self.changed(person, **fields), version=1, now=now
                )
        assert rows() == before

    def test_nobody_is_changed_who_is_not_there(self, officer, now):
        with pytest.raises(Refused) as refused:
            actions.change_person(officer, uuid4(), PersonChanges(given="A"), version=1, now=now)
        assert refused.value.code == "person.not_found"


class TestDetails:
    def test_a_new_address_makes_the_old_one_past(self, officer, jamie, now):
        actions.add_address(officer, jamie, NewAddress(no_fixed_abode=True), now=now)
        addresses = PersonAddress.objects.filter(person=jamie)
        assert set(addresses.values_list("current", "no_fixed_abode")) == {
            (False, False),
            (True, True),
        }

    def test_a_new_preferred_name_makes_the_old_one_past_and_aliases_add_up(
        self, officer, jamie, now
    ):
        for kind in ("preferred", "alias"):
            actions.add_name(officer, jamie, kind=kind, name=NewName("Jai"), now=now)
        current = PersonName.objects.filter(person=jamie, current=True)
        assert current.filter(kind="preferred").get().given == "Jai"
        assert current.filter(kind="alias").count() == 2

    def test_a_legal_name_is_not_added_beside_another(self, officer, jamie, now):
        with pytest.raises(Refused) as refused:
            actions.add_name(officer, jamie, kind="legal", name=NewName("Jai"), now=now)
        assert refused.value.code == "person.name_kind"

    def test_the_same_number_again_is_one_row(self, officer, jamie, now):
        first = PersonIdentifier.objects.get(person=jamie).id
        again = actions.add_identifier(
            officer, jamie, kind="nhs_number", value="999-000-0018", now=now
        )
        assert again == first
        phone = PersonPhone.objects.get(person=jamie).id
        assert actions.add_phone(officer, jamie, "+44 7700 900123", now=now) == phone

    def test_a_police_number_stays_in_its_own_regime(self, officer, jamie, now):
        actions.add_identifier(officer, jamie, kind="pnc_id", value="81/34U", now=now)
        row = PersonIdentifier.objects.get(person=jamie, kind="pnc_id")
        assert (row.value, row.regime) == ("1981/0000034U", "law_enforcement")
        assert "34u" not in PersonCard.objects.get(person=jamie).facts.lower()

    def test_an_impossible_nhs_number_leaves_no_trace(self, officer, jamie, now):
        before = rows()
        with pytest.raises(Refused) as refused:
            actions.add_identifier(officer, jamie, kind="nhs_number", value="9990000019", now=now)
        assert refused.value.code == "person.identifier_impossible"
        assert rows() == before

    def test_newer_words_for_a_need_end_the_older(self, officer, jamie, now):
        actions.add_communication_need(officer, jamie, NewNeed("hearing", "Both"), now=now)
        needs = CommunicationNeed.objects.filter(person=jamie).order_by("ended_at")
        assert {(n.words, n.ended_at is None) for n in needs} == {
            ("Left side", False),
            ("Both", True),
        }

    def test_a_detail_sent_twice_is_saved_once(self, officer, jamie, now):
        key = uuid4()
        made = [
            actions.add_name(
                officer, jamie, kind="alias", name=NewName("Jai"), now=now, request_key=key
            )
            for _ in range(2)
        ]
        assert made[0] == made[1]
        assert PersonName.objects.filter(given="Jai").count() == 1


class TestWords:
    def test_newer_words_withdraw_the_older_and_both_stay_on_record(self, nurse, jamie, now):
        for text in ("First", "Second"):
            actions.record_words(nurse, jamie, text=text, helps="", worse="", now=now)
        words = PersonWords.objects.filter(person=jamie)
        assert words.get(withdrawn_at=None).text == "Second"
        assert words.count() == 2

    def test_empty_words_are_refused(self, nurse, jamie, now):
        with pytest.raises(Refused) as refused:
            actions.record_words(nurse, jamie, text=" ", helps="", worse="", now=now)
        assert refused.value.code == "words.empty"

    def test_words_never_shared_cannot_be_withdrawn(self, officer, jamie, now):
        with pytest.raises(Refused) as refused:
            actions.withdraw_words(officer, jamie, now=now)
        assert refused.value.code == "words.none_shared"
