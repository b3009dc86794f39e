"""What is known of one person, as far as it tells people apart; on record, or as typed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NameFacts:
    """One name, in folded words.

    Attributes:
        given: First and middle names.
        family: Family name.
        loose: Words typed without saying which they are.
    """

    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one person. What is empty is not known.

    Attributes:
        names: Every name, past ones and aliases too.
        births: Dates of birth.
        birth_years: First and last year they may be born in, when no date is known.
        postcodes: Whole postcodes, or districts where no more is known.
        places: Words that name where they live or lived.
        phones: Digits as dialled inside the country.
        nhs_numbers: Ten digits each.
        sex: ``1`` or ``2``; empty for anything else.
        half_spelt: Whether a word of the name may be only its beginning.
    """

    names: tuple[NameFacts, ...] = ()
    births: tuple[date, ...] = ()
    birth_years: tuple[int, int] | None = None
    postcodes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    nhs_numbers: tuple[str, ...] = ()
    sex: str = ""
    half_spelt: bool = False
