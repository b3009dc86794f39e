"""Tell both sides of a referral what was said, and whoever owes something that it is late."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.diversion.actions.referral_writing import DUE, SAID
from alongside.areas.diversion.models import Referral
from alongside.areas.diversion.rules.permissions_reports import ANSWERERS
from alongside.areas.diversion.rules.referral_states import Side
from alongside.foundation.accounts.queries import holders_at
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Deliver, Message
from alongside.kernel.actor import Role

TITLES: Final[Mapping[str, str]] = {
    "made": "A referral has come to you",
    "accepted": "A service has taken somebody on",
    "rejected": "A service has not taken somebody on, and says why",
    "more_asked": "A service asks for more before it answers",
    "held": "A service says when it will answer",
    "told_more": "Your question about a referral is answered",
    "booked": "An appointment is made",
    "attended": "Somebody went to their appointment",
    "missed": "Somebody did not get to their appointment",
    "next_step": "A next step is set after a referral",
    "withdrawn": "A referral to you is withdrawn",
    "rerouted": "A referral you did not take was sent elsewhere",
    "rested": "A referral you did not take rests",
}
LATE: Final = "A referral waits past its time"
LATE_FOR_LEAD: Final = "A referral still waits; nobody has answered"
RING_THEM: Final = "A service has not answered a referral: ring them"


def tell_of_referral(message: Message) -> None:
    """Tell the other side that something was said."""
    referral = _referral(message)
    if referral is None:
        return
    by_service = message.payload["side"] == Side.SERVICE.value
    users = [referral.made_by_id] if by_service else holders_at(ANSWERERS, referral.service_id)
    tell(users, message, title=TITLES[message.payload["kind"]], link=_link(referral))


def tell_what_waits(message: Message) -> None:
    """Tell whoever owes the next step that it is late; then the liaison leads, if it still is.

    A referral that moved on since is left in peace.
    """
    referral = _referral(message)
    if referral is None or str(referral.version) != message.payload["version"]:
        return
    if message.payload["step"] == "again":
        leads = [*holders_at({Role.LIAISON_LEAD}, referral.organisation_id), referral.made_by_id]
        tell(leads, message, title=LATE_FOR_LEAD, link=_link(referral), urgent=True)
        return
    by_service = referral.turn == Side.SERVICE.value
    if by_service:
        theirs = holders_at(ANSWERERS, referral.service_id)
        tell(theirs, message, title=LATE, link=_link(referral))
    title = RING_THEM if by_service else LATE
    tell([referral.made_by_id], message, title=title, link=_link(referral))


def _referral(message: Message) -> Referral | None:
    return Referral.objects.filter(pk=UUID(message.payload["referral"])).first()


def _link(referral: Referral) -> str:
    return reverse("diversion:referral", args=[referral.id])


DELIVERIES: Final[Mapping[str, Deliver]] = {DUE: tell_what_waits, SAID: tell_of_referral}
