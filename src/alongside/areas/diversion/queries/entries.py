"""One entry of an episode, to be put right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.models import EpisodeEvent
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class StandingEntry:
    """An entry as it stands now.

    Attributes:
        id: Its row; a newer one than was asked for where it was put right since.
        episode_id: In which episode.
        kind: Code of what happened.
        happened_at: When.
        facts: What it says, as stored.
    """

    id: UUID
    episode_id: UUID
    kind: str
    happened_at: datetime
    facts: Mapping[str, object]

    def instant(self, name: str) -> datetime | None:
        """Answer one fact as an instant."""
        said = self.facts.get(name)
        return datetime.fromisoformat(str(said)) if said else None


def standing_entry(viewer: Actor, event_id: UUID) -> StandingEntry:
    """Answer an entry, or the one that stands in its place. Shows nobody; the page logs the look.

    Raises:
        NotPermitted: The role does not see episodes.
        Refused: ``event.not_found``.
    """
    require(viewer, PERMISSIONS, "episode.see")
    row = EpisodeEvent.objects.filter(pk=event_id).first()
    while row is not None:
        newer = EpisodeEvent.objects.filter(supersedes=row).first()
        if newer is None:
            return StandingEntry(row.id, row.episode_id, row.kind, row.happened_at, row.facts)
        row = newer
    raise Refused("event.not_found", "That entry is not here.")
