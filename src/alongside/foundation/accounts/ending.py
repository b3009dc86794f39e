"""Ends duty that its owner forgot to end."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from alongside.foundation.accounts.models import Duty, User
from alongside.foundation.audit.record import Entry, Op, Ref, record

GRACE: Final = timedelta(hours=2)
"""How long past its end a spell of duty may run, since shifts overrun."""


def end_overdue_duties(now: datetime) -> int:
    """End every spell of duty two hours past when it was to end.

    Somebody still working then is asked to start duty again; nobody is shown on the desk as
    answering a phone they went home from.

    Returns:
        How many were ended.
    """
    ended = 0
    for duty_id in list(
        Duty.objects.filter(ended_at=None, ends_at__lte=now - GRACE).values_list("pk", flat=True)
    ):
        with transaction.atomic():
            duty = Duty.objects.select_for_update().get(pk=duty_id)
            if duty.ended_at is not None:
                continue
            Duty.objects.filter(pk=duty_id).update(ended_at=now)
            User.objects.filter(duty_id=duty_id).update(duty=None)
            entry = Entry(Op.ALTERATION, "accounts.end_overdue_duty", Ref("duty", duty_id))
            record(None, entry, now=now)
            ended += 1
    return ended
