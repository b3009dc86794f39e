"""Opening a contact and saying who it is with; what every page says when something is wrong."""

import re
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from alongside.areas.crisis.models import Contact, Event
from alongside.areas.people import actions as people
from alongside.areas.people.actions import NewPerson
from alongside.areas.people.models import Person
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.kit.typed_times import posted
from alongside.kernel.actor import Actor, Role
from tests.support.contacts import EARLIER, OPENING, Browser, browse, text_of
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
AS_TYPED = {"HX-Request": "true"}
SEEMS_CHILD = {"sex": "1", "age": "child"}
HELD = {"decision": "section_136", "mode": "removed", "reasons": "On the parapet."}


@pytest.fixture(autouse=True)
def stopped_clock(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def officer(world: World) -> Actor:
    return world[Role.RESPONSE_OFFICER]


@pytest.fixture
def browser(officer: Actor) -> Browser:
    return browse(officer)


def facts(kind: str) -> dict[str, Any]:
    return Event.objects.get(kind=kind, superseded_by=None).facts


WRONG = [
    ("new", {}, "Tap the kind of place, or say where in a few words"),
    ("where", {"version": "1"}, "Tap the kind of place, or say where in a few words"),
    ("unknown", {"age": "forties"}, "Tap man, woman or not sure"),
    ("unknown", {"sex": "1"}, "Tap about how old they are, or not sure"),
    ("named", {}, "Enter a first or last name, or choose “Don’t know yet”"),
    ("who", {"person_id": str(uuid.UUID(int=3))}, "That person is not here any more. Look again."),
    ("who", {"person_id": ""}, "Choose one of the people found."),
    ("happening", {}, "Tap at least one answer, or skip this for now"),
    ("talk", {}, "Say whether you talked to somebody, or skip this for now"),
    ("talk", {"consulted": "yes"}, "Tap who you talked to"),
    ("talk", {"consulted": "yes", "who": "other"}, "Tap what kind of clinician they are"),
    ("talk", {"consulted": "no_other"}, "Tap why nobody was consulted"),
    (
        "talk",
        {
            "consulted": "yes",
            "who": "other",
            "consultee": "nurse",
            **posted("started_at", NOW),
            **posted("ended_at", EARLIER),
        },
        "It ended before it started. Check both times",
    ),
    ("options", {"result": "worked"}, "Tap what you tried"),
    ("options", {"what": "gp"}, "Tap what came of it"),
    ("threshold", {}, "Answer at least one question, or skip this for now"),
    ("threshold", {"partner_accepted": "yes"}, "Enter who accepted, by name and service"),
    ("decision", {"reasons": "x"}, "Tap what was decided"),
    (
        "decision",
        {**HELD, **posted("used_at", NOW + timedelta(hours=2))},
        "That time has not come yet",
    ),
    ("station", {}, "Answer at least one question, or skip this"),
    ("hand_off", {"by": "1h"}, "Tap who follows up"),
    ("hand_off", {"to": "me"}, "Tap by when"),
    ("hand_off", {"to": "other", "by": "1h"}, "Enter which service or person follows up"),
    ("hand_off", {"to": "me", "by": "typed"}, "Enter by when"),
]


@pytest.mark.parametrize(("page", "sent", "words"), WRONG)
def test_what_is_wrong_is_said_in_a_summary_and_nothing_is_recorded(
    browser: Browser, page: str, sent: dict[str, str], words: str
) -> None:
    before = (Contact.objects.count(), Event.objects.count(), Person.objects.count())
    answer = browser.post(page, **sent)
    assert answer.status_code == 422
    said = text_of(answer)
    assert "There is a problem" in said
    assert words in said
    assert (Contact.objects.count(), Event.objects.count(), Person.objects.count()) == before


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("new", {"reason": "Called by a passer-by"}),
        ("talk", {"advice": "Wait for the crisis team", "consulted": "yes"}),
        ("decision", {"reasons": "Calmer since his sister came"}),
        ("options", {"words": "Café says come at six"}),
        ("hand_off", {"words": "Ring the sister first", "by": "1h"}),
        ("named", {"sex": "1", "given": "", **posted("born_on", NOW), "born_on_day": "31"}),
    ],
)
def test_nothing_typed_is_lost_when_something_is_wrong(
    browser: Browser, page: str, sent: dict[str, str]
) -> None:
    answer = browser.post(page, **sent)
    assert answer.status_code == 422
    for typed in sent.values():
        if " " in typed:
            assert typed in answer.content.decode()


def test_opening_is_two_answers_and_the_rest_is_filled_in(officer: Actor) -> None:
    answer = Browser(officer).post("new", place_type="park", place_words="Bandstand")
    contact = Contact.objects.get()
    assert answer["Location"] == f"/crisis/contacts/{contact.id}/who/"
    assert (contact.source, contact.opened_at, contact.owner_id) == ("street", NOW, officer.user_id)


@pytest.mark.parametrize(
    ("role", "source"),
    [
        (Role.CONTROL_ROOM_CLINICIAN, "control_room"),
        (Role.TRIAGE_CLINICIAN, "triage_car"),
        (Role.CUSTODY_OFFICER, "custody"),
        (Role.LIAISON_LEAD, "phone"),
    ],
)
def test_how_they_met_is_guessed_from_the_role(world: World, role: Role, source: str) -> None:
    Browser(world[role]).post("new", place_type="park", place_words="Bandstand")
    assert Contact.objects.get().source == source


def test_a_phone_that_says_where_it_is_needs_no_words(officer: Actor) -> None:
    Browser(officer).post("new", place_type="bridge", latitude="54.76", longitude="-2.21")
    contact = Contact.objects.get()
    assert (contact.latitude, contact.longitude) == (54.76, -2.21)
    assert contact.place_words == "Bridge, on the map"


@pytest.mark.parametrize("latitude", ["ninety", "200", ""])
def test_a_location_that_cannot_be_read_is_none(officer: Actor, latitude: str) -> None:
    answer = Browser(officer).post(
        "new", place_type="bridge", place_words="Mill Lane", latitude=latitude, longitude="-2.21"
    )
    assert answer.status_code == 302
    assert (Contact.objects.get().latitude, Contact.objects.get().longitude) == (None, None)


def test_the_same_form_twice_opens_one_contact(officer: Actor) -> None:
    key = str(uuid.uuid4())
    sent = {"place_type": "park", "place_words": "Bandstand", "request_key": key}
    first, second = Browser(officer).post("new", **sent), Browser(officer).post("new", **sent)
    assert first["Location"] == second["Location"]
    assert Contact.objects.count() == 1


def test_a_contact_may_be_left_for_somebody_to_take(world: World) -> None:
    nurse = world[Role.CONTROL_ROOM_CLINICIAN]
    Browser(nurse).post("new", place_type="park", place_words="Bandstand", unowned="on")
    assert Contact.objects.get().owner_id is None


def test_saving_for_later_goes_to_the_contact(officer: Actor) -> None:
    answer = Browser(officer).post("new", place_type="park", place_words="Pond", later="1")
    assert answer["Location"] == f"/crisis/contacts/{Contact.objects.get().id}/"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("street", "From the recorded facts, yes."),
        ("railway", "From the recorded facts, yes."),
        ("communal_hallway", "From the recorded facts, yes."),
        ("own_home", "From the recorded facts, no."),
        ("garden_one_home", "From the recorded facts, no."),
        ("driveway_one_home", "The recorded facts leave this unclear. Record the reasoning."),
        ("hotel_bedroom", "The recorded facts leave this unclear. Record the reasoning."),
    ],
)
def test_the_place_is_set_against_section_136_in_words(
    officer: Actor, place: str, words: str
) -> None:
    browser = browse(officer, replace(OPENING, place_type=place))
    assert words in text_of(browser.get("where"))


def test_a_home_offers_other_ways_as_information(officer: Actor) -> None:
    page = text_of(browse(officer, replace(OPENING, place_type="own_home")).get("where"))
    assert "To know: Other ways, for information: a section 135(1) warrant" in page


def test_a_doubtful_place_is_said_quietly_while_asking_who(officer: Actor) -> None:
    page = text_of(browse(officer, replace(OPENING, place_type="driveway_one_home")).get("who"))
    assert "Facts so far: open front driveway of one home." in page
    assert "Facts so far" not in text_of(browse(officer).get("who"))


def test_two_people_putting_the_place_right_see_both_and_lose_neither(
    world: World, browser: Browser
) -> None:
    other = Browser(world[Role.POLICE_SUPERVISOR], browser.contact_id)
    version = str(Contact.objects.get().version)
    mine = {"place_type": "bridge", "place_words": "North end", "version": version}
    assert other.post("where", **{**mine, "place_words": "South steps"}).status_code == 302
    answer = browser.post("where", **mine)
    assert answer.status_code == 409
    said = text_of(answer)
    assert "What it says now Where exactly South steps" in said
    assert "What you typed Where exactly North end" in said
    assert 'value="North end"' in answer.content.decode()
    assert Contact.objects.get().place_words == "South steps"
    again = browser.post("where", **{**mine, "version": str(Contact.objects.get().version)})
    assert again.status_code == 302
    assert Contact.objects.get().place_words == "North end"
    assert Event.objects.filter(kind="opened").count() == 3


@pytest.fixture
def megan(officer: Actor) -> uuid.UUID:
    return people.add_person(officer, NewPerson(given="Megan", family="Hill"), now=EARLIER)


def test_somebody_is_found_and_named_with_one_tap(browser: Browser, megan: uuid.UUID) -> None:
    page = browser.post("who", q="Megan Hill")
    assert "Is it one of these? Megan Hill" in text_of(page)
    answer = browser.post("who", person_id=str(megan))
    assert answer["Location"].endswith("/words/")
    assert Contact.objects.get().person_id == megan


def test_what_was_looked_for_stands_in_no_address(browser: Browser) -> None:
    page = browser.post("who", q="Ottoline Frayne").content.decode()
    assert "Ottoline" not in "".join(re.findall(r'(?:href|action)="[^"]*"', page))
    assert "Nobody found" not in text_of(browser.get("who", q="Ottoline Frayne"))


def test_nobody_found_may_be_added_at_once(browser: Browser) -> None:
    page = text_of(browser.post("who", q="Ottoline Frayne"))
    assert "Nobody found" in page
    assert "Not here: add Ottoline Frayne" in page
    form = browser.post("named", q="Ottoline Frayne").content.decode()
    assert 'value="Ottoline"' in form
    assert 'value="Frayne"' in form
    browser.post("named", given="Ottoline", family="Frayne")
    assert Contact.objects.get().person_id == Person.objects.get().id


def test_too_little_to_look_for_is_said(browser: Browser) -> None:
    page = browser.post("who", q="x")
    assert page.status_code == 422
    assert "Error:" in text_of(page)


def test_while_somebody_types_only_the_list_is_answered_and_each_list_logged_once(
    browser: Browser, megan: uuid.UUID
) -> None:
    page = browser.get("who").content.decode()
    address = f'hx-post="{browser.address("who")}"'
    assert address in page
    sitting = re.findall(r'name="request_key" value="([^"]+)"', page)[0]
    before = AuditEntry.objects.filter(action="people.find_people").count()
    for typed in ("meg", "mega", "megan", "megan", "nobody"):
        sent = {"q": typed, "request_key": sitting}
        found = browser.client.post(browser.address("who"), sent, headers=AS_TYPED)
        assert found.status_code == 200
        assert "<h1" not in found.content.decode()
        assert ("Megan Hill" in text_of(found)) is (typed != "nobody")
    assert AuditEntry.objects.filter(action="people.find_people").count() == before + 2
    hint = browser.client.post(browser.address("who"), {"q": "m"}, headers=AS_TYPED)
    assert hint.status_code == 200
    assert "That is too little to look for." in text_of(hint)
    # Without script the same form answers the whole page, and that is always logged.
    assert "<h1" in browser.post("who", q="megan", request_key=sitting).content.decode()
    assert AuditEntry.objects.filter(action="people.find_people").count() == before + 3


def test_somebody_like_one_on_record_is_shown_before_they_are_added(
    browser: Browser, megan: uuid.UUID
) -> None:
    sent = {"given": "Megan", "family": "Hill"}
    first = browser.post("named", **sent)
    assert first.status_code == 422
    assert "Is it one of these?" in text_of(first)
    assert 'value="Megan"' in first.content.decode()
    assert browser.post("named", **sent, not_these="1").status_code == 302
    assert Person.objects.count() == 2


def test_a_new_person_sent_twice_is_one_person(browser: Browser) -> None:
    sent = {"given": "Ottoline", "family": "Frayne", "request_key": str(uuid.uuid4())}
    assert browser.post("named", **sent).status_code == 302
    assert browser.post("named", **sent).status_code == 302
    assert Person.objects.count() == 1


def test_somebody_unknown_takes_two_taps(browser: Browser) -> None:
    answer = browser.post("unknown", **SEEMS_CHILD)
    assert answer["Location"].endswith("/happening/")
    page = text_of(browser.get("happening"))
    assert "Unknown boy, 10 to 17 · Mill Lane footbridge" in page


def test_their_own_words_come_before_anything_else(
    world: World, browser: Browser, megan: uuid.UUID
) -> None:
    nurse = world[Role.TRIAGE_CLINICIAN]
    people.record_words(
        nurse, megan, text="Sit down first.", helps="My dog", worse="Shouting", now=EARLIER
    )
    browser.post("who", person_id=str(megan))
    page = text_of(browser.get("words"))
    assert "In Megan Hill’s own words Sit down first." in page
    assert "What helps me My dog" in page
    people.withdraw_words(nurse, megan, now=NOW)
    gone = browser.get("words")
    assert gone.status_code == 302
    assert gone["Location"].endswith("/happening/")


def test_without_a_person_there_are_no_words_to_read(browser: Browser) -> None:
    assert browser.get("words")["Location"].endswith("/happening/")
