"""Making and closing a door to a person's own pages: one intention each."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from alongside.areas.people.actions.transacting import locked_person
from alongside.areas.plans.models import Door, DoorAllowance, EntryCode
from alongside.areas.plans.queries.doors import door_of
from alongside.areas.plans.rules import doors as rules
from alongside.areas.plans.rules.doors import Allowance
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.foundation.accounts import own_door
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, Role, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted, Refused

NAMES_TRIED = 50


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is invited to a person's own pages.

    Attributes:
        as_whom: ``PERSON``, or ``CARER`` for somebody acting for them.
        called: What the person likes to be called; may be empty.
        carer_name: Who acts for them; empty for the person.
        carer_is: Who that is to them, such as ``mother`` or ``advocate``; may be empty.
        allowed: What the person agreed they may do; nothing for the person, who may do all.
        agreed_words: How the person agreed.
        ends_on: The last day of the permission; ``None`` for the person.
    """

    as_whom: Role
    called: str = ""
    carer_name: str = ""
    carer_is: str = ""
    allowed: frozenset[Allowance] = frozenset()
    agreed_words: str = ""
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class CodeSheet:
    """What is printed once and handed over: nothing here can be read back later.

    Attributes:
        door_id: The door it opens.
        sign_in_name: The name to sign in with from then on.
        code: The code; empty when the same form was sent twice, since it was shown then.
        expires_at: Until when it can be used.
    """

    door_id: UUID
    sign_in_name: str
    code: str
    expires_at: datetime


def invite(
    actor: Actor,
    person_id: UUID,
    invitation: Invitation,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> CodeSheet:
    """Make a door to a person's own pages, with a code that opens it once.

    Args:
        actor: Who invites, with the person beside them or at their word.
        person_id: Whose pages.
        invitation: Who is to come by it, and what was agreed.
        now: The server's instant.
        request_key: Of the form, so that it is made once.

    Raises:
        NotPermitted: The role may not.
        Refused: ``person.not_found``, ``door.has_one``, or what a carer's permission lacks.
    """
    made: list[str] = []

    def work() -> UUID:
        require(actor, PERMISSIONS, "door.make")
        standing = locked_person(person_id).id
        _check_invitation(standing, invitation, local_date(now))
        door = _make_door(actor, standing, invitation, now)
        made.append(_make_code(actor, door, now))
        entry = Entry(
            Op.COLLECTION,
            "plans.invite",
            Ref("door", door.id),
            also=(Ref("person", standing), Ref("user", door.user_id)),
            fields=(invitation.as_whom, *sorted(invitation.allowed)),
        )
        record(actor, entry, now=now, request_key=request_key)
        return door.id

    return _sheet(once(actor, request_key, work), made, now)


def renew_code(actor: Actor, door_id: UUID, *, now: datetime) -> CodeSheet:
    """Make a new code for a door, for a code that ran out or a PIN that was lost.

    The code and the PIN before it stop working at once, since somebody else may hold them.

    Raises:
        NotPermitted: The role may not, or the door is closed.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "door.make")
        door = _locked(door_id, now)
        own_door.forget_own_pin(actor, door.user_id, now=now)
        made = [_make_code(actor, door, now)]
        entry = Entry(
            Op.ALTERATION,
            "plans.renew_code",
            Ref("door", door.id),
            also=(Ref("person", door.person_id),),
        )
        record(actor, entry, now=now)
    return _sheet(door_id, made, now)


def close_door(actor: Actor, door_id: UUID, *, reason: str, now: datetime) -> None:
    """Close somebody's door for them, with a reason that the person can read.

    Raises:
        NotPermitted: The role may not, or the door is closed already.
        Refused: ``door.reason_missing``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "door.close")
        rules.check_reason(reason)
        _close(actor, _locked(door_id, now), why="by_staff", reason=reason.strip(), now=now)


def close_own_door(actor: Actor, *, now: datetime) -> None:
    """Close the door the actor came by, because they do not want it any more.

    Raises:
        NotPermitted: They came by no open door.
    """
    with transaction.atomic():
        door = _locked(door_of(actor, now=now).id, now)
        _close(actor, door, why="by_person", reason="", now=now)


def take_back_permission(actor: Actor, door_id: UUID, *, now: datetime) -> None:
    """Take back what the person let a carer do; the carer is signed out with their next tap.

    Raises:
        NotPermitted: The actor is not the person whose carer it is.
    """
    with transaction.atomic():
        mine = door_of(actor, now=now)
        door = Door.objects.select_for_update(of=("self",)).filter(pk=door_id).first()
        theirs = door is not None and door.person_id == mine.person_id and door.as_whom == "carer"
        if door is None or not mine.is_own or not theirs:
            raise NotPermitted("door.not_yours", "There is nobody here to take this back from.")
        if door.closed_at is None:
            _close(actor, door, why="by_person", reason="", now=now)


def end_permissions(now: datetime) -> int:
    """Close the door of every carer whose permission has run out; run again and again.

    Returns:
        How many were closed.
    """
    over = Door.objects.filter(closed_at=None, ends_on__lt=local_date(now))
    ended = 0
    for door_id in list(over.values_list("pk", flat=True)):
        with transaction.atomic():
            door = Door.objects.select_for_update(of=("self",)).get(pk=door_id)
            if door.closed_at is None:
                _close(None, door, why="permission_ended", reason="", now=now)
                ended += 1
    return ended


def _check_invitation(person_id: UUID, invitation: Invitation, today: date) -> None:
    if invitation.as_whom is Role.CARER:
        rules.check_permission(
            carer_name=invitation.carer_name,
            agreed_words=invitation.agreed_words,
            allowed=invitation.allowed,
            ends_on=invitation.ends_on,
            today=today,
        )
    elif Door.objects.filter(person_id=person_id, as_whom="person", closed_at=None).exists():
        raise Refused(
            "door.has_one",
            "They have a way in already.",
            next_step="If the code or the PIN is lost, make a new code for it.",
        )


def _make_door(actor: Actor, person_id: UUID, invitation: Invitation, now: datetime) -> Door:
    carer = invitation.as_whom is Role.CARER
    user_id = own_door.add_own_door(
        actor, role=invitation.as_whom, sign_in_name=_free_name(), now=now
    )
    door = Door.objects.create(
        user_id=user_id,
        person_id=person_id,
        as_whom=invitation.as_whom.value,
        called=invitation.called.strip(),
        carer_name=invitation.carer_name.strip() if carer else "",
        carer_is=invitation.carer_is.strip() if carer else "",
        agreed_words=invitation.agreed_words.strip(),
        made_by_id=actor.user_id,
        made_at=now,
        controller_id=actor.organisation_id,
        ends_on=invitation.ends_on if carer else None,
    )
    allowed = sorted(invitation.allowed) if carer else []
    DoorAllowance.objects.bulk_create(DoorAllowance(door=door, code=code) for code in allowed)
    return door


def _free_name() -> str:
    for _ in range(NAMES_TRIED):
        name = rules.new_name(secrets.choice)
        if not own_door.name_is_taken(name):
            return name
    raise Refused(
        "door.no_name", "No sign-in name could be found.", next_step="Try again in a moment."
    )


def _make_code(actor: Actor, door: Door, now: datetime) -> str:
    EntryCode.objects.filter(door=door, state="waiting").update(state="replaced")
    expired = EntryCode.objects.filter(state="waiting", expires_at__lte=now)
    expired.update(state="replaced")
    code = rules.new_code(secrets.choice)
    while EntryCode.objects.filter(first_part=rules.code_parts(code)[0], state="waiting").exists():
        code = rules.new_code(secrets.choice)
    first, rest = rules.code_parts(code)
    EntryCode.objects.create(
        door=door,
        first_part=first,
        hashed=make_password(rest),
        made_by_id=actor.user_id,
        made_at=now,
        expires_at=now + rules.CODE_LASTS,
    )
    return code


def _sheet(door_id: UUID, made: list[str], now: datetime) -> CodeSheet:
    door = Door.objects.select_related("user").get(pk=door_id)
    return CodeSheet(
        door_id=door_id,
        sign_in_name=door.user.sign_in_name,
        code=made[0] if made else "",
        expires_at=now + rules.CODE_LASTS,
    )


def _locked(door_id: UUID, now: datetime) -> Door:
    door = Door.objects.select_for_update(of=("self",)).filter(pk=door_id).first()
    if door is None:
        raise Refused("door.not_found", "There is no such way in.")
    ends = rules.DoorFacts(Role(door.as_whom), frozenset(), door.ends_on, door.closed_at)
    rules.check_open(ends, local_date(now))
    return door


def _close(actor: Actor | None, door: Door, *, why: str, reason: str, now: datetime) -> None:
    door.closed_at, door.closed_why, door.closed_reason = now, why, reason
    door.closed_by_id = actor.user_id if actor else None
    door.save(update_fields=["closed_at", "closed_why", "closed_reason", "closed_by"])
    EntryCode.objects.filter(door=door, state="waiting").update(state="replaced")
    own_door.close_own_door(actor, door.user_id, now=now)
    entry = Entry(
        Op.ALTERATION,
        "plans.close_door",
        Ref("door", door.id),
        also=(Ref("person", door.person_id),),
        fields=(why,),
    )
    record(actor, entry, now=now)
