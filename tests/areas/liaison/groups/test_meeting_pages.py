"""Pages of groups and meetings: each for its part in the group, each error's words."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.areas.liaison.actions import deciding, minuting, papers
from alongside.areas.liaison.models import (
    AgendaItem,
    AskedUpward,
    Decision,
    GroupMember,
    GroupTerms,
    ItemAction,
    LiaisonGroup,
    Meeting,
    MeetingPaper,
    MinutesCorrection,
    MinuteWords,
)
from alongside.foundation.audit.models import AuditEntry
from tests.support.meeting import DAY
from tests.support.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
JSON = {"HTTP_ACCEPT": "application/json"}


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def when(name: str, at) -> dict[str, object]:
    local = at + timedelta(hours=1)  # British summer time
    return {
        f"{name}_day": local.day,
        f"{name}_month": local.month,
        f"{name}_year": local.year,
        f"{name}_time": f"{local:%H:%M}",
    }


def on(name: str, day) -> dict[str, object]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_each_page_opens_to_its_part_in_the_group_and_a_look_writes_nothing(meet, browse):
    """Keepers, members, those who only see groups, and those who do not."""
    group, meeting, item = meet.locality.id, meet.meeting, meet.item
    paper = papers.add_paper(meet.lead, meeting, papers.NewPaper("Door", "## Why"), now=NOW)
    seat = GroupMember.objects.filter(group=group).first().id
    keeps, reads, sees = "keeps", "reads", "sees"
    pages = {
        reverse("liaison:groups"): (sees, "Groups"),
        reverse("liaison:group", args=[group]): (sees, "Moorchester liaison group"),
        reverse("liaison:group_terms", args=[group]): (sees, "Terms of reference"),
        reverse("liaison:group_decisions", args=[group]): (sees, "Decisions"),
        reverse("liaison:meeting", args=[meeting]): (reads, "Agenda"),
        reverse("liaison:meeting_sheet", args=[meeting]): (reads, "Agenda of the meeting"),
        reverse("liaison:paper", args=[paper]): (reads, "Door"),
        reverse("liaison:minutes", args=[meeting]): (keeps, "What you type is saved"),
        reverse("liaison:item_minutes", args=[item]): (keeps, "The side door"),
        reverse("liaison:item_decide", args=[item]): (keeps, "A decision"),
        reverse("liaison:item_act", args=[item]): (keeps, "An action from this item"),
        reverse("liaison:item_upward", args=[item]): (keeps, "Ask the senior group"),
        reverse("liaison:meeting_call", args=[group]): (keeps, "Call a meeting"),
        reverse("liaison:meeting_move", args=[meeting]): (keeps, "Another time or place"),
        reverse("liaison:meeting_cancel", args=[meeting]): (keeps, "Cancel this meeting"),
        reverse("liaison:meeting_bring", args=[meeting]): (keeps, "Bring something"),
        reverse("liaison:paper_add", args=[meeting]): (keeps, "A paper to read"),
        reverse("liaison:item_drop", args=[item]): (keeps, "Take it off the agenda"),
        reverse("liaison:group_terms_write", args=[group]): (keeps, "Terms of reference"),
        reverse("liaison:group_new"): ("role", "A new group"),
        reverse("liaison:group_change", args=[group]): ("role", "Change this group"),
        reverse("liaison:group_join", args=[group]): ("role", "Add a member"),
        reverse("liaison:group_leave", args=[group, seat]): ("role", "leaves"),
        reverse("liaison:group_end", args=[group]): ("role", "End Moorchester"),
    }
    parts = (
        (meet.lead, {keeps, reads, sees, "role"}),
        (meet.chair, {keeps, reads, sees}),
        (meet.outsider, {sees}),
        (meet.analyst, set()),
    )
    written = AuditEntry.objects.count()
    for actor, has in parts:
        browser = browse(actor)
        for address, (needs, heading) in pages.items():
            answer = browser.get(address)
            assert answer.status_code == (200 if needs in has else 403), (actor.role, address)
            if needs in has:
                assert heading in text(answer), address
    assert AuditEntry.objects.count() == written, "a look wrote something"


def test_a_group_is_made_changed_and_ended_on_its_pages(meet, browse):
    browser = browse(meet.lead)
    shape = {
        "name": "Coast group",
        "kind": "locality",
        "senior": str(meet.senior.id),
        "chair": str(meet.hub.posts["amhp_lead"]),
        "minute_taker": "",
        "quorum": "2",
        "every_weeks": "8",
        "standing": "Long journeys",
    }
    made = browser.post(reverse("liaison:group_new"), shape)
    group = LiaisonGroup.objects.get(name="Coast group")
    assert made["Location"].startswith(reverse("liaison:group", args=[group.id]))
    again = browser.post(reverse("liaison:group_new"), shape)
    assert again.status_code == 422
    assert "There is a group of that name." in text(again)
    write = reverse("liaison:group_terms_write", args=[group.id])
    assert browser.post(write, {"words": "## What we are for"}).status_code == 302
    unsaid = browser.post(write, {"words": "## More", "why": "", "version": "1"})
    assert "Say what changed, and why." in text(unsaid)
    stale = browser.post(write, {"words": "## Mine", "why": "New", "version": "7"})
    assert stale.status_code == 409
    assert "## What we are for" in text(stale)
    assert browser.post(write, {"words": "## More", "why": "A member joined."}).status_code == 302
    terms = text(browser.get(reverse("liaison:group_terms", args=[group.id])))
    assert "Version 2" in terms
    assert GroupTerms.objects.filter(group=group).count() == 2
    join = reverse("liaison:group_join", args=[group.id])
    post = str(meet.hub.posts["police_lead"])
    assert browser.post(join, {"post": post} | on("since_on", NOW)).status_code == 302
    seat = GroupMember.objects.get(group=group)
    leave = reverse("liaison:group_leave", args=[group.id, seat.id])
    early = browser.post(leave, on("until_on", NOW - 3 * DAY))
    assert "A post cannot leave before it joined." in text(early)
    assert browser.post(leave, on("until_on", NOW)).status_code == 302
    change = reverse("liaison:group_change", args=[group.id])
    assert browser.post(change, shape | {"quorum": "3", "version": "1"}).status_code == 302
    late = browser.post(change, shape | {"quorum": "4", "version": "1"})
    assert late.status_code == 409
    ended = browser.post(reverse("liaison:group_end", args=[group.id]), {"why": "Merged."})
    assert ended.status_code == 302
    assert "Merged." in text(browser.get(reverse("liaison:group", args=[group.id])))


def test_a_meeting_is_called_and_its_agenda_put_in_order(meet, browse):
    browser = browse(meet.chair)
    at = NOW + 14 * DAY
    times = when("starts_at", at) | when("ends_at", at + DAY / 12)
    call = reverse("liaison:meeting_call", args=[meet.locality.id])
    wrong = browser.post(call, times | when("ends_at", at - DAY) | {"place": "Room 2"})
    assert "A meeting ends after it begins" in text(wrong)
    called = browser.post(call, times | {"place": "Room 2"})
    meeting = Meeting.objects.get(starts_at=at)
    assert called["Location"] == reverse("liaison:meeting", args=[meeting.id]) + "?done=called"
    here = reverse("liaison:meeting", args=[meeting.id])
    bring = reverse("liaison:meeting_bring", args=[meeting.id])
    assert "Answer: What is it about, in one line?" in text(browser.post(bring, {"title": ""}))
    assert browser.post(bring, {"title": "Parking", "why": ""}).status_code == 302
    item = AgendaItem.objects.get(title="Parking")
    up = browser.post(reverse("liaison:item_place", args=[item.id]), {"to": "1"})
    assert up["Location"].endswith(f"#item-{item.id}")
    assert meeting.items.get(place=1).title == "Parking"
    drop = reverse("liaison:item_drop", args=[item.id])
    assert browser.post(drop, {"why": ""}).status_code == 422
    assert browser.post(drop, {"why": "It was settled."}).status_code == 302
    assert "It was settled." in text(browser.get(here))
    add = reverse("liaison:paper_add", args=[meeting.id])
    both = browser.post(add, {"title": "Bays", "words": "Two", "link": "/hub/"})
    assert "A paper is either words or a page of this site." in text(both)
    away = browser.post(add, {"title": "Bays", "link": "https://example.org"})
    assert "That is not a page of this site." in text(away)
    assert browser.post(add, {"title": "Bays", "words": "Two"}).status_code == 302
    paper = MeetingPaper.objects.get()
    back = browser.post(reverse("liaison:paper_take_back", args=[paper.id]))
    assert back["Location"] == f"{here}?done=paper_back"
    move = reverse("liaison:meeting_move", args=[meeting.id])
    assert browser.post(move, times | {"place": "Room 3", "version": "1"}).status_code == 302
    assert browser.post(move, times | {"place": "Room 4", "version": "1"}).status_code == 409
    cancel = reverse("liaison:meeting_cancel", args=[meeting.id])
    assert browser.post(cancel, {"why": "Snow"}).status_code == 302
    assert "Cancelled: Snow" in text(browser.get(here))


def test_minutes_are_saved_as_they_are_typed_and_a_clash_shows_both(meet, browse):
    browser = browse(meet.lead)
    save = reverse("liaison:item_minutes", args=[meet.item])
    first = browser.post(save, {"words": "One", "upon": "0"}, **JSON)
    assert first.json()["number"] == 1
    clash = browser.post(save, {"words": "Two", "upon": "0"}, **JSON)
    assert (clash.status_code, clash.json()["theirs"]) == (409, "One")
    told = browser.post(save, {"words": "Ring 01632 960129", "upon": "1"}, **JSON)
    assert told.status_code == 422
    assert "a phone number" in told.json()["message"]
    plain = browser.post(save, {"words": "Two", "upon": "0"})
    assert plain.status_code == 409
    assert "One" in text(plain)
    assert 'name="upon" value="1"' in text(plain)
    assert browser.post(save, {"words": "One and two", "upon": "1"}).status_code == 302
    kept = MinuteWords.objects.filter(item=meet.item).order_by("number")
    assert [row.words for row in kept] == ["One", "One and two"]


def test_what_comes_out_of_an_item_stands_in_the_minutes(meet, browse):
    browser = browse(meet.chair)
    item = meet.item
    decide = reverse("liaison:item_decide", args=[item])
    assert browser.post(decide, {"words": "A bell", "why": "Nobody hears"}).status_code == 302
    decision = Decision.objects.get()
    strike = reverse("liaison:decision_strike", args=[item, decision.id])
    assert browser.post(strike, {"why": "Noted twice"}).status_code == 302
    assert browser.post(decide, {"words": "A light", "why": "It is dark"}).status_code == 302
    act = reverse("liaison:item_act", args=[item])
    agreed = {"words": "Order it", "owner": str(meet.hub.posts["lead"]), "priority": "soon"}
    assert browser.post(act, agreed | on("due_on", NOW + 30 * DAY)).status_code == 302
    assert ItemAction.objects.get().action.group_id == meet.locality.id
    upward = reverse("liaison:item_upward", args=[item])
    assert browser.post(upward, {"title": "The bell", "why": "Late"}).status_code == 302
    assert AskedUpward.objects.get().placed is None
    who = {f"post_{meet.hub.posts['lead'].hex}": "present", "also_there": "A sergeant"}
    assert browser.post(reverse("liaison:meeting_who", args=[meet.meeting]), who).status_code == 302
    assert browser.post(reverse("liaison:meeting_held", args=[meet.meeting])).status_code == 302
    for name in ("meeting", "meeting_sheet", "minutes"):
        page = text(browser.get(reverse(f"liaison:{name}", args=[meet.meeting])))
        for words in ("A light", "Order it", "The bell", "The quorum of 2 was not reached."):
            assert words in page, (name, words)
    assert "Noted twice" in text(browser.get(reverse("liaison:meeting", args=[meet.meeting])))
    log = text(
        browse(meet.outsider).get(reverse("liaison:group_decisions", args=[meet.locality.id]))
    )
    assert "A light" not in log, "a draft decision was shown beyond the group"


def test_agreed_minutes_are_open_beyond_the_group_and_only_corrected(meet, browse):
    minuting.save_minutes(meet.lead, meet.item, "A bell is ordered.", upon=0, now=NOW)
    deciding.decide(meet.lead, meet.item, "A bell", why="Nobody hears", now=NOW)
    minuting.hold_meeting(meet.lead, meet.meeting, now=NOW)
    address = reverse("liaison:meeting", args=[meet.meeting])
    assert browse(meet.outsider).get(address).status_code == 403
    Meeting.objects.filter(pk=meet.meeting).update(starts_at=NOW - 9 * DAY, ends_at=NOW - 8 * DAY)
    later = meet.call(meet.locality, days=0)
    browser = browse(meet.lead)
    assert "They are agreed" in text(browser.get(reverse("liaison:meeting", args=[later])))
    agree = reverse("liaison:minutes_agree", args=[meet.meeting, later])
    assert browser.post(agree)["Location"] == f"{address}?done=agreed"
    late = browser.post(reverse("liaison:item_minutes", args=[meet.item]), {"words": "No"}, **JSON)
    assert "These minutes are closed" in late.json()["message"]
    correct = reverse("liaison:minutes_correct", args=[meet.meeting])
    fix = {"item": str(meet.item), "words": "Two bells", "why": "The chair said so."}
    assert browser.post(correct, fix).status_code == 302
    assert MinutesCorrection.objects.count() == 1
    page = text(browse(meet.outsider).get(address))
    assert "A bell is ordered." in page
    assert "Two bells" in page
