"""Makes the private address a service's calendar reads, or a new one in place of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.placements.models import ServiceFeed
from alongside.areas.placements.queries.wards import ward_for
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require


def make_service_feed(actor: Actor, service_id: UUID, *, now: datetime) -> None:
    """Make an address; the one before, if there was one, does not work from now on.

    Raises:
        NotPermitted: The role sees no services.
        Refused: ``ward.not_found``.
    """
    require(actor, PERMISSIONS, "service_feed.make")
    with transaction.atomic():
        service = ward_for(actor, service_id, lock=True)
        feed = ServiceFeed.objects.filter(service=service).first()
        if feed is None:
            feed = ServiceFeed(service=service, number=0)
        feed.number += 1
        feed.made_at, feed.made_by_id = now, actor.user_id
        feed.save()
        subject = Ref("service_feed", feed.id)
        record(actor, Entry(Op.CONFIGURATION, "placements.make_service_feed", subject), now=now)
