"""The pages for what is held back: breaking glass, asking a senior person, and their answer."""

from datetime import date

import pytest

from alongside.areas.people import actions as people
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.picture.actions import ask_senior
from alongside.foundation.picture.models import BrokenGlass, Opening, SeniorRequest
from alongside.kernel.actor import Role
from tests.foundation.picture.glassworks import REASON, make_works
from tests.support.contacts import Browser, text_of
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
NEED = "Is there a heart condition that a taser would make worse?"
WEIGHED = {
    "decision": "yes",
    "harm": "serious_harm",
    "harm_words": "Their heart may stop",
    "to_whom": "The person",
    "how_soon": "Tonight",
    "other_way": "Advice alone does not name the medicine",
    "telling": "tell",
    "hours": "12",
}


@pytest.fixture(autouse=True)
def stopped_clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def works():
    return make_works()


@pytest.fixture
def jamie(works):
    nurse = works.world[Role.TRIAGE_CLINICIAN]
    jamie = people.add_person(
        works.sergeant,
        people.NewPerson(given="Jamie", family="Marsh", sex="1", born_on=date(1992, 3, 1)),
        now=NOW,
    )
    people.record_words(nurse, jamie, text="Sit down with me", helps="", worse="", now=NOW)
    return jamie


@pytest.fixture
def sergeant(works):
    return Browser(works.sergeant).client


class TestGlass:
    def page(self, jamie, **asked):
        return f"/picture/{jamie}/glass/?purpose=P4"

    def test_the_persons_page_leads_to_it_without_saying_that_there_is_anything(
        self, sergeant, jamie
    ):
        answer = sergeant.get(f"/people/{jamie}/?purpose=P4")
        assert f'href="/picture/{jamie}/glass/?purpose=P4"' in answer.content.decode()
        assert "Sit down with me" not in answer.content.decode()

    def test_it_says_what_opens_how_long_and_who_is_told(self, sergeant, jamie):
        said = text_of(sergeant.get(self.page(jamie)))
        assert "The person's own words" in said
        assert "3 hours" in said
        assert "the information governance lead of Northmoor MH" in said
        assert "does not say that there is anything to see" in said
        assert "Jamie" not in said

    def test_one_button_opens_it_on_the_persons_page(self, sergeant, jamie):
        sent = {"categories": "C", "hours": "3", "reason": REASON}
        answer = sergeant.post(self.page(jamie), sent)
        assert answer["Location"] == f"/people/{jamie}/?purpose=P4"
        said = text_of(sergeant.get(answer["Location"]))
        assert "Sit down with me" in said
        assert "You broke glass. It ends by itself at 18:00" in said
        assert "Both organisations will review it" in said

    def test_without_a_reason_it_says_one_clear_thing(self, sergeant, jamie):
        answer = sergeant.post(self.page(jamie), {"categories": "C", "hours": "3", "reason": "x"})
        assert answer.status_code == 422
        assert text_of(answer).count("Say in a few words why you need to see this now.") == 2
        assert not Opening.objects.exists()

    def test_it_is_ended_with_one_tap(self, sergeant, jamie):
        sergeant.post(self.page(jamie), {"categories": "C", "hours": "3", "reason": REASON})
        glass = BrokenGlass.objects.get()
        answer = sergeant.post(f"/picture/glass/{glass.id}/end/?purpose=P4")
        assert "Sit down with me" not in text_of(sergeant.get(answer["Location"]))

    @pytest.mark.parametrize("purpose", ["P1", "P3", "", "nonsense"])
    def test_where_it_opens_nothing_it_says_where_to_go(self, sergeant, jamie, purpose):
        answer = sergeant.get(f"/picture/{jamie}/glass/?purpose={purpose}")
        assert answer.status_code in (403, 422)
        assert "person's page" in text_of(answer)


class TestAsking:
    @pytest.fixture
    def officer(self, works):
        return works.world[Role.RESPONSE_OFFICER]

    @pytest.fixture
    def request_id(self, officer, jamie):
        return ask_senior(
            officer,
            jamie,
            purpose=Purpose.S136_TO_POLICE,
            category=Category.CLINICAL,
            need=NEED,
            now=NOW,
        )

    def test_it_is_asked_from_the_persons_page(self, officer, jamie):
        client = Browser(officer).client
        page = client.get(f"/people/{jamie}/?purpose=P3").content.decode()
        way = f"/picture/{jamie}/ask/?purpose=P3&amp;category=D"
        assert f'href="{way}"' in page
        form = client.get(way.replace("&amp;", "&"))
        assert "Ring Test doctor" in text_of(form)
        sent = client.post(way.replace("&amp;", "&"), {"need": NEED})
        assert sent["Location"] == f"/picture/asked/{SeniorRequest.objects.get().id}/"
        assert "Waiting for an answer" in text_of(client.get(sent["Location"]))
        again = client.get(way.replace("&amp;", "&"))
        assert again["Location"] == sent["Location"]

    @pytest.mark.parametrize(("need", "category"), [("", "D"), ("short", "D"), (NEED, "I")])
    def test_what_cannot_be_asked_is_said_in_place(self, officer, jamie, need, category):
        client = Browser(officer).client
        address = f"/picture/{jamie}/ask/?purpose=P3&category={category}"
        assert client.post(address, {"need": need}).status_code == 422
        assert not SeniorRequest.objects.exists()

    def test_a_kind_that_is_none_is_refused(self, officer, jamie):
        answer = Browser(officer).client.get(f"/picture/{jamie}/ask/?purpose=P3&category=Z")
        assert answer.status_code == 422

    def test_the_senior_reads_it_and_decides(self, works, officer, jamie, request_id):
        doctor = Browser(works.world[Role.DOCTOR]).client
        page = text_of(doctor.get(f"/picture/asked/{request_id}/"))
        assert NEED in page
        assert "Who it is about" in page
        assert "Jamie" in page
        sent = doctor.post(f"/picture/asked/{request_id}/", WEIGHED)
        assert sent.status_code == 302
        assert "You have decided" in text_of(doctor.get(sent["Location"]))
        said = text_of(Browser(officer).client.get(f"/picture/asked/{request_id}/"))
        assert "Yes, you may see it" in said
        assert "Serious harm to somebody: Their heart may stop" in said

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"harm": "neither"}, "only be shared to prevent serious harm or serious crime"),
            ({"harm": ""}, "only be shared to prevent serious harm or serious crime"),
            ({"to_whom": ""}, "Say who would be harmed."),
            ({"decision": ""}, "Choose yes or no"),
            ({"decision": "no", "note": ""}, "Say in a few words why not."),
        ],
    )
    def test_what_is_not_weighed_is_said_in_place(self, works, request_id, changed, words):
        doctor = Browser(works.world[Role.DOCTOR]).client
        answer = doctor.post(f"/picture/asked/{request_id}/", WEIGHED | changed)
        assert answer.status_code == 422
        assert words in text_of(answer)
        assert not Opening.objects.exists()

    def test_a_no_tells_whoever_asked_where_to_turn(self, works, officer, request_id):
        doctor = Browser(works.world[Role.DOCTOR]).client
        sent = {"decision": "no", "note": "Ring the nurse"}
        assert doctor.post(f"/picture/asked/{request_id}/", sent).status_code == 302
        said = text_of(Browser(officer).client.get(f"/picture/asked/{request_id}/"))
        assert "No, not this way" in said
        assert "Ring the nurse" in said
        assert "If you still need it" in said

    def test_others_are_refused(self, works, request_id):
        for role in (Role.CUSTODY_OFFICER, Role.ADMINISTRATOR):
            answer = Browser(works.world[role]).client.get(f"/picture/asked/{request_id}/")
            assert answer.status_code == 403


class TestJson:
    def test_it_is_the_same_picture_logged_as_one_export(self, works, jamie):
        from alongside.foundation.audit.models import AuditEntry

        client = Browser(works.world[Role.RESPONSE_OFFICER]).client
        before = AuditEntry.objects.count()
        answer = client.get(f"/people/{jamie}/picture.json?purpose=P3")
        assert answer["Content-Type"] == "application/json"
        written = answer.json()
        assert written["panels"][0]["content"]["text"] == "Sit down with me"
        assert AuditEntry.objects.count() == before + 1
        entry = AuditEntry.objects.order_by("-id").first()
        assert (entry.op, entry.subject_id) == ("export", jamie)

    @pytest.mark.parametrize(
        ("role", "asked", "status", "code"),
        [
            (Role.RESPONSE_OFFICER, "", 422, "picture.no_purpose"),
            (Role.RESPONSE_OFFICER, "?purpose=P2", 422, "picture.no_purpose"),
            (Role.ADMINISTRATOR, "?purpose=P3", 403, "not_permitted.no_purpose"),
            (Role.FORCE_STATISTICS, "?purpose=P13", 403, "not_permitted.role"),
        ],
    )
    def test_a_refusal_is_json_too(self, works, jamie, role, asked, status, code):
        answer = Browser(works.world[role]).client.get(f"/people/{jamie}/picture.json{asked}")
        assert answer.status_code == status
        assert answer.json()["code"] == code
        assert answer.json()["next_step"]
