"""Who is being referred, when the viewer may be shown that."""

from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.queries.looking import purpose_of
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.people.queries import PersonLabel, labels
from alongside.engines.sharing import Category
from alongside.foundation.picture.compose import look_at
from alongside.kernel.actor import Actor, require


def name_for_referral(viewer: Actor, person_id: UUID, *, now: datetime) -> PersonLabel | None:
    """Answer how a person is named, when that may be shown, and log the look.

    Raises:
        NotPermitted: The role refers nobody.
    """
    require(viewer, PERMISSIONS, "episode.identify")
    return look_at(
        viewer,
        person_id,
        Category.IDENTITY,
        load=lambda: labels(viewer, [person_id], now=now).get(person_id),
        purpose=purpose_of(viewer, now),
        now=now,
    )
