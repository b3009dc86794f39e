"""What to look under for what is sought, and how much each key tells."""

from collections.abc import Mapping
from functools import cache
from itertools import combinations
from typing import Final

from alongside.engines.matching.finder.keys import (
    born_key,
    name_parts,
    nhs_key,
    pair_key,
    phone_key,
    place_key,
    places_of,
    postcode_key,
    word_key,
    year_key,
    years_of,
)
from alongside.engines.matching.finder.likely_words import Typed
from alongside.engines.matching.model import Facts, levels_of, share_of_people, typed_weight
from alongside.engines.matching.vocabulary import day_and_month_swapped

LEAST: Final = 0.5
YEARS_TELL: Final = 5.0
PLACES_TELL: Final = 4.0
WORDS_WITH_YEARS: Final = 6
RARE: Final = 0.0002
"""A name so rare that everybody with it can be read, whatever else was said."""

Likely = Mapping[str, tuple[str, ...]]


def asked_keys(sought: Facts, typed: tuple[Typed, ...], likely: Likely) -> dict[int, float]:
    """Answer the keys to look under and how many bits each is worth, about.

    Everybody with one common name is looked under only where nothing else was said: with a
    second word, a year or a place far fewer have to be read.
    """
    weights = {
        (word, other): max(
            typed_weight(word, other, role=role, begun=sought.half_spelt).weight, LEAST
        )
        for word, role in typed
        for other in likely[word]
    }
    keys = _numbers(sought)
    _years_and_places(keys, sought, typed, likely, weights)
    alone = not keys
    for name in sought.names:
        parts = name_parts(name)
        _pairs(keys, parts, likely, weights)
        for word in parts if len(parts) == 1 else ():
            for other in likely[word]:
                if alone or share_of_people(other, "either") <= RARE:
                    _add(keys, word_key(other), weights[word, other])
    return keys


def _add(keys: dict[int, float], key: int, weight: float) -> None:
    keys[key] = max(keys.get(key, 0.0), weight)


@cache
def _bits(field: str, level: str) -> float:
    return levels_of(field)[level].weight()


def _numbers(sought: Facts) -> dict[int, float]:
    keys: dict[int, float] = {}
    for day in sought.births:
        _add(keys, born_key(day), _bits("born", "same"))
        if (other := day_and_month_swapped(day)) is not None:
            _add(keys, born_key(other), _bits("born", "swapped"))
    for code in sought.postcodes:
        if " " in code:
            _add(keys, postcode_key(code), _bits("lives", "postcode"))
    for digits in sought.phones:
        _add(keys, phone_key(digits), _bits("phone", "same"))
    for digits in sought.nhs_numbers:
        _add(keys, nhs_key(digits), _bits("nhs", "same"))
    return keys


def _pairs(
    keys: dict[int, float],
    parts: tuple[str, ...],
    likely: Likely,
    weights: Mapping[tuple[str, str], float],
) -> None:
    for one, other in combinations(parts, 2):
        for a in likely[one]:
            for b in likely[other]:
                if a != b:
                    _add(keys, pair_key(a, b), weights[one, a] + weights[other, b])


def _years_and_places(
    keys: dict[int, float],
    sought: Facts,
    typed: tuple[Typed, ...],
    likely: Likely,
    weights: Mapping[tuple[str, str], float],
) -> None:
    years = tuple(years_of(sought))
    said = places_of(sought)
    loose = {word for name in sought.names for word in name.loose}
    for word, _ in typed:
        places = (*said, *(loose - {word}))
        for other in likely[word][:WORDS_WITH_YEARS]:
            weight = weights[word, other] / 2
            for year in years:
                _add(keys, year_key(other, year), weight + YEARS_TELL)
            for place in places:
                _add(keys, place_key(other, place), weight + PLACES_TELL)
