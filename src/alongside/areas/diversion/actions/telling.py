"""Tell the people concerned when somebody is referred in, or custody has to know at once."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.diversion.models import Episode
from alongside.foundation.accounts.queries import people_in_role
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Message
from alongside.kernel.actor import Role

RECEIVED: Final = "diversion.received"
ALERT: Final = "diversion.alert_raised"
SAFETY: Final = "diversion.told_custody"
READ: Final = "diversion.alert_read"
PASSED_ON: Final = "diversion.passed_on"
TAKEN_OVER: Final = "diversion.taken_over"
TITLES: Final = {
    RECEIVED: "Somebody was referred to Liaison and Diversion",
    ALERT: "A first look found something the custody record does not say",
    SAFETY: "Liaison and Diversion has something custody needs to know now",
    READ: "Custody has read what the first look found",
    PASSED_ON: "A colleague passed somebody to you to look after",
    TAKEN_OVER: "A colleague took on somebody you looked after",
}
"""What each says: never anything of anybody."""


def tell_service(message: Message) -> None:
    """Tell the practitioners on duty that somebody was referred in."""
    episode = _episode(message)
    roles = (Role.DIVERSION_PRACTITIONER, Role.COURT_LINK_WORKER)
    users = [user for role in roles for user in people_in_role(role, episode.organisation_id)]
    _tell(users, message, episode, urgent=False)


def tell_custody(message: Message) -> None:
    """Tell the custody officers on duty of whoever runs the place."""
    episode = _episode(message)
    users = people_in_role(Role.CUSTODY_OFFICER, episode.site.host_id)
    _tell(users, message, episode, urgent=True)


def tell_whoever_raised_it(message: Message) -> None:
    """Tell the practitioner who raised an alert that custody has read it."""
    _tell([UUID(message.payload["raised_by"])], message, _episode(message), urgent=False)


def tell_one(message: Message) -> None:
    """Tell the one whom a change of hands concerns."""
    _tell([UUID(message.payload["user"])], message, _episode(message), urgent=False)


def _episode(message: Message) -> Episode:
    return Episode.objects.select_related("site").get(pk=UUID(message.payload["episode"]))


def _tell(users: Iterable[UUID], message: Message, episode: Episode, *, urgent: bool) -> None:
    title = f"{TITLES[message.topic]} · {episode.site.name}"
    link = reverse("diversion:episode", args=[episode.id])
    tell(users, message, title=title, link=link, urgent=urgent)


DELIVERIES: Final = {
    RECEIVED: tell_service,
    ALERT: tell_custody,
    SAFETY: tell_custody,
    READ: tell_whoever_raised_it,
    PASSED_ON: tell_one,
    TAKEN_OVER: tell_one,
}
"""Who delivers which topic."""
