"""Tells reviewers and senior people what waits for them, in words that name nobody."""

from typing import Final
from uuid import UUID

from alongside.engines.sharing import Category
from alongside.foundation.accounts.queries import people_holding
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Deliver, Message
from alongside.foundation.picture import addresses
from alongside.foundation.picture.models import BrokenGlass, SeniorRequest
from alongside.foundation.picture.reviewers import facts_of, reviewers_of, seniors_on_duty
from alongside.kernel.actor import Role

GLASS_BROKEN: Final = "picture.glass_broken"
GLASS_LATE: Final = "picture.glass_late"
SENIOR_ASKED: Final = "picture.senior_asked"
SENIOR_ANSWERED: Final = "picture.senior_answered"


def tell_of_broken_glass(message: Message) -> None:
    """Tell both sides' reviewers at once; a side without any is put to its stand-ins at once."""
    glass = _glass(message)
    sides = reviewers_of(glass).values()
    told = {user for side in sides for user in side.now(escalated=False)}
    _tell_reviewers(message, glass, told, "Glass was broken: please review it")


def tell_of_late_review(message: Message) -> None:
    """Tell both sides' reviewers again, and the stand-ins, unless both have reviewed since."""
    glass = _glass(message)
    if glass.closed_at is not None:
        return
    sides = reviewers_of(glass).values()
    told = {user for side in sides for user in side.now(escalated=True)}
    _tell_reviewers(message, glass, told, "A review of broken glass is late")


def tell_seniors(message: Message) -> None:
    """Tell the senior people on duty that somebody asks for their decision."""
    asked = SeniorRequest.objects.get(pk=UUID(message.payload["request"]))
    seniors = seniors_on_duty(Category(asked.category), now=message.now, but=asked.asked_by_id)
    tell(
        [seat.user_id for seat in seniors],
        message,
        title="A decision on sharing is asked of you",
        link=addresses.senior_request(asked.pk),
        urgent=True,
    )


def tell_who_asked(message: Message) -> None:
    """Tell whoever asked that a senior person has answered."""
    asked = SeniorRequest.objects.get(pk=UUID(message.payload["request"]))
    tell(
        [asked.asked_by_id],
        message,
        title="A senior person has answered you",
        link=addresses.senior_request(asked.pk),
        urgent=True,
    )


DELIVERERS: Final[dict[str, Deliver]] = {
    GLASS_BROKEN: tell_of_broken_glass,
    GLASS_LATE: tell_of_late_review,
    SENIOR_ASKED: tell_seniors,
    SENIOR_ANSWERED: tell_who_asked,
}


def _glass(message: Message) -> BrokenGlass:
    return BrokenGlass.objects.select_related("opening").get(pk=UUID(message.payload["glass"]))


def _tell_reviewers(message: Message, glass: BrokenGlass, told: set[UUID], title: str) -> None:
    """Where nobody at all can review, whoever keeps the system is told, never nobody."""
    reviewed = {by for _, by in facts_of(glass).reviewed}
    keepers = {holder.user_id for holder in people_holding((Role.ADMINISTRATOR,))}
    tell(
        sorted(told - reviewed) or sorted(keepers),
        message,
        title=title,
        link=addresses.review_page(glass.pk),
        urgent=True,
    )
