"""The record sheet: what a suite would file, on the page and in the file, and who printed it."""

import io
from uuid import UUID

import pytest
from pypdf import PdfReader

from alongside.areas.crisis import actions
from alongside.areas.crisis.actions import NewEvent
from alongside.areas.crisis.models import Contact, Event
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.people import actions as people
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.record import Op
from alongside.foundation.audit.verify import verify
from alongside.kernel.actor import Role
from tests.support.contacts import OPENING, browse, text_of
from tests.support.held import HOUR, MINUTE, Desk, hold, step
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stopped_clock(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def contact(world: World) -> UUID:
    """Held, corrected, searched, told, assessed, extended and ended."""
    officer, suite = world[Role.RESPONSE_OFFICER], world[Role.PLACE_OF_SAFETY_COORDINATOR]
    doctor, amhp = world[Role.DOCTOR], world[Role.AMHP]
    contact = hold(world, used=NOW - 26 * HOUR)
    first = step(officer, contact, "arrived", NOW - 25 * HOUR, transport="ambulance")
    actions.correct_event(
        officer,
        first,
        NewEvent("arrived", NOW - 25 * HOUR + 15 * MINUTE, {"transport": "ambulance"}),
        reason="read the wrong clock",
        now=NOW,
    )
    step(officer, contact, "search", NOW - 25 * HOUR, danger_grounds="Threw glass", items="Blade")
    step(officer, contact, "handover_offered", NOW - 24 * HOUR)
    step(suite, contact, "handover_accepted", NOW - 24 * HOUR + 5 * MINUTE)
    step(suite, contact, "rights_given", NOW - 23 * HOUR, orally=True, language="Polish")
    step(suite, contact, "welfare_check", NOW - 22 * HOUR, asleep=False)
    step(doctor, contact, "examination_completed", NOW - 2 * HOUR, mental_disorder=True)
    step(doctor, contact, "extension_given", NOW - 2 * HOUR, hours=6, reason="sedated")
    step(amhp, contact, "interview_completed", NOW - HOUR)
    step(amhp, contact, "ended", NOW - 30 * MINUTE, reason="detained_s2", went_to="Ash Ward")
    return contact


WORDS = (
    "Record of being held under section 136",
    "Jamie Marsh",
    "Tue 9 June 2026, 13:00",  # power used
    "Tue 9 June 2026, 14:15",  # arrival as corrected
    "Test response_officer",
    "Test place_of_safety_coordinator",
    "Threw glass",
    "Blade",
    "Polish",
    "Welfare check by a clinician",
    "Sedated or asleep after sedation",
    "Admitted under section 2",
    "Ash Ward",
    "[1]",
    "first recorded as Tue 9 June 2026, 14:00",
    "read the wrong clock",
    "AMHP service",
    "Printed by Test doctor, Doctor (section 12), Northmoor MH, Wed 10 June 2026, 15:00",
)


@pytest.mark.parametrize("words", WORDS)
def test_the_page_says_what_a_suite_would_file(world: World, contact: UUID, words: str) -> None:
    assert words in text_of(Desk(world[Role.DOCTOR]).open("sheet", contact))


def test_the_file_says_the_same_and_is_a_pdf(world: World, contact: UUID) -> None:
    answer = Desk(world[Role.DOCTOR]).open("sheet_pdf", contact)
    assert answer["Content-Type"] == "application/pdf"
    assert "marsh" not in answer["Content-Disposition"].lower()
    read = PdfReader(io.BytesIO(answer.content))
    said = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    missing = [words for words in WORDS if words not in said]
    assert missing == []
    assert "Page 1 of" in said


def pdf_text(desk: Desk, contact: UUID) -> str:
    read = PdfReader(io.BytesIO(desk.open("sheet_pdf", contact).content))
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def test_what_the_file_cannot_draw_is_named_and_nothing_vanishes(
    world: World, contact: UUID
) -> None:
    words = "Said \U0001f600 to Łukasz, ولد and 李小龙, ✅ done"
    step(world[Role.AMHP], contact, "note", NOW, words=words)
    said = pdf_text(Desk(world[Role.DOCTOR]), contact)
    assert "[grinning face]" in said
    assert "Łukasz" in said
    assert "[words in another script, shown on the page]" in said
    assert "[white heavy check mark] done" in said


def test_one_very_long_word_stays_inside_the_paper(world: World, contact: UUID) -> None:
    step(world[Role.AMHP], contact, "note", NOW, words="w" * 300)
    read = PdfReader(io.BytesIO(Desk(world[Role.DOCTOR]).open("sheet_pdf", contact).content))
    lines = [line for page in read.pages for line in page.extract_text().splitlines()]
    broken = [line for line in lines if "wwwwww" in line]
    assert sum(line.count("w") for line in broken) >= 300
    assert max(line.count("w") for line in broken) < 80


def test_two_files_can_be_made_one_after_the_other(world: World, contact: UUID) -> None:
    desk = Desk(world[Role.DOCTOR])
    sizes = [len(desk.open("sheet_pdf", contact).content) for _ in range(2)]
    assert min(sizes) > 10_000


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", ["sheet", "sheet_pdf"])
def test_who_prints_follows_the_table_and_is_kept(world: World, role: Role, page: str) -> None:
    contact = hold(world)
    may = role in PERMISSIONS["sheet.print"]
    assert Desk(world[role]).open(page, contact).status_code == (200 if may else 403)
    printed = AuditEntry.objects.filter(op=Op.PRINT, actor_id=world[role].user_id)
    assert printed.count() == (1 if may else 0)
    if may:
        assert printed[0].subject_id == contact
        assert printed[0].details["method"] == {"sheet": "page", "sheet_pdf": "pdf"}[page]
    assert verify().broken == ()


def test_a_contact_that_held_nobody_has_a_record_too(world: World) -> None:
    browser = browse(world[Role.RESPONSE_OFFICER], OPENING)
    said = text_of(browser.get("sheet"))
    assert "Record of a contact" in said
    assert "Time allowed" not in said


def test_somebody_not_known_yet_is_said_to_be_so(world: World) -> None:
    contact = hold(world, known=False)
    assert "Not known yet who" in text_of(Desk(world[Role.AMHP]).open("sheet", contact))


def test_what_did_not_happen_says_so_and_counts_nowhere_else(world: World, contact: UUID) -> None:
    doctor = Desk(world[Role.DOCTOR])
    search = Event.objects.get(contact=contact, kind="search")
    actions.strike_out(world[Role.RESPONSE_OFFICER], search.id, reason="wrong person", now=NOW)
    said = text_of(doctor.open("sheet", contact))
    assert "Search: did not happen [1]" in said
    assert "Did not happen, because: wrong person" in said
    assert "Marked as did not happen by Test response_officer, because: wrong person" in said
    assert "Searches None recorded." in said


def test_own_words_are_not_copied_to_paper(world: World, contact: UUID) -> None:
    person = Contact.objects.get(pk=contact).person_id
    people.record_words(
        world[Role.LIAISON_LEAD], person, text="Talk slowly.", helps="", worse="", now=NOW
    )
    said = text_of(Desk(world[Role.DOCTOR]).open("sheet", contact))
    assert "Talk slowly." not in said
    assert "They can change them, so they are not copied here." in said
