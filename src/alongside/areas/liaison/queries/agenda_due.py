"""What waits for a meeting of a group: minutes, actions due, what was asked of it."""

from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import AgreedAction, AskedUpward, LiaisonGroup, Meeting
from alongside.areas.liaison.rules.agenda import Due
from alongside.areas.liaison.rules.agreed import AgreedState
from alongside.areas.liaison.rules.group_words import standing_items
from alongside.areas.liaison.rules.meeting_states import MeetingState
from alongside.areas.liaison.rules.meeting_words import ItemKind
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
    rows = AgreedAction.objects.filter(
        state=AgreedState.OPEN, escalated_at__isnull=False, group__senior=group
    )
    return [
        Due(
            ItemKind.LATE,
            _clipped(f"Action {row.number}: {row.words}"),
            row.id,
            f"Escalated from {row.group.name}; it was due {say_date(row.due_on)}.",
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
    return []


def asked_of(senior_id: UUID) -> int:
    """Answer how many askings wait for the next meeting of a senior group."""
    return AskedUpward.objects.filter(senior_id=senior_id, placed=None).count()


def _clipped(words: str) -> str:
    return words if len(words) <= 200 else f"{words[:199]}…"
