"""The private address at which a calendar reads what a post owes, and what stands at it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from alongside.areas.liaison.models import AgreedAction, PostFeed, PostHolding
from alongside.areas.liaison.queries.groups import MeetingLine, meetings_for
from alongside.areas.liaison.rules.agreed import AgreedState
from alongside.areas.liaison.rules.meeting_states import MeetingState
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.kit.calendars import CalendarEntry, calendar_text
from alongside.foundation.kit.private_address import PrivateAddress, dead
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

ADDRESS: Final = PrivateAddress("liaison.post_feed")
BACK: Final = timedelta(days=91)
"""How long past meetings stay in a calendar."""


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """The address of a post's calendar.

    Attributes:
        post_id: Which post.
        post: Its title.
        word: What stands in the address; empty where there is none.
        made_at: When it was made.
    """

    post_id: UUID
    post: str
    word: str
    made_at: datetime | None


def feed_address(viewer: Actor, post_id: UUID, *, now: datetime) -> FeedAddress:
    """Answer the address the viewer made for a post they hold, if they did.

    Raises:
        NotPermitted: The role sees no actions.
        Refused: ``post.not_yours``.
    """
    require(viewer, PERMISSIONS, "action.see")
    holding = held_by(viewer.user_id, post_id, now=now)
    feed = PostFeed.objects.filter(holding=holding, stopped_at=None).first()
    if feed is None:
        return FeedAddress(post_id, holding.post.title, "", None)
    word = ADDRESS.word(holding.id, feed.number)
    return FeedAddress(post_id, holding.post.title, word, feed.made_at)


def post_calendar(word: str, *, now: datetime) -> bytes:
    """Answer what stands at an address: days of actions and hours of meetings of one post.

    Nobody is signed in: the address is the key, so an action is only its number and the meeting
    only its group, never what either is about.

    Raises:
        Refused: ``feed.dead``, also once whoever made it does not hold the post any longer.
    """
    holding = _behind(word, now)
    rows = AgreedAction.objects.filter(owner_id=holding.post_id, state=AgreedState.OPEN)
    due = [_action_entry(row) for row in rows.order_by("due_on", "number")]
    meetings = meetings_for([holding.post_id], since=now - BACK, cancelled=True)
    name = f"{holding.post.title}: actions and meetings"
    return calendar_text([*due, *map(_meeting_entry, meetings)], name=name, now=now)


def held_by(user_id: UUID, post_id: UUID, *, now: datetime, lock: bool = False) -> PostHolding:
    """Load the spell in which somebody holds a post now.

    Raises:
        Refused: ``post.not_yours``.
    """
    rows = PostHolding.objects.select_for_update(of=("self",)) if lock else PostHolding.objects
    running = Q(until_at=None) | Q(until_at__gt=now)
    found = rows.select_related("post").filter(
        running, post_id=post_id, post__closed_at=None, user_id=user_id, from_at__lte=now
    )
    holding = found.first()
    if holding is None:
        raise Refused(
            "post.not_yours",
            "You do not hold this post now.",
            next_step="Only whoever holds a post has its calendar.",
        )
    return holding


def _behind(word: str, now: datetime) -> PostHolding:
    holding_id, number = ADDRESS.read(word)
    running = Q(holding__until_at=None) | Q(holding__until_at__gt=now)
    feeds = PostFeed.objects.select_related("holding__post").filter(
        running, holding__post__closed_at=None, holding__user__is_active=True
    )
    feed = feeds.filter(holding_id=holding_id, number=number, stopped_at=None).first()
    if feed is None:
        raise dead()
    return feed.holding


def _action_entry(row: AgreedAction) -> CalendarEntry:
    return CalendarEntry(
        uid=f"{row.id}.action@hub.alongside",
        title=f"Action {row.number} is due",
        sequence=row.version - 1,
        first_on=row.due_on,
        last_on=row.due_on,
        note="Sign in to Alongside to read it.",
    )


def _meeting_entry(line: MeetingLine) -> CalendarEntry:
    return CalendarEntry(
        uid=f"{line.id}.meeting@hub.alongside",
        title=line.title,
        where=line.place,
        sequence=line.version - 1,
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        cancelled=line.state is MeetingState.CANCELLED,
    )
