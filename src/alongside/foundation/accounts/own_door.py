"""Accounts of those who come by a person's own door. They say nothing of the person."""

from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import OWN_DOOR, Actor, Role
from alongside.kernel.refusal import Refused

NAMES: Final = {Role.PERSON: "The person", Role.CARER: "Somebody acting for them"}
"""How they are named on the record: by what they are, never by name."""


def name_is_taken(sign_in_name: str) -> bool:
    """Say whether anybody signs in by this name."""
    return User.objects.filter(sign_in_name=sign_in_name).exists()


def add_own_door(actor: Actor, *, role: Role, sign_in_name: str, now: datetime) -> UUID:
    """Add an account for a person's own pages, in the caller's transaction.

    It has no password until whoever it is for chooses a PIN.

    Args:
        actor: Who invites, and for which organisation.
        role: ``PERSON`` or ``CARER``.
        sign_in_name: Not taken yet.
        now: The server's instant.

    Raises:
        Refused: ``own_door.not_a_role`` for a role of staff.
    """
    if role not in OWN_DOOR:
        raise Refused("own_door.not_a_role", "Nobody at work comes by this door.")
    user = User(
        sign_in_name=sign_in_name,
        display_name=NAMES[role],
        organisation_id=actor.organisation_id,
        own_door=role.value,
    )
    user.set_unusable_password()
    user.save()
    entry = Entry(
        Op.CONFIGURATION, "accounts.add_own_door", Ref("user", user.id), fields=(role.value,)
    )
    record(actor, entry, now=now)
    return user.id


def choose_own_pin(user_id: UUID, pin: str, *, now: datetime) -> User:
    """Keep the PIN somebody chose at their own door, in the caller's transaction.

    They are signed out everywhere else and unlocked.

    Raises:
        Refused: ``own_door.none`` when the account is closed or belongs to staff.
    """
    user = (
        User.objects.select_for_update(of=("self",))
        .select_related("organisation", "duty")
        .filter(pk=user_id, is_active=True)
        .exclude(own_door="")
        .first()
    )
    if user is None:
        raise Refused("own_door.none", "This way in is closed.")
    user.set_password(pin)
    user.failed_sign_ins, user.locked_until = 0, None
    user.save(update_fields=["password", "failed_sign_ins", "locked_until"])
    record(None, Entry(Op.CONFIGURATION, "accounts.choose_own_pin", Ref("user", user.id)), now=now)
    return user


def forget_own_pin(actor: Actor | None, user_id: UUID, *, now: datetime) -> None:
    """Take a PIN away, in the caller's transaction: only a new code opens the account then.

    Whoever is signed in with it is signed out with their next request. The demo's one-click
    sign-in opens such an account too.
    """
    user = User.objects.select_for_update().exclude(own_door="").get(pk=user_id)
    user.set_unusable_password()
    user.failed_sign_ins, user.locked_until = 0, None
    user.save(update_fields=["password", "failed_sign_ins", "locked_until"])
    record(actor, Entry(Op.CONFIGURATION, "accounts.forget_own_pin", Ref("user", user_id)), now=now)


def close_own_door(actor: Actor | None, user_id: UUID, *, now: datetime) -> None:
    """Close an account for good, in the caller's transaction; it is signed out at once."""
    User.objects.filter(pk=user_id).exclude(own_door="").update(is_active=False)
    record(actor, Entry(Op.CONFIGURATION, "accounts.close_own_door", Ref("user", user_id)), now=now)
