"""A contact's page: the story with its gaps, the clock, what is due, both sides of a handover."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from alongside.areas.crisis.models import Contact, Event
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.people import actions as people
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Role
from tests.support.contacts import browse, text_of
from tests.support.held import HOUR, MINUTE, POLL, USED, Desk, hold, step
from tests.support.world import NOW, World, make_world, on_duty

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stopped_clock(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def contact(world: World) -> UUID:
    return hold(world)


def arrived(world: World, contact: UUID, ago: timedelta = HOUR, **facts: object) -> UUID:
    return step(world[Role.RESPONSE_OFFICER], contact, "arrived", NOW - ago, **facts)


@pytest.mark.parametrize("role", Role)
def test_who_reads_a_story_follows_the_table(world: World, contact: UUID, role: Role) -> None:
    read = Desk(world[role]).open("contact", contact)
    assert read.status_code == (200 if role in PERMISSIONS["desk.see"] else 403)


def test_a_story_is_told_in_order_with_each_gap_and_whose_it_is(
    world: World, contact: UUID
) -> None:
    officer = world[Role.RESPONSE_OFFICER]
    step(officer, contact, "left_scene", USED + 54 * MINUTE)
    step(officer, contact, "arrived", USED + 74 * MINUTE, transport="ambulance")
    said = text_of(Desk(officer).open("contact", contact))
    order = ["Contact opened", "Decision", "Power used", "54 min police time"]
    order += ["Left for a place of safety", "20 min ambulance service time", "Arrived at a place"]
    order += ["1 h 46 min so far, place of safety time"]
    told = said[said.index("What happened Wed 10 June 2026") :]
    places = [told.index(words) for words in order]
    assert places == sorted(places)


def test_the_clock_says_in_words_how_long_is_left_and_how_far_it_could_go(
    world: World, contact: UUID
) -> None:
    arrived(world, contact)
    said = text_of(Desk(world[Role.DOCTOR]).open("contact", contact))
    assert "23 h left, ends 14:00 tomorrow" in said
    assert "Could be extended to 02:00 on Fri 12 June at most" in said


def test_before_arrival_the_clock_says_it_has_not_started(world: World, contact: UUID) -> None:
    said = text_of(Desk(world[Role.DOCTOR]).open("contact", contact))
    assert "The time allowed has not started" in said


def test_what_is_due_is_done_in_place_by_those_who_may(world: World, contact: UUID) -> None:
    arrived(world, contact)
    page = Desk(world[Role.PLACE_OF_SAFETY_COORDINATOR]).open("contact", contact)
    assert "Tell the person their rights overdue since 14:30, 30 min" in text_of(page)
    assert f"/crisis/contacts/{contact}/record/rights_given/" in page.content.decode()


def test_a_step_the_viewer_may_not_record_is_not_offered(world: World, contact: UUID) -> None:
    arrived(world, contact)
    officer = Desk(world[Role.RESPONSE_OFFICER]).open("contact", contact).content.decode()
    assert "record/handover_offered/" in officer
    assert "record/handover_accepted/" not in officer
    coordinator = Desk(world[Role.PLACE_OF_SAFETY_COORDINATOR]).open("contact", contact)
    assert "record/handover_offered/" not in coordinator.content.decode()
    assert "record/handover_accepted/" in coordinator.content.decode()


def test_both_sides_of_a_handover_sign_and_see_the_same_page(world: World, contact: UUID) -> None:
    arrived(world, contact)
    officer = Desk(world[Role.RESPONSE_OFFICER])
    suite = Desk(world[Role.PLACE_OF_SAFETY_COORDINATOR])
    assert (
        officer.send("record", contact, "handover_offered", at=NOW - 9 * MINUTE).status_code == 302
    )
    waiting = text_of(suite.open("contact", contact))
    assert "Police hand over Test response_officer signed 14:51" in waiting
    assert "Place of safety takes over Not signed yet Accept the handover" in waiting
    assert suite.send("record", contact, "handover_accepted", at=NOW - MINUTE).status_code == 302
    both = "signed 14:51 Place of safety takes over Test place_of_safety_coordinator signed 14:59"
    assert both in text_of(officer.open("contact", contact))
    assert both in text_of(suite.open("contact", contact))


def test_nothing_is_within_the_aim_before_somebody_has_signed(world: World, contact: UUID) -> None:
    arrived(world, contact, ago=12 * MINUTE)
    desk = Desk(world[Role.PLACE_OF_SAFETY_COORDINATOR])
    for page in ("contact", "sheet"):
        said = text_of(desk.open(page, contact))
        assert "Not handed over yet, 12 min so far." in said
        assert "within the aim" not in said
    step(world[Role.RESPONSE_OFFICER], contact, "handover_offered", NOW - 9 * MINUTE)
    desk.send("record", contact, "handover_accepted")
    for page in ("contact", "sheet"):
        assert "12 min, within the aim of 60 min." in text_of(desk.open(page, contact))


def test_a_long_handover_is_said_in_hours_and_minutes(world: World, contact: UUID) -> None:
    arrived(world, contact, ago=timedelta(hours=5, minutes=19))
    desk = Desk(world[Role.PLACE_OF_SAFETY_COORDINATOR])
    said = text_of(desk.open("contact", contact))
    assert "Not handed over yet, 5 h 19 min so far, over the aim of 60 min." in said
    step(world[Role.RESPONSE_OFFICER], contact, "police_left", NOW)
    said = text_of(desk.open("contact", contact))
    assert "5 h 19 min, over the aim of 60 min." in said
    assert "Not handed over yet" not in said


def test_the_last_two_hours_ask_without_nudging(world: World, contact: UUID) -> None:
    arrived(world, contact, ago=23 * HOUR)
    page = Desk(world[Role.DOCTOR]).open("contact", contact)
    asked = text_of(page).split("is the assessment going to be complete?")[1]
    places = [
        asked.index(words)
        for words in ("Assessment complete", "Record an extension", "Nothing to record yet")
    ]
    assert places == sorted(places)
    for kind in ("examination_completed", "extension_given"):
        assert f'href="/crisis/contacts/{contact}/record/{kind}/"' in page.content.decode()


def test_before_the_last_two_hours_nothing_is_offered_to_answer(
    world: World, contact: UUID
) -> None:
    arrived(world, contact)
    said = text_of(Desk(world[Role.DOCTOR]).open("contact", contact))
    assert "Two hours before the end: is the assessment going to be complete?" in said
    assert "Nothing to record yet" not in said


def test_each_search_has_its_own_card_and_a_sentence_is_said_once(
    world: World, contact: UUID
) -> None:
    arrived(world, contact, ago=20 * HOUR)
    officer = world[Role.RESPONSE_OFFICER]
    for ago in (2 * HOUR, HOUR):
        step(officer, contact, "search", NOW - ago, danger_grounds="Threw glass")
        step(officer, contact, "extension_given", NOW - ago, hours=14, by="amhp", reason="no_bed")
    page = Desk(officer).open("contact", contact)
    said = text_of(page)
    for words in ("Search 1 of 2", "Search 2 of 2", "Extension 2 of 2", "MHA 1983 s136C"):
        assert words in said
    look = page.content.decode().split("Look at this")[1].split("</section>")[0]
    lines = re.findall(r"<li>(.*?) <span", look)
    assert lines
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("ends", [True, False])
def test_what_is_found_out_late_is_recorded_on_a_contact_that_is_over(
    world: World, ends: bool
) -> None:
    officer = Desk(world[Role.RESPONSE_OFFICER])
    if ends:
        contact = hold(world)
        arrived(world, contact)
        step(world[Role.DOCTOR], contact, "ended", NOW, reason="detained_s2")
    else:
        contact = browse(world[Role.RESPONSE_OFFICER]).contact_id
        step(officer.actor, contact, "closed", NOW, outcome="advice")
    page = officer.open("contact", contact).content.decode()
    folded = page.split("Record something that happened earlier")[1].split("</details>")[0]
    offered = re.findall(r'href="([^"]+)"', folded)
    assert f"/crisis/contacts/{contact}/record/note/" in offered
    assert (f"/crisis/contacts/{contact}/record/search/" in offered) is ends
    assert not [address for address in offered if "/closed/" in address or "/ended/" in address]
    answers = {address: officer.client.get(address).status_code for address in offered}
    assert set(answers.values()) == {200}, answers
    sent = officer.send("record", contact, "note", at=NOW - MINUTE, words="Coat came later")
    assert sent.status_code == 302
    assert "Coat came later" in text_of(officer.open("contact", contact))


def test_one_person_does_not_sign_both_sides(world: World, contact: UUID) -> None:
    arrived(world, contact)
    sergeant = world[Role.CUSTODY_OFFICER]
    step(sergeant, contact, "handover_offered", NOW - 5 * MINUTE)
    refused = Desk(sergeant).send("record", contact, "handover_accepted")
    assert refused.status_code == 422
    assert "somebody else signs for it" in text_of(refused)
    other = on_duty(Role.CUSTODY_OFFICER, world.police, name="Sgt Other")
    assert Desk(other).send("record", contact, "handover_accepted").status_code == 302


def test_facts_stand_against_conditions_with_the_law_and_not_our_rule_numbers(
    world: World, contact: UUID
) -> None:
    said = text_of(Desk(world[Role.AMHP]).open("contact", contact))
    assert "Grounds for section 136" in said
    assert "MHA 1983 s136(1)" in said
    assert "DOMAIN" not in said


def test_what_looks_out_of_order_is_said_and_the_record_kept(world: World, contact: UUID) -> None:
    arrived(world, contact, ago=5 * HOUR)
    said = text_of(Desk(world[Role.AMHP]).open("contact", contact))
    assert "Look at this" in said
    assert "Arrived at a place of safety" in said


def test_their_own_words_come_before_everything_recorded_about_them(
    world: World, contact: UUID
) -> None:
    person = Event.objects.get(contact=contact, kind="person_named").contact.person_id
    people.record_words(
        world[Role.LIAISON_LEAD],
        person,
        text="Talk to me slowly.",
        helps="",
        worse="",
        now=NOW,
    )
    said = text_of(Desk(world[Role.RESPONSE_OFFICER]).open("contact", contact))
    assert said.index("Talk to me slowly.") < said.index("What is due next")


def test_who_else_sees_it_is_said_on_the_page(world: World, contact: UUID) -> None:
    said = text_of(Desk(world[Role.AMHP]).open("contact", contact))
    assert "Who else sees this" in said
    assert "Each look is kept" in said


def test_a_contact_that_holds_nobody_has_a_story_too(world: World) -> None:
    officer = browse(world[Role.RESPONSE_OFFICER])
    said = text_of(officer.get("contact"))
    assert "Mill Lane footbridge" in said
    assert "Open contact" in said
    assert "time allowed" not in said
    assert "Handover" not in said.replace("Shift handover", "")


def test_an_entry_recorded_late_says_how_late(world: World, contact: UUID) -> None:
    arrived(world, contact, ago=2 * HOUR)
    said = text_of(Desk(world[Role.AMHP]).open("contact", contact))
    assert "recorded 2 h later" in said


def test_a_story_nobody_added_to_is_not_sent_or_logged_again(world: World, contact: UUID) -> None:
    desk = Desk(world[Role.AMHP])
    mark = desk.open("contact", contact, **POLL)["ETag"]
    looks = AuditEntry.objects.filter(action="crisis.contact", actor_id=desk.actor.user_id)
    seen = looks.count()
    again = desk.open("contact", contact, HTTP_IF_NONE_MATCH=mark, **POLL)
    assert (again.status_code, looks.count()) == (304, seen)
    arrived(world, contact)
    fresh = desk.open("contact", contact, HTTP_IF_NONE_MATCH=mark, **POLL)
    assert "Arrived at a place of safety" in text_of(fresh)
    assert "<html" not in fresh.content.decode()


def test_words_taken_back_are_gone_at_the_next_poll_though_nothing_was_recorded(
    world: World, contact: UUID
) -> None:
    nurse = world[Role.TRIAGE_CLINICIAN]
    person_id = Contact.objects.values_list("person_id", flat=True).get(pk=contact)
    assert person_id is not None
    said = {"text": "", "helps": "Weak tea and time", "worse": ""}
    people.record_words(nurse, person_id, **said, now=NOW)
    desk = Desk(world[Role.AMHP])
    first = desk.open("contact", contact, **POLL)
    assert "Weak tea and time" in text_of(first)
    assert (
        desk.open("contact", contact, HTTP_IF_NONE_MATCH=first["ETag"], **POLL).status_code == 304
    )
    people.withdraw_words(nurse, person_id, now=NOW)
    again = desk.open("contact", contact, HTTP_IF_NONE_MATCH=first["ETag"], **POLL)
    assert again.status_code == 200
    assert "Weak tea and time" not in text_of(again)


def test_the_same_address_answers_the_part_that_stands_beside_the_board(
    world: World, contact: UUID
) -> None:
    part = Desk(world[Role.AMHP]).open("contact", contact, HTTP_HX_REQUEST="true").content.decode()
    assert part.lstrip().startswith("<article")
    assert "<html" not in part
