"""Whose episode it is, for pages that do one thing of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.models import Episode
from alongside.areas.diversion.queries.looking import leave_to_look, log_look
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.people.queries import labels
from alongside.foundation.audit.record import Ref
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import NotPermitted, Refused


@dataclass(frozen=True, slots=True)
class EpisodeHead:
    """The head of a page about one episode.

    Attributes:
        id: The episode.
        person_id: Whose it is.
        who: As they are named.
        age_words: How old they are, in words.
        child: Whether they are, or may be, under 18.
        age_band: ``under_18``, ``adult`` or ``not_known``.
        where: The name of the site.
    """

    id: UUID
    person_id: UUID
    who: str
    age_words: str
    child: bool
    age_band: str
    where: str


def episode_head(viewer: Actor, episode_id: UUID, *, permission: str, now: datetime) -> EpisodeHead:
    """Answer whose episode it is, to somebody of the service that looks after it; log the look.

    Raises:
        NotPermitted: The role may not, or it is another service's.
        Refused: ``episode.not_found``.
    """
    require(viewer, PERMISSIONS, permission)
    leave = leave_to_look(viewer, now=now)
    row = Episode.objects.select_related("site").filter(pk=episode_id).first()
    if row is None:
        raise Refused("episode.not_found", "That episode is not here.")
    if row.organisation_id != viewer.organisation_id:
        raise NotPermitted("episode.not_ours", "Another service looks after this.")
    label = labels(viewer, [row.person_id], now=now)[row.person_id]
    shown = (Ref("episode", row.id), Ref("person", row.person_id))
    log_look(viewer, f"diversion.{permission}", shown, leave=leave, now=now)
    return EpisodeHead(
        id=row.id,
        person_id=row.person_id,
        who=label.full,
        age_words=label.age_words,
        child=row.age_band == "under_18",
        age_band=row.age_band,
        where=row.site.name,
    )
