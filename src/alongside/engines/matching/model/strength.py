"""How strong a match is, in a word: of every person it might be, how likely this one."""

from enum import StrEnum
from math import log2
from typing import Final

CATCHMENT: Final = 1_000_000
"""How many people somebody could be, at the least: a county, not only those on record."""

VERY_LIKELY: Final = 0.95
LIKELY: Final = 0.5


class Strength(StrEnum):
    """How strong a match is."""

    STRONG = "very likely"
    LIKELY = "likely"
    POSSIBLE = "possible"


def strength_of(weight: float, *, people: int) -> Strength:
    """Answer how strong a match of this weight is.

    The chance is Bayes's rule with even chances beforehand that it is any one of the people of
    the catchment, or of those on record where they are more.

    Args:
        weight: Match weight in bits.
        people: How many are on record.
    """
    odds_bits = weight - log2(max(people, CATCHMENT))
    if odds_bits >= log2(VERY_LIKELY / (1 - VERY_LIKELY)):
        return Strength.STRONG
    return Strength.LIKELY if odds_bits >= 0 else Strength.POSSIBLE
