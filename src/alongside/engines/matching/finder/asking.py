"""What to look under for what is sought, and how much each key tells."""

from collections.abc import Mapping
from itertools import combinations
from typing import Final

from alongside.engines.matching.finder.keys import (
    born_key,
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
from alongside.engines.matching.model import Facts, levels_of, word_weight
from alongside.engines.matching.vocabulary import day_and_month_swapped

LEAST: Final = 0.5
YEARS_TELL: Final = 5.0
PLACES_TELL: Final = 4.0
WORDS_WITH_YEARS: Final = 6
Likely = Mapping[str, tuple[str, ...]]


def asked_keys(sought: Facts, typed: tuple[Typed, ...], likely: Likely) -> dict[int, float]:
    """Answer the keys to look under and how many bits each is worth, about.

    Everybody with one name is looked under only where nothing else was said: with a second
    word, a year or a place far fewer have to be read.
    """
    weights = {
        (word, other): max(word_weight(word, other, role=role).weight, LEAST)
        for word, role in typed
        for other in likely[word]
    }
    keys = _numbers(sought)
    _pairs(keys, typed, likely, weights)
    _years_and_places(keys, sought, typed, likely, weights)
    if not keys:
        for (_, other), weight in weights.items():
            _add(keys, word_key(other), weight)
    return keys


def _add(keys: dict[int, float], key: int, weight: float) -> None:
    keys[key] = max(keys.get(key, 0.0), weight)


def _numbers(sought: Facts) -> dict[int, float]:
    keys: dict[int, float] = {}
    born, swapped = levels_of("born")["same"].weight(), levels_of("born")["swapped"].weight()
    for day in sought.births:
        _add(keys, born_key(day), born)
        if (other := day_and_month_swapped(day)) is not None:
            _add(keys, born_key(other), swapped)
    for code in sought.postcodes:
        if " " in code:
            _add(keys, postcode_key(code), levels_of("lives")["postcode"].weight())
    for digits in sought.phones:
        _add(keys, phone_key(digits), levels_of("phone")["same"].weight())
    for digits in sought.nhs_numbers:
        _add(keys, nhs_key(digits), levels_of("nhs")["same"].weight())
    return keys


def _pairs(
    keys: dict[int, float],
    typed: tuple[Typed, ...],
    likely: Likely,
    weights: Mapping[tuple[str, str], float],
) -> None:
    for (one, _), (other, _) in combinations(typed, 2):
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
