"""What the database itself does not let into groups and meetings: each constraint, broken once."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, models, transaction

from alongside.areas.liaison.models import (
    AgendaItem,
    AgreedAction,
    AskedUpward,
    Attendance,
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
from tests.support.meeting import DAY, Meet
from tests.support.world import NOW

pytestmark = pytest.mark.django_db


def meeting(meet: Meet, **more: object) -> Meeting:
    facts = {"group": meet.locality, "starts_at": NOW + DAY, "ends_at": NOW + 2 * DAY}
    facts |= {"place": "Room 2", "called_by_id": meet.lead.user_id, "called_at": NOW}
    return Meeting(**facts | more)


def item(meet: Meet, **more: object) -> AgendaItem:
    facts = {"meeting_id": meet.meeting, "place": 9, "kind": "brought", "title": "Bays"}
    facts |= {"added_by_id": meet.lead.user_id, "added_at": NOW}
    return AgendaItem(**facts | more)


def decision(meet: Meet, **more: object) -> Decision:
    facts = {"group": meet.locality, "item_id": meet.item, "number": 1, "words": "A bell"}
    facts |= {"why": "Nobody hears", "by_id": meet.lead.user_id, "decided_at": NOW}
    return Decision(**facts | more)


def asked(meet: Meet, **more: object) -> AskedUpward:
    facts = {"item_id": meet.item, "senior": meet.senior, "title": "The bell", "why": "Late"}
    return AskedUpward(**facts | {"asked_by_id": meet.lead.user_id, "asked_at": NOW} | more)


def paper(meet: Meet, **more: object) -> MeetingPaper:
    facts = {"meeting_id": meet.meeting, "title": "Bays", "words": "Two"}
    return MeetingPaper(**facts | {"added_by_id": meet.lead.user_id, "added_at": NOW} | more)


def terms(meet: Meet, **more: object) -> GroupTerms:
    facts = {"group": meet.locality, "number": 1, "words": "For us"}
    return GroupTerms(**facts | {"written_by_id": meet.lead.user_id, "written_at": NOW} | more)


def member(meet: Meet, **more: object) -> GroupMember:
    facts = {"group": meet.locality, "post_id": meet.hub.posts["amhp_lead"], "since_on": NOW.date()}
    return GroupMember(**facts | {"added_by_id": meet.lead.user_id, "added_at": NOW} | more)


def there(meet: Meet, **more: object) -> Attendance:
    facts = {"meeting_id": meet.meeting, "post_id": meet.hub.posts["lead"], "attended": "present"}
    return Attendance(**facts | more)


def correction(meet: Meet, **more: object) -> MinutesCorrection:
    facts = {"meeting_id": meet.meeting, "words": "Two", "why": "Counted"}
    return MinutesCorrection(**facts | {"by_id": meet.lead.user_id, "at": NOW} | more)


def minutes(meet: Meet) -> MinuteWords:
    return MinuteWords(item_id=meet.item, number=1, by_id=meet.lead.user_id, saved_at=NOW)


def ended(meet: Meet) -> LiaisonGroup:
    facts = {"name": "Over", "kind": "locality", "organisation_id": meet.locality.organisation_id}
    facts |= {"created_by_id": meet.lead.user_id, "created_at": NOW}
    return LiaisonGroup(**facts, ended_at=NOW)


def action_of(meet: Meet) -> ItemAction:
    row, _ = AgreedAction.objects.get_or_create(
        number=1,
        words="Order it",
        origin="meeting",
        owner_id=meet.hub.posts["lead"],
        due_on=NOW.date(),
        agreed_by_id=meet.lead.user_id,
        defaults={"agreed_at": NOW},
    )
    return ItemAction(item_id=meet.item, action=row)


ONCE: dict[str, Callable[[Meet], models.Model]] = {
    "group_meets_once_at_a_time": meeting,
    "about_one_thing_once_in_a_meeting": lambda meet: item(
        meet, kind="action", about_id=meet.meeting
    ),
    "asked_upward_once": asked,
    "post_at_meeting_once": there,
    "minutes_numbered_in_item": minutes,
    "decision_numbered_in_group": decision,
    "action_from_one_item": action_of,
    "terms_numbered_in_group": terms,
    "post_in_group_once": member,
}
"""What there may be one of: the second is refused."""
NEVER: dict[str, Callable[[Meet], models.Model]] = {
    "meeting_ends_after_it_begins": lambda meet: meeting(meet, ends_at=NOW),
    "meeting_state_has_its_facts": lambda meet: meeting(meet, state="agreed", held_at=NOW),
    "meeting_is_somewhere": lambda meet: meeting(meet, place=""),
    "item_kind_is_known": lambda meet: item(meet, kind="rumour"),
    "item_dropped_with_a_reason": lambda meet: item(meet, dropped_at=NOW),
    "asked_upward_by_a_group_with_a_reason": lambda meet: item(meet, kind="escalated", why="x"),
    "agenda_item_has_a_title": lambda meet: item(meet, title=""),
    "asked_upward_says_what_and_why": lambda meet: asked(meet, why=""),
    "paper_is_words_or_a_link": lambda meet: paper(meet, link="/hub/"),
    "paper_has_a_title": lambda meet: paper(meet, title=""),
    "attendance_is_known": lambda meet: there(meet, attended="perhaps"),
    "decision_says_what_and_why": lambda meet: decision(meet, why=""),
    "decision_struck_with_a_reason": lambda meet: decision(meet, struck_at=NOW),
    "correction_says_what_and_why": lambda meet: correction(meet, why=""),
    "group_ends_with_a_reason": ended,
    "terms_say_something": lambda meet: terms(meet, words=""),
    "membership_ends_after_it_begins": lambda meet: member(meet, until_on=NOW.date() - DAY),
}


def refuses(constraint: str, row: models.Model) -> None:
    """Expect the database to refuse a row by a constraint of its model."""
    names = {one.name for one in type(row)._meta.constraints}
    assert constraint in names, constraint
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        row.save(force_insert=True)
    text = str(refused.value)
    assert constraint in text or "UNIQUE constraint failed" in text, constraint


def test_each_constraint_of_groups_and_meetings_holds(meet: Meet) -> None:
    for constraint, spoilt in NEVER.items():
        refuses(constraint, spoilt(meet))
    for constraint, make in ONCE.items():
        make(meet).save(force_insert=True)
        refuses(constraint, make(meet))
