"""Police and court on an episode's page: hearings, and how it joins the desk's story."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from alongside.areas.diversion.queries.justice_page import DeskSide, court_side
from alongside.areas.diversion.queries.story import EpisodeStory
from alongside.areas.diversion.views.episode_part import EpisodePart
from alongside.areas.diversion.views.justice_words import HearingWords, hearing_words
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.time_words import clock_time


@dataclass(frozen=True, slots=True)
class JusticeContent:
    """What the part shows.

    Attributes:
        hearings: Newest first.
        desk: How the story joins the desk's, in words.
        more: Where the rest is.
        person: Their page, where the desk's own part of the story is.
    """

    hearings: list[HearingWords]
    desk: list[str]
    more: str
    person: str


def justice_part(request: DeskRequest, story: EpisodeStory) -> EpisodePart | None:
    """Make the part; nothing where there is neither a hearing nor a join."""
    side = court_side(request.actor, story.episode_id)
    if not side.hearings and not side.desk:
        return None
    content = JusticeContent(
        hearings=[hearing_words(one, request.now) for one in side.hearings],
        desk=[_joined(one, request.now) for one in side.desk],
        more=reverse("diversion:justice", args=[story.episode_id]),
        person=reverse("people:person", args=[story.person_id]),
    )
    return EpisodePart("Police and court", "diversion/justice_part.jinja", content)


def _joined(one: DeskSide, now: datetime) -> str:
    at = clock_time(one.happened_at, now)
    if one.way == "arrest":
        return f"The desk had met them before the arrest, {at}."
    return f"Moved to section 136, {at}: the desk goes on with it."
