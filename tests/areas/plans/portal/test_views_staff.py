"""Staff give somebody a way in, make a new code, close it, and answer what was asked."""

import re

import pytest
from django.urls import reverse

from alongside.areas.plans.actions import door_entry
from alongside.areas.plans.actions.corrections import ask_to_put_right
from alongside.areas.plans.actions.doors import Invitation, invite
from alongside.areas.plans.models import Door, EntryCode
from alongside.areas.plans.rules.corrections import About
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import OWN_DOOR, Role
from tests.areas.plans.portal.conftest import carer_of
from tests.areas.plans.portal.test_actions_doors import MAY
from tests.support.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(browse, keyworker):
    return browse(keyworker)


def page(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def at(name, *args) -> str:
    return reverse(f"plans:{name}", args=args)


@pytest.mark.parametrize("role", [role for role in Role if role not in OWN_DOOR])
def test_those_who_may_find_the_way_on_the_persons_page(role, world, jamie, browse):
    client = browse(world[role])
    expected = 200 if role in MAY else 403
    assert client.get(at("doors", jamie)).status_code == expected
    assert client.get(at("invite", jamie)).status_code == expected


def test_the_persons_page_leads_to_it(desk, jamie):
    shown = desk.get(reverse("people:person", args=[jamie]) + "?purpose=P11")
    assert at("doors", jamie) in shown.content.decode()


def test_a_code_is_shown_once_and_works(desk, jamie):
    answer = desk.post(at("invite", jamie), {"as_whom": "person", "called": "Jam"}, follow=True)
    text = page(answer)
    code = re.search(r"[A-Z]{5}-\d{4}-[A-Z]{4}", text).group()
    assert "Jamie" not in text
    assert door_entry.try_code(code, now=NOW)
    again = desk.get(at("door_sheet", Door.objects.get().id))
    assert again.status_code == 410
    assert code not in page(again)


def test_sending_the_form_twice_makes_one_door(desk, jamie):
    form = desk.get(at("invite", jamie)).content.decode()
    key = form.split('name="request_key" value="', 1)[1].split('"', 1)[0]
    for _ in range(2):
        desk.post(at("invite", jamie), {"as_whom": "person", "request_key": key})
    assert Door.objects.count() == 1
    assert EntryCode.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Answer: Who is it for?"),
        ({"as_whom": "carer"}, "Write the carer’s name."),
        ({"as_whom": "carer", "carer_name": "Mo"}, "Write down how the person agreed to this."),
        (
            {"as_whom": "carer", "carer_name": "Mo", "agreed_words": "Yes"},
            "Choose at least one thing",
        ),
    ],
)
def test_what_a_permission_lacks_is_said(typed, said, desk, jamie):
    answer = desk.post(at("invite", jamie), typed)
    assert answer.status_code == 422
    assert said in page(answer)


def test_a_second_way_in_for_the_same_person_is_refused(desk, jamie):
    desk.post(at("invite", jamie), {"as_whom": "person"})
    answer = desk.post(at("invite", jamie), {"as_whom": "person"})
    assert "They have a way in already." in page(answer)


def test_a_carer_is_invited_with_what_was_agreed(desk, jamie):
    typed = {
        "as_whom": "carer",
        "carer_name": "Mo Marsh",
        "carer_is": "sister",
        "agreed_words": "She said yes",
        "allowed": ["see_words", "see_looks"],
        "ends_on_day": "1",
        "ends_on_month": "12",
        "ends_on_year": "2026",
    }
    assert desk.post(at("invite", jamie), typed).status_code == 302
    text = page(desk.get(at("doors", jamie)))
    assert "Read the words; See who looked" in text
    assert "Waiting for the code to be used" in text


def test_a_new_code_replaces_the_lost_one(desk, keyworker, jamie):
    made = invite(keyworker, jamie, Invitation(Role.PERSON), now=NOW)
    answer = desk.post(at("renew_code", jamie, made.door_id), follow=True)
    assert made.code not in page(answer)
    assert EntryCode.objects.filter(state="waiting").count() == 1


def test_closing_needs_a_reason_and_belongs_to_that_person(desk, keyworker, jamie, priya):
    made = invite(keyworker, jamie, Invitation(Role.PERSON), now=NOW)
    assert desk.get(at("close_door", priya, made.door_id)).status_code == 422
    empty = desk.post(at("close_door", jamie, made.door_id), {"reason": ""})
    assert "Say why you close it" in page(empty)
    done = desk.post(at("close_door", jamie, made.door_id), {"reason": "Asked me"}, follow=True)
    assert "because: Asked me" in page(done)


def test_opening_the_page_is_a_look_that_is_logged(desk, keyworker, jamie):
    before = AuditEntry.objects.filter(op="consultation", subject_id=jamie).count()
    desk.get(at("doors", jamie))
    assert AuditEntry.objects.filter(op="consultation", subject_id=jamie).count() == before + 1


def test_what_was_asked_is_listed_without_names_and_answered(desk, come_by, jamie):
    carer = come_by(jamie, carer_of(allowed=frozenset({"see_words", "ask_to_put_right"})))
    asked = ask_to_put_right(
        carer.actor, about=About.MY_WORDS, words="It says the wrong name", now=NOW
    )
    listed = page(desk.get(at("corrections")))
    assert "by their carer, Mo Marsh" in listed
    assert "Canarymarsh" not in listed
    assert "wrong name" not in listed
    opened = page(desk.get(at("correction", asked)))
    assert "It says the wrong name" in opened
    empty = desk.post(at("correction", asked), {})
    assert "Write your answer" in page(empty)
    sent = {"outcome": "changed", "answer": "Put right today"}
    done = desk.post(at("correction", asked), sent, follow=True)
    assert "Nobody waits for an answer." in page(done)
    assert "Put right today" in page(desk.get(at("correction", asked)))
