"""Who to ring, contacts, chains, needs and sheets as pages."""

from datetime import timedelta

import pytest
import time_machine

from alongside.areas.directory import actions, queries
from alongside.areas.directory.models import AreaServed, Contact, ContactAway, CoverStep
from alongside.areas.directory.rules.answerers import Answerer
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.cover_steps import CoverWhen, NewStep
from alongside.areas.directory.rules.needs import needs
from alongside.areas.directory.rules.seats import Seat
from alongside.foundation.kit.typed_times import posted
from alongside.kernel.actor import OWN_DOOR, Role
from tests.support.contacts import text_of
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
KEEPERS = {Role.LIAISON_LEAD, Role.ADMINISTRATOR}
SOON = timedelta(minutes=5)
RING = "/directory/ring/"


@pytest.fixture
def made(keeper, contact_entry, team_entry, option_entry, places):
    """A contact, a team that leads to it, an option, an area."""
    contact = actions.add_contact(keeper, contact_entry, now=NOW)
    team = actions.add_team(keeper, team_entry, now=NOW)
    option = actions.add_option(keeper, option_entry, now=NOW)
    town = actions.add_locality(keeper, name="Westbeck", latitude=54.7, longitude=-2.5, now=NOW)
    steps = [NewStep(CoverWhen.NO_ANSWER, to_contact_id=contact)]
    actions.set_cover_chain(keeper, EntryKind.TEAM, team, steps=steps, now=NOW)
    actions.set_need(keeper, "amhp_assessment", [Answerer(team_id=team)], now=NOW)
    return {"contact": contact, "team": team, "option": option, "town": town, "ward": places.near}


OPEN = (
    RING,
    f"{RING}?need=amhp_assessment",
    f"{RING}?words=136",
    "/directory/contacts/",
    "/directory/contacts/{contact}/",
    "/directory/sheets/",
    "/directory/sheets/ward/{ward}/",
    "/directory/sheets/team/{team}/",
    "/directory/sheets/area/{town}/",
)
KEPT = (
    "/directory/contacts/add/",
    "/directory/contacts/{contact}/change/",
    "/directory/instead/team/{team}/",
    "/directory/instead/contact/{contact}/",
    "/directory/areas/team/{team}/",
    "/directory/areas/option/{option}/",
    "/directory/needs/",
    "/directory/needs/amhp_assessment/",
    "/directory/needs/amhp_assessment/{town}/",
)


@pytest.mark.parametrize("role", [role for role in Role if role not in OWN_DOOR])
def test_everybody_at_work_finds_whom_to_ring_and_keepers_say_it(role, world, made, sign_in):
    browser = sign_in(world[role])
    for path in OPEN:
        assert browser.get(path.format(**made)).status_code == 200, path
    for path in KEPT:
        expected = 200 if role in KEEPERS else 403
        assert browser.get(path.format(**made)).status_code == expected, path


@pytest.mark.parametrize("role", sorted(OWN_DOOR))
def test_whoever_came_by_their_own_door_opens_none_of_it(role, world, made, sign_in):
    browser = sign_in(world[role])
    for path in (*OPEN, *KEPT):
        assert browser.get(path.format(**made)).status_code == 403, path


def test_by_day_the_team_is_rung_and_at_night_whoever_answers_then(officer, made, sign_in):
    browser = sign_in(officer)
    by_day = text_of(browser.get(RING, {"words": "amhp"}))
    assert "Ring Crisis team 01632 960301 Open till 17:00" in by_day
    assert "If no answer from Crisis team Rowan Ellery, Bed manager 01632 960341" in by_day
    night = posted("at", NOW.replace(hour=1, day=11))
    at_night = text_of(browser.get(RING, {"need": "amhp_assessment"} | night))
    assert "Ring Crisis line 01632 960399 Open day and night While Crisis team is shut" in at_night
    assert "Not these then Crisis team Shut: opens 09:00" in at_night
    assert "01632 960301" not in at_night
    assert "NHS 111, mental health option 111" in at_night
    assert "Life" not in at_night
    assert "Ring 999" in at_night


def test_words_that_could_mean_several_are_asked_about_and_unknown_ones_list_all(
    officer, made, sign_in
):
    browser = sign_in(officer)
    several = text_of(browser.get(RING, {"words": "doctor suite", "place": str(made["town"])}))
    assert "“doctor suite” could be" in several
    unknown = browser.get(RING, {"words": "xyzzy"})
    assert unknown.status_code == 200
    assert "Nothing is kept under “xyzzy”" in text_of(unknown)
    assert all(need.label in text_of(unknown) for need in needs())


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"need": "lift_home"}, "That is not a need kept here."),
        ({"need": "journalist", "place": "nowhere"}, "Choose an area from the list"),
        ({"need": "journalist", "at_day": "99", "at_time": "02:00"}, "There is a problem"),
    ],
)
def test_what_cannot_be_answered_says_what_to_do(officer, made, sign_in, asked, words):
    response = sign_in(officer).get(RING, asked)
    assert response.status_code == 422
    assert words in text_of(response)


def test_a_number_that_was_wrong_is_said_in_one_tap_and_comes_last(officer, made, sign_in):
    browser = sign_in(officer)
    address = f"{RING}?need=amhp_assessment"
    assert "It was wrong, or nobody answers it Crisis team" in text_of(browser.get(address))
    team = queries.team(officer, made["team"], now=NOW)
    with time_machine.travel(NOW + SOON, tick=False):
        sent = browser.post(
            f"/directory/doubt/team/{made['team']}/", {"next": address}, follow=True
        )
    assert "Whoever keeps that number is asked now." in text_of(sent)
    assert "Last confirmed 5 minutes ago by Test liaison_lead" in text_of(sent)
    assert not team.confirmed.stale
    assert queries.team(officer, made["team"], now=NOW + SOON).confirmed.stale


def contact_form(world, **changed):
    return {
        "name": "Zoe Ash",
        "job_title": "Bed manager",
        "organisation": str(world.trust),
        "phone": "01632 960342",
        "hours": "day and night",
        "languages": "Polish, BSL",
        "active": "on",
    } | changed


def test_a_contact_is_added_changed_and_taken_out_of_use_by_form(world, keeper, made, sign_in):
    browser = sign_in(keeper)
    assert browser.post("/directory/contacts/add/", contact_form(world)).status_code == 302
    row = Contact.objects.get(name="Zoe Ash")
    assert row.languages == ["pl", "bfi"]
    address = f"/directory/contacts/{row.id}/change/"
    assert 'value="Polish, British Sign Language"' in browser.get(address).content.decode()
    sent = contact_form(world, version=1, phone="01632 960343")
    del sent["active"]
    assert browser.post(address, sent).status_code == 302
    assert "Not in use any more (1)" in text_of(browser.get("/directory/contacts/"))
    clash = browser.post(address, contact_form(world, version=1, languages="Urdu"))
    assert clash.status_code == 409
    assert "Languages beside English Polish, British Sign Language" in text_of(clash)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "Enter name"),
        ({"phone": ""}, "Give a phone number or an e-mail address."),
        ({"email": "nobody"}, "Enter an e-mail address, such as"),
        ({"hours": "mornings"}, "These hours are not understood."),
        ({"languages": "Klingon"}, "Klingon is not a language kept here."),
        ({"organisation": ""}, "Choose an organisation"),
    ],
)
def test_each_error_of_a_contact_says_what_to_do(world, keeper, sign_in, changed, words):
    response = sign_in(keeper).post("/directory/contacts/add/", contact_form(world, **changed))
    assert response.status_code == 422
    assert words in text_of(response)


def test_away_is_said_by_form_and_back_in_one_tap(keeper, made, sign_in):
    browser = sign_in(keeper)
    address = f"/directory/contacts/{made['contact']}/"
    wrong = posted("from_at", NOW) | posted("until_at", NOW)
    response = browser.post(f"{address}away/", wrong)
    assert response.status_code == 422
    assert "They are back before they go." in text_of(response)
    right = posted("from_at", NOW) | posted("until_at", NOW.replace(day=20))
    assert browser.post(f"{address}away/", right).status_code == 302
    assert "Away, back Sat 20 June 2026" in text_of(browser.get(address))
    assert browser.post(f"{address}back/").status_code == 302
    assert ContactAway.objects.get().ended_at == NOW


def test_a_chain_is_said_by_form_and_keeps_what_it_showed(keeper, made, sign_in):
    browser = sign_in(keeper)
    address = f"/directory/instead/contact/{made['contact']}/"
    sent = {
        "away_0": f"team:{made['team']}",
        "away_1": f"seat:{Seat.DUTY_AMHP}",
        "no_answer_name": "Bleep-holder",
        "no_answer_phone": "01632 960401",
    }
    assert browser.post(address, sent).status_code == 302
    kept = queries.chain_of(keeper, EntryKind.CONTACT, made["contact"], now=NOW)
    assert [step.to_phone for step in kept.steps] == [None, None, "01632 960401"]
    shown = browser.get(address)
    form = shown.context["form"] if shown.context else None
    assert form is None or form.steps
    again = sent | {"no_answer_0": "number:01632 960401:Bleep-holder", "version": kept.version}
    again |= {"no_answer_name": "", "no_answer_phone": ""}
    assert browser.post(address, again).status_code == 302
    same = queries.chain_of(keeper, EntryKind.CONTACT, made["contact"], now=NOW)
    assert same.steps == kept.steps
    clash = browser.post(address, again | {"version": 1})
    assert clash.status_code == 409
    nameless = browser.post(address, {"away_phone": "01632 960401"})
    assert "Say who answers the number." in text_of(nameless)
    assert CoverStep.objects.filter(contact=made["contact"]).count() == 3


def test_areas_and_needs_are_said_by_form(keeper, officer, made, sign_in):
    browser = sign_in(keeper)
    town, option = made["town"], made["option"]
    assert browser.post(f"/directory/areas/option/{option}/", {"areas": [town]}).status_code == 302
    assert AreaServed.objects.get().option_id == option
    sent = {"ring_0": f"contact:{made['contact']}", "ring_1": f"option:{option}"}
    address = f"/directory/needs/housing_tonight/{town}/"
    assert browser.post(address, sent).status_code == 302
    twice = browser.post(address, {"ring_0": "seat:duty_amhp", "ring_1": "seat:duty_amhp"})
    assert "The same one is there twice." in text_of(twice)
    listed = text_of(browser.get("/directory/needs/"))
    assert "Westbeck: Rowan Ellery, Northmoor MH; then Crisis cafe, Northmoor MH" in listed
    shown = text_of(sign_in(officer).get(RING, {"need": "housing_tonight", "place": str(town)}))
    assert "Ring Rowan Ellery, Bed manager" in shown
    assert browser.get("/directory/areas/nothing/" + str(option) + "/").status_code == 404
    assert browser.get(f"/directory/sheets/nothing/{option}/").status_code == 404
    assert browser.get(f"/directory/sheets/ward/{option}/").status_code == 422


def test_a_sheet_says_whom_to_ring_with_how_long_ago_it_was_confirmed(officer, made, sign_in):
    page = text_of(sign_in(officer).get(f"/directory/sheets/area/{made['town']}/"))
    assert "Who to ring: Westbeck" in page
    assert "Crisis team 01632 960301 Mon to Fri 09:00 to 17:00" in page
    assert "Crisis line 01632 960399 less than a minute ago" in page
    assert "Rowan Ellery, Bed manager Beds and transfers 01632 960341" in page
