"""Posts, agreed actions and calendars: what is written, by whom, who is told, what is refused."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alongside.areas.liaison.actions import agreed_chasing
from alongside.areas.liaison.actions.agreeing import NewAgreed, agree_action
from alongside.areas.liaison.actions.post_feeds import make_feed, stop_feed
from alongside.areas.liaison.actions.posts import (
    PostEntry,
    change_post,
    close_post,
    hold_post,
    leave_post,
    open_post,
)
from alongside.areas.liaison.actions.saying_of_actions import Saying, say_of_action
from alongside.areas.liaison.models import (
    AgreedAction,
    AgreedActionEvent,
    GroupMember,
    LiaisonGroup,
    Post,
    PostHolding,
)
from alongside.areas.liaison.queries.action_changes import action_plan
from alongside.areas.liaison.queries.action_list import action_list
from alongside.areas.liaison.queries.action_page import action_page
from alongside.areas.liaison.queries.agreed import escalated_to
from alongside.areas.liaison.queries.post_feeds import feed_address, post_calendar
from alongside.areas.liaison.queries.post_page import post_page
from alongside.areas.liaison.rules.agreed import Origin, Priority, Said
from alongside.areas.liaison.rules.permissions_posts import POST_PERMISSIONS
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.inbox import inbox_of
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.hub import Hub
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
DUE = date(2026, 6, 20)
WHY = "Two crews stood at the front door for ten minutes."


def refusal(code: str):
    return pytest.raises(Refused, check=lambda refused: refused.code == code)


def agree(hub: Hub, owner: str = "police_lead", **changes: Any) -> uuid.UUID:
    new: dict[str, Any] = {
        "words": "Put the side door on the map.",
        "owner_id": hub.posts[owner],
        "due_on": DUE,
        "origin": Origin.PLAN,
        "why": WHY,
        "group_id": hub.locality.id,
    }
    return agree_action(hub.lead, NewAgreed(**new | changes), now=NOW)


def say(hub: Hub, action: uuid.UUID, said: Said, *, by: Actor | None = None, **more: Any) -> None:
    at = more.pop("now", NOW + DAY)
    say_of_action(by or hub.lead, action, Saying(said, "Because of that.", **more), now=at)


def titles(actor: Actor) -> list[str]:
    return [line.title for line in inbox_of(actor)]


# ---- Permissions ------------------------------------------------------------


@pytest.mark.one_database
@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_do_what_the_table_says(hub: Hub, role: Role) -> None:
    actor, nothing = hub.world.actors.get(role), uuid.uuid4()
    if actor is None:
        pytest.skip("nobody holds this role in the small world")
    saying = Saying(Said.MOVED, "Because.", due_on=DUE)
    asked = {
        "action.agree": lambda: agree_action(
            actor, NewAgreed("", nothing, DUE, Origin.PLAN), now=NOW
        ),
        "action.change": lambda: say_of_action(actor, nothing, saying, now=NOW),
        "action.do": lambda: say_of_action(actor, nothing, Saying(Said.DONE, "So."), now=NOW),
        "action.see": lambda: action_page(actor, nothing, now=NOW),
        "post.see": lambda: post_page(actor, nothing, now=NOW),
        "post.keep": lambda: close_post(actor, nothing, now=NOW),
    }
    for permission, ask in asked.items():
        with pytest.raises(Refused) as refused:
            ask()
        allowed = role in POST_PERMISSIONS[permission]
        assert isinstance(refused.value, NotPermitted) is not allowed, permission


@pytest.mark.one_database
def test_only_whoever_holds_the_post_says_it_is_done(hub: Hub) -> None:
    action = agree(hub, "amhp_lead")
    with pytest.raises(NotPermitted):
        say(hub, action, Said.DONE, by=hub.nurse)
    say(hub, action, Said.DONE, by=hub.world[Role.AMHP])
    assert AgreedAction.objects.get().evidence == "Because of that."


# ---- Posts ------------------------------------------------------------------


def test_a_post_is_opened_held_left_and_closed(hub: Hub) -> None:
    post = open_post(hub.lead, hub.world.trust, PostEntry("Ward matron"), now=NOW)
    with refusal("post.named"):
        open_post(hub.lead, hub.world.trust, PostEntry("Ward matron"), now=NOW)
    hold_post(hub.lead, post, hub.nurse.user_id, from_at=NOW, now=NOW)
    with refusal("post.held"):
        hold_post(hub.lead, post, hub.successor.user_id, from_at=NOW + DAY, now=NOW)
    leave_post(hub.lead, post, until_at=NOW + 5 * DAY, now=NOW)
    hold_post(hub.lead, post, hub.successor.user_id, from_at=NOW + 5 * DAY, now=NOW)
    page = post_page(hub.lead, post, now=NOW)
    assert page.line.holder == hub.nurse.name
    assert page.leaves_at == NOW + 5 * DAY
    assert [one.to_come for one in page.history] == [True, False]
    close_post(hub.lead, post, now=NOW + DAY)
    assert not PostHolding.objects.filter(post=post, until_at=None).exists()
    with refusal("post.closed"):
        change_post(hub.lead, post, PostEntry("Matron"), version=None, now=NOW)


def test_a_post_changed_by_two_shows_both(hub: Hub) -> None:
    post = hub.posts["lead"]
    change_post(hub.lead, post, PostEntry("Liaison lead", "Answers."), version=1, now=NOW)
    with pytest.raises(Conflict) as clash:
        change_post(hub.lead, post, PostEntry("Lead"), version=1, now=NOW)
    assert clash.value.theirs["What the post does"] == "Answers."


def test_a_post_that_owes_something_is_not_closed(hub: Hub) -> None:
    agree(hub)
    with refusal("post.owns"):
        close_post(hub.lead, hub.posts["police_lead"], now=NOW)


# ---- The story of an action -------------------------------------------------


def test_each_change_keeps_what_it_was_and_why(hub: Hub) -> None:
    action = agree(hub)
    say(hub, action, Said.MOVED, due_on=date(2026, 7, 1))
    say(hub, action, Said.REPRIORITISED, priority=Priority.NOW)
    say(hub, action, Said.GIVEN, owner_id=hub.posts["lead"])
    say(hub, action, Said.NOTED)
    say(hub, action, Said.ESCALATED)
    say(hub, action, Said.RETURNED)
    say(hub, action, Said.DONE)
    say(hub, action, Said.REOPENED, due_on=date(2026, 8, 1))
    page = action_page(hub.lead, action, now=NOW)
    assert [one.changed for one in page.story] == [
        "",
        "from Sat 20 June 2026 to Wed 1 July 2026",
        "from “Soon” to “Now”",
        "from Police mental-health lead to Clinical police liaison lead",
        "",
        "to Northmoor senior group; it was due on Wed 1 July 2026",
        "by Northmoor senior group",
        "",
        "from Wed 1 July 2026 to Sat 1 August 2026",
    ]
    assert page.line.evidence == ""
    assert page.line.state == "open"
    assert AuditEntry.objects.filter(action__startswith="liaison.action_").count() == 8


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("said", "more", "code"),
    [
        (Said.MOVED, {}, "action.no_day"),
        (Said.MOVED, {"due_on": DUE}, "action.same"),
        (Said.GIVEN, {}, "action.owner"),
        (Said.REPRIORITISED, {}, "action.no_priority"),
        (Said.REPRIORITISED, {"priority": Priority.SOON}, "action.same"),
        (Said.RETURNED, {}, "action.not_escalated"),
        (Said.REOPENED, {}, "action.not_now"),
    ],
)
def test_what_is_refused_leaves_no_trace(
    hub: Hub, said: Said, more: dict[str, Any], code: str
) -> None:
    action = agree(hub)
    with refusal(code):
        say(hub, action, said, **more)
    assert AgreedActionEvent.objects.count() == 1
    assert AgreedAction.objects.get().version == 1


@pytest.mark.one_database
def test_no_audit_no_write(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    action = agree(hub)

    def no_audit(*_: object, **__: object) -> None:
        raise RuntimeError("no audit today")

    for place in ("saying_of_actions", "posts", "agreeing"):
        monkeypatch.setattr(f"alongside.areas.liaison.actions.{place}.record", no_audit)
    for write in (
        lambda: say(hub, action, Said.DONE),
        lambda: agree(hub),
        lambda: leave_post(hub.lead, hub.posts["lead"], until_at=NOW + DAY, now=NOW),
    ):
        with pytest.raises(RuntimeError):
            write()
    assert AgreedAction.objects.get().state == "open"
    assert not PostHolding.objects.exclude(until_at=None).exists()


# ---- Told, reminded, escalated ----------------------------------------------


def test_whoever_holds_the_post_when_told_is_told(hub: Hub) -> None:
    agree(hub, "lead", due_on=date(2026, 6, 12))
    leave_post(hub.lead, hub.posts["lead"], until_at=NOW + DAY, now=NOW)
    hold_post(hub.lead, hub.posts["lead"], hub.successor.user_id, from_at=NOW + DAY, now=NOW)
    work_once(NOW + 2 * DAY)
    assert titles(hub.lead) == []
    assert any("is yours to do" in title for title in titles(hub.successor))
    agreed_chasing.remind_of_actions(NOW + 2 * DAY)
    agreed_chasing.remind_of_actions(NOW + 2 * DAY)
    work_once(NOW + 2 * DAY)
    assert sum("is due today" in title for title in titles(hub.successor)) == 1


def test_a_missed_day_goes_to_the_senior_group_once(hub: Hub) -> None:
    GroupMember.objects.create(
        group=hub.senior,
        post_id=hub.posts["amhp_lead"],
        since_on=date(2026, 1, 1),
        added_by_id=hub.lead.user_id,
        added_at=NOW,
    )
    action = agree(hub, priority=Priority.NOW)
    day = NOW + 12 * DAY
    assert agreed_chasing.escalate_missed(day - DAY) == 0
    assert agreed_chasing.escalate_missed(day) == 1
    assert agreed_chasing.escalate_missed(day + DAY) == 0
    asked = escalated_to(hub.lead, hub.senior.id, today=DUE)
    assert [line.id for line in asked] == [action]
    work_once(day)
    for member in (hub.world[Role.AMHP], hub.police_lead):
        assert "Action 1 was taken to Northmoor senior group" in titles(member)
    say(hub, action, Said.RETURNED, now=day)
    assert agreed_chasing.escalate_missed(day + 2 * DAY) == 0
    say(hub, action, Said.MOVED, due_on=date(2026, 7, 1), now=day)
    assert agreed_chasing.escalate_missed(day + 20 * DAY) == 1


def test_with_no_senior_group_nothing_is_taken_anywhere(hub: Hub) -> None:
    LiaisonGroup.objects.filter(pk=hub.locality.id).update(senior=None)
    LiaisonGroup.objects.filter(kind="senior").update(ended_at=NOW, ended_why="Merged.")
    action = agree(hub)
    assert agreed_chasing.escalate_missed(NOW + 90 * DAY) == 0
    with refusal("action.nobody_above"):
        say(hub, action, Said.ESCALATED)


def test_a_missed_day_is_written_once_by_the_database_too(hub: Hub) -> None:
    action = AgreedAction.objects.get(pk=agree(hub))
    event = {"action": action, "kind": "escalated", "was": "2026-06-20", "happened_at": NOW}
    AgreedActionEvent.objects.create(sequence=2, **event)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreedActionEvent.objects.create(sequence=3, **event)
    AgreedActionEvent.objects.create(sequence=3, by_id=hub.lead.user_id, **event)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreedAction.objects.filter(pk=action.pk).update(escalated_at=NOW)


# ---- The list and the plan --------------------------------------------------


def test_the_list_counts_what_each_narrowing_holds(hub: Hub) -> None:
    agree(hub, "lead", due_on=date(2026, 6, 1))
    agree(hub, "police_lead", priority=Priority.NOW)
    say(hub, agree(hub, "amhp_lead"), Said.DONE)
    found = action_list(hub.lead, now=NOW)
    assert found.show == "mine"
    assert dict(found.counts) == {"mine": 1, "open": 2, "late": 1, "escalated": 0, "done": 1}
    everybodys = action_list(hub.successor, now=NOW)
    assert everybodys.show == "open"
    assert [line.priority for line in everybodys.lines] == ["now", "soon"]
    narrowed = action_list(hub.lead, "open", post_id=hub.posts["police_lead"], now=NOW)
    assert [line.owner for line in narrowed.lines] == ["Police mental-health lead"]
    assert action_list(hub.lead, "open", group_id=hub.senior.id, now=NOW).lines == ()


def test_the_plan_says_what_changed_with_who_and_why(hub: Hub) -> None:
    old, late = agree(hub), agree(hub, "lead", words="Agree the badges.")
    say(hub, old, Said.MOVED, due_on=date(2026, 7, 1), now=NOW + 3 * DAY)
    say(hub, late, Said.NOTED, now=NOW + 3 * DAY)
    say(hub, late, Said.DONE, now=NOW + 4 * DAY)
    plan = action_plan(hub.lead, hub.locality.id, since_on=date(2026, 6, 12), now=NOW + 5 * DAY)
    assert [(kind.title, len(kind.changes)) for kind in plan.changes] == [
        ("Done, with what shows it", 1),
        ("Day moved", 1),
    ]
    moved = plan.changes[1].changes[0]
    assert (moved.by, moved.why) == (hub.lead.name, "Because of that.")
    assert [len(part.lines) for part in plan.parts] == [0, 1, 0]
    quiet = action_plan(hub.lead, since_on=date(2026, 6, 15), now=NOW + 5 * DAY)
    assert quiet.changes == ()


# ---- The calendar of a post -------------------------------------------------


def test_a_posts_calendar_ends_with_the_holding(hub: Hub) -> None:
    post = hub.posts["lead"]
    agree(hub, "lead")
    make_feed(hub.lead, post, now=NOW)
    first = feed_address(hub.lead, post, now=NOW).word
    text = post_calendar(first, now=NOW).decode()
    assert "Action 1 is due" in text
    assert "side door" not in text
    make_feed(hub.lead, post, now=NOW)
    with refusal("feed.dead"):
        post_calendar(first, now=NOW)
    second = feed_address(hub.lead, post, now=NOW).word
    leave_post(hub.lead, post, until_at=NOW + DAY, now=NOW)
    assert post_calendar(second, now=NOW)
    with refusal("feed.dead"):
        post_calendar(second, now=NOW + DAY)
    with refusal("post.not_yours"):
        make_feed(hub.successor, post, now=NOW)


def test_a_calendar_is_stopped(hub: Hub) -> None:
    post = hub.posts["lead"]
    with refusal("feed.none"):
        stop_feed(hub.lead, post, now=NOW)
    make_feed(hub.lead, post, now=NOW)
    word = feed_address(hub.lead, post, now=NOW).word
    stop_feed(hub.lead, post, now=NOW)
    assert feed_address(hub.lead, post, now=NOW).word == ""
    for dead in (word, "nothing", word + "x"):
        with refusal("feed.dead"):
            post_calendar(dead, now=NOW)
    assert Post.objects.filter(pk=post, closed_at=None).exists()
