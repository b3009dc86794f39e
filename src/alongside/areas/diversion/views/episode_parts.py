"""The parts that other kinds of work place on an episode's page, in order.

Each is made from the request and the story, and is ``None`` where there is nothing to show or
the viewer may not see it. Hearings, referrals and reports add theirs here.
"""

from collections.abc import Callable
from typing import Final

from alongside.areas.diversion.queries.story import EpisodeStory
from alongside.areas.diversion.views.asked_part import asked_part
from alongside.areas.diversion.views.episode_part import EpisodePart
from alongside.areas.diversion.views.justice_part import justice_part
from alongside.foundation.accounts.access import DeskRequest

Make = Callable[[DeskRequest, EpisodeStory], EpisodePart | None]
PARTS: Final[tuple[Make, ...]] = (asked_part, justice_part)
