"""Whose turn it is with a referral and by when, so that nobody waits silently."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alongside.areas.diversion.rules.referral_states import ReferralState, Side

DAY: Final = timedelta(days=1)
PROMISED: Final = {"immediate": timedelta(hours=2), "same_day": timedelta(hours=8)}
"""How soon a referral of each urgency is answered; a routine one when the service says."""
USUAL_ANSWER_DAYS: Final = 5
APPOINTMENT: Final = 5 * DAY
REPLY: Final = DAY
SAY_WHETHER: Final = DAY
BOOK_AGAIN: Final = 2 * DAY
LEAST_GRACE: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ReferralTurn:
    """What is owed with a referral.

    Attributes:
        side: Who owes it.
        what: In words, such as ``Answer the referral``.
        due_at: By when.
    """

    side: Side
    what: str
    due_at: datetime


def answer_due_at(
    since: datetime, *, urgency: str, answers_within_days: int | None = None
) -> datetime:
    """Answer by when a service promises to answer.

    Args:
        since: When it was asked.
        urgency: Code of the list ``ld_urgency``.
        answers_within_days: What the directory says the service promises.
    """
    days = answers_within_days if answers_within_days is not None else USUAL_ANSWER_DAYS
    return since + min(PROMISED.get(urgency, days * DAY), days * DAY)


def referral_turn(
    state: ReferralState,
    *,
    since: datetime,
    answer_due: datetime,
    appointment_at: datetime | None = None,
) -> ReferralTurn | None:
    """Answer whose turn it is, or ``None`` when nobody owes anything.

    Args:
        state: Where it stands.
        since: Since when.
        answer_due: By when the service answers while it decides.
        appointment_at: The appointment, once one is made.
    """
    asked = {
        ReferralState.MADE: ReferralTurn(Side.SERVICE, "Answer the referral", answer_due),
        ReferralState.CONSIDERED: ReferralTurn(Side.SERVICE, "Answer the referral", answer_due),
        ReferralState.MORE_ASKED: ReferralTurn(
            Side.REFERRER, "Answer their question", since + REPLY
        ),
        ReferralState.ACCEPTED: ReferralTurn(
            Side.SERVICE, "Make an appointment", since + APPOINTMENT
        ),
        ReferralState.BOOKED: ReferralTurn(
            Side.REFERRER, "Say whether they got there", (appointment_at or since) + SAY_WHETHER
        ),
        ReferralState.MISSED: ReferralTurn(
            Side.REFERRER, "Book again, or withdraw it", since + BOOK_AGAIN
        ),
        ReferralState.REJECTED: ReferralTurn(
            Side.REFERRER, "Send it elsewhere, or say why it rests", since + REPLY
        ),
    }
    return asked.get(state)


def told_again_at(since: datetime, due_at: datetime) -> datetime:
    """Answer when the liaison lead is told of what is overdue: half as long again."""
    return due_at + max((due_at - since) / 2, LEAST_GRACE)
