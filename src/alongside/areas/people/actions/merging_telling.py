"""Tells those with something open about a person that records were joined or parted."""

from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.people.actions.merging import JOINED
from alongside.areas.people.actions.pairing import ANSWERED, ASKED
from alongside.areas.people.actions.parting import PARTED
from alongside.areas.people.models import DuplicatePair, PersonMerge
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.queries import people_holding
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Deliver, Message
from alongside.foundation.picture.holding import working_with


def tell_of_join(message: Message) -> None:
    """Tell whoever has something open about the person, and everybody else who decides on joins."""
    merge = PersonMerge.objects.get(pk=UUID(message.payload["merge"]))
    told = working_with(merge.kept_id) | _deciders()
    tell(
        sorted(told - {merge.merged_by_id}),
        message,
        title="Two records were found to be one person’s and joined",
        link=reverse("people:person", args=[merge.kept_id]),
    )


def tell_of_parting(message: Message) -> None:
    """Tell whoever has something open about either of the two people."""
    merge = PersonMerge.objects.get(pk=UUID(message.payload["merge"]))
    for key in (merge.kept_id, merge.other_id):
        told = working_with(key) | (_deciders() if key == merge.kept_id else frozenset())
        tell(
            sorted(told - {merge.parted_by_id}),
            message,
            title="Two records that were joined were parted again",
            link=reverse("people:person", args=[key]),
            urgent=True,
        )


def tell_who_is_asked(message: Message) -> None:
    """Tell somebody that they are asked about two records."""
    pair = DuplicatePair.objects.get(pk=UUID(message.payload["pair"]))
    if pair.owner_id is not None:
        _tell_of_pair([pair.owner_id], message, pair, "You are asked about two records")


def tell_who_decides(message: Message) -> None:
    """Tell those who decide that somebody said what they think of two records."""
    pair = DuplicatePair.objects.get(pk=UUID(message.payload["pair"]))
    told = _deciders() - {UUID(message.payload["by"])}
    _tell_of_pair(sorted(told), message, pair, "Somebody says whether two records are one person’s")


DELIVERERS: Final[dict[str, Deliver]] = {
    JOINED: tell_of_join,
    PARTED: tell_of_parting,
    ASKED: tell_who_is_asked,
    ANSWERED: tell_who_decides,
}


def _deciders() -> frozenset[UUID]:
    return frozenset(
        holder.user_id for holder in people_holding(tuple(PERMISSIONS["person.merge"]))
    )


def _tell_of_pair(users: list[UUID], message: Message, pair: DuplicatePair, title: str) -> None:
    link = reverse("people:pair", args=[pair.first_id, pair.second_id])
    tell(users, message, title=title, link=link)
