"""How far dates and years of birth speak for one person."""

from datetime import date
from functools import lru_cache
from typing import Final

from alongside.engines.matching.model.facts import Facts
from alongside.engines.matching.model.likelihoods import levels_of
from alongside.engines.matching.model.words import Reason
from alongside.engines.matching.vocabulary import DateLikeness, compare_dates

NEAR_YEARS: Final = 3
Years = tuple[int, int]


def compare_births(one: Facts, other: Facts) -> tuple[Reason, ...]:
    """Weigh what is known of when two people were born; nothing where either is not known."""
    if one.births and other.births:
        return (
            max(
                (_dates(mine, theirs) for mine in one.births for theirs in other.births),
                key=lambda reason: reason.weight,
            ),
        )
    mine, theirs = _years(one), _years(other)
    return () if mine is None or theirs is None else (_ages(mine, theirs),)


@lru_cache(maxsize=16_384)
def _dates(one: date, other: date) -> Reason:
    likeness = DateLikeness(compare_dates(one, other)).name.lower()
    level = levels_of("born")[likeness]
    return Reason("born", likeness, level.weight(), level.words)


def _years(facts: Facts) -> Years | None:
    if facts.births:
        years = [born.year for born in facts.births]
        return min(years), max(years)
    return facts.birth_years


@lru_cache(maxsize=16_384)
def _ages(one: Years, other: Years) -> Reason:
    """The wider of the two sets how many people an age that fits would fit by accident."""
    gap = max(one[0], other[0]) - min(one[1], other[1])
    name = "fits" if gap <= 0 else "near" if gap <= NEAR_YEARS else "different"
    level = levels_of("age")[name]
    years = max(one[1] - one[0], other[1] - other[0]) + 1
    return Reason("age", name, level.weight(years), level.words)
