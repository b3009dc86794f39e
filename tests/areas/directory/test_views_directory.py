"""Each page per role, each error's words, and one tap from page to page."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from alongside.areas.directory import actions, queries
from alongside.areas.directory.models import (
    AvailabilityClaim,
    Cover,
    PlaceOfSafety,
    ServiceOption,
    Shift,
    Team,
)
from alongside.areas.directory.rules.availability import ClaimState
from alongside.foundation.accounts import actions as accounts
from alongside.foundation.kit.typed_times import posted
from alongside.kernel.actor import OWN_DOOR, Role
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
PAGES = {
    "/directory/find/": None,
    "/directory/find/?latitude=54.75&longitude=-2.21&child=no": None,
    "/directory/places/": None,
    "/directory/teams/": None,
    "/directory/shifts/": None,
    "/directory/contact-sheet/": None,
    "/directory/places/add/": "place.add",
    "/directory/teams/add/": "team.add",
    "/directory/options/add/": "option.add",
    "/directory/cover/duty_amhp/": "cover.set",
    "/directory/shifts/plan/": "shift.plan",
}
KEEPERS = {Role.LIAISON_LEAD, Role.ADMINISTRATOR}
PLANNERS = KEEPERS | {
    Role.CONTROL_ROOM_CLINICIAN,
    Role.PLACE_OF_SAFETY_COORDINATOR,
    Role.POLICE_SUPERVISOR,
}


def page(response):
    return response.content.decode()


def place_form(world, **changed):
    return {
        "name": "Larch Suite",
        "type": "health_based_pos",
        "takes": ["adults"],
        "organisation": str(world.trust),
        "phone": "01632 960201",
        "latitude": "54.76",
        "longitude": "-2.21",
        "active": "on",
    } | changed


def team_form(world, **changed):
    return {
        "name": "Crisis team",
        "organisation": str(world.trust),
        "phone": "01632 960301",
        "hours": "day and night",
        "active": "on",
    } | changed


def option_form(world, **changed):
    return {
        "name": "Crisis cafe",
        "kind": "crisis_cafe",
        "organisation": str(world.trust),
        "phone": "01632 960322",
        "hours": "every day 18:00-02:00",
        "active": "on",
    } | changed


@pytest.mark.parametrize("role", [role for role in Role if role not in OWN_DOOR])
def test_each_role_opens_what_it_may_and_is_told_kindly_of_the_rest(role, world, places, sign_in):
    browser = sign_in(world[role])
    for path, permission in PAGES.items():
        may = permission is None or role in (PLANNERS if permission == "shift.plan" else KEEPERS)
        response = browser.get(path)
        assert response.status_code == (200 if may else 403), path
        if not may:
            assert "Your role does not include this." in page(response)


@pytest.mark.parametrize("role", sorted(OWN_DOOR))
def test_whoever_came_by_their_own_door_opens_none_of_it(role, world, places, sign_in):
    browser = sign_in(world[role])
    for path in PAGES:
        response = browser.get(path)
        assert response.status_code == 403, path
        assert "It is for people who work here." in page(response)


def test_nobody_sees_a_page_without_signing_in(client, places):
    for path in PAGES:
        assert client.get(path).status_code in (302, 401, 403), path


def test_off_duty_one_may_look_but_not_say(world, officer, places, sign_in):
    accounts.end_duty(officer, now=NOW)
    browser = sign_in(officer)
    shown = browser.get(f"/directory/places/{places.near}/")
    assert shown.status_code == 200
    assert "I rang:" not in page(shown)
    said = browser.post(f"/directory/places/{places.near}/rang/", {"state": "full"})
    assert said.status_code == 403
    assert AvailabilityClaim.objects.count() == 0


def test_i_rang_full_is_one_tap_with_undo_and_back_to_the_list(officer, places, sign_in):
    browser = sign_in(officer)
    listed = "/directory/find/?latitude=54.75&longitude=-2.21&child=no"
    said = browser.post(f"/directory/places/{places.near}/rang/", {"state": "full", "next": listed})
    assert said.status_code == 302
    back = urlsplit(said.url)
    assert back.path == "/directory/find/"
    assert parse_qs(back.query)["child"] == ["no"]
    shown = page(browser.get(said.url))
    assert "Saved for everyone: Larch Suite, full." in shown
    claim = AvailabilityClaim.objects.get()
    undone = browser.post(f"/directory/claims/{claim.id}/withdraw/", {"next": said.url})
    assert urlsplit(undone.url).path == "/directory/find/"
    assert "said=" not in undone.url
    claim.refresh_from_db()
    assert claim.withdrawn_at == NOW


def test_a_page_of_another_site_is_never_gone_back_to(officer, places, sign_in):
    said = sign_in(officer).post(
        f"/directory/places/{places.near}/rang/",
        {"state": "full", "next": "https://elsewhere.example/"},
    )
    assert said.url.startswith(f"/directory/places/{places.near}/")


def test_a_get_never_changes_anything(officer, places, sign_in):
    browser = sign_in(officer)
    for path in ("rang", "availability"):
        assert browser.get(f"/directory/places/{places.near}/{path}/").status_code == 405
    assert AvailabilityClaim.objects.count() == 0


def test_the_ward_says_free_with_one_tap_or_says_more(coordinator, places, sign_in):
    browser = sign_in(coordinator)
    path = f"/directory/places/{places.near}/availability/"
    assert browser.post(path, {"state": "free"}).status_code == 302
    more = {"state": "free", "spaces": "2", "lasts_minutes": "30", "note": "Side door"}
    assert browser.post(path, more).status_code == 302
    shown = page(browser.get(f"/directory/places/{places.near}/"))
    assert "Side door" in shown
    assert AvailabilityClaim.objects.filter(spaces=2).count() == 1


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose free, full or ring first"),
        ({"state": "free", "spaces": "0"}, "The number of spaces does not fit what you said."),
        ({"state": "free", "spaces": "lots"}, "Enter a number of spaces, such as 1"),
    ],
)
def test_what_cannot_be_said_is_answered_with_422_and_words(
    coordinator, places, sign_in, sent, words
):
    response = sign_in(coordinator).post(f"/directory/places/{places.near}/availability/", sent)
    assert response.status_code == 422
    assert words in page(response)
    assert "There is a problem" in page(response)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("near=Atlantis", "is not a town or landmark kept here"),
        ("near=", "Enter a town or landmark, or both coordinates"),
        ("latitude=x&longitude=1", "Enter latitude as a number, such as 54.753"),
        ("latitude=54.7", "Enter a town or landmark, or both coordinates"),
        ("latitude=99&longitude=1", "These coordinates are not a place on the map."),
        ("latitude=nan&longitude=1", "Enter latitude as a number, such as 54.753"),
    ],
)
def test_where_to_go_says_what_is_missing(officer, places, sign_in, query, words):
    response = sign_in(officer).get(f"/directory/find/?{query}")
    assert response.status_code == 422
    assert words in page(response)


def test_where_to_go_by_the_name_of_a_town(keeper, officer, places, sign_in):
    actions.add_locality(keeper, name="Moorchester", latitude=54.75, longitude=-2.21, now=NOW)
    actions.ring_and_report(officer, places.near, state=ClaimState.FREE, now=NOW)
    shown = page(sign_in(officer).get("/directory/find/?near=moorchester&child=no"))
    assert "From Moorchester" in shown
    assert shown.index("Larch Suite") < shown.index("Not offered, and why")
    assert "Minutes are an estimate" in shown
    assert '<svg viewBox="0 0 420' in shown
    assert "Police stations are not offered" in shown


def test_no_screen_of_the_directory_uses_words_it_must_not(officer, places, sign_in):
    browser = sign_in(officer)
    for path in (*PAGES, f"/directory/places/{places.station}/"):
        shown = page(browser.get(path)).lower()
        for word in ("detain", "unlawful", "do not attend"):
            assert word not in shown, (path, word)


def test_a_place_is_added_changed_and_confirmed(world, keeper, sign_in):
    browser = sign_in(keeper)
    added = browser.post("/directory/places/add/", place_form(world))
    assert added.status_code == 302
    place = PlaceOfSafety.objects.get()
    assert place.active
    start = browser.get(f"/directory/places/{place.id}/change/")
    assert 'name="version" value="1"' in page(start)
    changed = place_form(world, version="1", phone="01632 960299")
    saved = browser.post(f"/directory/places/{place.id}/change/", changed)
    assert saved.url == f"/directory/places/{place.id}/"
    assert PlaceOfSafety.objects.get().phone == "01632 960299"
    confirmed = browser.post(
        f"/directory/confirm/place/{place.id}/", {"next": "/directory/places/"}
    )
    assert confirmed.url == "/directory/places/"


def test_two_people_editing_see_both_versions_and_may_save_again(
    world, keeper, suite_entry, sign_in
):
    place = actions.add_place(keeper, suite_entry, now=NOW)
    theirs = replace(suite_entry, phone="01632 960999", organisation_id=world.council)
    actions.change_place(keeper, place, theirs, version=1, now=NOW)
    browser = sign_in(world[Role.ADMINISTRATOR])
    path = f"/directory/places/{place}/change/"
    clash = browser.post(path, place_form(world, version="1"))
    assert clash.status_code == 409
    shown = page(clash)
    assert "Somebody else changed this entry while you were editing." in shown
    for words in ("01632 960999", "01632 960201", "Northmoor County Council"):
        assert words in shown
    assert 'name="version" value="2"' in shown
    assert browser.post(path, place_form(world, version="2")).status_code == 302
    assert queries.place(keeper, place, now=NOW).line.organisation_id == world.trust


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "Enter name of the place"),
        ({"takes": ["physical"]}, "Say who this place takes."),
        ({"takes": []}, "Choose who this place takes"),
        ({"type": ""}, "Choose what kind of place it is"),
        ({"latitude": "95"}, "These coordinates are not a place on the map."),
        ({"organisation": ""}, "Choose an organisation"),
    ],
)
def test_a_place_that_cannot_be_kept_is_answered_with_words(world, keeper, sign_in, changed, words):
    response = sign_in(keeper).post("/directory/places/add/", place_form(world, **changed))
    assert response.status_code == 422
    assert words in page(response)
    assert PlaceOfSafety.objects.count() == 0


def test_a_team_an_option_and_cover_are_added_and_changed(world, keeper, sign_in):
    browser = sign_in(keeper)
    assert browser.post("/directory/teams/add/", team_form(world)).status_code == 302
    assert browser.post("/directory/options/add/", option_form(world)).status_code == 302
    team, option = Team.objects.get(), ServiceOption.objects.get()
    sends = {
        f"/directory/teams/{team.id}/change/": team_form(world, version="1", hours="often"),
        f"/directory/options/{option.id}/change/": option_form(world, version="1", phone=""),
    }
    words = ("These hours are not understood.", "Give a phone number or an address.")
    for (path, sent), said in zip(sends.items(), words, strict=True):
        assert browser.get(path).status_code == 200
        refused = browser.post(path, sent)
        assert (refused.status_code, said in page(refused)) == (422, True)
    cover = {"name": "Duty team", "phone": "01632 960305"}
    assert browser.post("/directory/cover/duty_amhp/", cover).status_code == 302
    clash = browser.post("/directory/cover/duty_amhp/", cover | {"phone": "01632 960306"})
    assert clash.status_code == 409
    again = cover | {"phone": "01632 960306", "version": "1"}
    assert browser.post("/directory/cover/duty_amhp/", again).status_code == 302
    assert Cover.objects.get().phone == "01632 960306"


def test_what_is_not_kept_is_not_found(keeper, places, sign_in):
    browser = sign_in(keeper)
    assert browser.get("/directory/cover/armchair/").status_code == 404
    assert browser.post(f"/directory/confirm/person/{places.near}/").status_code == 404


def test_a_shift_is_planned_seen_and_called_off(world, keeper, sign_in):
    browser = sign_in(keeper)
    sent = {"seat": "duty_amhp", "user_id": str(world[Role.AMHP].user_id)}
    sent |= posted("starts_at", NOW.replace(hour=18)) | posted("ends_at", NOW.replace(hour=23))
    assert browser.post("/directory/shifts/plan/", sent).status_code == 302
    shown = page(browser.get("/directory/shifts/"))
    assert "19:00 to 00:00 next day" in shown
    twice = browser.post("/directory/shifts/plan/", sent)
    assert twice.status_code == 422
    assert "This person already has a shift at that time." in page(twice)
    shift = Shift.objects.get()
    assert browser.post(f"/directory/shifts/{shift.id}/cancel/").status_code == 302
    assert "No shift is planned" in page(browser.get("/directory/shifts/"))


def test_empty_pages_say_so_kindly(officer, sign_in):
    browser = sign_in(officer)
    assert "No place is kept yet" in page(browser.get("/directory/places/"))
    teams = page(browser.get("/directory/teams/"))
    assert "No team is kept yet" in teams
    assert "No option is kept yet" in teams
    assert "No cover is named" not in teams  # everybody is on duty in this world
    found = page(browser.get("/directory/find/?latitude=54.75&longitude=-2.21"))
    assert "Nobody says there is space just now" in found


def test_the_contact_sheet_carries_every_number_and_no_claim_of_space(
    keeper, officer, places, team_entry, option_entry, sign_in
):
    actions.add_team(keeper, team_entry, now=NOW)
    actions.add_option(keeper, option_entry, now=NOW)
    actions.ring_and_report(officer, places.near, state=ClaimState.FREE, now=NOW)
    sheet = page(sign_in(officer).get("/directory/contact-sheet/"))
    for number in ("01632 960301", "01632 960399", "01632 960322", "01632 960201"):
        assert number in sheet
    assert "free, as heard" not in sheet.lower()
