"""The private address a phone's calendar reads, and what stands at it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.placements.models import CalendarFeed, Learner
from alongside.areas.placements.queries.own_learner import own_learner
from alongside.areas.placements.queries.sessions import SessionLine, sessions_of
from alongside.foundation.kit.private_address import PrivateAddress, dead
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date

ADDRESS: Final = PrivateAddress("placements.own_feed")


@dataclass(frozen=True, slots=True)
class OwnFeed:
    """The address of one placement's calendar.

    Attributes:
        learner_id: Whose.
        word: What stands in the address; empty before one was made.
        made_at: When this address was made.
    """

    learner_id: UUID
    word: str
    made_at: datetime | None


def own_feed(viewer: Actor, learner_id: UUID, *, now: datetime) -> OwnFeed:
    """Answer the viewer's own calendar address, if they made one.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.not_yours``.
    """
    row = own_learner(viewer, learner_id, today=local_date(now))
    feed = CalendarFeed.objects.filter(learner=row).first()
    if feed is None:
        return OwnFeed(row.id, "", None)
    return OwnFeed(row.id, ADDRESS.word(feed.learner_id, feed.number), feed.made_at)


def placement_behind(word: str) -> tuple[Learner, tuple[SessionLine, ...]]:
    """Answer whose placement an address shows, and the sessions they are asked to.

    Nobody is signed in: the address is the key, so nothing but places and hours is given out.

    Raises:
        Refused: ``feed.dead``, in the same words whether it never was or was renewed.
    """
    whose, number = ADDRESS.read(word)
    feeds = CalendarFeed.objects.select_related("learner__scheme")
    feed = feeds.filter(learner=whose, number=number).first()
    if feed is None:
        raise dead()
    learner = feed.learner
    gone = learner.withdrawn_at is not None
    return learner, () if gone else sessions_of([learner])
