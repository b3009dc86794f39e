"""Writes the rows that hang on a person, for the actions of this package alone."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from alongside.areas.people.actions.filing import file_people
from alongside.areas.people.actions.transacting import stamp
from alongside.areas.people.models import (
    CommunicationNeed,
    Person,
    PersonAddress,
    PersonBirth,
    PersonIdentifier,
    PersonName,
    PersonPhone,
)
from alongside.areas.people.rules.ages import Birth
from alongside.areas.people.rules.checking import (
    POLICE_KINDS,
    canonical_address,
    check_birth,
    check_identifier,
    check_name,
    check_need,
    check_phone,
)
from alongside.areas.people.rules.facts import NewAddress, NewName, NewNeed, NewPerson
from alongside.kernel.actor import Actor


def write_facts(
    actor: Actor, person: Person, facts: NewPerson, *, today: date, now: datetime
) -> tuple[str, ...]:
    """Write every row that facts about a person call for, and the keys to find them by.

    Returns:
        Names of the fields written, for the audit.
    """
    check_name(facts.name)
    touched = ["name"]
    write_name(actor, person.id, kind="legal", name=facts.name, now=now)
    if facts.preferred is not None and facts.preferred.full:
        write_name(actor, person.id, kind="preferred", name=facts.preferred, now=now)
        touched.append("preferred")
    for alias in facts.aliases:
        write_name(actor, person.id, kind="alias", name=alias, now=now)
        touched.append("alias")
    birth = check_birth(facts, today)
    if birth != Birth():
        write_birth(actor, person.id, birth, now=now)
        touched.append("birth")
    touched += _write_reach(actor, person.id, facts, today=today, now=now)
    for need in facts.needs:
        write_need(actor, person.id, need, now=now)
        touched.append("need")
    rebuild_keys(person.id)
    return tuple(dict.fromkeys(touched))


def _write_reach(
    actor: Actor, person_id: UUID, facts: NewPerson, *, today: date, now: datetime
) -> list[str]:
    touched = []
    if facts.nhs_number:
        write_identifier(
            actor, person_id, kind="nhs_number", typed=facts.nhs_number, today=today, now=now
        )
        touched.append("nhs_number")
    if facts.phone:
        write_phone(actor, person_id, facts.phone, now=now)
        touched.append("phone")
    if facts.address is not None:
        write_address(actor, person_id, facts.address, now=now)
        touched.append("address")
    return touched


def write_name(actor: Actor, person_id: UUID, *, kind: str, name: NewName, now: datetime) -> UUID:
    """Write a name; a new legal or preferred name makes the one before it past."""
    if kind != "alias":
        PersonName.objects.filter(person_id=person_id, kind=kind, current=True).update(
            current=False
        )
    return PersonName.objects.create(
        person_id=person_id,
        kind=kind,
        given=name.given.strip(),
        family=name.family.strip(),
        **stamp(actor, now),
    ).id


def write_birth(actor: Actor, person_id: UUID, birth: Birth, *, now: datetime) -> None:
    """Write when somebody was born, making what was said before past."""
    said = Q(current=True) | Q(beside=True)
    PersonBirth.objects.filter(said, person_id=person_id).update(current=False, beside=False)
    if birth == Birth():
        return
    PersonBirth.objects.create(
        person_id=person_id,
        born_on=birth.born_on,
        age_low=birth.age_low,
        age_high=birth.age_high,
        as_of=birth.as_of,
        **stamp(actor, now),
    )


def write_identifier(
    actor: Actor,
    person_id: UUID,
    *,
    kind: str,
    typed: str,
    today: date,
    now: datetime,
    issuer: str = "",
) -> UUID:
    """Write an identifier in its own regime; the same one again is not written twice."""
    value, status = check_identifier(kind, typed, today)
    regime = "law_enforcement" if kind in POLICE_KINDS else "general"
    row, _ = PersonIdentifier.objects.get_or_create(
        person_id=person_id,
        kind=kind,
        value=value,
        issuer=issuer.strip(),
        defaults={"regime": regime, "status": status, **stamp(actor, now)},
    )
    return row.id


def write_phone(actor: Actor, person_id: UUID, number: str, *, now: datetime) -> UUID:
    """Write a phone number; the same one again becomes current again."""
    row, _ = PersonPhone.objects.update_or_create(
        person_id=person_id,
        digits=check_phone(number),
        defaults={"current": True},
        create_defaults={"number": number.strip()[:30], **stamp(actor, now)},
    )
    return row.id


def write_address(actor: Actor, person_id: UUID, given: NewAddress, *, now: datetime) -> UUID:
    """Write where somebody lives now, making the address before it past."""
    address = canonical_address(given)
    PersonAddress.objects.filter(person_id=person_id, current=True).update(current=False)
    return PersonAddress.objects.create(
        person_id=person_id,
        text=address.text,
        postcode=address.postcode,
        no_fixed_abode=address.no_fixed_abode,
        **stamp(actor, now),
    ).id


def write_need(actor: Actor, person_id: UUID, need: NewNeed, *, now: datetime) -> UUID:
    """Write a communication need; newer words for the same need make the older past."""
    check_need(need.code)
    CommunicationNeed.objects.filter(person_id=person_id, code=need.code, ended_at=None).update(
        ended_at=now
    )
    return CommunicationNeed.objects.create(
        person_id=person_id, code=need.code, words=need.words.strip(), **stamp(actor, now)
    ).id


def rebuild_keys(person_id: UUID) -> None:
    """Make what a person is found by say what the other rows say."""
    file_people([person_id])
