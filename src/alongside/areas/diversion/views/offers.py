"""What was offered last time, so that nobody is asked as if never before."""

from alongside.areas.diversion.queries.story import EpisodeStory
from alongside.areas.diversion.views.telling import fact_words
from alongside.foundation.kit.time_words import on_date


def last_offer(story: EpisodeStory) -> str:
    """Say what was offered last time, where, and what they said; empty where nothing was."""
    if not story.offers:
        return ""
    last = story.offers[0]
    what = fact_words("offered", "stage", last.facts.get("stage", "assessment"))
    said = fact_words("offered", "answer", last.facts.get("answer", "")).lower()
    reason = last.facts.get("reason")
    why = f" ({fact_words('offered', 'reason', reason).lower()})" if reason else ""
    return f"{on_date(last.at)}, {last.where}. {what}: {said}{why}."
