"""What somebody who referred a person in sees of it: that it was received, and no more."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.models import Episode, EpisodeEvent
from alongside.areas.diversion.queries.looking import log_receipt
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Ref
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a referral was received.

    Attributes:
        episode_id: The episode.
        person_id: Whom the viewer referred.
        site: Where.
        site_phone: To ring it.
        service: Who received it.
        received_at: When.
        went_at: When somebody of the service last went to them; ``None`` before.
    """

    episode_id: UUID
    person_id: UUID
    site: str
    site_phone: str
    service: str
    received_at: datetime
    went_at: datetime | None


def receipt(viewer: Actor, episode_id: UUID, *, now: datetime) -> Receipt:
    """Answer that a referral the viewer made was received.

    Raises:
        NotPermitted: The role refers nobody.
        Refused: ``episode.not_found``, also where somebody else made it.
    """
    require(viewer, PERMISSIONS, "episode.identify")
    rows = Episode.objects.filter(pk=episode_id, opened_by_id=viewer.user_id)
    episode = rows.select_related("site", "organisation").first()
    if episode is None:
        raise Refused("episode.not_found", "That referral is not one of yours.")
    went = EpisodeEvent.objects.filter(
        episode=episode, kind__in=("seen", "not_seen"), superseded_by=None
    ).order_by("-happened_at")
    shown = (Ref("episode", episode.id), Ref("person", episode.person_id))
    log_receipt(viewer, shown, now=now)
    return Receipt(
        episode_id=episode.id,
        person_id=episode.person_id,
        site=episode.site.name,
        site_phone=episode.site.phone,
        service=episode.organisation.short_name,
        received_at=episode.recorded_at,
        went_at=went.values_list("happened_at", flat=True).first(),
    )
