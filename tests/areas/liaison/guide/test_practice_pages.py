"""Pages of the library of good practice: each error's words, and what stands on a note."""

import re

import pytest
from django.urls import reverse

from alongside.areas.liaison.actions.practice import NewTrial, Result, say_tried
from alongside.areas.liaison.models import PracticeNote, PracticeTrial
from tests.support.guide import kept_note
from tests.support.hub import Hub
from tests.support.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
TOLD = {
    "title": "A quiet room",
    "tried": "A store room was cleared.",
    "place": "Moorchester",
    "services": "The emergency department",
}


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def address(name: str, *args: object) -> str:
    return reverse(f"liaison:{name}", args=args)


def test_a_note_is_added_kept_and_tried(hub: Hub, browse):
    client = browse(hub.nurse)
    add = address("practice_add")
    assert "Answer: Was anything measured?" in text(client.post(add, TOLD))
    yes = client.post(add, TOLD | {"measured": "yes"})
    assert "Say what was measured, and how." in text(yes)
    assert "Say what was found." in text(yes)
    no = client.post(add, TOLD | {"measured": "no"})
    assert "Say what people say of it." in text(no)
    rung = client.post(add, TOLD | {"measured": "no", "heard": "Ring 01632 960123"})
    assert "a phone number" in text(rung)
    assert not PracticeNote.objects.exists()
    added = client.post(add, TOLD | {"measured": "no", "heard": "Calmer."}, follow=True)
    assert "The liaison lead decides whether it is kept" in text(added)
    note = PracticeNote.objects.get().id
    assert "Yours, waiting for the liaison lead" in text(client.get(address("practice")))

    client = browse(hub.officer)
    assert "There is no such note" in text(client.get(address("practice_note", note)))
    client = browse(hub.lead)
    assert "To decide" in text(client.get(address("practice")))
    kept = client.post(address("practice_keep", note), follow=True)
    assert "Kept in the library." in text(kept)
    assert "We tried it" in text(kept)

    client = browse(hub.officer)
    tried = {
        "services": "Beat team", "measured": "yes", "how": "Counted calls", "found": "No change",
        "counted": "55",
    }  # fmt: skip
    done = text(client.post(address("practice_tried", note), tried, follow=True))
    assert "What you found stands below." in done
    assert "Not given: it may be chance" in done
    assert PracticeTrial.objects.get().interval == ""


def test_a_note_that_is_taken_down_says_why(hub: Hub, browse):
    note = kept_note(hub)
    say_tried(hub.officer, note, NewTrial("Beat team", Result(False, "", "Calmer.")), now=NOW)
    client = browse(hub.lead)
    assert client.post(address("practice_leave", note), {"why": ""}).status_code == 422
    done = client.post(address("practice_leave", note), {"why": "The room has gone."}, follow=True)
    assert "The room has gone." in text(done)
    client = browse(hub.nurse)
    assert "The room has gone." in text(client.get(address("practice_note", note)))
    assert "Nothing is in the library yet" in text(client.get(address("practice")))
