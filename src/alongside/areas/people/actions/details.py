"""Adding to what is recorded of a person. What was there before stays."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from alongside.areas.people.actions.transacting import locked_person
from alongside.areas.people.actions.writing import (
    rebuild_keys,
    write_address,
    write_identifier,
    write_name,
    write_need,
    write_phone,
)
from alongside.areas.people.rules.checking import POLICE_KINDS, check_name
from alongside.areas.people.rules.facts import NewAddress, NewName, NewNeed
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted, Refused

CHANGE = "person.change"


def add_name(
    actor: Actor,
    person_id: UUID,
    *,
    kind: str,
    name: NewName,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record another name: ``alias``, or ``preferred`` for what they like to be called.

    Raises:
        NotPermitted: The role may not.
        Refused: ``person.name_missing``, ``person.name_kind`` or ``person.not_found``.
    """
    if kind not in ("alias", "preferred"):
        raise Refused("person.name_kind", "Choose one of the answers listed.", field="kind")
    check_name(name)
    return _add(
        actor,
        person_id,
        kind,
        lambda key: write_name(actor, key, kind=kind, name=name, now=now),
        now=now,
        request_key=request_key,
    )


def add_address(
    actor: Actor,
    person_id: UUID,
    address: NewAddress,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record where somebody lives now; the address before it stays as a past one.

    Raises:
        NotPermitted: The role may not.
        Refused: ``person.address_empty`` or ``person.not_found``.
    """
    return _add(
        actor,
        person_id,
        "address",
        lambda key: write_address(actor, key, address, now=now),
        now=now,
        request_key=request_key,
    )


def add_phone(
    actor: Actor,
    person_id: UUID,
    number: str,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record a phone number.

    Raises:
        NotPermitted: The role may not.
        Refused: ``person.phone_without_digits`` or ``person.not_found``.
    """
    return _add(
        actor,
        person_id,
        "phone",
        lambda key: write_phone(actor, key, number, now=now),
        now=now,
        request_key=request_key,
    )


def add_identifier(
    actor: Actor,
    person_id: UUID,
    *,
    kind: str,
    value: str,
    now: datetime,
    issuer: str = "",
    request_key: UUID | None = None,
) -> UUID:
    """Record a number somebody else knows the person by. Police ones only by police roles.

    Args:
        actor: Who records.
        person_id: The person.
        kind: ``nhs_number``, ``pnc_id``, ``cro_number``, ``custody_record`` or ``local``.
        value: As typed.
        now: The server's instant.
        issuer: Whose number it is, for custody records and local numbers.
        request_key: Of the form, so that it is saved once.

    Raises:
        NotPermitted: The role or organisation may not.
        Refused: ``person.identifier_impossible`` or ``person.not_found``.

    Source: DOMAIN 4.6 and 4.7.
    """
    permission = _identifier_permission(actor, kind)
    return _add(
        actor,
        person_id,
        kind,
        lambda key: write_identifier(
            actor,
            key,
            kind=kind,
            typed=value,
            today=local_date(now),
            now=now,
            issuer=issuer,
        ),
        now=now,
        request_key=request_key,
        permission=permission,
    )


def _identifier_permission(actor: Actor, kind: str) -> str:
    if kind not in POLICE_KINDS:
        return "person.add_identifier"
    if not actor.sector.is_police:
        raise NotPermitted(
            "not_permitted.sector",
            "Only the police record this kind of number.",
            next_step="Ask a police colleague to record it.",
        )
    return "person.add_police_identifier"


def add_communication_need(
    actor: Actor,
    person_id: UUID,
    need: NewNeed,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record what somebody needs so that they can understand and be understood.

    Raises:
        NotPermitted: The role may not.
        Refused: ``person.need_unknown_code`` or ``person.not_found``.
    """
    return _add(
        actor,
        person_id,
        "communication_need",
        lambda key: write_need(actor, key, need, now=now),
        now=now,
        request_key=request_key,
    )


def _add(
    actor: Actor,
    person_id: UUID,
    field: str,
    write: Callable[[UUID], UUID],
    *,
    now: datetime,
    request_key: UUID | None,
    permission: str = CHANGE,
) -> UUID:
    def work() -> UUID:
        require(actor, PERMISSIONS, permission)
        standing = locked_person(person_id).id
        row_id = write(standing)
        rebuild_keys(standing)
        entry = Entry(
            Op.COLLECTION,
            f"people.add_{field}",
            Ref("person_detail", row_id),
            also=(Ref("person", standing),),
            fields=(field,),
        )
        record(actor, entry, now=now, request_key=request_key)
        return row_id

    return once(actor, request_key, work)
