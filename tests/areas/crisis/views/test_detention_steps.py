"""Recording each step and putting it right: every kind, its words, once only, both versions."""

import uuid
from datetime import timedelta
from uuid import UUID

import pytest

from alongside.areas.crisis import actions
from alongside.areas.crisis.actions import NewEvent
from alongside.areas.crisis.forms.steps import RECORDED_HERE, STEPS, step_form
from alongside.areas.crisis.forms.steps_places import OfferedPlaces
from alongside.areas.crisis.models import Event
from alongside.areas.crisis.rules.facts import FACT_NAMES
from alongside.areas.crisis.rules.kinds import KINDS
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.foundation.kit.typed_times import posted
from alongside.kernel.actor import Role
from tests.support.contacts import text_of
from tests.support.held import HOUR, MINUTE, Desk, add_place, hold, step
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
ANSWERS = {"ended": {"reason": "admitted_informal"}, "closed": {"outcome": "advice"}}
ANSWERS |= {"consultation": {"consulted": "yes"}, "alternative": {"what": "gp"}}
EXTENSION = {"hours": "12", "by": "responsible_rmp", "reason": "sedated"}
ANSWERS |= {"rights_given": {"told": "orally"}, "extension_given": EXTENSION}
ANSWERS |= {"welfare_check": {"clinician_name": "Nurse Obi"}}
PLACE = {"place": "elsewhere", "place_name": "A barn"}


@pytest.fixture(autouse=True)
def stopped_clock(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def contact(world: World) -> UUID:
    return hold(world)


def last(contact: UUID, kind: str) -> Event:
    return Event.objects.filter(contact=contact, kind=kind).order_by("-recorded_at", "-id")[0]


def standing(contact: UUID, kind: str) -> Event:
    return Event.objects.get(contact=contact, kind=kind, superseded_by=None)


def test_every_kind_but_those_opening_and_naming_can_be_asked_or_put_right() -> None:
    assert set(STEPS) == set(KINDS) - {"opened", "person_named"}


@pytest.mark.parametrize("kind", sorted(STEPS))
def test_a_form_asks_only_for_facts_its_kind_carries_and_for_all_of_them(kind: str) -> None:
    asked = set(step_form(kind, OfferedPlaces()).base_fields)
    asked -= {"happened_at", "station", "request_key", "version"}
    if "told" in asked:
        asked = asked - {"told"} | {"orally", "in_writing", "legal_advice", "someone_told"}
    if "place" in asked:
        asked = asked - {"place"} | {"place_id", "place_name"}
    kept_by_other_pages = {
        "power_used": {"place_id", "place_name", "place_type", "police_station_reason"}
    }
    assert asked == set(FACT_NAMES[kind]) - kept_by_other_pages.get(kind, set())


@pytest.mark.parametrize("kind", sorted(RECORDED_HERE))
def test_each_step_opens_filled_with_now_and_is_saved(
    world: World, contact: UUID, kind: str
) -> None:
    role = next(role for role in Role if role in PERMISSIONS[KINDS[kind].permission])
    desk = Desk(world[role])
    opened = desk.open("record", contact, kind)
    assert (opened.status_code, 'value="15:00"' in opened.content.decode()) == (200, True)
    place = PLACE if STEPS[kind].place else {}
    sent = desk.send("record", contact, kind, **ANSWERS.get(kind, {}), **place)
    assert sent.status_code == 302
    assert last(contact, kind).happened_at == NOW


@pytest.mark.parametrize("kind", ["handover_offered", "handover_accepted", "ended", "note"])
@pytest.mark.parametrize("role", Role)
def test_who_records_a_step_follows_the_table(
    world: World, contact: UUID, role: Role, kind: str
) -> None:
    may = role in PERMISSIONS[KINDS[kind].permission]
    desk = Desk(world[role])
    assert desk.open("record", contact, kind).status_code == (200 if may else 403)
    sent = desk.send("record", contact, kind, **ANSWERS.get(kind, {}))
    assert sent.status_code == (302 if may else 403)


@pytest.mark.parametrize("kind", ["decision", "power_used", "opened", "nonsense"])
def test_steps_made_on_their_own_pages_are_not_recorded_here(
    world: World, contact: UUID, kind: str
) -> None:
    assert Desk(world[Role.RESPONSE_OFFICER]).open("record", contact, kind).status_code == 404


def test_a_form_sent_twice_is_saved_once(world: World, contact: UUID) -> None:
    desk, key = Desk(world[Role.RESPONSE_OFFICER]), str(uuid.uuid4())
    for _ in range(2):
        assert (
            desk.send("record", contact, "note", words="Cold", request_key=key).status_code == 302
        )
    assert Event.objects.filter(contact=contact, kind="note").count() == 1


def test_a_place_chosen_is_kept_with_its_name_and_kind(world: World, contact: UUID) -> None:
    suite = add_place(world, "Larch Suite", "health_based_pos")
    desk = Desk(world[Role.RESPONSE_OFFICER])
    desk.send("record", contact, "arrived", place=str(suite), transport="ambulance")
    facts = last(contact, "arrived").facts
    assert facts["place_id"] == str(suite)
    assert (facts["place_name"], facts["place_type"]) == ("Larch Suite", "health_based_pos")
    assert facts["transport"] == "ambulance"


def test_an_arrival_starts_from_what_was_said_on_setting_off(world: World, contact: UUID) -> None:
    suite = add_place(world, "Larch Suite", "health_based_pos")
    officer = world[Role.RESPONSE_OFFICER]
    facts = {"place_id": suite, "place_name": "Larch Suite", "transport": "ambulance"}
    step(officer, contact, "left_scene", NOW - HOUR, **facts)
    page = Desk(officer).open("record", contact, "arrived").content.decode()
    assert f'value="{suite}" checked' in " ".join(page.split())
    assert 'value="ambulance" checked' in " ".join(page.split())


def test_reaching_a_police_station_asks_about_it_at_once_and_saves_without(
    world: World, contact: UUID
) -> None:
    station = add_place(world, "Moorchester police station", "police_station")
    desk = Desk(world[Role.RESPONSE_OFFICER])
    sent = desk.send("record", contact, "arrived", place="police_station", station=str(station))
    assert sent["Location"] == f"/crisis/contacts/{contact}/record/station_decision/"
    assert last(contact, "arrived").facts["place_type"] == "police_station"
    said = text_of(desk.open("contact", contact))
    assert "A police station as a place of safety Not everything is recorded yet." in said
    desk.send("record", contact, "station_decision", risk_imminent="no", could_be_under_18="no")
    assert "The recorded facts do not meet every condition." in text_of(
        desk.open("contact", contact)
    )


def test_an_extension_shows_its_facts_against_the_conditions_once_saved(
    world: World, contact: UUID
) -> None:
    step(world[Role.RESPONSE_OFFICER], contact, "arrived", NOW - 20 * HOUR)
    doctor = Desk(world[Role.DOCTOR])
    doctor.send("record", contact, "extension_given", hours="14", by="amhp", reason="no_bed")
    said = text_of(doctor.open("contact", contact))
    assert "Extension The recorded facts do not meet every condition." in said
    assert last(contact, "extension_given").facts["hours"] == 14


def test_rights_are_ticked_off_and_kept_one_by_one(world: World, contact: UUID) -> None:
    step(world[Role.RESPONSE_OFFICER], contact, "arrived", NOW - HOUR)
    Desk(world[Role.PLACE_OF_SAFETY_COORDINATOR]).send(
        "record", contact, "rights_given", told=["orally", "legal_advice"], language="Polish"
    )
    assert last(contact, "rights_given").facts == {
        "orally": True,
        "legal_advice": True,
        "language": "Polish",
    }


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        ("rights_given", {}, "Tick how they were told"),
        ("rights_given", {"told": "legal_advice"}, "Tick how they were told"),
        ("extension_given", EXTENSION | {"by": ""}, "Choose who gave it"),
        ("extension_given", EXTENSION | {"reason": ""}, "Choose why it was given"),
        ("extension_given", EXTENSION | {"hours": ""}, "Enter how many hours more"),
        ("welfare_check", {"asleep": "no"}, "Enter the clinician's name"),
    ],
)
def test_an_entry_that_says_nothing_settles_nothing(
    world: World, contact: UUID, kind: str, given: dict[str, str], words: str
) -> None:
    step(world[Role.RESPONSE_OFFICER], contact, "arrived", NOW - 20 * HOUR)
    desk = Desk(world[Role.DOCTOR])
    sent = desk.send("record", contact, kind, **given)
    assert sent.status_code == 422
    assert words in text_of(sent)
    assert not Event.objects.filter(contact=contact, kind=kind).exists()
    assert "Tell the person their rights overdue" in text_of(desk.open("contact", contact))


@pytest.mark.parametrize("told", ["orally", "in_writing"])
def test_being_told_either_way_is_being_told(world: World, contact: UUID, told: str) -> None:
    step(world[Role.RESPONSE_OFFICER], contact, "arrived", NOW - HOUR)
    desk = Desk(world[Role.PLACE_OF_SAFETY_COORDINATOR])
    assert desk.send("record", contact, "rights_given", told=told).status_code == 302
    assert "Tell the person their rights overdue" not in text_of(desk.open("contact", contact))


@pytest.mark.parametrize("hours", ["0", "-3", "73"])
def test_hours_that_cannot_be_are_refused_in_plain_words(
    world: World, contact: UUID, hours: str
) -> None:
    sent = Desk(world[Role.DOCTOR]).send(
        "record", contact, "extension_given", **EXTENSION | {"hours": hours}
    )
    assert sent.status_code == 422
    assert "Hours must be more than 0 and at most 72" in text_of(sent)


@pytest.mark.parametrize(("kind", "name"), [("hand_off", "due_at"), ("threshold", "review_at")])
def test_a_time_still_to_come_offers_no_taps_for_how_long_ago(kind: str, name: str) -> None:
    fields = step_form(kind, OfferedPlaces()).base_fields
    assert fields[name].widget.chips == ()
    assert 0 in fields["happened_at"].widget.chips


def test_a_time_to_come_is_refused_beside_its_boxes(world: World, contact: UUID) -> None:
    desk = Desk(world[Role.RESPONSE_OFFICER])
    sent = desk.send("record", contact, "note", at=NOW + timedelta(hours=2), words="Later")
    assert sent.status_code == 422
    assert "That time has not come yet." in text_of(sent)
    assert 'href="#id_happened_at_day"' in sent.content.decode()
    assert "Later" in sent.content.decode()


def test_an_end_without_how_is_asked_for(world: World, contact: UUID) -> None:
    sent = Desk(world[Role.DOCTOR]).send("record", contact, "ended")
    assert sent.status_code == 422
    assert "Answer: How did it end?" in text_of(sent)


def test_an_arrival_without_a_place_is_asked_for(world: World, contact: UUID) -> None:
    sent = Desk(world[Role.RESPONSE_OFFICER]).send("record", contact, "arrived")
    assert sent.status_code == 422
    assert "Choose a place, or 'Somewhere else'" in text_of(sent)


def test_a_true_time_past_the_limit_is_saved_and_said(world: World, contact: UUID) -> None:
    step(world[Role.RESPONSE_OFFICER], contact, "arrived", NOW - 24 * HOUR - MINUTE)
    doctor = Desk(world[Role.DOCTOR])
    assert doctor.send("record", contact, "ended", reason="detained_s2").status_code == 302
    assert "past the time allowed" in text_of(doctor.open("contact", contact))


# --- corrections


def test_a_correction_keeps_both_times_with_who_and_why(world: World, contact: UUID) -> None:
    officer = world[Role.RESPONSE_OFFICER]
    first = step(officer, contact, "arrived", NOW - 55 * MINUTE, transport="ambulance")
    desk = Desk(world[Role.POLICE_SUPERVISOR])
    opened = desk.open("correct", first).content.decode()
    assert 'value="14:05"' in opened
    assert 'value="ambulance" checked' in " ".join(opened.split())
    sent = desk.send(
        "correct",
        first,
        at=NOW - 40 * MINUTE,
        correction_reason="read the wrong clock",
        transport="police_vehicle",
        **PLACE,
    )
    assert sent.status_code == 302
    said = text_of(desk.open("contact", contact))
    assert (
        "14:05 corrected to 14:20 by Test police_supervisor, because: read the wrong clock."
        " It said: Transport: Ambulance." in said
    )


def test_a_correction_without_a_reason_is_asked_for_one(world: World, contact: UUID) -> None:
    first = step(world[Role.RESPONSE_OFFICER], contact, "note", NOW - HOUR, words="Cold")
    sent = Desk(world[Role.AMHP]).send("correct", first, words="Colder")
    assert sent.status_code == 422
    assert "Say why you are correcting this" in text_of(sent)
    assert Event.objects.filter(contact=contact, kind="note").count() == 1


def test_two_corrections_at_once_show_theirs_beside_yours_and_lose_neither(
    world: World, contact: UUID
) -> None:
    officer = world[Role.RESPONSE_OFFICER]
    first = step(officer, contact, "note", NOW - HOUR, words="Cold")
    theirs = actions.correct_event(
        world[Role.AMHP],
        first,
        NewEvent("note", NOW - HOUR, {"words": "Cold and wet"}),
        reason="left half out",
        now=NOW,
    )
    desk = Desk(officer)
    clash = desk.send("correct", first, words="Freezing", correction_reason="wrong word")
    assert clash.status_code == 409
    said = text_of(clash)
    for words in ("Cold and wet", "left half out", "Test amhp", "Freezing", "wrong word"):
        assert words in said
    assert f'action="/crisis/entries/{theirs}/correct/"' in clash.content.decode()
    again = desk.send("correct", theirs, words="Freezing", correction_reason="wrong word")
    assert again.status_code == 302
    told = text_of(desk.open("contact", contact))
    assert "because: left half out." in told
    assert "because: wrong word." in told


def test_an_entry_corrected_already_opens_the_one_that_stands(world: World, contact: UUID) -> None:
    officer = world[Role.RESPONSE_OFFICER]
    first = step(officer, contact, "note", NOW - HOUR, words="Cold")
    newer = actions.correct_event(
        officer, first, NewEvent("note", NOW - HOUR, {"words": "Hot"}), reason="slip", now=NOW
    )
    assert Desk(officer).open("correct", first)["Location"] == f"/crisis/entries/{newer}/correct/"


@pytest.mark.parametrize("role", Role)
def test_who_puts_an_entry_right_follows_the_table(world: World, contact: UUID, role: Role) -> None:
    power = Event.objects.get(contact=contact, kind="power_used")
    opened = Desk(world[role]).open("correct", power.id)
    assert opened.status_code == (200 if role in PERMISSIONS["power.use"] else 403)


def test_correcting_a_decision_never_hides_the_power_it_used(world: World, contact: UUID) -> None:
    decision = Event.objects.get(contact=contact, kind="decision")
    desk = Desk(world[Role.RESPONSE_OFFICER])
    sent = desk.send("correct", decision.id, decision="advice", correction_reason="slip")
    assert sent.status_code == 422
    page = desk.open("correct", decision.id).content.decode()
    assert 'value="section_136"' in page
    assert 'value="advice"' not in page


def test_a_correction_sent_twice_is_saved_once(world: World, contact: UUID) -> None:
    first = step(world[Role.RESPONSE_OFFICER], contact, "note", NOW - HOUR, words="Cold")
    desk, key = Desk(world[Role.AMHP]), str(uuid.uuid4())
    fields = {"words": "Hot", "correction_reason": "slip", "request_key": key}
    answers = [desk.send("correct", first, **fields).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Event.objects.filter(contact=contact, kind="note").count() == 2


def test_a_time_typed_in_the_hour_that_happened_twice_is_asked_about(
    world: World, contact: UUID, time_machine
) -> None:
    desk = Desk(world[Role.RESPONSE_OFFICER])
    typed = posted("happened_at", NOW) | {
        "happened_at_day": "26",
        "happened_at_month": "10",
        "happened_at_year": "2025",
        "happened_at_time": "01:30",
    }
    sent = desk.send("record", contact, "note", at=None, words="Late", **typed)
    assert sent.status_code == 422
    assert "Which 01:30?" in text_of(sent)


# --- what did not happen


def test_an_entry_that_did_not_happen_says_so_in_words_and_stays(
    world: World, contact: UUID
) -> None:
    officer = world[Role.RESPONSE_OFFICER]
    first = step(officer, contact, "arrived", NOW - HOUR, transport="ambulance")
    desk = Desk(officer)
    page = desk.open("correct", first)
    assert "This did not happen" in text_of(page)
    assert f'action="/crisis/entries/{first}/strike/"' in page.content.decode()
    sent = desk.send("strike", first, at=None, reason="wrong <person>")
    assert sent["Location"] == f"/crisis/contacts/{contact}/"
    story = desk.open("contact", contact)
    said = text_of(story)
    assert "Arrived at a place of safety did not happen, because: wrong <person>" in said
    assert "Marked so by Test response_officer. It said: Transport: Ambulance." in said
    assert "wrong <person>" not in story.content.decode()
    assert "The time allowed has not started" in said
    newest = standing(contact, "arrived")
    assert f"/crisis/entries/{newest.id}/correct/" not in story.content.decode()
    assert desk.open("correct", newest.id)["Location"] == f"/crisis/contacts/{contact}/"


def test_what_everything_rests_on_is_not_offered_to_be_taken_back(
    world: World, contact: UUID
) -> None:
    power = Event.objects.get(contact=contact, kind="power_used")
    desk = Desk(world[Role.RESPONSE_OFFICER])
    assert "This did not happen" not in text_of(desk.open("correct", power.id))


def test_taking_back_without_saying_why_is_refused(world: World, contact: UUID) -> None:
    first = step(world[Role.AMHP], contact, "note", NOW - HOUR, words="Cold")
    sent = Desk(world[Role.AMHP]).send("strike", first, at=None, reason=" ")
    assert sent.status_code == 422
    assert last(contact, "note").id == first


def test_a_correction_of_what_somebody_took_back_shows_both(world: World, contact: UUID) -> None:
    first = step(world[Role.AMHP], contact, "note", NOW - HOUR, words="Cold")
    actions.strike_out(world[Role.AMHP], first, reason="wrong person", now=NOW)
    desk = Desk(world[Role.DOCTOR])
    clash = desk.send("correct", first, words="Freezing", correction_reason="wrong word")
    assert clash.status_code == 409
    for words in ("did not happen", "wrong person", "Freezing"):
        assert words in text_of(clash)
    theirs = standing(contact, "note")
    again = desk.send("correct", theirs.id, words="Freezing", correction_reason="wrong word")
    assert again.status_code == 302
    assert "Freezing" in text_of(desk.open("contact", contact))


def test_an_arrival_taken_back_does_not_fill_the_next_form(world: World, contact: UUID) -> None:
    officer = world[Role.RESPONSE_OFFICER]
    first = step(officer, contact, "left_scene", NOW - HOUR, transport="ambulance")
    actions.strike_out(officer, first, reason="still at the scene", now=NOW)
    page = Desk(officer).open("record", contact, "arrived").content.decode()
    assert 'value="ambulance" checked' not in " ".join(page.split())
