"""What was asked of services and told to courts, as a part of the episode's page."""

from alongside.areas.diversion.queries.referrals import referrals_of
from alongside.areas.diversion.queries.reports import reports_of
from alongside.areas.diversion.queries.story import EpisodeStory
from alongside.areas.diversion.views.episode_part import EpisodePart
from alongside.foundation.accounts.access import DeskRequest


def asked_part(request: DeskRequest, story: EpisodeStory) -> EpisodePart | None:
    """Show referrals and reports to whoever sees the episode wholly."""
    if not story.whole:
        return None
    who = story.person.full if story.person else ""
    content = {
        "referrals": referrals_of(story.episode_id, now=request.now),
        "reports": reports_of([story.episode_id], who=who, now=request.now),
    }
    if not any(content.values()):
        return None
    return EpisodePart("Referrals and reports", "diversion/asked_part.jinja", content)
