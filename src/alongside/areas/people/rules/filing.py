"""What of a person's record tells them apart from others, as the finder compares it."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from alongside.areas.people.rules.ages import Birth
from alongside.areas.people.rules.facts import NewAddress, NewName, NewPerson
from alongside.engines.matching.model import Facts, NameFacts
from alongside.engines.matching.vocabulary import (
    name_words,
    nhs_digits,
    phone_digits,
    place_words,
    read_postcode,
    years_of_age,
)

PLACES_OF_AN_ADDRESS: Final = 3


def facts_on_record(
    *,
    names: Iterable[NewName],
    births: Iterable[Birth],
    addresses: Iterable[NewAddress],
    phones: Iterable[str],
    nhs_numbers: Iterable[str],
    sex: str,
) -> Facts:
    """Answer a person's facts from their rows, past names and addresses too.

    Args:
        names: Every name.
        births: What is said now of when they were born; at most one.
        addresses: Every address.
        phones: Digits of each phone.
        nhs_numbers: Ten digits each.
        sex: Person stated gender code.
    """
    known = tuple(births)
    where = tuple(addresses)
    return Facts(
        names=tuple(dict.fromkeys(name for given in names if (name := _name(given)))),
        births=tuple(birth.born_on for birth in known if birth.born_on is not None),
        birth_years=next((years for birth in known if (years := _years(birth))), None),
        postcodes=_each(code.whole for at in where if (code := read_postcode(at.postcode))),
        places=_each(word for at in where for word in place_words(at.text)[:PLACES_OF_AN_ADDRESS]),
        phones=_each(phones),
        nhs_numbers=_each(nhs_numbers),
        sex=sex if sex in ("1", "2") else "",
    )


def facts_as_told(told: NewPerson, today: date) -> Facts:
    """Answer the facts of somebody about to be recorded, as the finder compares them."""
    nhs_number, phone = nhs_digits(told.nhs_number), phone_digits(told.phone)
    names = [told.name, *told.aliases, *([told.preferred] if told.preferred else [])]
    return facts_on_record(
        names=[name for name in names if name.full],
        births=[Birth(told.born_on, told.age_low, told.age_high, today)],
        addresses=[told.address] if told.address else [],
        phones=[phone] if phone else [],
        nhs_numbers=[nhs_number] if nhs_number else [],
        sex=told.sex,
    )


def _name(name: NewName) -> NameFacts | None:
    given, family = name_words(name.given), name_words(name.family)
    return NameFacts(given, family) if given or family else None


def _years(birth: Birth) -> tuple[int, int] | None:
    """An estimate with both ends; one with only one end tells almost nobody apart."""
    if birth.as_of is None or birth.age_low is None or birth.age_high is None:
        return None
    return years_of_age(birth.age_low, birth.age_high, as_of=birth.as_of)


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
