"""Tell both, and those who meet with the post, that it changes hands."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.liaison.actions.handovers import BEGINS, CALLED_OFF, CONFIRMED
from alongside.areas.liaison.models import Handover
from alongside.areas.liaison.queries.group_members import groups_of, posts_on
from alongside.areas.liaison.queries.handover_pack import how_many_open
from alongside.areas.liaison.queries.posts import holders_of
from alongside.areas.liaison.rules.handovers import HandoverState
from alongside.foundation.kit.time_words import counted
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Message
from alongside.kernel.local_time import local_date, say_date


def tell_of_confirming(message: Message) -> None:
    """Tell both where the briefing is, and the members of the post's groups who comes."""
    row = _row(message)
    if row.state != HandoverState.CONFIRMED or row.changes_at is None:
        return
    day = say_date(local_date(row.changes_at))
    both = {row.leaver_id, row.successor_id}
    _tell(message, row, both, f"{row.post.title[:60]} changes hands on {day}: the briefing")
    name = row.successor.display_name[:60] if row.successor is not None else ""
    title = f"{name} is {row.post.title[:60]} from {day}"
    others = [user for user in _members(row, message) if user not in both]
    tell(others, message, title=title, link=reverse("liaison:post", args=[row.post_id]))


def tell_of_beginning(message: Message) -> None:
    """Tell the new holder, on the day, of everything that is theirs now."""
    row = _row(message)
    if row.state != HandoverState.CONFIRMED or row.successor_id is None:
        return
    if holders_of([row.post_id], now=message.now).get(row.post_id) != row.successor_id:
        return
    many = counted(how_many_open(row.post_id), "open thing")
    title = f"You are {row.post.title[:60]} now: {many} in your briefing"
    tell([row.successor_id], message, title=title, link=_briefing(row), urgent=True)


def tell_of_calling_off(message: Message) -> None:
    """Tell both that the post does not change hands."""
    row = _row(message)
    both = {row.leaver_id, row.successor_id}
    _tell(message, row, both, f"{row.post.title[:60]} does not change hands: called off")


def _row(message: Message) -> Handover:
    rows = Handover.objects.select_related("post", "successor")
    return rows.get(pk=UUID(message.payload["handover"]))


def _members(row: Handover, message: Message) -> Iterable[UUID]:
    """Whoever holds a post in a group of this post."""
    posts = {post for members in posts_on(groups_of([row.post_id])).values() for post in members}
    return holders_of(posts, now=message.now).values()


def _tell(message: Message, row: Handover, users: Iterable[UUID | None], title: str) -> None:
    told = [user for user in users if user is not None and str(user) != message.payload["by"]]
    tell(told, message, title=title, link=_briefing(row))


def _briefing(row: Handover) -> str:
    return reverse("liaison:briefing", args=[row.id])


DELIVERIES: Final[Mapping[str, Callable[[Message], None]]] = {
    CONFIRMED: tell_of_confirming,
    BEGINS: tell_of_beginning,
    CALLED_OFF: tell_of_calling_off,
}
"""Who delivers which topic."""
