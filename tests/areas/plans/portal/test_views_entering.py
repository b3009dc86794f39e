"""Coming in: by code, by name and PIN, after a pause, and leaving again."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from alongside.areas.plans.actions.doors import Invitation, invite
from alongside.foundation.accounts.rules import OWN_DOOR_IDLE_MINUTES
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Role
from tests.areas.plans.portal.conftest import PIN
from tests.support.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def sheet(keyworker, jamie):
    return invite(keyworker, jamie, Invitation(Role.PERSON, called="Jam"), now=NOW)


def come_in(client: Client, name: str, pin: str = PIN):
    return client.post("/me/enter/", {"name": name, "pin": pin}, follow=True)


def test_code_then_pin_then_their_own_page(client, sheet):
    answer = client.post("/me/enter/code/", {"code": sheet.code.lower()}, follow=True)
    page = answer.content.decode()
    assert sheet.sign_in_name.replace("-", " ") in page
    answer = client.post("/me/enter/pin/", {"pin": PIN, "again": PIN}, follow=True)
    assert answer.redirect_chain == [("/me/", 302)]
    page = answer.content.decode()
    assert "Hello, Jam" in page
    for way_out in ("Sign out", "Leave"):
        assert way_out in page
    assert 'aria-label="Main"' not in page


def test_a_wrong_code_is_said_in_plain_words(client, sheet):
    answer = client.post("/me/enter/code/", {"code": "KAKAK-2222-KAKA"})
    assert answer.status_code == 422
    assert "That code did not work." in answer.content.decode()


def test_nobody_chooses_a_pin_without_a_code_or_long_after_it(client, sheet, time_machine):
    assert client.get("/me/enter/pin/").headers["Location"] == "/me/enter/code/"
    client.post("/me/enter/code/", {"code": sheet.code})
    time_machine.move_to(NOW + timedelta(minutes=15), tick=False)
    assert client.get("/me/enter/pin/").headers["Location"] == "/me/enter/code/"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"pin": "123456", "again": "123456"}, "easy to guess"),
        ({"pin": "4286", "again": "4286"}, "too short"),
        ({"pin": PIN, "again": "111 222"}, "not the same"),
        ({}, "Choose a PIN"),
    ],
)
def test_each_way_a_pin_can_be_wrong_is_said(typed, said, client, sheet):
    client.post("/me/enter/code/", {"code": sheet.code})
    answer = client.post("/me/enter/pin/", typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_name_and_pin_from_then_on_and_a_wrong_pin_is_said(client, come_by, jamie):
    came = come_by(jamie)
    wrong = client.post("/me/enter/", {"name": came.sheet.sign_in_name, "pin": "000 111"})
    assert wrong.status_code == 422
    assert "That name or PIN is not right." in wrong.content.decode()
    assert come_in(client, came.sheet.sign_in_name).redirect_chain == [("/me/", 302)]
    assert client.get("/me/enter/").headers["Location"] == "/me/"
    assert client.get("/", follow=True).redirect_chain[-1] == ("/me/", 302)


def test_words_typed_before_a_pause_wait_behind_the_pin(client, come_by, jamie, time_machine):
    came = come_by(jamie)
    come_in(client, came.sheet.sign_in_name)
    client.post("/me/words/start/")
    page = client.get("/me/words/write/helps/").content.decode()
    mark = page.split('name="typed_by" value="', 1)[1].split('"', 1)[0]
    typed = {"said": "My long and careful words", "version": "1", "typed_by": mark}
    time_machine.move_to(NOW + timedelta(minutes=OWN_DOOR_IDLE_MINUTES), tick=False)
    lost = client.post("/me/words/write/helps/", typed)
    assert lost.status_code == 401
    assert "My long and careful words" in lost.content.decode()
    held = {"held.path": "/me/words/write/helps/", **{f"held.{k}": v for k, v in typed.items()}}
    back = client.post("/me/enter/", {"name": came.sheet.sign_in_name, "pin": PIN, **held})
    assert "Send them" in back.content.decode()
    assert "My long and careful words" in back.content.decode()


def test_words_of_somebody_else_are_not_sent_as_ones_own(client, come_by, jamie, priya):
    mine, theirs = come_by(jamie), come_by(priya)
    held = {"held.path": "/me/words/write/helps/", "held.said": "Not mine at all"}
    sent = {"name": theirs.sheet.sign_in_name, "pin": PIN, **held}
    answer = client.post("/me/enter/", sent, follow=True)
    assert mine.person_id != theirs.person_id
    assert "Not mine at all" not in answer.content.decode()


def test_leaving_quickly_signs_out_and_shows_nothing(client, come_by, jamie):
    come_in(client, come_by(jamie).sheet.sign_in_name)
    answer = client.post("/me/leave/", follow=True)
    page = answer.content.decode()
    assert "Alongside" not in page
    assert "Jam" not in page
    assert client.get("/me/").headers["Location"] == "/me/enter/"


def test_signing_out_leads_back_to_their_own_door(client, come_by, jamie):
    come_in(client, come_by(jamie).sheet.sign_in_name)
    assert client.post(reverse("accounts:sign_out")).headers["Location"] == "/me/enter/"


def test_closing_their_own_page_ends_it(client, come_by, jamie):
    came = come_by(jamie)
    come_in(client, came.sheet.sign_in_name)
    assert "Close this page?" in client.get("/me/close/").content.decode()
    assert "Your page is closed" in client.post("/me/close/", follow=True).content.decode()
    assert come_in(Client(), came.sheet.sign_in_name).status_code == 422


def test_no_secret_reaches_a_log_or_an_address(client, sheet, caplog):
    caplog.set_level(logging.DEBUG)
    client.post("/me/enter/code/", {"code": sheet.code})
    client.post("/me/enter/pin/", {"pin": PIN, "again": PIN})
    client.post("/me/enter/", {"name": sheet.sign_in_name, "pin": "555 443"})
    kept = caplog.text + " ".join(str(vars(entry)) for entry in AuditEntry.objects.all())
    for secret in (sheet.code, sheet.code[6:], PIN, "428617", "555443", "Canarymarsh"):
        assert secret not in kept
