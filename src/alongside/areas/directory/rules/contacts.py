"""What must hold of a named contact, of a spell away, and who may speak for one."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.directory.rules.permissions import KEEPERS
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import NotPermitted, Refused

LONGEST_AWAY: Final = timedelta(days=366)


def check_contact_can_be_reached(*, phone: str, email: str) -> None:
    """Refuse a contact nobody could ring or write to.

    Raises:
        Refused: ``contact.cannot_be_reached``.
    """
    if not phone and not email:
        raise Refused(
            "contact.cannot_be_reached",
            "Give a phone number or an e-mail address.",
            next_step="One of the two is enough.",
            field="phone",
        )


def check_away(from_at: datetime, until_at: datetime, *, now: datetime) -> None:
    """Refuse a spell away that is over, ends before it begins, or lasts more than a year.

    Raises:
        Refused: ``away.ends_before_it_begins``, ``away.is_over`` or ``away.too_long``.
    """
    if until_at <= from_at:
        raise Refused(
            "away.ends_before_it_begins",
            "They are back before they go.",
            next_step="Check both times.",
            field="until_at",
        )
    if until_at <= now:
        raise Refused(
            "away.is_over",
            "That time is over.",
            next_step="Say when they are next away.",
            field="until_at",
        )
    if until_at - from_at > LONGEST_AWAY:
        raise Refused(
            "away.too_long",
            "Somebody can be away for a year at most.",
            next_step="If somebody else does the job now, change the entry.",
            field="until_at",
        )


def speaks_for(actor: Actor, user_id: UUID | None) -> bool:
    """Say whether an actor may speak for a contact: it is them, or they keep the directory.

    Args:
        actor: Who asks.
        user_id: The contact's own account, where they have one.
    """
    return actor.role in KEEPERS or actor.user_id == user_id


def check_speaks_for(actor: Actor, user_id: UUID | None) -> None:
    """Refuse whoever speaks for another's entry and does not keep the directory.

    Raises:
        NotPermitted: ``contact.not_yours``.
    """
    if not speaks_for(actor, user_id):
        raise NotPermitted(
            "contact.not_yours",
            "You can speak for your own entry.",
            next_step="For somebody else's, tell the liaison lead.",
        )
