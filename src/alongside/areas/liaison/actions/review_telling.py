"""Tell people what happens to a review: the holder of each post asked, leads, whoever raised it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.liaison.actions.review_accounts import HANDED_IN
from alongside.areas.liaison.actions.review_learning import PUBLISHED
from alongside.areas.liaison.actions.reviewing import ASKED, DUE, ENDED, OPENED, RAISED
from alongside.areas.liaison.models import IncidentReview, ReviewParty
from alongside.areas.liaison.queries.posts import holders_of
from alongside.areas.liaison.queries.review_rows import newest_account
from alongside.areas.liaison.rules.review_states import ReviewState, Said
from alongside.areas.liaison.rules.roles import LEADS
from alongside.foundation.accounts.queries import holders_at
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Message


def tell_of_raising(message: Message) -> None:
    """Tell the liaison leads that a review was raised."""
    review = _review(message)
    users = [one for one in holders_at(LEADS) if one != review.raised_by_id]
    _tell(users, message, review, f"Review {review.number} was raised")


def tell_of_asking(message: Message) -> None:
    """Tell whoever holds a post that the account of their service is asked for."""
    party = _party(message)
    review = party.review
    if review.state == ReviewState.GATHERING:
        title = f"Your service's account is asked for, review {review.number}"
        _tell(_holders([party], message), message, review, title, page="liaison:account")


def tell_of_due(message: Message) -> None:
    """Remind whoever holds a post now that their account is not in; leads too once it is late."""
    party = _party(message)
    review = party.review
    if review.state != ReviewState.GATHERING or newest_account(party, handed_in=True):
        return
    late = message.now.date() > review.accounts_due_on
    said = "is late" if late else f"is due on {review.accounts_due_on:%-d %B}"
    title = f"Your service's account {said}, review {review.number}"
    _tell(_holders([party], message), message, review, title, page="liaison:account", urgent=late)
    if late:
        name = party.organisation.short_name
        title = f"No account from {name[:60]} yet, review {review.number}"
        _tell(holders_at(LEADS), message, review, title)


def tell_of_handing_in(message: Message) -> None:
    """Tell whoever holds the post that a colleague handed in their service's account."""
    party = _party(message)
    users = [one for one in _holders([party], message) if str(one) != message.payload["by"]]
    title = f"Your service's account was handed in, review {party.review.number}"
    _tell(users, message, party.review, title, page="liaison:account")


def tell_of_opening(message: Message) -> None:
    """Tell everybody in a review that the accounts can be read."""
    review = _review(message)
    title = f"The accounts are open, review {review.number}"
    _tell(_everybody(review, message), message, review, title, page="liaison:together")


def tell_of_ending(message: Message) -> None:
    """Tell everybody in a review that it was closed, withdrawn or opened again."""
    review = _review(message)
    said = {
        Said.CLOSED: "is closed",
        Said.WITHDRAWN: "is withdrawn",
        Said.REOPENED: "is open again",
    }[Said(message.payload["said"])]
    _tell(_everybody(review, message), message, review, f"Review {review.number} {said}")


def tell_of_learning(message: Message) -> None:
    """Tell everybody in a review that its learning is published."""
    review = _review(message)
    title = f"What was learnt is published, review {review.number}"
    _tell(_everybody(review, message), message, review, title, page="liaison:learnt")


def _everybody(review: IncidentReview, message: Message) -> list[UUID]:
    users = [*_holders(review.parties.all(), message), review.raised_by_id]
    return [one for one in dict.fromkeys(users) if str(one) != message.payload.get("by")]


def _holders(parties: Iterable[ReviewParty], message: Message) -> list[UUID]:
    return list(holders_of([one.post_id for one in parties], now=message.now).values())


def _tell(
    users: Iterable[UUID],
    message: Message,
    review: IncidentReview,
    title: str,
    *,
    page: str = "liaison:review",
    urgent: bool = False,
) -> None:
    tell(users, message, title=title, link=reverse(page, args=[review.id]), urgent=urgent)


def _review(message: Message) -> IncidentReview:
    return IncidentReview.objects.get(pk=UUID(message.payload["review"]))


def _party(message: Message) -> ReviewParty:
    rows = ReviewParty.objects.select_related("review", "organisation")
    return rows.get(pk=UUID(message.payload["party"]))


DELIVERIES: Final[Mapping[str, Callable[[Message], None]]] = {
    RAISED: tell_of_raising,
    ASKED: tell_of_asking,
    DUE: tell_of_due,
    HANDED_IN: tell_of_handing_in,
    OPENED: tell_of_opening,
    ENDED: tell_of_ending,
    PUBLISHED: tell_of_learning,
}
"""Who delivers which topic."""
