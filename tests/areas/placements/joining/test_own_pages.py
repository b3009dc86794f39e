"""What somebody on placement sees of their own, and that nobody else opens it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from icalendar import Calendar

from alongside.areas.placements.actions import own_objectives, sessions
from alongside.areas.placements.actions.own_checklist import tick_item, untick_item
from alongside.areas.placements.actions.own_feed import make_feed
from alongside.areas.placements.actions.own_plan import read_plan
from alongside.areas.placements.models import (
    CalendarFeed,
    ChecklistTick,
    OwnObjective,
    PlacementPlan,
    PlanRead,
    WardNo,
)
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import OWN_DOOR, Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.placing import MONDAY, OFFICERS
from tests.support.world import NOW, on_duty

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
DESK = [role for role in Role if role not in OWN_DOOR]


def text_of(client, name, *args):
    answer = client.get(reverse(f"placements:{name}", args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_own_pages_open_for_those_on_placement_and_nobody_else(placing, ann, browse):
    whole = ("mine", "leaflet", "own_feed", "checklist", "objectives", "workbook")
    urls = [reverse(f"placements:{name}", args=[ann.id]) for name in whole]
    urls += [reverse(f"placements:{name}") for name in ("mine", "checklist", "workbook")]
    urls.append(reverse("placements:section", args=[ann.id, "ward"]))
    for role in DESK:
        client = browse(placing.world[role])
        expected = 200 if role in PERMISSIONS["own.see"] else 403
        for url in urls if expected == 200 else (urls[0], urls[-1]):
            assert client.get(url).status_code == expected, (role, url)


def test_one_on_placement_opens_nothing_of_another(placing, browse):
    other = placing.learners[OFFICERS[1]]
    client = browse(placing.learner)
    for name in ("mine", "leaflet", "own_feed", "checklist", "objectives", "workbook"):
        answer = client.get(reverse(f"placements:{name}", args=[other.id]))
        assert answer.status_code == 422, name
        assert "is not yours" in answer.content.decode(), name


def test_the_page_says_where_when_and_whom_to_ask_for(placing, ann, browse):
    client = browse(placing.learner)
    before = text_of(client, "mine")
    assert "You are in <strong>June 2026</strong>" in before
    assert "Where you go is not settled yet" in before
    ward = placing.services["larch"]
    ward.ask_for, ward.phone, ward.where = "Sister Haddad", "01632 960 555", "Larch House, floor 1"
    ward.note = "Ring at the side door"
    ward.save()
    plan = placing.publish()
    said = {"said_to_id": placing.buddy.user_id, "said_at": NOW, "last_on": MONDAY + 2 * WEEK}
    for service, words in ((ward, "the garden in the morning"), (placing.services["rowan"], "tea")):
        WardNo.objects.create(service=service, first_on=MONDAY, keep_away_from=words, **said)
    text = text_of(client, "mine")
    assert text.count("Somebody there has said no") == 1
    for words in (
        "Your placement is settled", "Recovery team", "Larch Ward", "Mon 22 June 2026",
        "08:00 to 15:30", "Sister Haddad", "tel:01632960555", "Larch House", "side door",
        "the garden in the morning", "Not said yet: ring before you go", "Induction", "8 things",
    ):  # fmt: skip
        assert words in text, words
    assert client.post(reverse("placements:read_plan", args=[ann.id, plan.id])).status_code == 302
    assert "Your placement is settled" not in text_of(client, "mine")


def test_what_changed_is_shown_until_it_was_read(placing, ann, standing, browse):
    read_plan(placing.learner, ann.id, standing.id, now=NOW)
    read_plan(placing.learner, ann.id, standing.id, now=NOW)
    assert PlanRead.objects.count() == 1
    standing.state = "superseded"
    standing.save()
    newer = PlacementPlan.objects.create(
        scheme=placing.scheme, number=2, state="published", made_by_id=placing.coordinator.user_id,
        made_at=NOW, published_at=NOW, status="optimal", objective=0, bound=0, gap=0.0,
    )  # fmt: skip
    placing.stay(newer, ann, "cert", MONDAY)
    placing.stay(newer, ann, "rowan", MONDAY + timedelta(days=7))
    client = browse(placing.learner)
    text = text_of(client, "mine")
    assert "What changed since you last looked" in text
    assert "From Mon 22 June 2026: Rowan Ward, not Larch Ward." in text
    with pytest.raises(Refused, match="changed again"):
        read_plan(placing.learner, ann.id, standing.id, now=NOW)
    read_plan(placing.learner, ann.id, newer.id, now=NOW)
    assert "What changed" not in text_of(client, "mine")


def test_those_on_no_placement_and_those_who_withdrew_are_told_kindly(placing, ann, browse):
    client = browse(on_duty(Role.LEARNER, placing.world.police, name="Nobody Yet"))
    assert "You are not on a placement yet" in text_of(client, "mine")
    refused = client.get(reverse("placements:checklist"))
    assert refused.status_code == 422
    assert "not on a placement yet" in refused.content.decode()
    ann.withdrawn_at, ann.withdrawn_why = NOW, "Moved force"
    ann.save()
    client = browse(placing.learner)
    text = text_of(client, "mine")
    assert "not on this placement any longer" in text
    assert "Moved force" not in text
    with pytest.raises(Refused, match="any longer"):
        tick_item(placing.learner, ann.id, "fire", now=NOW)


def test_the_checklist_is_ticked_agreed_and_taken_back(placing, ann, browse):
    client = browse(placing.learner)
    tick = reverse("placements:tick", args=[ann.id, "fire"])
    assert client.post(tick).status_code == 302
    assert client.post(tick).status_code == 302
    assert ChecklistTick.objects.count() == 1
    assert "7 things to do" in text_of(client, "checklist", ann.id)
    client.post(tick, {"undo": "1"})
    assert "8 things to do" in text_of(client, "checklist", ann.id)
    agree = reverse("placements:agree", args=[ann.id, "confidentiality"])
    missed = client.post(agree, {"agreed_version": "1"})
    assert missed.status_code == 422
    assert "Tick the box to agree" in missed.content.decode()
    stale = client.post(agree, {"agreed": "on", "agreed_version": "0"})
    assert stale.status_code == 422
    assert "Read them again" in stale.content.decode()
    assert client.post(agree, {"agreed": "on", "agreed_version": "1"}).status_code == 302
    assert "You agreed to this on Wed 10 June 2026" in text_of(
        client, "agree", ann.id, "confidentiality"
    )
    for code in ("vetting", "confidentiality", "juggling"):
        answer = client.post(reverse("placements:tick", args=[ann.id, code]))
        assert answer.status_code == 422, code
    untick_item(placing.learner, ann.id, "fire", now=NOW)


def test_objectives_are_set_met_taken_away_and_put_back(placing, ann, browse):
    client = browse(placing.learner)
    page = reverse("placements:objectives", args=[ann.id])
    key = str(uuid4())
    for _ in range(2):
        answer = client.post(page, {"words": "How to talk to someone", "request_key": key})
        assert answer.status_code == 302
    one = OwnObjective.objects.get()
    url = reverse("placements:objective", args=[ann.id, one.id])
    assert "Well done" in client.post(url, {"to": "met"}, follow=True).content.decode()
    client.post(url, {"to": "open"})
    gone = client.post(url, {"to": "away"}, follow=True).content.decode()
    assert "Undo" in gone
    assert "Nothing on your list" in gone
    assert client.post(url, {"to": "met"}).status_code == 422
    assert (
        "on your list again" in client.post(url, {"to": "put_back"}, follow=True).content.decode()
    )
    assert client.post(page, {"words": ""}).status_code == 422
    assert client.post(page, {"words": "Ask about 999 000 0018"}).status_code == 422
    for number in range(own_objectives.MOST - 1):
        own_objectives.set_objective(placing.learner, ann.id, f"{number}", now=NOW)
    with pytest.raises(Refused, match="already"):
        own_objectives.set_objective(placing.learner, ann.id, "one more", now=NOW)


def entries(body: bytes):
    return list(Calendar.from_ical(body).walk("VEVENT"))


def test_the_private_calendar_gives_places_and_hours_and_nothing_else(
    placing, ann, standing, browse, client
):
    ward = placing.services["larch"]
    ward.ask_for, ward.phone = "Sister Haddad", "01632 960 555"
    ward.save()
    page = reverse("placements:own_feed", args=[ann.id])
    assert "Make my address" in text_of(browse(placing.learner), "own_feed", ann.id)
    assert browse(placing.learner).post(page).status_code == 302
    text = text_of(browse(placing.learner), "own_feed", ann.id)
    path = text.split("/placements/feed/")[1].split('"')[0].split("<")[0]
    address = f"/placements/feed/{path.strip()}"
    client.logout()
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert {str(e["SUMMARY"]) for e in entries(answer.content)} == {"Recovery team", "Larch Ward"}
    for name in (b"Haddad", b"01632", b"Ann", b"Test placement"):
        assert name not in answer.content, name
    rows = AuditEntry.objects.count()
    client.get(address)
    assert AuditEntry.objects.count() == rows
    make_feed(placing.learner, ann.id, now=NOW)
    dead = client.get(address)
    assert dead.status_code == 410
    assert b"does not work now" in dead.content
    assert client.get("/placements/feed/made-up.word/placement.ics").status_code == 410
    assert CalendarFeed.objects.get().number == 2


def test_a_session_goes_into_the_calendar_and_out_of_it(placing, ann, browse):
    new = sessions.NewSession(
        "reflective", NOW + timedelta(days=9), NOW + timedelta(days=9, hours=1), "Room 2", "Noor"
    )
    one = sessions.plan_session(placing.coordinator, placing.cohort.id, new, now=NOW)
    client = browse(placing.learner)
    assert "Reflective session" in text_of(client, "mine")
    url = reverse("placements:own_session", args=[one])
    event = entries(client.get(url).content)[0]
    assert str(event["LOCATION"]) == "Room 2"
    assert event["STATUS"] == "CONFIRMED"
    sessions.cancel_session(placing.coordinator, one, version=1, now=NOW)
    event = entries(client.get(url).content)[0]
    assert event["STATUS"] == "CANCELLED"
    assert int(event["SEQUENCE"]) == 1
    assert "(called off)" in text_of(client, "mine")
    other = browse(on_duty(Role.LEARNER, placing.world.police, name="Some Other"))
    assert other.get(url).status_code == 422


ACTIONS = {
    "tick": lambda who, p, a: tick_item(who, a.id, "fire", now=NOW),
    "untick": lambda who, p, a: untick_item(who, a.id, "fire", now=NOW),
    "objective": lambda who, p, a: own_objectives.set_objective(who, a.id, "x", now=NOW),
    "feed": lambda who, p, a: make_feed(who, a.id, now=NOW),
}


def test_every_other_role_changes_nothing(placing, ann):
    other = placing.learners[OFFICERS[1]]
    for act in ACTIONS.values():
        for role in set(Role) - PERMISSIONS["own.keep"]:
            with pytest.raises(NotPermitted):
                act(placing.world[role], placing, ann)
        with pytest.raises(Refused, match="not yours"):
            act(placing.learner, placing, other)


def test_no_audit_no_write(placing, ann, monkeypatch):
    def broken(*_args: object, **_options: object) -> None:
        raise IntegrityError

    monkeypatch.setattr("alongside.areas.placements.actions.own_writing.record", broken)
    for name in ("tick", "objective", "feed"):
        with pytest.raises(IntegrityError), transaction.atomic():
            ACTIONS[name](placing.learner, placing, ann)
    for model in (ChecklistTick, OwnObjective, CalendarFeed):
        assert not model.objects.exists()
