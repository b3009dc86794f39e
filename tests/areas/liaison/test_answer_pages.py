"""Pages of the search and of answers: who opens which, what each error says, what is offered."""

import re
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.areas.liaison.actions.answer_reviewing import publish_answer
from alongside.areas.liaison.actions.proposing import ProposedAnswer, propose_answer
from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Actor, Role
from tests.support.hub import Hub, hub_in
from tests.support.world import NOW, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
Browse = Callable[[Actor], Client]
KEYS = ProposedAnswer("Who keeps the house keys?", "The **council** does.", "what about the dog")


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def hub() -> Hub:
    return hub_in(make_world())


@pytest.fixture
def browse() -> Iterator[Browse]:
    def sign_in(actor: Actor) -> Client:
        client = Client()
        user = User.objects.get(pk=actor.user_id)
        client.force_login(user, backend="alongside.foundation.accounts.backend.SignInBackend")
        session = client.session
        session["seen_at"] = NOW.timestamp()
        session.save()
        return client

    with time_machine.travel(NOW, tick=False):
        yield sign_in


@pytest.fixture
def published(hub: Hub) -> UUID:
    answer_id = propose_answer(hub.lead, KEYS, now=NOW)
    publish_answer(hub.world[Role.INFORMATION_GOVERNANCE], answer_id, version=1, now=NOW)
    return answer_id


def test_an_officer_finds_reads_and_doubts_an_answer(
    hub: Hub, browse: Browse, published: UUID
) -> None:
    officer, find = browse(hub.officer), reverse("liaison:find")
    assert KEYS.question in text(officer.get(find))
    shown = text(officer.post(find, {"q": "what about the dog"}))
    assert "1 found" in shown
    assert "The council does." in shown
    assert "looks for <strong>council</strong>" in text(officer.get(find, {"q": "cuoncil"}))
    nothing = text(officer.post(find, {"q": "zzyzx"}))
    assert "Nothing found for that" in nothing
    assert reverse("liaison:ask") in nothing
    piece = officer.post(find, {"q": "hous"}, headers={"HX-Request": "true"})
    assert "<h1" not in text(piece)
    assert KEYS.question in text(piece)
    page = text(officer.get(reverse("liaison:answer", args=[published])))
    assert "<strong>council</strong>" in page
    assert f"{reverse('liaison:ask')}?answer={published}" in page
    assert "Keeping it" not in page


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ("", 422, "Say what you want to know"),
        ("999 000 0018 on the ward", 422, "This looks as if it has an NHS number in it."),
        ("what is the", 200, "Say a little more"),
    ],
)
def test_what_cannot_be_looked_for_is_said(
    hub: Hub, browse: Browse, typed: str, status: int, said: str
) -> None:
    answer = browse(hub.officer).post(reverse("liaison:find"), {"q": typed})
    assert (answer.status_code, said in text(answer)) == (status, True)


def test_an_answer_is_written_sent_back_written_again_and_published(
    hub: Hub, browse: Browse
) -> None:
    lead, reader = browse(hub.lead), browse(hub.successor)
    write = reverse("liaison:answer_write")
    sent = {"question": KEYS.question, "answer": "Ring 07700 900123.", "owner": ""}
    wrong = lead.post(write, sent)
    assert wrong.status_code == 422
    assert "Choose the post that keeps it right" in text(wrong)
    sent["owner"] = str(hub.posts["lead"])
    assert "This looks as if it has a phone number in it." in text(lead.post(write, sent))
    done = lead.post(write, sent | {"answer": "The council."}, follow=True)
    page = done.redirect_chain[-1][0].partition("?")[0]
    assert "Nobody finds this yet" in text(done)
    look_over = f"{page}look-over/"
    assert "You wrote this" in text(lead.get(look_over))
    assert "You wrote this" in text(lead.post(look_over, {"version": 1}))
    assert text(reader.get(reverse("liaison:answers"))).count(KEYS.question) == 1
    assert reader.post(f"{page}send-back/", {"words": "", "version": 1}).status_code == 422
    back = reader.post(f"{page}send-back/", {"words": "Which?", "version": 1}, follow=True)
    assert "Sent back to whoever wrote it." in text(back)
    change = f"{page}change/"
    assert "The council." in text(lead.get(change))
    again = sent | {"answer": "The county council.", "why": "Named.", "version": 1}
    clash = lead.post(change, again)
    assert clash.status_code == 409
    assert "Somebody changed this answer" in text(clash)
    lead.post(change, again | {"version": 2})
    assert "Why: Named." in text(reader.get(look_over))
    out = reader.post(look_over, {"version": 3}, follow=True)
    assert "It is found from now on" in text(out)
    compared = text(reader.get(f"{page}compare/1/2/"))
    assert "<ins>county" in compared
    assert "It is asked again" in text(
        reader.post(f"{page}still-right/", {"version": 4}, follow=True)
    )
    taken = lead.post(f"{page}take-out/", {"words": "Done otherwise.", "version": 5}, follow=True)
    assert "Nobody finds it any more" in text(taken)
    assert browse(hub.officer).get(page).status_code >= 400


def test_what_is_there_already_is_offered_while_a_question_is_written(
    hub: Hub, browse: Browse, published: UUID
) -> None:
    lead = browse(hub.lead)
    assert reverse("liaison:offered") in text(lead.get(reverse("liaison:answer_write")))
    piece = text(lead.get(reverse("liaison:offered"), {"question": "who has the house ke"}))
    assert reverse("liaison:answer", args=[published]) in piece
    assert text(lead.get(reverse("liaison:offered"))).strip() == ""


@pytest.mark.parametrize("role", [Role.RESPONSE_OFFICER, Role.LEARNER, Role.AMHP])
def test_pages_of_those_who_keep_answers_open_to_nobody_else(
    hub: Hub, browse: Browse, published: UUID, role: Role
) -> None:
    client = browse(hub.world[role])
    page = reverse("liaison:answer", args=[published])
    for closed in (reverse("liaison:answers"), reverse("liaison:answer_write")):
        assert client.get(closed).status_code == 403
    for part in ("change/", "look-over/", "send-back/", "take-out/", "compare/1/1/"):
        assert client.get(page + part).status_code == 403
    assert client.post(f"{page}still-right/", {}).status_code == 403
