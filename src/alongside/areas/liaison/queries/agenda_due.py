"""What waits for a meeting of a group: minutes, actions due, what was asked of it."""

from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import (
    AgreedAction,
    AskedUpward,
    HubQuestion,
    LiaisonGroup,
    Meeting,
)
from alongside.areas.liaison.queries.reviews import seen_rows
from alongside.areas.liaison.rules.agenda import Due
from alongside.areas.liaison.rules.agreed import AgreedState
from alongside.areas.liaison.rules.group_words import SENIOR, standing_items
from alongside.areas.liaison.rules.meeting_states import MeetingState
from alongside.areas.liaison.rules.meeting_words import ItemKind
from alongside.areas.liaison.rules.question_states import OPEN_STATES
from alongside.areas.liaison.rules.review_states import ReviewState
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date, say_date


def due_for(viewer: Actor, group: LiaisonGroup, *, before: datetime) -> list[Due]:
    """Answer everything that waits for a meeting of a group that begins at an instant.

    The caller has asked whether the viewer may.
    """
    return [
        *_minutes(group, before),
        *_asked(group),
        *_escalated(group),
        *_actions(group, before),
        *_reviews(viewer, group),
        *_questions(group),
        *[Due(ItemKind.STANDING, title) for title in standing_items(group.standing)],
    ]


def _minutes(group: LiaisonGroup, before: datetime) -> list[Due]:
    rows = Meeting.objects.filter(group=group, state=MeetingState.HELD, starts_at__lt=before)
    return [
        Due(ItemKind.MINUTES, f"Minutes of {say_date(local_date(row.starts_at))}", row.id)
        for row in rows.order_by("starts_at")
    ]


def _asked(group: LiaisonGroup) -> list[Due]:
    rows = AskedUpward.objects.filter(senior=group, placed=None)
    return [
        Due(ItemKind.ESCALATED, row.title, row.id, row.why, row.item.meeting.group_id)
        for row in rows.select_related("item__meeting").order_by("asked_at")
    ]


def _escalated(group: LiaisonGroup) -> list[Due]:
    rows = AgreedAction.objects.filter(state=AgreedState.OPEN, escalated_to=group)
    return [
        Due(
            ItemKind.LATE,
            _clipped(f"Action {row.number}: {row.words}"),
            row.id,
            f"{f'From {row.group.name}. ' if row.group else ''}It was due {say_date(row.due_on)}.",
        )
        for row in rows.select_related("group").order_by("due_on", "number")
    ]


def _actions(group: LiaisonGroup, before: datetime) -> list[Due]:
    rows = AgreedAction.objects.filter(
        state=AgreedState.OPEN, group=group, due_on__lte=local_date(before)
    )
    return [
        Due(
            ItemKind.ACTION,
            _clipped(f"Action {row.number}: {row.words}"),
            row.id,
            f"Due {say_date(row.due_on)}.",
        )
        for row in rows.order_by("due_on", "number")
    ]


def _reviews(viewer: Actor, group: LiaisonGroup) -> list[Due]:
    """Reviews whose accounts are open: the senior group looks at what is to be learnt."""
    if group.kind != SENIOR:
        return []
    rows = seen_rows(viewer).filter(state=ReviewState.OPENED)
    return [
        Due(
            ItemKind.REVIEW,
            _clipped(f"Review {row.number}: {row.title}"),
            row.id,
            "Every account is open; what is to be learnt has to be settled.",
        )
        for row in rows.order_by("number")
    ]


def _questions(group: LiaisonGroup) -> list[Due]:
    """Questions that were handed on to the chair or the minute-taker and wait still.

    Those about a person stay off every agenda.
    """
    offices = [one for one in (group.chair_id, group.minute_taker_id) if one]
    handed = HubQuestion.objects.filter(
        post_id__in=offices,
        person=None,
        state__in=OPEN_STATES,
        events__kind="handed_on",
        events__post_id__in=offices,
    )
    return [
        Due(
            ItemKind.QUESTION,
            _clipped(f"Question {row.number}: {row.subject}"),
            row.id,
            f"Asked {say_date(local_date(row.asked_at))}, and handed on to this group.",
        )
        for row in handed.distinct().order_by("number")
    ]


def asked_of(senior_id: UUID) -> int:
    """Answer how many askings wait for the next meeting of a senior group."""
    return AskedUpward.objects.filter(senior_id=senior_id, placed=None).count()


def _clipped(words: str) -> str:
    return words if len(words) <= 200 else f"{words[:199]}…"
