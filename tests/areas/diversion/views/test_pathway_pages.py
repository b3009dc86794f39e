"""The pages of the pathway: who opens which, what each refuses, and what each leaves out."""

import re
import uuid
from datetime import date
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.areas.crisis.actions import name_person
from alongside.areas.diversion.actions.first_look import record_first_look
from alongside.areas.diversion.actions.recording import record_step
from alongside.areas.diversion.actions.writing import NewEvent
from alongside.areas.diversion.forms.steps import STEP_FORMS
from alongside.areas.diversion.models import Episode, EpisodeEvent
from alongside.areas.diversion.rules.kinds import KINDS
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import OWN_DOOR, Role
from tests.areas.diversion.actions.test_pathway_actions import DECLINED, LOOK
from tests.support.contacts import Browser, browse, text_of
from tests.support.custody import Suite, make_suite
from tests.support.world import NOW, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def suite(time_machine) -> Suite:
    time_machine.move_to(NOW, tick=False)
    return make_suite(make_world())


@pytest.fixture
def episode(suite: Suite) -> UUID:
    return suite.notice(suite.person())


def page(actor, name: str, *args: object, posted: dict[str, object] | None = None):
    client = Browser(actor).client
    address = reverse(f"diversion:{name}", args=args)
    if posted is None:
        return client.get(address)
    return client.post(address, {"request_key": str(uuid.uuid4()), **posted})


def actor_of(suite: Suite, role: Role):
    own = {Role.DIVERSION_PRACTITIONER: suite.nurse, Role.COURT_LINK_WORKER: suite.link}
    return own.get(role) or suite.world[role]


def test_each_page_opens_to_the_roles_of_the_table(suite, episode) -> None:
    person = Episode.objects.get().person_id
    pages = {
        ("episode", episode): "episode.see",
        ("identify", person): "episode.identify",
        ("first_look", episode): "episode.record",
        ("needs", episode): "episode.record",
        ("call_adult", episode): "adult.record",
    }
    for role in set(Role) - set(OWN_DOOR):
        for (name, about), permission in pages.items():
            expected = 200 if role in PERMISSIONS[permission] else 403
            assert page(actor_of(suite, role), name, about).status_code == expected, (role, name)


def test_every_step_has_a_page_that_asks_in_plain_words(suite, episode) -> None:
    for kind in STEP_FORMS:
        shown = page(suite.nurse, "record", episode, kind)
        assert shown.status_code == 200, kind
        assert KINDS[kind].permission in ("episode.record", "adult.record")
    assert page(suite.nurse, "record", episode, "identified").status_code == 404


@pytest.mark.parametrize(
    ("kind", "posted", "said"),
    [
        ("not_seen", {}, "Say why they were not seen"),
        ("offered", {"stage": "assessment", "answer": "declined"}, "Say why, or that they did not"),
        ("offered", {"stage": "assessment"}, "Say what they answered"),
        ("told_custody", {"what": "x"}, "Choose a ground"),
        ("outcome", {}, "Say how it ended"),
    ],
)
def test_a_form_with_something_missing_says_what(suite, episode, kind, posted, said) -> None:
    shown = page(suite.nurse, "record", episode, kind, posted=posted)
    assert shown.status_code == 422
    assert said in text_of(shown)
    assert EpisodeEvent.objects.count() == 1


def test_one_tap_says_that_somebody_was_seen_and_it_can_be_taken_back(suite, episode) -> None:
    answer = page(suite.nurse, "record", episode, "seen", posted={})
    assert answer.status_code == 302
    shown = Browser(suite.nurse).client.get(answer["Location"])
    assert "Take it back" in text_of(shown)
    seen = EpisodeEvent.objects.get(kind="seen")
    assert page(suite.nurse, "undo", seen.id, posted={}).status_code == 302
    assert "Taken back" in text_of(page(suite.nurse, "episode", episode))


def test_a_first_look_leads_to_needs_that_are_tapped_already(suite, episode) -> None:
    sent = {
        "q_learning": "learning",
        "q_follow": "not_asked",
        "result": "need_identified",
        "urgency": "same_day",
        "record_says": "nothing",
    }
    answer = page(suite.nurse, "first_look", episode, posted=sent)
    assert answer["Location"].startswith(reverse("diversion:needs", args=[episode]))
    assert answer["Location"].endswith("raised")
    needs = Browser(suite.nurse).client.get(answer["Location"]).content.decode()
    tapped = re.search(
        r'name="learning_disability"[^>]*value="screened_positive"[^>]*checked', needs
    )
    assert tapped
    assert "veteran" in needs
    assert "child_sexual_exploitation" not in needs
    page(suite.nurse, "needs", episode, posted={"learning_disability": "screened_positive"})
    stored = EpisodeEvent.objects.get(kind="vulnerabilities").facts
    assert stored == {"states": {"learning_disability": "screened_positive"}}
    clash = {"none_identified": "known", "drugs": "known"}
    assert page(suite.nurse, "needs", episode, posted=clash).status_code == 422


def test_custody_reads_the_alert_on_the_page_and_no_answer(suite, episode) -> None:
    record_first_look(suite.nurse, episode, LOOK, now=NOW)
    record_step(suite.nurse, episode, NewEvent("offered", NOW, DECLINED), now=NOW)
    shown = text_of(page(suite.sergeant, "episode", episode))
    assert "I have read this" in shown
    assert "Learning disability" in shown
    for hidden in ("Declined", "declined", "said no", "Not now", "answered"):
        assert hidden not in shown
    assert page(suite.sergeant, "read_alert", episode, posted={}).status_code == 302
    assert "I have read this" not in text_of(page(suite.sergeant, "episode", episode))


def test_an_offer_shows_what_was_offered_last_time(suite, episode) -> None:
    record_step(suite.nurse, episode, NewEvent("offered", NOW, DECLINED), now=NOW)
    shown = text_of(page(suite.link, "record", episode, "offered"))
    assert "Last time: Wed 10 June 2026, Moorchester custody suite" in shown
    assert "declined (not now)" in shown


def test_an_entry_is_put_right_on_a_page_that_asks_why(suite, episode) -> None:
    note = record_step(suite.nurse, episode, NewEvent("note", NOW, {"words": "Teh"}), now=NOW)
    sent = {"words": "The"}
    assert page(suite.nurse, "correct", note, posted=sent).status_code == 422
    sent["correction_reason"] = "Slip"
    assert page(suite.nurse, "correct", note, posted=sent).status_code == 302
    assert "because: Slip" in text_of(page(suite.nurse, "episode", episode))
    moved = page(suite.nurse, "correct", note)
    assert moved.status_code == 302
    conflict = page(suite.nurse, "correct", note, posted=sent)
    assert conflict.status_code == 409
    look = record_first_look(suite.nurse, episode, LOOK, now=NOW)
    assert "Put right: first look" in text_of(page(suite.nurse, "correct", look))


def test_somebody_who_cannot_act_is_said_with_the_reason(suite, episode) -> None:
    record_step(suite.sergeant, episode, NewEvent("adult_needed", NOW, {"basis": "other"}), now=NOW)
    sent = {"name": "Ann", "relation": "police_staff"}
    answer = page(suite.sergeant, "call_adult", episode, posted=sent)
    assert answer["Location"].endswith("cannot_act")
    assert "Ann cannot act as appropriate adult" in text_of(
        page(suite.sergeant, "episode", episode)
    )


def test_an_officer_refers_somebody_and_is_shown_that_it_was_received(suite) -> None:
    officer, person = suite.world[Role.RESPONSE_OFFICER], suite.person()
    sent = {"site": str(suite.custody), "source": "other", "door": "liaison_and_diversion"}
    assert page(officer, "identify", person, posted={}).status_code == 422
    wrong = page(officer, "identify", person, posted={**sent, "door": "outreach"})
    assert "is not used there" in text_of(wrong)
    answer = page(officer, "identify", person, posted=sent)
    shown = Browser(officer).client.get(answer["Location"])
    assert "Liaison and Diversion has it" in text_of(shown)


def test_a_contact_with_somebody_leads_to_referring_them(suite) -> None:
    officer, person = suite.world[Role.RESPONSE_OFFICER], suite.person()
    browser = browse(officer)
    name_person(officer, browser.contact_id, person, now=NOW)
    story = browser.get("contact").content.decode()
    assert reverse("diversion:identify", args=[person]) in story


def test_every_look_at_an_episode_is_kept(suite, episode) -> None:
    before = AuditEntry.objects.count()
    page(suite.nurse, "episode", episode)
    actions = set(AuditEntry.objects.order_by("id")[before:].values_list("action", flat=True))
    assert "diversion.episode.whole" in actions


@pytest.mark.parametrize(
    ("told", "judged", "said"),
    [
        (
            "young_person_said_no",
            "competent",
            "do not want it. Unless it is needed to keep a child",
        ),
        ("young_person_said_no", "not_competent", "A parent may be told."),
        ("told", "competent", "A parent may be told."),
        ("safeguarding", "competent", ""),
    ],
)
def test_a_young_persons_page_says_whether_a_parent_may_be_told(suite, told, judged, said) -> None:
    young = suite.notice(suite.person(born_on=date(2012, 5, 1)))
    facts = {"parent_told": told, "gillick": judged}
    record_step(suite.nurse, young, NewEvent("about_a_child", NOW, facts), now=NOW)
    shown = text_of(page(suite.nurse, "episode", young))
    assert ("May a parent be told what was found" in shown) is bool(said)
    assert said in shown
