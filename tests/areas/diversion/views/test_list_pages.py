"""The custody list, the court list and follow-ups: who sees them, what they say, how they work."""

import uuid
from datetime import timedelta
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from alongside.areas.diversion.actions.custody_marking import Mark, mark_custody
from alongside.areas.diversion.actions.hearings import NewHearing, list_hearing
from alongside.areas.diversion.actions.justice import record_justice
from alongside.areas.diversion.actions.writing import NewEvent
from alongside.areas.diversion.models import (
    CustodyEntry,
    CustodyList,
    DeskLink,
    Episode,
    EpisodeEvent,
    Hearing,
)
from alongside.areas.diversion.queries.court_list import court_list
from alongside.areas.diversion.queries.custody_list import custody_list
from alongside.areas.diversion.queries.follow_ups import follow_ups
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.kit.typed_times import posted
from alongside.kernel.actor import Actor, Role
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted
from tests.support.contacts import Browser, text_of
from tests.support.custody import HOUR, PASTED, Suite, elsewhere, make_suite
from tests.support.world import NOW, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
TOMORROW = NOW + timedelta(hours=19)


@pytest.fixture(autouse=True)
def stopped_clock(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def suite() -> Suite:
    return make_suite(make_world())


def open_page(actor: Actor, name: str, *args: object, **asked: str) -> HttpResponse:
    return Browser(actor).client.get(reverse(f"diversion:{name}", args=args), asked)


def send(actor: Actor, name: str, *args: object, **fields: str) -> HttpResponse:
    fields.setdefault("request_key", str(uuid.uuid4()))
    return Browser(actor).client.post(reverse(f"diversion:{name}", args=args), fields)


def seen(suite: Suite) -> tuple[dict[str, CustodyEntry], Episode]:
    entries = suite.take()
    marks = [
        Mark(entries["NM/1"].person_id, "seen"),
        Mark(entries["NM/2"].person_id, "not_seen", "asleep"),
    ]
    mark_custody(suite.nurse, suite.custody, marks, at=NOW, now=NOW)
    return entries, Episode.objects.get()


def listed(suite: Suite, episode: Episode) -> Hearing:
    new = NewHearing(suite.court, TOMORROW, "first_hearing")
    list_hearing(suite.link, episode.id, new, now=NOW)
    return Hearing.objects.get()


def test_who_sees_each_list_follows_the_table(suite: Suite) -> None:
    for role in Role:
        if role not in PERMISSIONS["custody_list.see"]:
            with pytest.raises(NotPermitted):
                custody_list(suite.world[role], now=NOW)
        if role not in PERMISSIONS["court_list.see"]:
            with pytest.raises(NotPermitted):
                court_list(suite.world[role], local_date(NOW), now=NOW)
            with pytest.raises(NotPermitted):
                follow_ups(suite.world[role], now=NOW)


def test_empty_lists_say_so_kindly(suite: Suite) -> None:
    assert "Nobody is on the list" in text_of(open_page(suite.nurse, "home"))
    assert "You cover no custody suite yet" in text_of(open_page(elsewhere(), "home"))
    assert "No hearings of people you know" in text_of(open_page(suite.link, "court"))
    assert "Nothing is overdue" in text_of(open_page(suite.link, "follow_ups"))


def test_a_line_says_who_where_what_is_owed_and_who_went_to_them(suite: Suite) -> None:
    seen(suite)
    said = text_of(open_page(suite.nurse, "home", site=str(suite.custody)))
    assert "Jamie Marsh 41" in said
    assert "NM/1 · arrived 04:10 · Affray" in said
    assert "First look by 16:00, in 1 h" in said
    assert "Tamsin Oake 15 Under 18" in said
    assert "Not seen 15:00: asleep" in said
    assert "Everybody 2" in said
    assert "Not yet seen 1" in said


def test_a_filter_leaves_others_out_and_says_so(suite: Suite) -> None:
    seen(suite)
    said = text_of(open_page(suite.nurse, "home", show="young"))
    assert "Those you chose 1" in said
    assert "Jamie Marsh" not in said
    assert "Nobody here is one of those" in text_of(open_page(suite.link, "home", show="mine"))


def test_custody_sees_who_was_seen_and_nothing_of_what_was_asked(suite: Suite) -> None:
    seen(suite)
    page = open_page(suite.sergeant, "home")
    said = text_of(page)
    assert "Seen 15:00" in said
    assert "First look" not in said
    assert "Assessed" not in said
    assert "Go round" not in said
    assert open_page(suite.sergeant, "court").status_code == 403


def test_each_person_shown_is_logged_once_in_a_stretch_of_watching(suite: Suite) -> None:
    suite.take()
    before = AuditEntry.objects.count()
    browser = Browser(suite.nurse)
    for _ in range(2):
        browser.client.get(reverse("diversion:home"))
    fresh = AuditEntry.objects.order_by("-at").filter(action="diversion.custody_list")
    assert AuditEntry.objects.count() == before + 1
    assert fresh[0].op == "consultation"


def test_the_list_answers_not_modified_until_it_changes(suite: Suite) -> None:
    suite.take()
    browser, address = Browser(suite.nurse), reverse("diversion:custody_lines")
    first = browser.client.get(address)
    again = browser.client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (first.status_code, again.status_code) == (200, 304)
    person = CustodyEntry.objects.first().person_id
    mark_custody(suite.nurse, suite.custody, [Mark(person, "seen")], at=NOW, now=NOW)
    assert browser.client.get(address, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_an_arrest_at_the_desk_stands_above_the_list_until_it_arrives(suite: Suite) -> None:
    person = suite.person()
    DeskLink.objects.create(
        contact_id=uuid.uuid4(),
        way="arrest",
        person_id=person,
        force_id=suite.world.police,
        happened_at=NOW - HOUR,
        received_at=NOW,
    )
    assert "met by the desk before 1 Jamie Marsh 41" in text_of(open_page(suite.nurse, "home"))
    suite.notice(person)
    said = text_of(open_page(suite.nurse, "home"))
    assert "Jamie Marsh 41 Met by the desk" in said
    link = DeskLink.objects.get()
    assert send(suite.nurse, "not_coming", link.id).status_code == 302


def test_pasting_a_list_leads_to_deciding_it_and_deciding_to_the_list(suite: Suite) -> None:
    known = suite.person()
    sent = send(suite.nurse, "custody_add", site=str(suite.custody), way="pasted", pasted=PASTED)
    held = CustodyList.objects.get()
    assert sent["Location"] == reverse("diversion:decide", args=[held.id])
    page = open_page(suite.nurse, "decide", held.id)
    assert f'value="{known}"' in page.content.decode()
    said = text_of(page)
    assert "1 thing could not be read" in said
    assert "It is not a date. Write it like 27/3/1985." in said
    assert "waits: say who 2 names are" in text_of(open_page(suite.nurse, "home"))
    missing = send(suite.nurse, "decide", held.id, row_3="new")
    assert missing.status_code == 422
    assert "Say who Jamie Marsh is" in text_of(missing)
    taken = send(suite.nurse, "decide", held.id, row_2=str(known), row_3="new")
    assert taken.status_code == 302
    assert CustodyEntry.objects.filter(person_id=known).count() == 1
    settled = open_page(suite.nurse, "decide", held.id)
    assert "has been decided already" in text_of(settled)


def test_one_person_can_be_typed(suite: Suite) -> None:
    fields = {"site": str(suite.custody), "way": "typed", "given": "Idris", "family": "Vane"}
    assert send(suite.sergeant, "custody_add", **fields).status_code == 302
    held = CustodyList.objects.get()
    assert (held.way, held.rows.get().said["family"]) == ("typed", "Vane")
    assert send(suite.sergeant, "drop_list", held.id).status_code == 302
    empty = send(suite.sergeant, "custody_add", **(fields | {"family": ""}))
    assert empty.status_code == 422


def test_a_paste_that_cannot_be_read_stays_in_the_box_with_the_reason(suite: Suite) -> None:
    fields = {"site": str(suite.custody), "way": "pasted", "pasted": "Cell\tOffence\tSex\n4\tx\tM"}
    sent = send(suite.nurse, "custody_add", **fields)
    assert sent.status_code == 422
    said = text_of(sent)
    assert "No column has names" in said
    assert "4 x M" in said


def test_a_round_marks_everybody_in_one_go(suite: Suite) -> None:
    entries = suite.take()
    jamie, tamsin = (entries[key].person_id for key in ("NM/1", "NM/2"))
    said = text_of(open_page(suite.nurse, "review", suite.custody))
    assert "Jamie Marsh" in said
    fields = {f"mark_{jamie}": "seen", f"mark_{tamsin}": "not_seen"} | posted("at", NOW)
    missing = send(suite.nurse, "review", suite.custody, **fields)
    assert missing.status_code == 422
    assert "Say why Tamsin Oake was not seen" in text_of(missing)
    sent = send(suite.nurse, "review", suite.custody, **fields, **{f"reason_{tamsin}": "asleep"})
    assert sent.status_code == 302
    assert Episode.objects.get().person_id == jamie
    blank = send(suite.nurse, "review", suite.custody, **posted("at", NOW))
    assert "Nobody is marked yet" in text_of(blank)
    assert open_page(suite.sergeant, "review", suite.custody).status_code == 403


def test_leaving_is_asked_about_and_recorded(suite: Suite) -> None:
    entry = suite.take()["NM/1"]
    assert "Jamie Marsh left custody" in text_of(open_page(suite.sergeant, "left", entry.id))
    sent = send(suite.sergeant, "left", entry.id, to="home", **posted("at", NOW))
    assert sent.status_code == 302
    assert CustodyEntry.objects.get(pk=entry.id).left_to == "home"
    assert "not on the custody list now" in text_of(open_page(suite.sergeant, "left", entry.id))


@pytest.mark.parametrize(
    ("released", "words"),
    [
        (None, "Report owed: 19 h to the hearing, 10:00 tomorrow"),
        (TOMORROW - timedelta(minutes=9), "Report released 9 min before the hearing"),
        (TOMORROW + timedelta(minutes=5), "5 min after the hearing: not in time"),
    ],
)
def test_the_court_list_counts_to_the_hearing(suite: Suite, released, words: str) -> None:
    _, episode = seen(suite)
    listed(suite, episode)
    told(suite, episode, "report_requested", NOW, due_at=(NOW + HOUR).isoformat())
    if released is not None:
        told(suite, episode, "report_released", released)
    said = text_of(open_page(suite.link, "court", day=str(local_date(TOMORROW))))
    assert "10:00 Jamie Marsh 41" in said
    assert words in said
    assert "In court tomorrow Thu 11 June 2026" in said


def told(suite: Suite, episode: Episode, kind: str, at, **facts: str) -> None:
    EpisodeEvent.objects.create(
        episode=episode,
        sequence=1 + episode.events.count(),
        kind=kind,
        happened_at=at,
        recorded_at=NOW,
        recorded_by_id=suite.link.user_id,
        recorded_as=suite.link.role,
        organisation_id=suite.world.trust,
        facts={"report_id": "r", **facts},
    )


def test_the_court_list_opens_on_tomorrow_from_the_afternoon_on(suite: Suite, time_machine) -> None:
    assert "In court tomorrow" in text_of(open_page(suite.link, "court"))
    time_machine.move_to(NOW - 8 * HOUR, tick=False)
    assert "In court today" in text_of(open_page(suite.link, "court"))


def test_another_service_sees_nobody_of_these_lists(suite: Suite) -> None:
    _, episode = seen(suite)
    listed(suite, episode)
    stranger = elsewhere()
    assert custody_list(stranger, now=NOW).lines == ()
    assert court_list(stranger, local_date(TOMORROW), now=NOW).lines == ()
    assert open_page(stranger, "justice", episode.id).status_code == 422


def test_sheets_hold_the_same_people(suite: Suite) -> None:
    _, episode = seen(suite)
    listed(suite, episode)
    assert "Jamie Marsh , 41" in text_of(open_page(suite.nurse, "custody_sheet"))
    day = str(local_date(TOMORROW))
    assert "None asked for" in text_of(open_page(suite.link, "court_sheet", day=day))


def test_who_left_moves_to_the_follow_ups(suite: Suite) -> None:
    _, episode = seen(suite)
    for new in (
        NewEvent("bailed", NOW, {"until": "2026-06-12"}),
        NewEvent("left_custody", NOW, {"to": "home"}),
    ):
        record_justice(suite.nurse, episode.id, new, now=NOW)
    found = follow_ups(suite.link, now=NOW)
    lines = (*found.overdue, *found.today, *found.ahead)
    assert [line.person_id for line in lines] == [episode.person_id]
    assert "Jamie Marsh 41" in text_of(open_page(suite.link, "follow_ups"))


JUSTICE: dict[str, dict[str, str]] = {
    "charged": {"offence_group": "other"},
    "bailed": {"until_day": "1", "until_month": "7", "until_year": "2026"},
    "remanded": {"to": "prison"},
    "sentenced": {"outcome": "fine"},
    "disposed": {"justice_outcome": "no_further_action"},
    "left_custody": {"to": "home"},
    "moved_to_136": {},
    "release_planned": {
        "from_where": "HMP Northmoor",
        "on_day": "1",
        "on_month": "7",
        "on_year": "2026",
    },
    "handed_over": {"to_service": "Prison healthcare", "who": "The nurse in charge"},
}


def test_each_decision_has_a_form_that_says_what_is_missing_and_saves(suite: Suite) -> None:
    _, episode = seen(suite)
    for kind, fields in JUSTICE.items():
        assert open_page(suite.nurse, "decided", episode.id, kind).status_code == 200
        assert send(suite.nurse, "decided", episode.id, kind).status_code == 422
        sent = fields | posted("happened_at", NOW) | posted("at", NOW)
        answer = send(suite.nurse, "decided", episode.id, kind, **sent)
        assert answer.status_code == 302, text_of(answer)
        assert EpisodeEvent.objects.filter(kind=kind).count() == 1
    said = text_of(open_page(suite.nurse, "justice", episode.id))
    assert "Handed over 15:00 · Prison healthcare · The nurse in charge" in said
    assert "HMP Northmoor" not in text_of(open_page(suite.sergeant, "justice", episode.id))
    assert open_page(suite.nurse, "decided", episode.id, "seen").status_code == 404


def test_a_hearing_is_listed_moved_and_held_from_its_pages(suite: Suite) -> None:
    _, episode = seen(suite)
    assert open_page(suite.link, "list_hearing", episode.id).status_code == 200
    fields = {"site": str(suite.court), "purpose": "bail"}
    assert send(suite.link, "list_hearing", episode.id, **fields).status_code == 422
    send(suite.link, "list_hearing", episode.id, **fields, **posted("at", TOMORROW))
    hearing = Hearing.objects.get()
    moved = {"site": str(suite.court), "version": "1"} | posted("at", TOMORROW + HOUR)
    assert open_page(suite.link, "hearing", hearing.id, "move").status_code == 200
    assert send(suite.link, "hearing", hearing.id, "move", **moved).status_code == 302
    stale = send(suite.link, "hearing", hearing.id, "vacate", version="1")
    assert stale.status_code == 422
    assert "Somebody else changed this hearing" in text_of(stale)
    assert 'name="version" value="2"' in stale.content.decode()
    held = {"result": "adjourned", "version": "2"} | posted("held_at", NOW)
    assert open_page(suite.link, "hearing", hearing.id, "held").status_code == 200
    assert send(suite.link, "hearing", hearing.id, "held", **held).status_code == 302
    said = text_of(open_page(suite.link, "justice", episode.id))
    assert "Held: put off to another day" in said
    assert open_page(suite.link, "hearing", hearing.id, "burn").status_code == 404


def test_lists_ask_the_same_few_questions_however_many_people_there_are(
    suite: Suite, django_assert_max_num_queries
) -> None:
    rows = "\n".join(f"Person {n:02} Oake;{n % 27 + 1}/5/1980;NM/{n}" for n in range(1, 31))
    entries = suite.take(f"Name;Date of birth;Custody number\n{rows}")
    people = [entry.person_id for entry in entries.values()]
    marks = [Mark(person, "seen") for person in people]
    mark_custody(suite.nurse, suite.custody, marks, at=NOW, now=NOW)
    for episode in Episode.objects.all():
        listed_at = NewHearing(suite.court, TOMORROW, "bail")
        list_hearing(suite.link, episode.id, listed_at, now=NOW)
    custody_list(suite.nurse, now=NOW)
    with django_assert_max_num_queries(9):
        assert len(custody_list(suite.nurse, now=NOW).lines) == 30
    court_list(suite.link, local_date(TOMORROW), now=NOW)
    with django_assert_max_num_queries(4):
        assert len(court_list(suite.link, local_date(TOMORROW), now=NOW).lines) == 30


def test_a_broken_address_chooses_nothing(suite: Suite) -> None:
    assert open_page(suite.nurse, "home", site="nowhere").status_code == 200
    assert open_page(suite.link, "court", day="never", court="none").status_code == 200
    missing: UUID = uuid.uuid4()
    assert open_page(suite.nurse, "decide", missing).status_code == 422
    assert open_page(suite.nurse, "justice", missing).status_code == 422
    assert open_page(suite.nurse, "hearing", missing, "move").status_code == 422
