"""The rows of this area."""

from alongside.areas.diversion.models.episode import Episode, EpisodeEvent
from alongside.areas.diversion.models.site import Site

__all__ = ["Episode", "EpisodeEvent", "Site"]
