"""Who follows somebody who left their post, for what was theirs by name and not by post."""

from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import Handover
from alongside.areas.liaison.queries.posts import posts_held
from alongside.areas.liaison.rules.handovers import HandoverState


def follower_of(user_id: UUID, now: datetime) -> UUID:
    """Answer who is asked instead of somebody who handed over the last post they held.

    Whoever comes after may have handed over in turn. Somebody who holds a post, or never handed
    one over, is asked themselves.
    """
    asked, met = user_id, {user_id}
    while not posts_held(asked, now=now):
        over = Handover.objects.filter(
            leaver_id=asked, state=HandoverState.CONFIRMED, changes_at__lte=now
        )
        last = over.order_by("-changes_at").first()
        if last is None or last.successor_id is None or last.successor_id in met:
            break
        asked = last.successor_id
        met.add(asked)
    return asked
