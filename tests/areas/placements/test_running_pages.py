"""Pages of a fortnight under way: each for its role, each error's words, and nothing by a look."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.areas.placements.actions import checking_in, issues, wards
from alongside.areas.placements.actions.checking_in import NewCheckIn
from alongside.areas.placements.actions.issues import NewIssue
from alongside.areas.placements.models import (
    CheckIn,
    PlacementIssue,
    PlacementPlan,
    TooBusy,
    WardNo,
)
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Actor, Role
from tests.support.placing import MONDAY, OFFICERS, Placing, make_placing
from tests.support.world import NOW, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SECOND = MONDAY + timedelta(days=7)
Browse = Callable[[Actor], Client]


@pytest.fixture
def placing() -> Placing:
    placed = make_placing(make_world())
    placed.publish()
    return placed


@pytest.fixture
def browse(client: Client) -> Iterator[Browse]:
    def sign_in(actor: Actor) -> Client:
        user = User.objects.get(pk=actor.user_id)
        client.force_login(user, backend="alongside.foundation.accounts.backend.SignInBackend")
        session = client.session
        session["seen_at"] = NOW.timestamp()
        session.save()
        return client

    with time_machine.travel(NOW, tick=False):
        yield sign_in


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def days(name: str, first, last) -> dict[str, object]:
    typed = {}
    for part, day in (("first_on", first), ("last_on", last)):
        key = f"{name}_{part}" if name else part
        typed |= {f"{key}_day": day.day, f"{key}_month": day.month, f"{key}_year": day.year}
    return typed


def test_each_page_opens_to_its_roles_and_to_no_other(placing, browse):
    lead, buddy = placing.coordinator, placing.buddy
    ward, scheme = placing.services["larch"].id, placing.scheme.id
    issue = issues.raise_issue(buddy, NewIssue("other", "Cold", service_id=ward), now=NOW)
    busy = wards.say_too_busy(buddy, ward, now=NOW)
    wards.put_up_notice(buddy, ward, days=wards.Days(SECOND, SECOND), now=NOW)
    ann = placing.learners[OFFICERS[0]].id
    both, leads = {lead.role, buddy.role}, {lead.role}
    pages = {
        f"{reverse('placements:ward')}?service={ward}": (both, "Larch Ward"),
        reverse("placements:busy", args=[ward]): (both, "Too busy: Larch Ward"),
        reverse("placements:notice", args=[ward]): (both, "Put up the notice: Larch Ward"),
        reverse("placements:notice_sheet", args=[ward]): (both, "Somebody is here to learn"),
        reverse("placements:said_no", args=[ward]): (both, "Somebody said no: Larch Ward"),
        reverse("placements:raise_at_ward", args=[ward]): (both, "Raise an issue"),
        reverse("placements:raise_own"): ({*both, placing.learner.role}, "Raise an issue"),
        reverse("placements:raised"): ({*both, placing.learner.role}, "What you raised"),
        reverse("placements:repair", args=[scheme]): (leads, "Something has changed"),
        reverse("placements:leave_as_is", args=[busy]): (leads, "Leave the plan as it is"),
        reverse("placements:issues", args=[scheme]): (leads, "Issues"),
        reverse("placements:issues_sheet", args=[scheme]): (leads, "Issues: open"),
        reverse("placements:raise_issue", args=[scheme]): (leads, "Raise an issue"),
        reverse("placements:issue", args=[issue]): (leads, "Something else"),
        reverse("placements:issue_say", args=[issue, "given"]): (leads, "Give it to somebody"),
        reverse("placements:check_ins", args=[scheme]): (leads, "Check-ins"),
        reverse("placements:check_in", args=[ann]): (leads, "How is it going for PC Ann Ash?"),
    }
    written = AuditEntry.objects.count()
    for actor in (lead, buddy, placing.learner, placing.world[Role.ANALYST]):
        browser = browse(actor)
        for address, (roles, heading) in pages.items():
            if address == reverse("placements:raise_own") and actor.role not in roles:
                continue  # anybody may open the form; sending it is what is refused
            answer = browser.get(address)
            assert answer.status_code == (200 if actor.role in roles else 403), address
            if actor.role in roles:
                assert heading in text(answer), address
    assert AuditEntry.objects.count() == written, "a look wrote something"


def test_a_buddy_says_too_busy_in_one_tap_and_undoes_it(placing, browse):
    buddy = browse(placing.buddy)
    assert reverse("placements:ward") == buddy.get("/")["Location"]
    ward = placing.services["larch"].id
    page = text(buddy.get(reverse("placements:ward")))
    assert "We are too busy" in page
    assert buddy.get(reverse("placements:service_feed", args=[ward])).status_code == 200
    assert reverse("placements:service_feed", args=[ward]) in page
    assert "Nobody is coming this week." in page
    said = buddy.post(reverse("placements:busy", args=[ward]), {"tap": "1"})
    page = text(buddy.get(said["Location"]))
    assert "The coordinators are told now." in page
    assert "Wed 10 to Fri 12 June 2026" in page
    undone = buddy.post(reverse("placements:not_busy", args=[TooBusy.objects.get().id]))
    assert "Taken back." in text(buddy.get(undone["Location"]))
    wrong = buddy.post(reverse("placements:busy", args=[ward]), days("", SECOND, MONDAY))
    assert wrong.status_code == 422
    assert "The last day is before the first." in text(wrong)


def test_the_ward_page_says_who_is_coming_and_what_was_said_no_to(placing, browse):
    ward = placing.services["larch"].id
    no = reverse("placements:said_no", args=[ward])
    with time_machine.travel(NOW + timedelta(days=6), tick=False):
        wards.record_no(placing.buddy, ward, wards.NewNo("the garden", SECOND, SECOND), now=NOW)
    buddy = browse(placing.buddy)
    wrong = buddy.post(no, days("", SECOND, SECOND))
    assert wrong.status_code == 422
    assert "Say what to keep away from" in text(wrong)
    assert "the garden" in text(buddy.get(reverse("placements:ward")))
    ended = buddy.post(reverse("placements:end_no", args=[WardNo.objects.get().id]))
    assert "Taken off." in text(buddy.get(ended["Location"]))
    notice = reverse("placements:notice", args=[ward])
    up = buddy.post(notice, days("", SECOND, SECOND + timedelta(days=4)))
    assert "The notice is up." in text(buddy.get(up["Location"]))
    sheet = text(buddy.get(reverse("placements:notice_sheet", args=[ward])))
    assert "An officer is spending time on this ward" in sheet
    assert "You can say no." in sheet
    assert "It changes nothing about your care." in sheet
    down = buddy.post(reverse("placements:notice_down", args=[ward]))
    assert "The notice is down." in text(buddy.get(down["Location"]))


def shown_again(lead: Client, address: str, sent: dict[str, object]) -> str:
    """Work the same out a second time; answer the draft it leads to."""
    return lead.post(address, sent)["Location"].rstrip("/").rsplit("/", 1)[-1]


def test_a_ward_closes_and_one_confirm_publishes_what_was_seen(placing, browse):
    lead = browse(placing.coordinator)
    busy = wards.say_too_busy(
        placing.buddy,
        placing.services["larch"].id,
        days=wards.Days(SECOND, SECOND + timedelta(days=4)),
        why="Two off sick",
        now=NOW,
    )
    address = reverse("placements:repair", args=[placing.scheme.id])
    filled = text(lead.get(f"{address}?busy={busy}"))
    assert 'value="22"' in filled
    assert "Two off sick" in filled
    wrong = lead.post(address, {"kind": "closed", **days("closed", SECOND, SECOND)})
    assert wrong.status_code == 422
    assert "Answer: Which ward or team?" in text(wrong)
    wrong = lead.post(address, {"kind": "fewer", "fewer_service": "larch", "fewer_seats": "2"})
    assert "It takes 2 at once now, so that would not be fewer." in text(wrong)
    sent = {
        "kind": "closed",
        "closed_service": "larch",
        **days("closed", SECOND, SECOND + timedelta(days=4)),
        "busy": str(busy),
    }
    shown = lead.post(address, sent)
    page = text(lead.get(shown["Location"]))
    assert "Larch Ward takes nobody, Mon 22 to Fri 26 June 2026" in page
    assert "It is proved that no plan changes fewer." in page
    assert "Told at once: PC Ann Ash" in page
    assert "Ring them: PC Ben Birch." in page
    assert "Nothing has changed yet" in page
    draft = PlacementPlan.objects.get(state="draft").id
    aside = PlacementPlan.objects.get(pk=shown_again(lead, address, sent))
    lead.post(reverse("placements:put_aside", args=[aside.id]))
    aside.refresh_from_db()
    assert aside.state == "discarded"
    assert "Nothing was changed." in text(
        lead.get(reverse("placements:repair_shown", args=[aside.id]))
    )
    done = lead.post(reverse("placements:repair_confirm", args=[draft]))
    assert "It stands now." in text(lead.get(done["Location"]))
    again = lead.post(reverse("placements:repair_confirm", args=[draft]))
    assert again.status_code == 422
    assert "It was not published" in text(again)
    ward = text(browse(placing.buddy).get(reverse("placements:ward")))
    assert "Answered: the plan has changed." in ward


def test_the_plan_is_left_as_it_is_with_a_reason(placing, browse):
    lead = browse(placing.coordinator)
    busy = wards.say_too_busy(placing.buddy, placing.services["larch"].id, now=NOW)
    address = reverse("placements:leave_as_is", args=[busy])
    wrong = lead.post(address, {"why": ""})
    assert "Say why it stays as it is" in text(wrong)
    left = lead.post(address, {"why": "Agreed by phone"})
    assert "The ward is told that the plan stays as it is" in text(lead.get(left["Location"]))
    again = lead.post(address, {"why": "Again"})
    assert "The coordinator has answered that." in text(again)


def test_a_check_in_takes_two_taps(placing, browse):
    lead = browse(placing.coordinator)
    ann = placing.learners[OFFICERS[0]].id
    address = reverse("placements:check_in", args=[ann])
    assert "Next at Recovery team" in text(
        lead.get(reverse("placements:check_ins", args=[placing.scheme.id]))
    )
    wrong = lead.post(address, {"how": "worried"})
    assert wrong.status_code == 422
    assert "Say what they are worried about." in text(wrong)
    saved = lead.post(address, {"how": "well"})
    assert "Saved." in text(lead.get(saved["Location"]))
    worried = lead.post(address, {"how": "worried", "words": "Too quiet"})
    assert "an issue is raised" in text(lead.get(worried["Location"]))
    assert CheckIn.objects.count() == 2
    checking_in.record_check_in(
        placing.coordinator, ann, NewCheckIn("mixed", "Parking", NOW.date()), now=NOW
    )
    owed = CheckIn.objects.get(how="mixed").id
    page = text(lead.post(reverse("placements:followed_up", args=[owed]), follow=True))
    assert "It is off the list." in page
    assert "Nothing is owed." in page


def test_an_issue_goes_from_a_learners_phone_to_settled(placing, browse):
    learner = browse(placing.learner)
    own = reverse("placements:raise_own")
    wrong = learner.post(own, {})
    assert "Answer: What kind of thing is it?" in text(wrong)
    assert "Say what has happened" in text(wrong)
    sent = learner.post(own, {"kind": "practical", "words": "No badge"}, follow=True)
    assert "With the coordinators" in text(sent)
    lead = browse(placing.coordinator)
    raised = reverse("placements:raise_issue", args=[placing.scheme.id])
    cat = str(placing.learners[OFFICERS[2]].id)
    lead.post(raised, {"kind": "buddy", "words": "Ivy is off", "learner": cat})
    log = text(lead.get(reverse("placements:issues", args=[placing.scheme.id])))
    assert "No badge" in log
    assert "PC Cat Cole" in log
    issue = PlacementIssue.objects.get(kind="practical").id
    give = reverse("placements:issue_say", args=[issue, "given"])
    lead.post(give, {"owner": str(placing.coordinator.user_id), "version": "1"})
    settle = reverse("placements:issue_say", args=[issue, "settled"])
    assert "Enter what is there to say" not in text(lead.get(settle))
    stale = lead.post(settle, {"words": "Sent", "version": "1"})
    assert stale.status_code == 409
    assert "Somebody said something of this issue while you wrote." in text(stale)
    page = text(lead.post(settle, {"words": "Sent one", "version": "2"}, follow=True))
    assert "Settled" in page
    assert "Sent one" in page
    assert lead.get(settle.replace("settled", "lost")).status_code == 404
    assert "Settled (1)" in text(
        lead.get(f"{reverse('placements:issues', args=[placing.scheme.id])}?show=settled")
    )
