"""Coming in by a person's own door: the code once, then a name and a PIN."""

from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from alongside.areas.people.queries import birth_facts
from alongside.areas.plans.models import Door, EntryCode
from alongside.areas.plans.queries.doors import door_of, facts_of
from alongside.areas.plans.rules import doors as rules
from alongside.foundation.accounts import actions as accounts
from alongside.foundation.accounts import own_door
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

WRONG_CODE = Refused(
    "code.wrong",
    "That code did not work.",
    next_step="Check each letter and number. A code stops working after 5 wrong tries, "
    "or after 14 days. Your worker can give you a new one.",
    field="code",
)
WRONG_PIN = Refused(
    "door.wrong_pin",
    "That name or PIN is not right.",
    next_step="Check both and try again. After 5 wrong tries you have to wait 15 minutes.",
    field="pin",
)


def try_code(typed: str, *, now: datetime) -> UUID:
    """Answer which code somebody holds, without using it up.

    A wrong try is counted and recorded though it is refused, and the answer never says
    whether a code was unknown, wrong, used, locked or too old.

    Raises:
        Refused: ``code.wrong``.
    """
    first, rest = rules.code_parts(typed)
    with transaction.atomic():
        code = (
            EntryCode.objects.select_for_update()
            .filter(first_part=first, state="waiting", expires_at__gt=now)
            .first()
        )
        if code is None:
            make_password(rest)  # as slow as a real check
        elif check_password(rest, code.hashed):
            return code.id
        else:
            _count_wrong_try(code)
        about = Ref("door", code.door_id) if code else None
        record(None, Entry(Op.LOGIN, "plans.try_code", about, outcome="refused"), now=now)
    raise WRONG_CODE


def _count_wrong_try(code: EntryCode) -> None:
    code.wrong_tries, locks = rules.after_wrong_try(code.wrong_tries)
    code.state = "locked" if locks else code.state
    code.save(update_fields=["wrong_tries", "state"])


def choose_pin(code_id: UUID, pin: str, *, now: datetime) -> User:
    """Use a code up: keep the PIN somebody chose and answer whose account it opens.

    Args:
        code_id: What ``try_code`` answered.
        pin: As it was typed.
        now: The server's instant.

    Raises:
        Refused: ``code.wrong`` when it was used or replaced meanwhile, or a PIN that is short
            or easy to guess.
        NotPermitted: ``door.closed``.
    """
    with transaction.atomic():
        code = (
            EntryCode.objects.select_for_update()
            .filter(pk=code_id, state="waiting", expires_at__gt=now)
            .first()
        )
        if code is None:
            raise WRONG_CODE
        door = Door.objects.get(pk=code.door_id)
        rules.check_open(facts_of(door), local_date(now))
        kept = rules.check_pin(pin, born_on=_born_on(door))
        code.state, code.used_at = "used", now
        code.save(update_fields=["state", "used_at"])
        user = own_door.choose_own_pin(door.user_id, kept, now=now)
        record(None, Entry(Op.LOGIN, "plans.choose_pin", Ref("door", door.id)), now=now)
    return user


def come_in(name: str, pin: str, *, now: datetime) -> User:
    """Sign in at a person's own door with the name and the PIN.

    Raises:
        Refused: ``door.wrong_pin``, or ``door.locked`` after five wrong tries.
    """
    try:
        return accounts.sign_in(
            rules.plain_name(name), rules.plain_pin(pin), now=now, own_door_only=True
        )
    except Refused as refused:
        if refused.code != "sign_in.locked":
            raise WRONG_PIN from None
        raise Refused(
            "door.locked",
            "There were too many wrong tries.",
            next_step="Wait 15 minutes, then try again. Or ask your worker for a new code.",
            field="pin",
        ) from None


def say_what_i_am_called(actor: Actor, called: str, *, now: datetime) -> None:
    """Keep what the person likes to be called on their own pages.

    Raises:
        NotPermitted: They came by no open door, or act for somebody else.
    """
    with transaction.atomic():
        door = door_of(actor, now=now)
        if not door.is_own:
            raise Refused("door.not_yours", "Only they can say what they like to be called.")
        Door.objects.filter(pk=door.id).update(called=called.strip())
        entry = Entry(
            Op.ALTERATION,
            "plans.say_what_i_am_called",
            Ref("door", door.id),
            also=(Ref("person", door.person_id),),
            fields=("called",),
        )
        record(actor, entry, now=now)


def _born_on(door: Door) -> date | None:
    return birth_facts(door.person_id).date_of_birth if door.as_whom == "person" else None
