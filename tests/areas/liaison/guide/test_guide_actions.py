"""Acts on the guide and the library: who may, what is kept, who is told, what is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from alongside.areas.liaison.actions import (
    guide_chasing,
    guide_review,
    guide_writing,
    practice,
    practice_telling,
)
from alongside.areas.liaison.actions.guide_reading import say_read
from alongside.areas.liaison.actions.practice import NewTrial, Result
from alongside.areas.liaison.models import (
    GuideEvent,
    LawQuote,
    PostHolding,
    PracticeNote,
    PracticeTrial,
    ReadReceipt,
    SearchEntry,
)
from alongside.areas.liaison.queries.guide import contents, unread_count
from alongside.areas.liaison.queries.guide_law import change_words, law_page
from alongside.areas.liaison.rules.roles import DESK, LEADS, SENIOR
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.messages import Message
from alongside.foundation.outbox.models import InboxItem, OutboxMessage
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.guide import (
    AGAIN,
    drafted,
    head,
    in_review,
    new_note,
    next_version,
    published,
    row_of,
    words,
)
from tests.support.hub import Hub
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
Act = Callable[[Actor, UUID], object]
WRITING: dict[str, Act] = {
    "begin": lambda actor, _: guide_writing.begin_page(
        actor, replace(_HEADS["new"], title="Another"), now=NOW
    ),
    "save": lambda actor, one: guide_writing.save_draft(actor, one, words(), version=1, now=NOW),
    "take_up": lambda actor, one: guide_writing.take_up(actor, one, now=NOW),
    "give_up": lambda actor, one: guide_writing.give_up(actor, one, now=NOW),
    "send": lambda actor, one: guide_writing.send_for_review(actor, one, asked_id=uuid4(), now=NOW),
    "confirm": lambda actor, one: guide_review.confirm(actor, one, review_again_on=AGAIN, now=NOW),
}
REVIEWING: dict[str, Act] = {
    "send_back": lambda actor, one: guide_review.send_back(actor, one, "Not yet", now=NOW),
    "publish": lambda actor, one: guide_review.publish(actor, one, review_again_on=AGAIN, now=NOW),
    "withdraw": lambda actor, one: guide_review.withdraw(actor, one, "Wrong", now=NOW),
}
_HEADS: dict[str, guide_writing.PageHead] = {}


def code_of(work: Callable[[], object]) -> str:
    """The code of a refusal; empty when nothing was refused."""
    try:
        with transaction.atomic():
            work()
    except Refused as refused:
        return refused.code
    return ""


def test_who_may_act_on_the_guide(hub: Hub):
    version = drafted(hub)
    _HEADS["new"] = head(hub)
    before = AuditEntry.objects.count()
    for roles, acts in ((LEADS, WRITING), (SENIOR, REVIEWING)):
        for role in set(Role) - roles:
            for act in acts.values():
                with pytest.raises(NotPermitted):
                    act(hub.world[role], version)
    for role in set(Role) - DESK - SENIOR:
        with pytest.raises(NotPermitted):
            practice.add_note(hub.world[role], new_note(), now=NOW)
    with pytest.raises(NotPermitted):
        guide_review.comment(hub.officer, version, "Hm", now=NOW)
    with pytest.raises(NotPermitted):
        say_read(hub.world[Role.PERSON], version, now=NOW)
    assert AuditEntry.objects.count() == before


def test_what_is_published_is_found_told_and_kept(hub: Hub):
    version = published(hub)
    row = row_of(version)
    assert (row.state, row.reviewer_id) == ("published", hub.police_lead.user_id)
    entry = SearchEntry.objects.get(entry_id=row.page_id)
    assert (entry.kind, entry.title) == ("page", "The clock")
    assert "Up to 24 hours from arriving." in entry.body
    assert [event.kind for event in row.events.order_by("sequence")] == ["begin", "send", "publish"]
    assert LawQuote.objects.get(of=row).said == "24 hours"
    done = AuditEntry.objects.filter(action__startswith="liaison.").order_by("pk")
    assert list(done.values_list("action", flat=True)) == [
        "liaison.begin_guide_page",
        "liaison.save_guide_draft",
        "liaison.send_guide_draft",
        "liaison.publish_guide_version",
    ]


def test_a_page_that_becomes_a_policy_is_found_as_one(hub: Hub):
    page = row_of(published(hub)).page
    changed = replace(head(hub), title="The clock explained", kind=guide_writing.PageKind.POLICY)
    guide_writing.change_page(hub.lead, page.id, changed, version=1, now=NOW)
    entry = SearchEntry.objects.get(entry_id=page.id)
    assert (entry.kind, entry.title) == ("policy", "The clock explained")
    with pytest.raises(Conflict):
        guide_writing.change_page(hub.lead, page.id, changed, version=1, now=NOW)


def test_what_is_withdrawn_is_found_no_more(hub: Hub):
    version = published(hub)
    guide_review.withdraw(hub.police_lead, version, "It was wrong.", now=NOW)
    assert row_of(version).state == "withdrawn"
    assert not SearchEntry.objects.exists()
    assert GuideEvent.objects.get(kind="withdraw").words == "It was wrong."
    assert code_of(lambda: say_read(hub.officer, version, now=NOW)) == "guide.newer"


def test_a_new_version_takes_the_place_of_the_one_before(hub: Hub):
    first = published(hub)
    say_read(hub.officer, first, now=NOW)
    say_read(hub.officer, first, now=NOW)
    assert ReadReceipt.objects.count() == 1
    assert unread_count(hub.officer) == 0
    second = next_version(hub, first, "## How long\n\nA day.", now=NOW + timedelta(days=1))
    assert (row_of(first).state, row_of(second).state) == ("superseded", "published")
    assert unread_count(hub.officer) == 1
    (line,) = contents(hub.officer, now=NOW).unread
    assert (line.read_before, line.why) == (True, "Put more plainly.")
    assert "A day." in SearchEntry.objects.get().body
    assert not LawQuote.objects.filter(of_id=second).exists()


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("[[law:pos.nothing]]", "guide.unknown_law"),
        ("[here](/hub/nowhere/at/all/)", "guide.dead_link"),
        ("Ring 01632 960123.", "guide.tells_who"),
        ("NHS number 999 000 1006", "guide.tells_who"),
        ("[here](/hub/guide/?a=1#b) and `[[law:pos.nothing]]`", ""),
    ],
)
def test_what_a_page_may_not_say(hub: Hub, markdown: str, code: str):
    version = guide_writing.begin_page(hub.lead, head(hub), now=NOW)
    saved = code_of(
        lambda: guide_writing.save_draft(hub.lead, version, words(markdown), version=1, now=NOW)
    )
    assert saved == code
    assert (row_of(version).markdown == markdown) == (not code)


def test_what_is_declined_says_why(hub: Hub):
    version = drafted(hub)
    lead, other = hub.lead, hub.police_lead
    post = hub.posts["police_lead"]
    send = guide_writing.send_for_review
    again = {"review_again_on": AGAIN, "now": NOW}
    assert code_of(lambda: guide_writing.begin_page(lead, head(hub), now=NOW)) == (
        "guide.title_taken"
    )
    assert code_of(lambda: guide_writing.begin_page(lead, head(hub, title=" "), now=NOW)) == (
        "guide.head"
    )
    assert code_of(lambda: guide_writing.begin_page(lead, head(hub, section="x"), now=NOW)) == (
        "guide.head"
    )
    assert code_of(lambda: send(lead, version, asked_id=uuid4(), now=NOW)) == "guide.owner"
    assert code_of(lambda: guide_writing.take_up(lead, version, now=NOW)) == (
        "guide.never_published"
    )
    assert code_of(lambda: guide_writing.take_up(lead, uuid4(), now=NOW)) == "guide.not_found"
    assert code_of(lambda: guide_review.publish(other, version, **again)) == "guide.state"
    send(lead, version, asked_id=post, now=NOW)
    assert code_of(lambda: guide_review.publish(lead, version, **again)) == "guide.own_words"
    late = {"review_again_on": date(2020, 1, 1), "now": NOW}
    assert code_of(lambda: guide_review.publish(other, version, **late)) == "guide.review_day"
    assert code_of(lambda: guide_review.send_back(other, version, " ", now=NOW)) == (
        "guide.no_comment"
    )
    save = guide_writing.save_draft
    assert code_of(lambda: save(lead, version, words(), version=2, now=NOW)) == "guide.state"
    guide_review.send_back(other, version, "Not yet", now=NOW)
    with pytest.raises(Conflict):
        save(lead, version, words(), version=1, now=NOW)


def test_a_form_sent_twice_begins_one_page(hub: Hub):
    key = uuid4()
    made = [
        guide_writing.begin_page(hub.lead, head(hub), now=NOW, request_key=key) for _ in range(2)
    ]
    assert made[0] == made[1]


def deliver(now: datetime = NOW) -> list[tuple[UUID, str]]:
    """Deliver what waits and answer who was told what."""
    InboxItem.objects.all().delete()
    both = {**guide_chasing.DELIVERIES, **practice_telling.DELIVERIES}
    waiting = OutboxMessage.objects.filter(topic__in=both, delivered_at=None)
    for row in waiting.order_by("created_at", "pk"):
        both[row.topic](Message(row.id, row.topic, row.payload, now))
    waiting.update(delivered_at=now)
    return sorted(InboxItem.objects.values_list("user_id", "title"), key=lambda one: one[1])


def test_the_reviewer_and_the_author_are_told(hub: Hub):
    version = in_review(hub)
    assert deliver() == [(hub.police_lead.user_id, "To review for the guide: The clock")]
    guide_review.comment(hub.police_lead, version, "Nearly.", now=NOW)
    guide_review.send_back(hub.police_lead, version, "Say from when.", now=NOW)
    assert deliver() == [(hub.lead.user_id, "Sent back with comments: The clock")]


def test_a_page_past_its_day_is_chased_until_it_is_looked_at(hub: Hub):
    version = published(hub)
    deliver()
    day = NOW + timedelta(days=365)
    assert guide_chasing.chase_guide(NOW) == 0
    for at, told in ((day, 1), (day + timedelta(days=20), 0), (day + timedelta(days=28), 1)):
        guide_chasing.chase_guide(at)
        waiting = OutboxMessage.objects.filter(topic=guide_chasing.STALE, delivered_at=None)
        assert waiting.count() == told
        waiting.update(delivered_at=at)
    PostHolding.objects.all().delete()
    OutboxMessage.objects.filter(topic=guide_chasing.STALE).update(delivered_at=None)
    told = dict(deliver(day))
    # Nobody holds the post: the leads hear of it in its place.
    assert told[hub.successor.user_id] == "The clock is past the day to look at it again"
    guide_review.confirm(hub.lead, version, review_again_on=date(2028, 6, 1), now=day)
    assert guide_chasing.chase_guide(day) == 0


def test_a_change_of_law_names_the_pages_that_quote_it(hub: Hub):
    version = published(hub)
    deliver()
    LawQuote.objects.update(said="72 hours")
    guide_chasing.chase_guide(NOW)
    guide_chasing.chase_guide(NOW + timedelta(hours=6))
    assert deliver() == [(hub.lead.user_id, "The clock quotes law that has changed")]
    law = law_page(hub.lead, "pos.detention_hours", today=NOW.date(), works=True)
    assert [(one.said, one.differs) for one in law.quoting] == [("72 hours", True)]
    guide_review.confirm(hub.lead, version, review_again_on=AGAIN, now=NOW)
    law = law_page(hub.lead, "pos.detention_hours", today=NOW.date(), works=True)
    assert [(one.said, one.differs) for one in law.quoting] == [("24 hours", False)]
    assert "no day is set yet" in change_words("pos.extension_police_rank", today=NOW.date())
    assert change_words("pos.detention_hours", today=date(2017, 1, 1)) == (
        "Ends on Mon 11 December 2017. From Mon 11 December 2017: 24 hours."
    )


def test_a_note_is_kept_by_the_lead_and_tried_by_others(hub: Hub):
    note = practice.add_note(hub.nurse, new_note(), now=NOW)
    told = deliver()
    assert {user for user, _ in told} == {hub.lead.user_id, hub.successor.user_id}
    assert not SearchEntry.objects.exists()
    practice.keep_note(hub.lead, note, now=NOW)
    assert deliver() == [(hub.nurse.user_id, "In the library: A quiet room")]
    assert "Not measured" in SearchEntry.objects.get(kind="practice").body
    tried = NewTrial("Beat team", Result(True, "Counted calls", "No difference", 55, "-4 to 3"))
    practice.say_tried(hub.officer, note, tried, now=NOW)
    assert PracticeTrial.objects.get().counted == 55
    practice.leave_out(hub.lead, note, "The room has gone.", now=NOW)
    assert PracticeNote.objects.get().state == "taken_down"
    assert not SearchEntry.objects.exists()
    assert code_of(lambda: practice.say_tried(hub.officer, note, tried, now=NOW)) == (
        "practice.state"
    )


def test_a_note_is_changed_by_its_own_until_it_is_kept(hub: Hub):
    note = practice.add_note(hub.nurse, new_note(), now=NOW)
    with pytest.raises(NotPermitted):
        practice.change_note(hub.officer, note, new_note(), version=1, now=NOW)
    practice.change_note(hub.nurse, note, new_note(place="St Brannoc’s"), version=1, now=NOW)
    with pytest.raises(Conflict):
        practice.change_note(hub.nurse, note, new_note(), version=1, now=NOW)
    practice.keep_note(hub.lead, note, now=NOW)
    with pytest.raises(NotPermitted):
        practice.change_note(hub.nurse, note, new_note(), version=3, now=NOW)
    practice.change_note(hub.lead, note, new_note(title="A calm room"), version=3, now=NOW)
    assert SearchEntry.objects.get().title == "A calm room"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"tried": " "}, "practice.empty"),
        ({"tried": "Ring 01632 960123"}, "words.tell_who"),
        ({"result": Result(True, "", "Less")}, "practice.how"),
        ({"finding": "/people/"}, "practice.finding"),
        ({"ask_id": uuid4()}, "practice.ask"),
    ],
)
def test_a_note_that_is_declined_leaves_nothing(hub: Hub, changes: dict[str, object], code: str):
    assert code_of(lambda: practice.add_note(hub.nurse, new_note(**changes), now=NOW)) == code
    assert not PracticeNote.objects.exists()


def test_no_audit_no_note(hub: Hub, monkeypatch: pytest.MonkeyPatch):
    def broken(*args: object, **named: object) -> None:
        raise RuntimeError("no audit")

    monkeypatch.setattr("alongside.areas.liaison.actions.practice.record", broken)
    monkeypatch.setattr("alongside.areas.liaison.actions.guide_rows.record", broken)
    for act in (
        lambda: practice.add_note(hub.nurse, new_note(), now=NOW),
        lambda: drafted(hub),
    ):
        with pytest.raises(RuntimeError), transaction.atomic():
            act()
    assert not PracticeNote.objects.exists()
    assert not GuideEvent.objects.exists()
