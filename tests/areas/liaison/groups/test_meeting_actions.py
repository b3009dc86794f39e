"""What is done to groups and meetings: who may, what is written, who is told, nothing by halves."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from unittest import mock

import pytest
from django.db import transaction

from alongside.areas.liaison.actions import (
    agenda_setting,
    deciding,
    group_joining,
    group_keeping,
    meeting_calling,
    minuting,
    papers,
)
from alongside.areas.liaison.actions.agreeing import NewAgreed
from alongside.areas.liaison.models import (
    AgendaItem,
    AgreedAction,
    AskedUpward,
    Attendance,
    Decision,
    GroupTerms,
    LiaisonGroup,
    Meeting,
    MinuteWords,
    PostHolding,
)
from alongside.areas.liaison.queries.group_members import groups_of, posts_on
from alongside.areas.liaison.queries.group_page import group_list, group_page, last_met
from alongside.areas.liaison.queries.groups import meetings_ahead, meetings_for
from alongside.areas.liaison.queries.meeting_page import meeting_page
from alongside.areas.liaison.rules.agreed import Origin
from alongside.areas.liaison.rules.meeting_words import Attended, ItemKind
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.verify import verify
from alongside.foundation.outbox.models import InboxItem
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.meeting import DAY, HOUR, Meet
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
Doing = Callable[[Meet, Actor], object]


def a_time(days: int) -> meeting_calling.NewMeeting:
    return meeting_calling.NewMeeting(NOW + days * DAY, NOW + days * DAY + HOUR, "Room 2")


def an_action(meet: Meet, **more: object) -> NewAgreed:
    due_on = local_date(NOW) + 30 * DAY
    new = NewAgreed("Order it", meet.hub.posts["lead"], due_on, Origin.MEETING, meet.meeting)
    return replace(new, group_id=meet.locality.id, **more)


BY_ROLE, KEEPS, MEMBER = "role", "keeps", "member"
DONE: dict[str, tuple[str, Doing]] = {
    "create_group": (
        BY_ROLE,
        lambda _, actor: group_keeping.create_group(
            actor, group_keeping.NewGroup("Coast", "locality"), now=NOW
        ),
    ),
    "add_member": (
        BY_ROLE,
        lambda meet, actor: group_joining.add_member(
            actor, meet.senior.id, meet.hub.posts["lead"], since_on=local_date(NOW), now=NOW
        ),
    ),
    "end_member": (
        BY_ROLE,
        lambda meet, actor: group_joining.end_member(
            actor, meet.locality.members.first().id, until_on=local_date(NOW), now=NOW
        ),
    ),
    "write_terms": (
        KEEPS,
        lambda meet, actor: group_keeping.write_terms(
            actor, meet.locality.id, "For us", why="", now=NOW
        ),
    ),
    "call_meeting": (
        KEEPS,
        lambda meet, actor: meeting_calling.call_meeting(
            actor, meet.locality.id, a_time(7), now=NOW
        ),
    ),
    "move_meeting": (
        KEEPS,
        lambda meet, actor: meeting_calling.move_meeting(
            actor, meet.meeting, a_time(1), version=None, now=NOW
        ),
    ),
    "cancel_meeting": (
        KEEPS,
        lambda meet, actor: meeting_calling.cancel_meeting(actor, meet.meeting, "Snow", now=NOW),
    ),
    "bring_item": (
        MEMBER,
        lambda meet, actor: agenda_setting.bring_item(
            actor, meet.meeting, agenda_setting.NewItem("Bays"), now=NOW
        ),
    ),
    "move_item": (
        KEEPS,
        lambda meet, actor: agenda_setting.move_item(actor, meet.item, to=1, now=NOW),
    ),
    "drop_item": (
        KEEPS,
        lambda meet, actor: agenda_setting.drop_item(actor, meet.item, "Settled", now=NOW),
    ),
    "take_in_due": (
        KEEPS,
        lambda meet, actor: agenda_setting.take_in(actor, meet.meeting, [], now=NOW),
    ),
    "add_paper": (
        MEMBER,
        lambda meet, actor: papers.add_paper(
            actor, meet.meeting, papers.NewPaper("Bays", "Two"), now=NOW
        ),
    ),
    "save_minutes": (
        KEEPS,
        lambda meet, actor: minuting.save_minutes(actor, meet.item, "One", upon=0, now=NOW),
    ),
    "note_attendance": (
        KEEPS,
        lambda meet, actor: minuting.note_attendance(
            actor, meet.meeting, {meet.hub.posts["lead"]: Attended.PRESENT}, now=NOW
        ),
    ),
    "hold_meeting": (
        KEEPS,
        lambda meet, actor: minuting.hold_meeting(actor, meet.meeting, now=NOW),
    ),
    "decide": (
        KEEPS,
        lambda meet, actor: deciding.decide(actor, meet.item, "A bell", why="Late", now=NOW),
    ),
    "agree_action": (
        KEEPS,
        lambda meet, actor: deciding.agree_at_item(actor, meet.item, an_action(meet), now=NOW),
    ),
    "ask_senior": (
        KEEPS,
        lambda meet, actor: deciding.ask_senior(actor, meet.item, "The bell", why="Late", now=NOW),
    ),
}
"""What is done, who may, and how."""


def plain_member(meet: Meet) -> Actor:
    """Somebody whose post belongs to the group, while their role keeps nothing."""
    PostHolding.objects.filter(post_id=meet.hub.posts["police_lead"]).update(
        user_id=meet.outsider.user_id
    )
    return meet.outsider


def undone(work: Doing, meet: Meet, actor: Actor) -> list[str]:
    """Do it, answer what the audit says of it, and leave everything as it was."""
    before = AuditEntry.objects.count()
    with transaction.atomic():
        work(meet, actor)
        entries = [one.action for one in AuditEntry.objects.order_by("pk")[before:]]
        transaction.set_rollback(True)
    return entries


def test_each_thing_is_done_by_its_part_alone_and_leaves_a_trace(meet: Meet) -> None:
    off_duty = replace(meet.lead, on_duty=False)
    for name, (needs, work) in DONE.items():
        refused = [meet.analyst, meet.outsider, off_duty, *([meet.chair] * (needs == BY_ROLE))]
        for actor in refused:
            with pytest.raises(NotPermitted):
                work(meet, actor)
        doer = meet.lead if needs == BY_ROLE else meet.chair
        assert undone(work, meet, doer) == [f"liaison.{name}"]
    member = plain_member(meet)
    for needs, work in DONE.values():
        if needs == MEMBER:
            assert undone(work, meet, member)
            continue
        with pytest.raises(NotPermitted):
            work(meet, member)


def test_no_audit_no_write(meet: Meet) -> None:
    """Where the audit cannot be written, neither are the minutes, nor is anybody told."""
    where = "alongside.areas.liaison.actions.minuting.record"
    with mock.patch(where, side_effect=OSError("full")), pytest.raises(OSError, match="full"):
        minuting.save_minutes(meet.lead, meet.item, "One", upon=0, now=NOW)
    with mock.patch(where, side_effect=OSError("full")), pytest.raises(OSError, match="full"):
        minuting.hold_meeting(meet.lead, meet.meeting, now=NOW)
    assert not MinuteWords.objects.exists()
    assert Meeting.objects.get(pk=meet.meeting).state == "planned"


def test_a_form_sent_twice_is_saved_once(meet: Meet) -> None:
    key = uuid.uuid4()
    made = {
        meeting_calling.call_meeting(
            meet.lead, meet.locality.id, a_time(7), now=NOW, request_key=key
        )
        for _ in range(2)
    }
    assert len(made) == 1
    key = uuid.uuid4()
    for _ in range(2):
        deciding.agree_at_item(meet.lead, meet.item, an_action(meet), now=NOW, request_key=key)
    assert AgreedAction.objects.count() == 1


def test_an_agenda_is_made_of_what_is_due(meet: Meet) -> None:
    """Minutes of last time, actions due by then, standing items; each once, dropped stays off."""
    late = deciding.agree_at_item(
        meet.lead, meet.item, an_action(meet, due_on=local_date(NOW) + DAY), now=NOW
    )
    deciding.agree_at_item(meet.lead, meet.item, an_action(meet), now=NOW)
    minuting.hold_meeting(meet.lead, meet.meeting, now=NOW)
    following = meet.call(meet.locality, days=14)
    items = AgendaItem.objects.filter(meeting=following).order_by("place")
    assert [(one.kind, one.about_id) for one in items] == [
        ("minutes", meet.meeting),
        ("standing", None),
        ("standing", None),
        ("action", late),
    ]
    agenda_setting.drop_item(meet.lead, items[3].id, "Done by phone.", now=NOW)
    assert meeting_page(meet.lead, following, now=NOW).due == ()
    another = deciding.agree_at_item(
        meet.lead, meet.item, an_action(meet, due_on=local_date(NOW) + 2 * DAY), now=NOW
    )
    due = meeting_page(meet.lead, following, now=NOW).due
    assert [one.about_id for one in due] == [another]
    agenda_setting.take_in(meet.lead, following, [due[0].key, "action:nothing"], now=NOW)
    assert AgendaItem.objects.filter(meeting=following, about_id=another).count() == 1


def test_what_a_locality_asks_stands_on_the_next_senior_agenda(meet: Meet) -> None:
    """Asked with none planned it waits; a cancelled meeting gives it back; once only."""
    deciding.ask_senior(meet.chair, meet.item, "The bell", why="Late by forty weeks", now=NOW)
    with pytest.raises(Refused, match="asked about this already"):
        deciding.ask_senior(meet.chair, meet.item, "The bell", why="Again", now=NOW)
    assert group_page(meet.member, meet.senior.id, now=NOW).waiting == 1
    first = meet.call(meet.senior, days=7)
    asked = AskedUpward.objects.get()
    assert asked.placed is not None
    assert asked.placed.meeting_id == first
    assert asked.placed.asked_by_id == meet.locality.id
    meeting_calling.cancel_meeting(meet.member, first, "Snow", now=NOW)
    second = meet.call(meet.senior, days=14)
    placed = AgendaItem.objects.get(meeting=second, kind=ItemKind.ESCALATED)
    assert placed.why == "Late by forty weeks"
    item = agenda_setting.bring_item(
        meet.lead, meet.meeting, agenda_setting.NewItem("The light"), now=NOW
    )
    deciding.ask_senior(meet.lead, item, "The light", why="Dark", now=NOW)
    assert AgendaItem.objects.filter(meeting=second, kind=ItemKind.ESCALATED).count() == 2
    agenda_setting.drop_item(meet.member, placed.id, "Estates gave a day.", now=NOW)
    upper = AgendaItem.objects.filter(meeting=second, dropped_at=None).first()
    with pytest.raises(Refused, match="No senior group"):
        deciding.ask_senior(meet.member, upper.id, "Up", why="Up", now=NOW)
    InboxItem.objects.all().delete()
    work_once(NOW)
    told = InboxItem.objects.filter(user_id=meet.chair.user_id).values_list("title", flat=True)
    assert "What your group asked came off the senior agenda: see why" in told
    senior = InboxItem.objects.filter(user_id=meet.member.user_id, title__endswith="senior group")
    assert senior.count() == 2, "the chair of the senior group was not told of both"


def test_decisions_are_numbered_in_their_group_and_struck_with_a_reason(meet: Meet) -> None:
    first = deciding.decide(meet.lead, meet.item, "A bell", why="Late", now=NOW)
    deciding.decide(meet.lead, meet.item, "A light", why="Dark", now=NOW)
    with pytest.raises(Refused, match="Say why it is struck out"):
        deciding.strike_decision(meet.lead, first, "", now=NOW)
    deciding.strike_decision(meet.lead, first, "Noted twice.", now=NOW)
    with pytest.raises(Refused, match="struck out already"):
        deciding.strike_decision(meet.lead, first, "Noted twice.", now=NOW)
    third = deciding.decide(meet.lead, meet.item, "A path", why="Mud", now=NOW)
    assert Decision.objects.get(pk=third).number == 3


def test_minutes_go_from_draft_to_agreed_and_members_are_told_by_their_posts(meet: Meet) -> None:
    """Whoever holds a post when the message is delivered is told, not whoever held it before."""
    minuting.save_minutes(meet.lead, meet.item, "One", upon=0, now=NOW)
    assert minuting.save_minutes(meet.chair, meet.item, "One", upon=0, now=NOW) == meet.item
    with pytest.raises(Conflict):
        minuting.save_minutes(meet.chair, meet.item, "Two", upon=0, now=NOW)
    minuting.save_minutes(meet.chair, meet.item, "Two", upon=1, now=NOW)
    with pytest.raises(Refused, match="does not belong to this group"):
        minuting.note_attendance(meet.lead, meet.meeting, {uuid.uuid4(): Attended.ABSENT}, now=NOW)
    gone = {meet.hub.posts["lead"]: Attended.PRESENT, meet.hub.posts["amhp_lead"]: Attended.ABSENT}
    minuting.note_attendance(meet.lead, meet.meeting, gone, now=NOW)
    holding = PostHolding.objects.get(post_id=meet.hub.posts["lead"])
    holding.user_id = meet.hub.successor.user_id
    holding.save()
    work_once(NOW)
    InboxItem.objects.all().delete()
    minuting.hold_meeting(meet.chair, meet.meeting, now=NOW)
    work_once(NOW)
    told = set(InboxItem.objects.values_list("user_id", flat=True))
    assert told == {meet.hub.successor.user_id, meet.member.user_id}
    kept = Attendance.objects.get(post_id=meet.hub.posts["lead"])
    assert kept.attended == "present"
    later = meet.call(meet.locality, days=1)
    with pytest.raises(Refused, match="has not begun"):
        minuting.agree_minutes(meet.chair, meet.meeting, later, now=NOW)
    minuting.agree_minutes(meet.chair, meet.meeting, later, now=NOW + DAY)
    for work in (
        lambda: minuting.save_minutes(meet.lead, meet.item, "Three", upon=2, now=NOW),
        lambda: deciding.decide(meet.lead, meet.item, "A bell", why="Late", now=NOW),
        lambda: minuting.hold_meeting(meet.lead, meet.meeting, now=NOW),
        lambda: meeting_calling.cancel_meeting(meet.lead, meet.meeting, "Snow", now=NOW),
    ):
        with pytest.raises(Refused) as refused:
            work()
        assert refused.value.code == "meeting.not_now"
    minuting.correct_minutes(meet.lead, meet.meeting, "Two bells", why="Counted.", now=NOW)
    assert [row.words for row in MinuteWords.objects.order_by("number")] == ["One", "Two"]
    assert verify().broken == ()


def test_a_meeting_that_has_not_begun_was_not_held(meet: Meet) -> None:
    ahead = meet.call(meet.locality, days=7)
    with pytest.raises(Refused, match="has not begun"):
        minuting.hold_meeting(meet.lead, ahead, now=NOW)
    with pytest.raises(Refused, match="meets at that time already"):
        meet.call(meet.locality, days=7)
    with pytest.raises(Refused, match="still has a meeting planned"):
        group_keeping.end_group(meet.lead, meet.locality.id, "Merged.", now=NOW)


def test_a_group_that_ended_takes_nothing_new(meet: Meet) -> None:
    meeting_calling.cancel_meeting(meet.lead, meet.meeting, "Snow", now=NOW)
    group_keeping.end_group(meet.lead, meet.locality.id, "Merged.", now=NOW)
    for name in ("write_terms", "call_meeting"):
        with pytest.raises(Refused, match="This group has ended"):
            DONE[name][1](meet, meet.lead)
    day, post = local_date(NOW), meet.hub.posts["amhp_lead"]
    with pytest.raises(Refused, match="This group has ended"):
        group_joining.add_member(meet.lead, meet.locality.id, post, since_on=day, now=NOW)
    assert groups_of([meet.hub.posts["lead"]]) == []


def test_terms_keep_what_stood_before(meet: Meet) -> None:
    write = group_keeping.write_terms
    write(meet.lead, meet.locality.id, "One", why="", now=NOW)
    write(meet.lead, meet.locality.id, "Two", why="A member joined.", version=1, now=NOW)
    with pytest.raises(Conflict) as clash:
        write(meet.lead, meet.locality.id, "Three", why="Mine", version=1, now=NOW)
    assert clash.value.theirs == {"Terms of reference": "Two"}
    assert list(GroupTerms.objects.order_by("number").values_list("words", flat=True)) == [
        "One",
        "Two",
    ]


def test_calendars_and_lists_see_what_is_ahead(meet: Meet) -> None:
    ahead = meet.call(meet.locality, days=7)
    posts = [meet.hub.posts["police_lead"]]
    assert [one.id for one in meetings_ahead(meet.member, posts, now=NOW + 2 * HOUR)] == [ahead]
    meeting_calling.cancel_meeting(meet.lead, ahead, "Snow", now=NOW)
    struck = meetings_for(posts, since=NOW + 2 * HOUR, cancelled=True)
    assert [(one.id, one.state.value) for one in struck] == [(ahead, "cancelled")]
    assert meetings_for(posts, since=NOW + 2 * HOUR) == []
    with pytest.raises(NotPermitted):
        meetings_ahead(meet.analyst, posts, now=NOW)
    order = posts_on([meet.locality.id])[meet.locality.id]
    assert order[0] == meet.hub.posts["amhp_lead"], "the chair comes first"
    lines = {one.name: one for one in group_list(meet.member, now=NOW)}
    assert lines[meet.locality.name].mine
    assert lines[meet.locality.name].members == 2
    assert last_met(meet.locality.id, before=NOW) is None
    minuting.hold_meeting(meet.lead, meet.meeting, now=NOW)
    assert last_met(meet.locality.id, before=NOW) == NOW - HOUR
    proposed = group_page(meet.lead, meet.locality.id, now=NOW).proposed
    assert proposed == NOW - HOUR + timedelta(weeks=8)


def test_names_and_offices_of_a_group_are_looked_at(meet: Meet) -> None:
    new = group_keeping.NewGroup("Coast", "locality", chair_id=uuid.uuid4())
    with pytest.raises(Refused, match="not open any more"):
        group_keeping.create_group(meet.lead, new, now=NOW)
    taken = group_keeping.NewGroup(meet.senior.name, "senior")
    with pytest.raises(Refused, match="a group of that name"):
        group_keeping.create_group(meet.lead, taken, now=NOW)
    above = group_keeping.NewGroup("Coast", "locality", senior_id=uuid.uuid4())
    with pytest.raises(Refused, match="Only a senior group"):
        group_keeping.create_group(meet.lead, above, now=NOW)
    assert LiaisonGroup.objects.count() == 2
