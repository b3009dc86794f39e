"""What the database itself does not let into questions: each constraint, broken once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, models, transaction

from alongside.areas.liaison.models import (
    AnswerPromise,
    HubCover,
    HubQuestion,
    QuestionEvent,
    QuestionFeedback,
)
from tests.support.hub import Hub
from tests.support.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LATER = NOW + timedelta(days=1)


def question(hub: Hub, **more: object) -> HubQuestion:
    facts = {
        "number": 1 + HubQuestion.objects.count(),
        "subject": "Who drives?",
        "words": "At night.",
        "channel": "form",
        "asker_id": hub.officer.user_id,
        "recorded_by_id": hub.officer.user_id,
        "post_id": hub.posts["lead"],
        "asked_at": NOW,
        "promised_by": LATER,
    }
    return HubQuestion(**facts | more)


def event(hub: Hub, **more: object) -> QuestionEvent:
    facts = {"sequence": 1, "kind": "asked", "at": NOW, "by_id": hub.officer.user_id}
    return QuestionEvent(question=HubQuestion.objects.get(number=1), **facts | more)


def said(hub: Hub, **more: object) -> QuestionFeedback:
    asked = HubQuestion.objects.get(number=1)
    facts = {"question": asked, "helped": "yes", "by_id": hub.officer.user_id, "at": NOW}
    return QuestionFeedback(**facts | more)


def cover(hub: Hub, **more: object) -> HubCover:
    facts = {
        "post_id": hub.posts["lead"],
        "by_user_id": hub.nurse.user_id,
        "from_at": NOW,
        "until_at": LATER,
        "recorded_by_id": hub.lead.user_id,
        "recorded_at": NOW,
    }
    return HubCover(**facts | more)


def promise(hub: Hub, **more: object) -> AnswerPromise:
    facts = {
        "post_id": hub.posts["lead"],
        "from_at": LATER,
        "urgent_hours": 4,
        "ordinary_days": 2,
        "set_by_id": hub.lead.user_id,
    }
    return AnswerPromise(**facts | more)


BROKEN: dict[str, Callable[[Hub], models.Model]] = {
    "number": lambda hub: question(hub, number=1),
    "question_state_is_known": lambda hub: question(hub, state="lost"),
    "question_channel_is_known": lambda hub: question(hub, channel="pigeon"),
    "question_has_a_subject": lambda hub: question(hub, subject=""),
    "question_answered_at_a_time": lambda hub: question(hub, state="answered"),
    "question_answered_at_a_time, open": lambda hub: question(hub, answered_at=NOW),
    "question_found_names_what_was_found": lambda hub: question(
        hub, state="found", answered_at=NOW
    ),
    "question_about_a_person_for_a_purpose": lambda hub: question(hub, purpose="P2"),
    "question_says_who_asked": lambda hub: question(hub, asker_id=None),
    "question_says_who_asked, rang": lambda hub: question(hub, channel="caller"),
    "question_says_who_asked, mail": lambda hub: question(hub, channel="mail"),
    "message_taken_once": lambda hub: question(hub, mail_key="known"),
    "question_is_promised_an_answer": lambda hub: question(hub, promised_by=NOW),
    "question_events_in_order": event,
    "question_is_handed_on_to_a_post": lambda hub: event(hub, sequence=2, kind="handed_on"),
    "feedback once": said,
    "feedback_is_known": lambda hub: said(
        hub, question=HubQuestion.objects.get(number=2), helped="ish"
    ),
    "cover_is_one_person_or_one_post": lambda hub: cover(hub, by_user_id=None),
    "cover_is_one_person_or_one_post, both": lambda hub: cover(
        hub, by_post_id=hub.posts["police_lead"]
    ),
    "no_post_covers_itself": lambda hub: cover(hub, by_user_id=None, by_post_id=hub.posts["lead"]),
    "cover_ends_after_it_begins": lambda hub: cover(hub, until_at=NOW),
    "cover_ended_by_somebody": lambda hub: cover(hub, ended_at=NOW),
    "promise_is_within_reason": lambda hub: promise(hub, urgent_hours=41),
    "promise_is_within_reason, days": lambda hub: promise(hub, ordinary_days=0),
    "promise from_at": lambda hub: promise(hub, from_at=NOW),
}


def test_each_constraint_holds(hub: Hub) -> None:
    question(hub, mail_key="known").save()
    question(hub).save()
    event(hub).save()
    said(hub).save()
    cover(hub).save()
    promise(hub, from_at=NOW).save()
    let_in = []
    for name, broken in BROKEN.items():
        try:
            with transaction.atomic():
                broken(hub).save(force_insert=True)
            let_in.append(name)
        except IntegrityError:
            pass
    assert let_in == []
    named = {
        constraint.name
        for model in (HubQuestion, QuestionEvent, QuestionFeedback, HubCover, AnswerPromise)
        for constraint in model._meta.constraints
    }
    assert named <= {name.partition(",")[0] for name in BROKEN}
