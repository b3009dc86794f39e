"""Who a person is and how to reach them, for pages that have been decided on already."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.people.models import (
    CommunicationNeed,
    Person,
    PersonAddress,
    PersonIdentifier,
    PersonName,
    PersonPhone,
)
from alongside.areas.people.queries.labels import birth_of, label_of, labelled, legal_name
from alongside.areas.people.queries.lines import PersonLabel
from alongside.areas.people.rules.ages import born_words
from alongside.areas.people.rules.checking import NEEDS, POLICE_KINDS
from alongside.areas.people.rules.facts import NewName
from alongside.foundation.reference import code_list, spaced_nhs_number
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

NUMBER_WORDS = {
    "nhs_number": "NHS number",
    "pnc_id": "Police national computer (PNC) ID",
    "cro_number": "Criminal records office (CRO) number",
    "custody_record": "Custody record",
    "local": "Local number",
}
NAME_WORDS = {
    "legal": "earlier name",
    "preferred": "likes to be called",
    "alias": "also known as",
    "beside": "on a joined record",
}


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A number somebody else knows the person by.

    Attributes:
        kind: What number it is, in words.
        value: As it is read out.
        note: Whether it was verified, or whose number it is; may be empty.
    """

    kind: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class PastOrPresent:
    """Something that was or is true, and since when we know.

    Attributes:
        text: What.
        recorded_at: Since when it is on record.
        current: Whether it still holds.
    """

    text: str
    recorded_at: datetime
    current: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a person is.

    Attributes:
        label: How they are named on lists.
        legal: Legal name; empty for an unknown person.
        other_names: Each with how it is used, in words.
        born: Date of birth with age, or an estimate.
        sex: Person stated gender, in words.
        description: What an unknown person looked like; kept when they are identified.
        addresses: Newest first.
        phones: Newest first.
        numbers: NHS and local numbers; never police ones.
    """

    label: PersonLabel
    legal: str
    other_names: tuple[str, ...]
    born: str
    sex: str
    description: str
    addresses: tuple[PastOrPresent, ...]
    phones: tuple[PastOrPresent, ...]
    numbers: tuple[NumberLine, ...]


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A communication need.

    Attributes:
        kind: What it is.
        words: What helps; may be empty.
        recorded_at: Since when it is on record.
    """

    kind: str
    words: str
    recorded_at: datetime


def identity(person_id: UUID, now: datetime) -> Identity:
    """Answer who a person is.

    Raises:
        Refused: ``person.not_found``.
    """
    row = next(iter(labelled(Person.objects.filter(pk=person_id))), None)
    if row is None:
        raise Refused("person.not_found", "There is no such person here.")
    today = local_date(now)
    label, legal = label_of(row, today), legal_name(row).full
    return Identity(
        label=label,
        legal=legal,
        other_names=_other_names(person_id, legal),
        born=born_words(birth_of(row), today),
        sex=code_list("gender_stated").display(row["sex"]),
        description=row["description"],
        addresses=_addresses(person_id),
        phones=tuple(
            PastOrPresent(phone.number, phone.recorded_at, phone.current)
            for phone in PersonPhone.objects.filter(person_id=person_id).order_by("-recorded_at")
        ),
        numbers=_numbers(person_id, police=False),
    )


def police_numbers(person_id: UUID) -> tuple[NumberLine, ...]:
    """Answer numbers that are criminal-offence data by association (DOMAIN 4.7)."""
    return _numbers(person_id, police=True)


def needs(person_id: UUID) -> tuple[NeedLine, ...]:
    """Answer what somebody needs so that they can understand and be understood."""
    rows = CommunicationNeed.objects.filter(person_id=person_id, ended_at=None)
    return tuple(
        NeedLine(NEEDS[row.code], row.words, row.recorded_at)
        for row in rows.order_by("-recorded_at")
    )


def _other_names(person_id: UUID, legal: str) -> tuple[str, ...]:
    rows = PersonName.objects.filter(person_id=person_id).order_by("recorded_at", "id")
    said = []
    for row in rows:
        full = NewName(row.given, row.family).full
        if row.kind == "legal" and (row.current or full == legal):
            continue
        words = NAME_WORDS["beside" if row.beside else row.kind if row.current else "legal"]
        said.append(f"{full} ({words})")
    return tuple(dict.fromkeys(said))


def _addresses(person_id: UUID) -> tuple[PastOrPresent, ...]:
    rows = PersonAddress.objects.filter(person_id=person_id).order_by("-current", "-recorded_at")
    return tuple(PastOrPresent(address_words(row), row.recorded_at, row.current) for row in rows)


def address_words(row: PersonAddress) -> str:
    """Say an address in one line."""
    parts = ["No fixed abode"] if row.no_fixed_abode else []
    return ", ".join([*parts, *(part for part in (row.text, row.postcode) if part)])


def _numbers(person_id: UUID, *, police: bool) -> tuple[NumberLine, ...]:
    rows = PersonIdentifier.objects.filter(person_id=person_id).order_by("kind", "recorded_at")
    return tuple(
        NumberLine(
            kind=NUMBER_WORDS[row.kind],
            value=spaced_nhs_number(row.value) if row.kind == "nhs_number" else row.value,
            note=code_list("nhs_number_status").display(row.status) if row.status else row.issuer,
        )
        for row in rows
        if (row.kind in POLICE_KINDS) is police
    )
