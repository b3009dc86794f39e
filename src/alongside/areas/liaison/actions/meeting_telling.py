"""Tells the members of a group, by whoever holds their posts when the message is delivered."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.liaison.actions import deciding, meeting_calling, minuting
from alongside.areas.liaison.actions.agenda_setting import DROPPED
from alongside.areas.liaison.actions.group_joining import JOINED
from alongside.areas.liaison.models import AgendaItem, AskedUpward, LiaisonGroup, Meeting
from alongside.areas.liaison.queries.group_members import posts_on
from alongside.areas.liaison.queries.posts import holders_of
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Message
from alongside.kernel.local_time import local_date, say, say_date

HAPPENED: Final[Mapping[str, str]] = {
    meeting_calling.CALLED: "{group} meets on {when}",
    meeting_calling.MOVED: "{group}: the meeting is now on {when}",
    meeting_calling.CANCELLED: "{group}: the meeting on {when} is cancelled",
    minuting.HELD: "{group}: draft minutes of {day}",
    minuting.AGREED: "{group}: minutes of {day} are agreed",
    minuting.CORRECTED: "{group}: a correction to the minutes of {day}",
}
"""What the members are told of a meeting."""
PRESSING: Final = frozenset({meeting_calling.MOVED, meeting_calling.CANCELLED})
"""What somebody may set out for in vain if they are not told by e-mail as well."""


def tell_of_meeting(message: Message) -> None:
    """Tell the members of a group what became of a meeting."""
    rows = Meeting.objects.select_related("group")
    meeting = rows.get(pk=UUID(message.payload["meeting"]))
    day = local_date(meeting.starts_at)
    words = HAPPENED[message.topic].format(
        group=meeting.group.name[:70], when=say(meeting.starts_at), day=say_date(day)
    )
    posts = posts_on([meeting.group_id], today=day)[meeting.group_id]
    _tell(
        posts,
        message,
        title=words,
        link=reverse("liaison:meeting", args=[meeting.id]),
        urgent=message.topic in PRESSING,
    )


def tell_of_joining(message: Message) -> None:
    """Tell whoever holds a post that it belongs to a group now."""
    group = LiaisonGroup.objects.get(pk=UUID(message.payload["group"]))
    _tell(
        [UUID(message.payload["post"])],
        message,
        title=f"Your post belongs to {group.name[:80]} now",
        link=reverse("liaison:group", args=[group.id]),
    )


def tell_of_asking(message: Message) -> None:
    """Tell the chair and the minute-taker of the senior group what a locality group asks."""
    rows = AskedUpward.objects.select_related("senior", "placed", "item__meeting__group")
    asked = rows.get(pk=UUID(message.payload["asked"]))
    group = asked.item.meeting.group
    link = (
        reverse("liaison:meeting", args=[asked.placed.meeting_id])
        if asked.placed
        else reverse("liaison:group", args=[asked.senior_id])
    )
    offices = [one for one in (asked.senior.chair_id, asked.senior.minute_taker_id) if one]
    _tell(offices, message, title=f"{group.name[:80]} asks the senior group", link=link)


def tell_of_dropping(message: Message) -> None:
    """Tell the group that asked that its item came off the senior group's agenda."""
    item = AgendaItem.objects.get(pk=UUID(message.payload["item"]))
    asked = item.asked_by
    if asked is None:
        return
    _tell(
        [one for one in (asked.chair_id, asked.minute_taker_id) if one],
        message,
        title="What your group asked came off the senior agenda: see why",
        link=reverse("liaison:meeting", args=[item.meeting_id]),
    )


def _tell(
    posts: Iterable[UUID], message: Message, *, title: str, link: str, urgent: bool = False
) -> None:
    # Whoever did it knows already.
    by = message.payload.get("by", "")
    holders = holders_of(list(posts), now=message.now).values()
    tell(
        [one for one in holders if str(one) != by],
        message,
        title=title,
        link=link,
        urgent=urgent,
    )


DELIVERIES: Final[Mapping[str, Callable[[Message], None]]] = {
    **dict.fromkeys(HAPPENED, tell_of_meeting),
    JOINED: tell_of_joining,
    deciding.ASKED: tell_of_asking,
    DROPPED: tell_of_dropping,
}
"""Who delivers which topic."""
