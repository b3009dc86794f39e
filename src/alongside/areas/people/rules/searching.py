"""Reads what somebody types into the one search box, and judges what is worth showing."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from alongside.areas.people.rules.reading_typed import Typed, take_typed
from alongside.engines.matching.finder import what_would_narrow
from alongside.engines.matching.model import Facts, Match, NameFacts
from alongside.engines.matching.vocabulary import (
    name_words,
    place_words,
    years_of_age,
)
from alongside.kernel.refusal import Refused

SHORTEST_NAME: Final = 2
WORDS_READ: Final = 6
DESPITE_A_DIFFERENCE: Final = 10.0
"""Bits that what agrees must be worth for somebody to be shown in whom something differs."""

DUPLICATE: Final = 12.0
"""Bits at which somebody on record may be who is about to be recorded."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a look-up asks for.

    Attributes:
        names: Words of a name, in the order typed; one may be the name of a place.
        born_on: A date of birth.
        birth_years: First and last year of birth, from an age or a year.
        postcode: A postcode, or the first half of one.
        places: Words after "in", "of", "from" or "near".
        nhs_number: Ten digits that pass the check.
        phone: Digits of a telephone number.
    """

    names: tuple[str, ...] = ()
    born_on: date | None = None
    birth_years: tuple[int, int] | None = None
    postcode: str = ""
    places: tuple[str, ...] = ()
    nhs_number: str = ""
    phone: str = ""

    @property
    def facts(self) -> Facts:
        """The same, as the finder compares it."""
        return Facts(
            names=(NameFacts(loose=self.names),) if self.names else (),
            births=(self.born_on,) if self.born_on else (),
            birth_years=self.birth_years,
            postcodes=(self.postcode,) if self.postcode else (),
            places=self.places,
            phones=(self.phone,) if self.phone else (),
            nhs_numbers=(self.nhs_number,) if self.nhs_number else (),
            half_spelt=True,
        )


def read_search(text: str, today: date) -> Sought:
    """Read names, dates, ages, places and numbers from typed text.

    Args:
        text: Anything, in any order, such as ``marsh jamie 12/3/85`` or ``marsh approx 40
            Skelby``.
        today: For the century of a two-figure year, and for ages.

    Raises:
        Refused: ``search.too_little`` when nothing in it can be looked up, and
            ``search.too_vague`` when what can be fits far too many people.
    """
    typed = take_typed(text, today)
    sought = Sought(
        names=name_words(typed.rest)[:WORDS_READ],
        born_on=typed.born_on,
        birth_years=_years(typed, today),
        postcode=typed.postcode,
        places=place_words(typed.places),
        nhs_number=typed.nhs_number,
        phone=typed.phone,
    )
    _check(sought)
    return sought


def read_date(text: str, today: date) -> date | None:
    """Read one date in the forms people type; ``None`` when there is none in it."""
    return take_typed(text, today).born_on


def narrowing(text: str, today: date) -> str:
    """Answer what to add to a search that fits too many people, in words."""
    return what_would_narrow(read_search(text, today).facts)


def worth_showing(match: Match) -> bool:
    """Say whether somebody is worth showing: nothing differs, or much agrees in spite of it."""
    return match.weight >= DESPITE_A_DIFFERENCE or all(one.weight > 0 for one in match.reasons)


def may_be_the_same(match: Match) -> bool:
    """Say whether somebody on record may be who is about to be recorded."""
    return match.weight >= DUPLICATE


def _years(typed: Typed, today: date) -> tuple[int, int] | None:
    if typed.born_on is not None:
        return None
    return years_of_age(*typed.ages, as_of=today) if typed.ages else typed.years


def _check(sought: Sought) -> None:
    tells = bool(sought.born_on or sought.nhs_number or sought.phone or " " in sought.postcode)
    if tells or any(len(word) >= SHORTEST_NAME for word in sought.names):
        return
    if sought.birth_years or sought.postcode or sought.places:
        raise Refused(
            "search.too_vague",
            "That fits far too many people.",
            next_step="Add a name, even part of one, or a date of birth.",
            field="q",
        )
    raise Refused(
        "search.too_little",
        "That is too little to look for.",
        next_step="Enter two letters of a name, a date of birth, an NHS number or a phone.",
        field="q",
    )
