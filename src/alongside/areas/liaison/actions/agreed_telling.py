"""Tell whoever holds a post of the actions it owns: at the moment of telling, not of writing."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.liaison.actions.agreed_chasing import DUE
from alongside.areas.liaison.actions.agreeing import GIVEN
from alongside.areas.liaison.actions.saying_of_actions import ESCALATED, RETURNED
from alongside.areas.liaison.models import AgreedAction
from alongside.areas.liaison.queries.group_members import posts_on
from alongside.areas.liaison.queries.posts import holders_of
from alongside.areas.liaison.rules.agreed import AgreedState
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Message
from alongside.kernel.local_time import local_date, say_date


def tell_of_giving(message: Message) -> None:
    """Tell whoever holds the post that an action is theirs."""
    row = _open(message)
    if row is not None:
        day = say_date(row.due_on)
        _tell_owner(message, row, f"Action {row.number} is yours to do, by {day}")


def tell_of_due(message: Message) -> None:
    """Remind whoever holds the post of a day that comes or has come, unless it moved since."""
    row = _open(message)
    if row is None or row.due_on.isoformat() != message.payload["due_on"]:
        return
    words = "is due today" if row.due_on <= local_date(message.now) else "is due soon"
    _tell_owner(message, row, f"Action {row.number} {words}: {say_date(row.due_on)}")


def tell_of_escalating(message: Message) -> None:
    """Tell the members of the senior group, its chair first, and whoever owns the action."""
    row = _open(message)
    if row is None or row.escalated_to is None:
        return
    above = row.escalated_to
    posts = posts_on([above.id]).get(above.id, [])
    holders = holders_of([*posts, row.owner_id], now=message.now)
    _tell(
        message,
        row,
        [holders[post] for post in (*posts, row.owner_id) if post in holders],
        f"Action {row.number} was taken to {above.name[:70]}",
    )


def tell_of_return(message: Message) -> None:
    """Tell whoever owns the action what the senior group decided."""
    row = _open(message)
    if row is not None:
        _tell_owner(message, row, f"The senior group gave action {row.number} back to you")


def _open(message: Message) -> AgreedAction | None:
    rows = AgreedAction.objects.filter(state=AgreedState.OPEN).select_related("escalated_to")
    return rows.filter(pk=UUID(message.payload["action"])).first()


def _tell_owner(message: Message, row: AgreedAction, title: str) -> None:
    _tell(message, row, holders_of([row.owner_id], now=message.now).values(), title)


def _tell(message: Message, row: AgreedAction, users: Iterable[UUID], title: str) -> None:
    """Tell them, but for whoever did it."""
    did_it = message.payload.get("by", "")
    told = [user for user in users if str(user) != did_it]
    tell(told, message, title=title, link=reverse("liaison:action", args=[row.id]))


DELIVERIES: Final[Mapping[str, Callable[[Message], None]]] = {
    GIVEN: tell_of_giving,
    DUE: tell_of_due,
    ESCALATED: tell_of_escalating,
    RETURNED: tell_of_return,
}
"""Who delivers which topic."""
