"""Pages of questions: each for its role, each error's words, and nothing by a look."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from alongside.areas.liaison.actions.covering import NewCover, record_cover
from alongside.areas.liaison.actions.question_saying import SaidOfQuestion, say_of_question
from alongside.areas.liaison.actions.questions import NewQuestion, ask_question
from alongside.areas.liaison.actions.search_filing import Findable, file_entry
from alongside.areas.liaison.models import AnswerVersion, HubCover, HubQuestion
from alongside.areas.liaison.queries import search_addresses
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.areas.liaison.rules.sections import SECTIONS
from alongside.areas.people.actions import NewPerson, add_person
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Actor, Role
from tests.support.hub import Hub
from tests.support.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
Browse = Callable[[Actor], Client]
ASK = {"subject": "Who drives to the suite?", "words": "It is night.", "soon": "ordinary"}


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def asked(hub: Hub, subject: str = "Who drives to the suite?"):
    return ask_question(hub.officer, NewQuestion(subject, "It is night."), now=NOW)


def test_each_page_opens_to_its_roles_and_to_no_other(hub, browse):
    key = asked(hub)
    lead, officer, nurse = hub.lead, hub.officer, hub.nurse
    learner = hub.world[Role.LEARNER]
    leads, answer, everybody = {lead}, {lead, officer, nurse}, {lead, officer, nurse, learner}
    say = reverse("liaison:say", args=[key, "handed_on"])
    pages = {
        reverse("liaison:home"): (everybody, "The hub"),
        reverse("liaison:ask"): (everybody, "Ask the hub"),
        reverse("liaison:questions"): (answer, "Questions"),
        reverse("liaison:question_measures"): (leads, "How we do"),
        reverse("liaison:cover"): (leads, "Who answers now"),
        reverse("liaison:new_cover"): (leads, "Cover a post"),
        reverse("liaison:promise"): (leads, "How soon do we answer?"),
        reverse("liaison:question", args=[key]): ({lead, officer}, "Who drives"),
        reverse("liaison:question_about", args=[key]): ({lead, officer}, "Whom is it"),
        say: ({lead, officer}, "Hand it on"),
    }
    written = AuditEntry.objects.count()
    for actor in (lead, officer, nurse, learner):
        browser = browse(actor)
        for address, (who, heading) in pages.items():
            answer = browser.get(address)
            if actor not in who:
                assert answer.status_code in (403, 422), (actor.role, address)
                continue
            assert answer.status_code == 200, (actor.role, address)
            assert heading in text(answer), address
    assert AuditEntry.objects.count() == written, "a look wrote something"


def test_an_officer_is_offered_what_was_answered_before_and_closes_with_it(
    hub, browse, monkeypatch
):
    monkeypatch.setattr(search_addresses, "_ADDRESSES", {})
    search_addresses.lead_to(SearchKind.ANSWER, "liaison:question")
    entry = uuid4()
    file_entry(
        Findable(SearchKind.ANSWER, entry, "Who drives to the suite", "The ambulance, always."),
        now=NOW,
    )
    officer = browse(hub.officer)
    ask = reverse("liaison:ask")
    looked = officer.post(ask, {"subject": ASK["subject"], "look": "1"})
    assert looked.status_code == 200
    assert "This may answer it already" in text(looked)
    piece = officer.post(ask, ASK, headers={"HX-Request": "true"})
    assert "That answers it" in text(piece)
    assert "<html" not in text(piece)
    closed = officer.post(ask, ASK | {"asking": "me", "words": "", "found": f"answer:{entry}"})
    assert "kept as answered by what you found" in text(officer.get(closed["Location"]))
    for broken in ("answer:x", f"answer:{uuid4()}", "zebra:1"):
        wrong = officer.post(ask, ASK | {"asking": "me", "found": broken})
        assert wrong.status_code == 422
        assert "Send your question instead." in text(wrong)


def test_errors_say_what_to_do(hub, browse):
    officer = browse(hub.officer)
    ask = reverse("liaison:ask")
    for change, said in (
        ({"subject": ""}, "Enter your question in one line"),
        ({"words": ""}, "Say what you need to know."),
        ({"words": "NHS number 999 000 0018"}, "This looks as if it has an NHS number in it."),
        ({"asking": "caller"}, "Answer: Who rang?"),
    ):
        wrong = officer.post(ask, ASK | {"asking": "me"} | change)
        assert wrong.status_code == 422
        assert said in text(wrong), text(wrong)
    assert not HubQuestion.objects.exists()


def test_a_lead_answers_and_makes_it_an_answer_others_can_find(hub, browse):
    key = asked(hub)
    lead = browse(hub.lead)
    page = text(lead.get(reverse("liaison:question", args=[key])))
    assert "Your answer" in page
    assert "What we say already" in page
    answer = reverse("liaison:answer_question", args=[key])
    empty = lead.post(answer, {"words": ""})
    assert empty.status_code == 422
    assert "Write the answer" in text(empty)
    stale = lead.post(answer, {"words": "The ambulance.", "version": "7"})
    assert stale.status_code == 409
    assert "while you wrote" in text(stale)
    done = lead.post(answer, {"words": "The ambulance.", "share": "on", "version": "1"})
    assert "waits for a second person" in text(lead.get(done["Location"]))
    assert AnswerVersion.objects.count() == 1
    officer = browse(hub.officer)
    page = text(officer.get(reverse("liaison:question", args=[key])))
    assert "The ambulance." in page
    assert "Did this help?" in page
    give = reverse("liaison:feedback", args=[key])
    assert "Answer: Did this help?" in text(officer.post(give, {}))
    thanks = officer.post(give, {"helped": "yes"})
    assert "The hub learns from this." in text(officer.get(thanks["Location"]))


def test_a_question_is_handed_on_with_a_reason(hub, browse):
    key = asked(hub)
    lead = browse(hub.lead)
    address = reverse("liaison:say", args=[key, "handed_on"])
    wrong = lead.post(address, {"words": "Theirs."})
    assert "Choose which post" in text(wrong) or "Answer: Which post" in text(wrong)
    sent = lead.post(address, {"words": "Theirs.", "post": str(hub.posts["police_lead"])})
    assert "It is with them now" in text(lead.get(sent["Location"]))
    assert lead.get(reverse("liaison:say", args=[key, "zebra"])).status_code == 404


def test_who_it_is_about_is_found_and_said(hub, browse):
    person = add_person(hub.nurse, NewPerson(given="Zephyrine", family="Quillwhistle"), now=NOW)
    key = ask_question(hub.nurse, NewQuestion("What now?", "We wait."), now=NOW)
    nurse = browse(hub.nurse)
    about = reverse("liaison:question_about", args=[key])
    found = nurse.post(about, {"purpose": "P2", "q": "quillwhistle"})
    assert "Zephyrine Quillwhistle" in text(found)
    assert "Nobody found" in text(nurse.post(about, {"purpose": "P2", "q": "nobody here"}))
    sent = nurse.post(about, {"purpose": "P2", "q": "quill", "person": str(person)})
    assert "Zephyrine Quillwhistle" in text(nurse.get(sent["Location"]))
    again = nurse.get(about)
    assert "about somebody already" in text(again)
    assert "Quillwhistle" not in text(nurse.get(reverse("liaison:home")))
    from_page = reverse("liaison:ask_about", args=[person])
    assert "About Zephyrine Quillwhistle" in text(nurse.get(f"{from_page}?purpose=P2"))
    sent = nurse.post(from_page, ASK | {"purpose": "P2"})
    assert "About a person" in text(nurse.get(reverse("liaison:home")))
    assert HubQuestion.objects.filter(person_id=person).count() == 2
    assert browse(hub.world[Role.LEARNER]).get(from_page).status_code == 403


def test_a_cover_is_set_and_ended_and_a_promise_is_set(hub, browse):
    lead = browse(hub.lead)
    day = NOW + timedelta(days=3)
    typed = {"post": str(hub.posts["lead"]), "by": f"user:{hub.successor.user_id}"}
    for part, at in (("from_at", NOW), ("until_at", day)):
        typed |= {f"{part}_day": at.day, f"{part}_month": at.month, f"{part}_year": at.year}
        typed |= {f"{part}_time": "09:00"}
    sent = lead.post(reverse("liaison:new_cover"), typed)
    page = text(lead.get(sent["Location"]))
    assert "The cover is set." in page
    assert "Test successor" in page
    wrong = lead.post(reverse("liaison:new_cover"), typed)
    assert "Somebody covers this post in part of that time already." in text(wrong)
    ended = lead.post(reverse("liaison:end_cover", args=[HubCover.objects.get().id]))
    assert "The cover has ended." in text(lead.get(ended["Location"]))
    promise = {"urgent_hours": "0", "ordinary_days": "2", "post": str(hub.posts["lead"])}
    assert "within 1 to 40 working hours" in text(lead.post(reverse("liaison:promise"), promise))
    sent = lead.post(reverse("liaison:promise"), promise | {"urgent_hours": "2"})
    assert "The promise is set" in text(lead.get(sent["Location"]))
    assert "within 2 working hours" in text(lead.get(reverse("liaison:ask")))


def test_every_part_of_the_hub_that_the_first_page_leads_to_opens(hub, browse):
    for actor in (hub.lead, hub.officer, hub.world[Role.LEARNER]):
        browser = browse(actor)
        page = text(browser.get(reverse("liaison:home")))
        for part in SECTIONS:
            address = reverse(part.url_name)
            if f'href="{address}">{part.label}' in page:
                assert browser.get(address).status_code == 200, (actor.role, address)


def test_measures_say_no_data_and_never_nought(hub, browse):
    page = text(browse(hub.lead).get(reverse("liaison:question_measures")))
    assert page.count("no data") == 7
    assert "0%" not in page


def test_the_inbox_says_why_it_is_empty(hub, browse):
    inbox = reverse("liaison:questions")
    assert "No question waits." in text(browse(hub.lead).get(inbox))
    assert "You hold no post, and cover none." in text(browse(hub.nurse).get(inbox))
    cover = NewCover(hub.posts["lead"], NOW, NOW + timedelta(days=1), by_user_id=hub.nurse.user_id)
    record_cover(hub.lead, cover, now=NOW)
    key = asked(hub)
    assert "Who drives" in text(browse(hub.nurse).get(inbox))
    say_of_question(hub.nurse, key, SaidOfQuestion("answered", "The ambulance."), now=NOW)
    assert "Who drives" in text(browse(hub.nurse).get(f"{inbox}?show=answered"))
