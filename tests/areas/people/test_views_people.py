from dataclasses import replace
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from alongside.areas.people import actions
from alongside.areas.people.actions import NewPerson
from alongside.areas.people.models import Person, PersonName
from alongside.areas.people.queries.page import recorded_details
from alongside.kernel.actor import Role
from tests.areas.people.cases import BORN, CANARIES, newest, page

pytestmark = pytest.mark.django_db


class TestFind:
    def test_the_page_asks(self, browse, officer):
        response = browse(officer).get("/people/")
        assert response.status_code == 200
        assert 'name="q"' in page(response)

    @pytest.mark.parametrize("way", ["get", "post"])
    def test_it_finds_and_links_with_the_purpose(self, browse, officer, jamie, way):
        client = browse(officer)
        response = getattr(client, way)("/people/", {"q": "marsh 1/3/92", "purpose": "P1"})
        assert response.status_code == 200
        assert f'href="/people/{jamie}/?purpose=P1"' in page(response)
        assert newest().op == "search"

    def test_what_is_typed_never_goes_into_an_address(self, browse, officer, jamie):
        text = page(browse(officer).post("/people/", {"q": "Canarygiven"}))
        links = [part.split('"')[0] for part in text.split('href="')[1:]]
        assert not any("anary" in link for link in links)
        assert 'method="post"' in text

    def test_nobody_found_is_said_kindly_and_logged(self, browse, officer):
        response = browse(officer).post("/people/", {"q": "nobody"})
        assert "Nobody found" in page(response)
        assert newest().op == "search_no_hit"

    def test_too_little_is_said_beside_the_box(self, browse, officer):
        response = browse(officer).post("/people/", {"q": "m"})
        assert response.status_code == 422
        assert "That is too little to look for." in page(response)

    def test_more_than_fit_says_how_to_find_fewer(self, browse, officer, now):
        for number in range(11):
            actions.add_person(officer, NewPerson(given=f"Jo{number}", family="Marsh"), now=now)
        text = page(browse(officer).post("/people/", {"q": "marsh"}))
        assert "More than 10 people found" in text
        assert "Add the other name, a date of birth or an age or a town or postcode" in text
        assert text.count('class="as-card people__line"') == 10

    def test_while_somebody_types_only_the_list_is_answered(self, browse, officer, jamie):
        client, sent = browse(officer), {"HX-Request": "true"}
        text = page(client.post("/people/", {"q": "canaryg"}, headers=sent))
        assert f"/people/{jamie}/" in text
        assert "<form" not in text
        hint = client.post("/people/", {"q": "m"}, headers=sent)
        assert hint.status_code == 200
        assert "That is too little to look for." in page(hint)

    @pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INFORMATION_GOVERNANCE])
    def test_it_is_closed_to_those_who_do_not_meet_people(self, browse, on_duty, role):
        assert browse(on_duty(role)).post("/people/", {"q": "marsh"}).status_code == 403


class TestAdd:
    def test_a_person_is_recorded_and_shown(self, browse, officer):
        client = browse(officer)
        sent = client.post("/people/add/", {"given": "Zoë", "family": "Moss", "sex": "2", **BORN})
        assert sent.status_code == 302
        person = Person.objects.get()
        assert sent["Location"] == f"/people/{person.id}/?purpose=P3"
        assert "Zoë Moss" in page(client.get(sent["Location"]))

    def test_a_form_sent_twice_is_one_person(self, browse, officer):
        client, key = browse(officer), str(uuid4())
        typed = {"given": "Zoë", "sex": "2", "request_key": key}
        first, second = (client.post("/people/add/", typed) for _ in range(2))
        assert first["Location"] == second["Location"]
        assert Person.objects.count() == 1

    def test_likely_duplicates_are_shown_first_and_can_be_passed(self, browse, officer, jamie):
        client = browse(officer)
        typed = {"given": CANARIES["I"], "family": "Marsh", "sex": "1"}
        hinted = client.post("/people/add/", typed)
        assert hinted.status_code == 200
        assert "Already on record?" in page(hinted)
        assert f"/people/{jamie}/" in page(hinted)
        assert Person.objects.count() == 1
        assert client.post("/people/add/", {**typed, "confirmed": "yes"}).status_code == 302
        assert Person.objects.count() == 2

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({}, "Enter a first name or a family name."),
            ({"given": "A", "nhs_number": "9990000019"}, "The last digit does not fit the others"),
            (
                {"given": "A", "born_on_day": "11", "born_on_month": "6", "born_on_year": "2026"},
                "Date of birth must be in the past.",
            ),
            (
                {"given": "A", "born_on_day": "31", "born_on_month": "2", "born_on_year": "1990"},
                "There is a problem",
            ),
            ({"given": "A", "age_low": "x"}, "Youngest age must be a number, such as 35"),
            ({"given": "A", "phone": "none"}, "Enter a phone number."),
        ],
    )
    def test_each_mistake_is_said_in_words_and_saves_nothing(self, browse, officer, typed, words):
        response = browse(officer).post("/people/add/", {"sex": "X", **typed})
        assert response.status_code == 422
        assert words in page(response)
        assert Person.objects.count() == 0

    def test_an_unknown_person_is_recorded(self, browse, officer):
        client = browse(officer)
        typed = {"description": "grey coat", "sex": "1", "age_low": "38", "age_high": "42"}
        sent = client.post("/people/add/unknown/", typed)
        text = page(client.get(sent["Location"]))
        assert "Unknown man, about 40, grey coat" in text
        assert "We know who this is now" in text
        assert client.post("/people/add/unknown/", {"sex": "1"}).status_code == 422

    @pytest.mark.parametrize("path", ["add/", "add/unknown/"])
    def test_it_is_closed_to_those_who_do_not_meet_people(self, browse, on_duty, path):
        client = browse(on_duty(Role.INFORMATION_GOVERNANCE))
        assert client.get(f"/people/{path}").status_code == 403


class TestIdentify:
    def test_the_name_is_saved_on_the_same_record(self, browse, officer, unknown):
        client = browse(officer)
        assert "grey coat" in page(client.get(f"/people/{unknown}/identify/"))
        typed = {"given": "Zoë", "family": "Moss", "sex": "2", "version": "1"}
        sent = client.post(f"/people/{unknown}/identify/", typed)
        text = page(client.get(sent["Location"]))
        assert "Zoë Moss" in text
        assert "grey coat" in text

    def test_somebody_who_changed_it_first_is_shown_beside_what_was_typed(
        self, browse, officer, nurse, unknown, now
    ):
        theirs = replace(recorded_details(unknown), description="grey coat, red hat")
        actions.change_person(nurse, unknown, theirs, version=1, now=now)
        typed = {"given": "Zoë", "family": "Moss", "sex": "2", "version": "1"}
        response = browse(officer).post(f"/people/{unknown}/identify/", typed)
        assert response.status_code == 409
        assert "grey coat, red hat" in page(response)
        assert 'value="Zoë"' in page(response)
        assert not Person.objects.get(pk=unknown).known

    def test_who_they_may_already_be_is_hinted(self, browse, officer, jamie, unknown):
        typed = {"given": CANARIES["I"], "family": "Marsh", "sex": "1", "version": "1"}
        response = browse(officer).post(f"/people/{unknown}/identify/", typed)
        assert "Already on record?" in page(response)
        assert not Person.objects.get(pk=unknown).known


class TestChange:
    def typed(self, **fields):
        return {"given": "Jim", "family": "Marsh", "sex": "1", "version": "1", **BORN, **fields}

    def test_details_are_changed_and_the_old_name_stays(self, browse, officer, jamie):
        client = browse(officer)
        shown = page(client.get(f"/people/{jamie}/change/?purpose=P3"))
        assert f'value="{CANARIES["I"]}"' in shown
        sent = client.post(f"/people/{jamie}/change/?purpose=P3", self.typed())
        assert sent["Location"] == f"/people/{jamie}/?purpose=P3"
        text = page(client.get(sent["Location"]))
        assert "Jim Marsh" in text
        assert f"{CANARIES['I']} Marsh (earlier name)" in text

    def test_two_edits_at_once_show_both_versions_and_lose_neither(
        self, browse, officer, nurse, jamie, now
    ):
        theirs = replace(recorded_details(jamie), given="James")
        actions.change_person(nurse, jamie, theirs, version=1, now=now)
        client = browse(officer)
        response = client.post(f"/people/{jamie}/change/", self.typed())
        assert response.status_code == 409
        text = page(response)
        assert "What it says now" in text
        assert "James" in text
        assert 'value="Jim"' in text
        assert 'name="version" value="2"' in text
        assert recorded_details(jamie).given == "James"
        # Sent again knowingly, it is saved, and theirs stays in the history.
        assert client.post(f"/people/{jamie}/change/", self.typed(version="2")).status_code == 302
        names = PersonName.objects.filter(person=jamie).values_list("given", flat=True)
        assert set(names) == {CANARIES["I"], "James", "Jim"}

    def test_a_mistake_is_said_and_saves_nothing(self, browse, officer, jamie):
        response = browse(officer).post(f"/people/{jamie}/change/", self.typed(given="", family=""))
        assert response.status_code == 422
        assert "Enter a first name or a family name." in page(response)
        assert recorded_details(jamie).given == CANARIES["I"]

    def test_an_unknown_persons_look_is_changed(self, browse, officer, unknown):
        client = browse(officer)
        assert "First name" not in page(client.get(f"/people/{unknown}/change/"))
        typed = {"description": "red hat", "sex": "1", "age_low": "38", "age_high": "42"}
        assert client.post(f"/people/{unknown}/change/", typed).status_code == 409
        client.post(f"/people/{unknown}/change/", {**typed, "version": "1"})
        assert recorded_details(unknown).description == "red hat"

    def test_it_is_refused_where_names_may_not_be_shown(self, browse, officer, jamie):
        response = browse(officer).get(f"/people/{jamie}/change/?purpose=P10")
        assert response.status_code == 403
        assert CANARIES["I"] not in page(response)


class TestAddDetail:
    @pytest.mark.parametrize(
        ("what", "typed", "shown"),
        [
            ("name", {"kind": "alias", "given": "Jay"}, "Jay (also known as)"),
            ("name", {"kind": "preferred", "given": "Jay"}, "Jay Marsh"),
            ("address", {"text": "2 Beck Side", "postcode": "zn51aa"}, "2 Beck Side, ZN5 1AA"),
            ("address", {"no_fixed_abode": "on"}, "No fixed abode"),
            ("phone", {"phone": "01632 960001"}, "01632 960001"),
            ("number", {"kind": "nhs_number", "value": "9990000026"}, "999 000 0026"),
            ("number", {"kind": "local", "value": "A1", "issuer": "St Aidan's"}, "A1"),
            ("need", {"code": "bsl", "words": "Fluent"}, "Uses British Sign Language"),
        ],
    )
    def test_it_is_saved_and_shown(self, browse, officer, jamie, what, typed, shown):
        client = browse(officer)
        assert client.get(f"/people/{jamie}/add/{what}/").status_code == 200
        sent = client.post(f"/people/{jamie}/add/{what}/?purpose=P3", typed)
        assert sent.status_code == 302
        assert shown in page(client.get(sent["Location"])).replace("&#39;", "'")

    @pytest.mark.parametrize(
        ("what", "typed", "words"),
        [
            ("name", {"kind": "alias"}, "Enter a first name or a family name."),
            ("address", {}, "Enter an address, a postcode"),
            ("phone", {"phone": ""}, "Enter phone number"),
            ("number", {"kind": "nhs_number", "value": "1"}, "An NHS number has 10 digits"),
            ("number", {"value": "1"}, "Answer: Which number?"),
            ("need", {"words": "x"}, "Answer: What do they need?"),
        ],
    )
    def test_each_mistake_is_said(self, browse, officer, jamie, what, typed, words):
        response = browse(officer).post(f"/people/{jamie}/add/{what}/", typed)
        assert response.status_code == 422
        assert words in page(response)

    def test_police_numbers_are_offered_to_the_police_alone(self, browse, officer, nurse, jamie):
        police = page(browse(officer).get(f"/people/{jamie}/add/number/"))
        health = page(browse(nurse).get(f"/people/{jamie}/add/number/"))
        assert "PNC ID" in police
        assert "PNC ID" not in health
        sent = browse(nurse).post(
            f"/people/{jamie}/add/number/", {"kind": "pnc_id", "value": "81/34U"}
        )
        assert sent.status_code == 422

    def test_words_are_written_down_by_health_staff(self, browse, officer, nurse, jamie):
        assert browse(officer).get(f"/people/{jamie}/words/").status_code == 403
        client = browse(nurse)
        sent = client.post(f"/people/{jamie}/words/?purpose=P2", {"helps": "A quiet room"})
        assert sent.status_code == 302
        assert "A quiet room" in page(client.get(sent["Location"]))
        assert client.post(f"/people/{jamie}/words/", {}).status_code == 422

    def test_no_page_puts_anything_about_a_person_in_an_address(self, browse, officer, jamie):
        text = page(browse(officer).get(f"/people/{jamie}/?purpose=P3"))
        for part in text.split('href="')[1:]:
            address = urlsplit(part.split('"')[0])
            assert not any(c in address.geturl() for c in CANARIES.values())
