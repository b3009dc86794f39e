"""Makes the private address a phone's calendar reads, or a new one in place of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.placements.actions.own_writing import keep_trace, locked_own
from alongside.areas.placements.models import CalendarFeed
from alongside.foundation.audit.record import Op, Ref
from alongside.kernel.actor import Actor


def make_feed(actor: Actor, learner_id: UUID, *, now: datetime) -> None:
    """Make an address; the one before, if there was one, does not work from now on.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.not_yours``.
    """
    with transaction.atomic():
        row = locked_own(actor, learner_id, now=now)
        feed = CalendarFeed.objects.filter(learner=row).first()
        if feed is None:
            feed = CalendarFeed.objects.create(learner=row, made_at=now)
        else:
            feed.number += 1
            feed.made_at = now
            feed.save(update_fields=["number", "made_at"])
        subject = Ref("calendar_feed", feed.id)
        keep_trace(
            actor, Op.CONFIGURATION, "make_feed", subject=subject, learner_id=row.id, now=now
        )
