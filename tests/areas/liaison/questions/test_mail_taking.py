"""Mail becomes questions: once each, answered to whom it came from, and nothing is moved."""

import json
import mailbox
from pathlib import Path

import pytest
from django.urls import reverse
from typer.testing import CliRunner

from alongside.areas.liaison.actions.mail_taking import take_mail
from alongside.areas.liaison.actions.question_saying import SaidOfQuestion, say_of_question
from alongside.areas.liaison.models import HubQuestion
from alongside.areas.liaison.queries.question_page import question_page
from alongside.config.command.tree import app
from alongside.foundation.accounts.models import User
from alongside.foundation.outbox.inbox import inbox_of
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.refusal import NotPermitted
from tests.areas.liaison.questions.test_letters import message
from tests.support.hub import Hub
from tests.support.world import NOW

pytestmark = pytest.mark.django_db


def test_each_message_becomes_one_question(hub: Hub) -> None:
    User.objects.filter(pk=hub.officer.user_id).update(email="ade@northmoor.example")
    messages = {
        "1": message(From="ADE@northmoor.example").as_bytes(),
        "2": message(Message_ID="<2@x.example>").as_bytes(),
        "3": message("Ring 01632 960001 about him", Message_ID="<3@x.example>").as_bytes(),
        "4": b"nothing",
    }
    taken = take_mail(hub.lead, messages, now=NOW)
    assert (taken.taken, taken.held_back, taken.before) == (3, 1, 0)
    assert list(taken.left) == ["4"]
    again = take_mail(hub.lead, messages, now=NOW)
    assert (again.taken, again.before) == (0, 3)
    known, unknown, held = HubQuestion.objects.order_by("number")
    assert known.asker_id == hub.officer.user_id
    assert unknown.asker_id is None
    assert question_page(hub.lead, unknown.id, now=NOW).reply_to == "jo.lowe@eastmoor.example"
    assert "960001" not in held.words
    for row in (known, unknown):
        say_of_question(hub.lead, row.id, SaidOfQuestion("answered", "The ambulance."), now=NOW)
    work_once(NOW)
    assert [one.title for one in inbox_of(hub.officer)] == ["Your question 1 is answered"]
    with pytest.raises(NotPermitted):
        take_mail(hub.officer, messages, now=NOW)


def test_the_page_says_where_to_answer(hub: Hub, browse) -> None:
    made = message()
    made.add_attachment(b"x", maintype="image", subtype="png", filename="door.png")
    take_mail(hub.lead, {"1": made.as_bytes()}, now=NOW)
    page = browse(hub.lead).get(reverse("liaison:question", args=[HubQuestion.objects.get().id]))
    assert "mailto:jo.lowe@eastmoor.example" in page.content.decode()
    assert "door.png" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_command_reads_a_maildir_and_leaves_it_as_it_was(hub: Hub, tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "box")
    box.add(message().as_bytes())
    box.add(b"nothing")
    before = sorted(str(path) for path in (tmp_path / "box").rglob("*"))
    name = User.objects.get(pk=hub.lead.user_id).sign_in_name
    run = CliRunner().invoke
    said = run(app, ["hub", "take-mail", str(tmp_path / "box"), "--sign-in-name", name, "--json"])
    assert said.exit_code == 1, said.output
    told = json.loads(said.output)
    assert (told["taken"], told["held_back"], told["taken_before"]) == (1, 0, 0)
    assert len(told["left"]) == 1
    assert before == sorted(str(path) for path in (tmp_path / "box").rglob("*"))
    wrong = run(app, ["hub", "take-mail", str(tmp_path), "--sign-in-name", name])
    assert wrong.exit_code == 2
    assert "no maildir" in wrong.output
