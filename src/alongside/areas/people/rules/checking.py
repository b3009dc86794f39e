"""What cannot be true of a person and is therefore refused; everything else is recorded."""

from datetime import date
from typing import Final

from alongside.areas.people.rules.ages import Birth, age_on
from alongside.areas.people.rules.facts import NewAddress, NewName, NewPerson, PersonChanges
from alongside.engines.matching.vocabulary import phone_digits
from alongside.foundation.reference import (
    Checked,
    check_cro_number,
    check_custody_record_number,
    check_ethnic_category,
    check_nhs_number,
    check_pnc_id,
    check_postcode,
)
from alongside.kernel.refusal import Refused

OLDEST: Final = 125
SEXES: Final = ("1", "2", "9", "X")
PRESENT_NOT_TRACED: Final = "02"
"""NHS number status of a number somebody gave that nobody has traced (DOMAIN 4.6)."""

POLICE_KINDS: Final = frozenset({"pnc_id", "cro_number", "custody_record"})
NEEDS: Final = {
    "interpreter": "Needs an interpreter",
    "bsl": "Uses British Sign Language",
    "hearing": "Hard of hearing",
    "sight": "Has a sight impairment",
    "speech": "Has difficulty speaking",
    "reading": "Needs help with reading",
    "easy_words": "Needs short, plain words",
    "autism": "Autistic: needs calm, time and clear words",
    "other": "Another need",
}


def check_name(name: NewName) -> None:
    """Refuse a person or an alias without any name.

    Raises:
        Refused: ``person.name_missing``.
    """
    if not name.full:
        raise Refused(
            "person.name_missing",
            "Enter a first name or a family name.",
            next_step="If you do not know who they are, record an unknown person instead.",
            field="given",
        )


def check_description(typed: str) -> str:
    """Answer how an unknown person looks, as it is kept.

    Raises:
        Refused: ``person.description_missing``.
    """
    described = typed.strip()[:200]
    if not described:
        raise Refused(
            "person.description_missing",
            "Describe the person, so that others know who is meant.",
            field="description",
        )
    return described


def check_birth(facts: NewPerson | PersonChanges, today: date) -> Birth:
    """Answer what to record of a birth; a date of birth wins over an estimate.

    Raises:
        Refused: ``person.born_in_future``, ``person.born_too_long_ago``,
            ``person.age_impossible`` or ``person.ages_reversed``.
    """
    if facts.born_on is not None:
        if facts.born_on > today:
            raise Refused(
                "person.born_in_future", "Date of birth must be in the past.", field="born_on"
            )
        if age_on(facts.born_on, today) > OLDEST:
            raise Refused(
                "person.born_too_long_ago",
                f"Date of birth must be within the last {OLDEST} years.",
                next_step="Check the year.",
                field="born_on",
            )
        return Birth(born_on=facts.born_on)
    low, high = facts.age_low, facts.age_high
    if low is None and high is None:
        return Birth()
    for field, age in (("age_low", low), ("age_high", high)):
        if age is not None and not 0 <= age <= OLDEST:
            raise Refused(
                "person.age_impossible", f"Age must be between 0 and {OLDEST}.", field=field
            )
    if low is not None and high is not None and low > high:
        raise Refused(
            "person.ages_reversed",
            "The youngest age must not be more than the oldest.",
            field="age_low",
        )
    return Birth(age_low=low, age_high=high, as_of=today)


def check_sex(code: str) -> None:
    """Refuse a code that is not in the list.

    Raises:
        Refused: ``person.sex_unknown_code``.
    """
    if code not in SEXES:
        raise Refused("person.sex_unknown_code", "Choose one of the answers listed.", field="sex")


def check_ethnicity(code: str, field: str) -> str:
    """Answer the canonical code; blank stays blank, never *not stated* (DOMAIN 4.2).

    Raises:
        Refused: ``person.ethnicity_unknown_code``.
    """
    checked = check_ethnic_category(code)
    if not checked.valid:
        raise Refused(
            "person.ethnicity_unknown_code", "Choose one of the answers listed.", field=field
        )
    return checked.value or ""


def check_phone(text: str) -> str:
    """Answer the digits of a phone number.

    Raises:
        Refused: ``person.phone_without_digits``.
    """
    digits = phone_digits(text)
    if not digits:
        raise Refused("person.phone_without_digits", "Enter a phone number.", field="phone")
    return digits[:20]


def check_identifier(kind: str, typed: str, today: date) -> tuple[str, str]:
    """Answer the canonical identifier and its verification status.

    A number that cannot exist is a typing slip, so it is refused at entry; one that may
    exist is recorded as not yet verified. A local number is recorded as given.

    Raises:
        Refused: ``person.identifier_impossible``.
    """
    checked = _checked(kind, typed, today)
    if checked is None:
        given = typed.strip()
        if given:
            return given[:40], ""
        raise Refused("person.identifier_impossible", "Enter the number.", field="value")
    if checked.value is None:
        field = "nhs_number" if kind == "nhs_number" else "value"
        raise Refused("person.identifier_impossible", checked.reason, field=field)
    return checked.value, PRESENT_NOT_TRACED if kind == "nhs_number" else ""


def _checked(kind: str, typed: str, today: date) -> Checked | None:
    if kind == "pnc_id":
        return check_pnc_id(typed, today=today)
    checks = {
        "nhs_number": check_nhs_number,
        "cro_number": check_cro_number,
        "custody_record": check_custody_record_number,
    }
    return checks[kind](typed) if kind in checks else None


def canonical_address(given: NewAddress) -> NewAddress:
    """Answer an address with its postcode in canonical form.

    A postcode of the wrong form is not lost and stops nothing: it stays in the words.

    Raises:
        Refused: ``person.address_empty``.
    """
    text, postcode = given.text.strip(), given.postcode.strip()
    if not (text or postcode or given.no_fixed_abode):
        raise Refused(
            "person.address_empty",
            "Enter an address, a postcode, or that they have nowhere fixed to live.",
            field="text",
        )
    checked = check_postcode(postcode)
    if checked.value is not None:
        return NewAddress(text, checked.value, given.no_fixed_abode)
    joined = ", ".join(part for part in (text, postcode) if part)
    return NewAddress(joined[:200], "", given.no_fixed_abode)


def check_need(code: str) -> None:
    """Refuse a need that is not in the list.

    Raises:
        Refused: ``person.need_unknown_code``.
    """
    if code not in NEEDS:
        raise Refused("person.need_unknown_code", "Choose one of the needs listed.", field="code")
