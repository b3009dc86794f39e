"""Long words, half answers and hours alone: nothing true is cut, refused or made up."""

from typing import Any

import pytest

from alongside.areas.crisis.forms.contact_opening import OpenForm
from alongside.areas.crisis.models import Contact, Detention, Event
from alongside.foundation.kit.typed_times import posted
from alongside.kernel.actor import Actor, Role
from alongside.kernel.local_time import parse_instant
from tests.support.contacts import EARLIER, Browser, browse, text_of
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
LONG = "She kept saying the water was calling. " * 256


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


def test_long_words_are_kept_whole(browser: Browser) -> None:
    said = LONG.strip()
    assert 9_900 < len(said) <= 10_000
    assert browser.post("happening", words=said).status_code == 302
    assert facts("happening")["words"] == said


@pytest.mark.parametrize(
    ("page", "sent", "name"),
    [
        ("happening", {}, "words"),
        ("decision", {"decision": "advice"}, "reasons"),
        ("station", {}, "risk_description"),
        ("new", {"place_type": "street"}, "place_words"),
    ],
)
def test_words_too_long_are_refused_whole_and_stay_in_the_box(
    browser: Browser, page: str, sent: dict[str, str], name: str
) -> None:
    before = Event.objects.count()
    typed = "y" * 200_000
    answer = browser.post(page, **sent, **{name: typed})
    assert answer.status_code == 422
    assert "this is 200000 letters long. Nothing is cut" in text_of(answer)
    assert typed in answer.content.decode()
    assert "Tap at least one answer" not in text_of(answer)
    assert Event.objects.count() == before


@pytest.mark.parametrize("page", ["new", "where", "happening", "talk", "decision", "hand_off"])
def test_no_browser_is_told_to_cut_what_is_typed(browser: Browser, page: str) -> None:
    assert "maxlength" not in browser.get(page).content.decode()


@pytest.mark.parametrize("later", [{}, {"later": "1"}])
def test_holding_somebody_saves_with_nothing_else_said(
    browser: Browser, later: dict[str, str]
) -> None:
    assert browser.post("decision", decision="section_136", **later).status_code == 302
    assert facts("decision") == {"decision": "section_136", "mode": "removed"}
    assert Detention.objects.get().mode == "removed"


def test_taken_is_tapped_beforehand_where_it_can_be_seen(browser: Browser) -> None:
    page = browser.get("decision").content.decode()
    assert 'name="mode" value="removed" checked' in page


def test_missing_reasons_and_grounds_are_shown_later_and_offered(browser: Browser) -> None:
    browser.post("decision", decision="section_136")
    page = browser.get("hand_off")
    decision = Event.objects.get(kind="decision")
    assert "Not recorded: reasons for the decision . Add it if it helps." in text_of(page)
    assert f"/decision/?correct={decision.id}" in page.content.decode()
    assert "Not recorded: the person appears to have a mental health condition." in text_of(page)
    sent = {"correct": str(decision.id), "correction_reason": "Know more now"}
    browser.post("decision", decision="section_136", mode="removed", reasons="Over it.", **sent)
    assert "reasons for the decision" not in text_of(browser.get("hand_off"))


def test_a_decision_without_reasons_is_kept(browser: Browser) -> None:
    assert browser.post("decision", decision="advice").status_code == 302
    assert facts("decision") == {"decision": "advice"}
    assert "Not recorded: reasons for the decision" in text_of(browser.get("hand_off"))


@pytest.mark.parametrize(
    ("sent", "kind", "words"),
    [
        ({"place_words": "Behind the chip shop"}, "", "Behind the chip shop"),
        ({"place_type": "bridge"}, "bridge", "Bridge"),
        ({"place_type": "not_known"}, "not_known", "Not known"),
        ({"latitude": "54.76", "longitude": "-2.21"}, "", "Place, on the map"),
    ],
)
def test_one_answer_opens_a_contact_and_every_page_of_it(
    officer: Actor, sent: dict[str, str], kind: str, words: str
) -> None:
    browser = Browser(officer)
    assert browser.post("new", **sent).status_code == 302
    contact = Contact.objects.get()
    assert (contact.place_type, contact.place_words) == (kind, words)
    browser.contact_id = contact.id
    for page in ("contact", "where", "who", "happening", "decision", "hand_off"):
        answer = browser.get(page)
        assert answer.status_code == 200, page
        assert words in text_of(answer), page


@pytest.mark.parametrize(
    ("sent", "words"),
    [({"place_type": "park"}, "Park or open ground"), ({"place_words": "Pond"}, "Pond")],
)
def test_where_is_put_right_with_one_answer(
    browser: Browser, sent: dict[str, str], words: str
) -> None:
    version = str(Contact.objects.get().version)
    assert browser.post("where", version=version, **sent).status_code == 302
    assert Contact.objects.get().place_words == words


@pytest.mark.parametrize("page", ["new", "where"])
def test_not_known_is_in_no_folded_group(browser: Browser, page: str) -> None:
    drawn = browser.get(page).content.decode()
    assert drawn.count('value="not_known"') == 1
    before = drawn[: drawn.index('value="not_known"')]
    assert before.count("<details") == before.count("</details>")


@pytest.mark.parametrize(
    ("page", "name", "taps"),
    [
        ("threshold", "review_at", False),
        ("hand_off", "due_at", False),
        ("threshold", "accepted_at", True),
    ],
)
def test_times_to_come_offer_no_time_gone_by(
    browser: Browser, page: str, name: str, taps: bool
) -> None:
    drawn = browser.get(page).content.decode()
    boxes = drawn[drawn.index(f'data-moment="{name}"') :]
    assert ("data-minutes-ago" in boxes[: boxes.index("</fieldset>")]) is taps


def test_an_end_alone_is_kept_alone_and_places_the_talk(browser: Browser) -> None:
    sent = {"consulted": "yes", "who": "other", "consultee": "doctor"}
    browser.post("talk", **sent, began=NOW.isoformat(), **posted("ended_at", EARLIER))
    said = facts("consultation")
    assert parse_instant(said["ended_at"]) == EARLIER
    assert "started_at" not in said
    assert Event.objects.get(kind="consultation").happened_at == EARLIER


def test_an_hour_alone_is_today(officer: Actor) -> None:
    sent = {"place_type": "park", "opened_at_time": "13:05"}
    assert Browser(officer).post("new", **sent).status_code == 302
    assert Contact.objects.get().opened_at == parse_instant("2026-06-10T13:05")


def test_an_hour_alone_still_to_come_today_is_asked_about(officer: Actor) -> None:
    sent = {"place_type": "park", "opened_at_time": "23:50"}
    answer = Browser(officer).post("new", **sent)
    assert answer.status_code == 422
    assert "That time has not come yet" in text_of(answer)


@pytest.mark.parametrize(
    ("hour", "due"), [("23:30", "2026-06-10T23:30"), ("09:15", "2026-06-11T09:15")]
)
def test_an_hour_alone_for_a_follow_up_is_the_next_of_it(
    browser: Browser, hour: str, due: str
) -> None:
    browser.post("hand_off", to="me", by="typed", due_at_time=hour)
    assert parse_instant(facts("hand_off")["due_at"]) == parse_instant(due)


def test_a_decision_ten_minutes_ago_needs_only_its_hour(browser: Browser) -> None:
    browser.post("decision", decision="section_136", used_at_time="13:40")
    assert Detention.objects.get().power_used_at == parse_instant("2026-06-10T13:40")


def test_a_day_begun_is_still_asked_to_be_finished(browser: Browser) -> None:
    answer = browser.post("decision", decision="section_136", used_at_day="9", used_at_time="13:40")
    assert answer.status_code == 422
    assert "The date needs a month and year" in text_of(answer)


def test_an_hour_alone_that_comes_twice_asks_for_its_date() -> None:
    now = parse_instant("2026-10-25T04:00")
    form = OpenForm({"place_type": "park", "opened_at_time": "01:30"}, source="street", now=now)
    assert form.errors["opened_at"] == [
        "01:30 comes twice that day, as the clocks go back. Enter the date too."
    ]
    dated = {"opened_at_day": "25", "opened_at_month": "10", "opened_at_year": "2026"}
    again = OpenForm({**form.data, **dated}, source="street", now=now)
    assert "Choose which one it was." in again.errors["opened_at"][0]
