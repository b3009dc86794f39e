"""Puts the fields together: one weight, broken down in words."""

from dataclasses import dataclass
from functools import cache

from alongside.engines.matching.model.births import compare_births
from alongside.engines.matching.model.facts import Facts
from alongside.engines.matching.model.likelihoods import levels_of
from alongside.engines.matching.model.names import compare_names
from alongside.engines.matching.model.strength import Strength, strength_of
from alongside.engines.matching.model.words import Reason
from alongside.engines.matching.vocabulary import one_slip_apart, read_postcode

COMPARED_SEXES = frozenset({"1", "2"})
BESIDE_A_NAME = frozenset({"born", "age", "lives", "phone", "nhs"})
"""Fields that tell people of one name apart. A town does not: too many share it."""


@dataclass(frozen=True, slots=True)
class Match:
    """How far two sets of facts speak for one person.

    Attributes:
        weight: In bits; 0 says nothing either way.
        reasons: What it is made of, field by field; their weights add up to it.
    """

    weight: float
    reasons: tuple[Reason, ...]

    @property
    def words(self) -> str:
        """The reasons in words, what speaks for it first."""
        ordered = sorted(self.reasons, key=lambda reason: reason.weight < 0)
        return "; ".join(dict.fromkeys(reason.words for reason in ordered))

    def strength(self, *, people: int) -> Strength:
        """Answer how strong it is, of so many people on record.

        A name alone is likely at the most, however rare: first names and surnames go together in
        families and peoples, so their weights are not as independent as they are taken to be.
        """
        told = strength_of(self.weight, people=people)
        beside = any(one.field in BESIDE_A_NAME and one.weight > 0 for one in self.reasons)
        return told if beside or told is not Strength.STRONG else Strength.LIKELY


def compare(one: Facts, other: Facts) -> Match:
    """Weigh two sets of facts; the same whichever comes first.

    Source: Fellegi and Sunter 1969, equations 2 and 9: the weight of a comparison is the sum of
    log2(m / u) over its fields, taken to be independent of each other.
    """
    reasons: tuple[Reason, ...] = (
        *compare_names(one, other),
        *compare_births(one, other),
        *_lives(one, other),
        *_numbers("phone", one.phones, other.phones),
        *_numbers("nhs", one.nhs_numbers, other.nhs_numbers),
        *_sex(one.sex, other.sex),
    )
    weight = 0.0
    for reason in reasons:
        weight += reason.weight
    return Match(weight, reasons)


@cache
def _reason(field: str, name: str) -> Reason:
    level = levels_of(field)[name]
    return Reason(field, name, level.weight(), level.words)


def _lives(one: Facts, other: Facts) -> tuple[Reason, ...]:
    """Weigh where two people live or lived; the closest of what is known."""
    found = [
        _reason("lives", _near(mine, theirs))
        for mine in one.postcodes
        for theirs in other.postcodes
    ]
    if one.places and other.places:
        shared = not set(one.places).isdisjoint(other.places)
        found.append(_reason("place", "same" if shared else "different"))
    if len(found) > 1:
        found.sort(key=lambda reason: -reason.weight)
    return tuple(found[:1])


def _near(one: str, other: str) -> str:
    if one == other:
        return "postcode" if " " in one else "district"
    if one.split(" ")[0] != other.split(" ")[0]:
        return "different"
    mine, theirs = read_postcode(one), read_postcode(other)
    same_sector = mine and theirs and mine.sector == theirs.sector
    return "sector" if same_sector else "district"


def _numbers(field: str, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[Reason, ...]:
    if not one or not other:
        return ()
    if not set(one).isdisjoint(other):
        return (_reason(field, "same"),)
    slip = any(one_slip_apart(mine, theirs) for mine in one for theirs in other)
    return (_reason(field, "slip" if slip else "different"),)


def _sex(one: str, other: str) -> tuple[Reason, ...]:
    if not {one, other} <= COMPARED_SEXES:
        return ()
    return (_reason("sex", "same" if one == other else "different"),)
