"""What happens to actions by itself: reminders before their day, the senior group after it."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from alongside.areas.liaison.actions.saying_of_actions import (
    ACTION,
    ESCALATED,
    group_above,
    locked_action,
    take_up,
    tell_story,
)
from alongside.areas.liaison.models import AgreedAction
from alongside.areas.liaison.rules.agreed import (
    DAYS_BEFORE,
    AgreedState,
    Origin,
    Priority,
    Said,
    is_missed,
)
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.kernel.local_time import local_date

DUE: Final = "liaison.action_due"
EVERY: Final = timedelta(hours=1)


def remind_of_actions(now: datetime) -> int:
    """Remind the owners of what is due soon and of what is due today, once for each day.

    Returns:
        How many actions are due within the days of reminding.
    """
    today = local_date(now)
    rows = AgreedAction.objects.filter(
        state=AgreedState.OPEN, due_on__gte=today, due_on__lte=today + DAYS_BEFORE
    )
    with transaction.atomic():
        due = [(row.id, row.due_on) for row in rows]
        for action_id, due_on in due:
            day = due_on.isoformat()
            when = "today" if due_on == today else "soon"
            send(
                DUE,
                {"action": str(action_id), "due_on": day},
                now=now,
                once_key=f"{DUE}:{action_id}:{day}:{when}",
            )
    return len(due)


def escalate_missed(now: datetime) -> int:
    """Take to the senior group what waited past its day as long as it may, once for each day.

    Returns:
        How many were taken there now.
    """
    today = local_date(now)
    rows = AgreedAction.objects.filter(
        state=AgreedState.OPEN, escalated_at=None, due_on__lt=today
    ).order_by("due_on", "number")
    missed = [row.id for row in rows if _missed(row, today)]
    return sum(_escalate(action_id, today, now) for action_id in missed)


def _missed(row: AgreedAction, today: date) -> bool:
    return is_missed(row.due_on, Priority(row.priority), Origin(row.origin), today=today)


def _escalate(action_id: UUID, today: date, now: datetime) -> bool:
    """Take one there, unless it changed since, went there before for this day, or none is above."""
    with transaction.atomic():
        row = locked_action(action_id)
        day = row.due_on.isoformat()
        waits = row.state == AgreedState.OPEN and row.escalated_at is None and _missed(row, today)
        before = row.events.filter(kind=Said.ESCALATED, was=day).exists()
        if not waits or before or group_above(row) is None:
            return False
        above = take_up(row, now=now)
        row.version += 1
        row.save(update_fields=["escalated_at", "escalated_to", "version"])
        words = "Nobody said that it is done, nor moved its day."
        tell_story(row, Said.ESCALATED, words, was=day, now_is=above.name, by=None, now=now)
        entry = Entry(Op.ALTERATION, "liaison.action_escalated", Ref(ACTION, row.id))
        record(None, entry, now=now)
        send(ESCALATED, {"action": str(row.id)}, now=now)
    return True
