"""What a person is filed under, and what a word of a name is filed under.

A key is 63 bits of a hash of its kind and its parts, so that any database sorts and compares it
as a whole number. Two things that share a key by chance are told apart by the model afterwards.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from typing import Final

from alongside.engines.matching.model import Facts, NameFacts
from alongside.engines.matching.vocabulary import LONGEST_WORD, read_postcode, sound

WORDS_OF_A_NAME: Final = 6
WIDEST_YEARS: Final = 12
"""An age known only within more years than this is filed under no year."""

PLACES_KEPT: Final = 2
SHORTEST_SLIP: Final = 4


def _key(*parts: str) -> int:
    digest = blake2b("|".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


@lru_cache(maxsize=16_384)
def word_key(word: str) -> int:
    """The key of everybody with a word in their name."""
    return _key("word", word)


@lru_cache(maxsize=16_384)
def pair_key(one: str, other: str) -> int:
    """The key of everybody with two words in one name, whichever comes first."""
    return _key("pair", *sorted((one, other)))


@lru_cache(maxsize=16_384)
def year_key(word: str, year: int) -> int:
    """The key of everybody with a word in their name, born in a year."""
    return _key("year", word, str(year))


@lru_cache(maxsize=16_384)
def place_key(word: str, place: str) -> int:
    """The key of everybody with a word in their name who has lived in a place or district."""
    return _key("place", word, place)


def born_key(born: date) -> int:
    """The key of everybody born on a day."""
    return _key("born", born.isoformat())


def postcode_key(whole: str) -> int:
    """The key of everybody who has lived at a postcode."""
    return _key("postcode", whole)


def phone_key(digits: str) -> int:
    """The key of everybody with a phone number."""
    return _key("phone", digits)


def nhs_key(digits: str) -> int:
    """The key of whoever has an NHS number."""
    return _key("nhs", digits)


def name_parts(name: NameFacts) -> tuple[str, ...]:
    """Answer the words of a name, and each part of several words run together."""
    parts = [*name.given, *name.family, *name.loose]
    parts += ["".join(part)[:LONGEST_WORD] for part in (name.given, name.family) if len(part) > 1]
    return tuple(dict.fromkeys(parts))[:WORDS_OF_A_NAME]


def card_words(facts: Facts) -> frozenset[str]:
    """Answer every word somebody's names are made of."""
    return frozenset(word for name in facts.names for word in name_parts(name))


def card_keys(facts: Facts) -> frozenset[int]:
    """Answer every key somebody is filed under."""
    words = card_words(facts)
    years = set(years_of(facts))
    keys = {word_key(word) for word in words}
    keys |= {year_key(word, year) for word in words for year in years}
    keys |= {place_key(word, place) for word in words for place in places_of(facts)}
    for name in facts.names:
        keys |= {pair_key(a, b) for a, b in combinations(name_parts(name), 2)}
    keys |= {born_key(born) for born in facts.births}
    keys |= {postcode_key(code) for code in facts.postcodes if " " in code}
    keys |= {phone_key(digits) for digits in facts.phones}
    keys |= {nhs_key(digits) for digits in facts.nhs_numbers}
    return frozenset(keys)


def years_of(facts: Facts) -> Iterable[int]:
    """Answer the years somebody may be born in, where they are few enough to file under."""
    if facts.births or facts.birth_years is None:
        return [born.year for born in facts.births]
    first, last = facts.birth_years
    return range(first, last + 1) if last - first < WIDEST_YEARS else ()


def places_of(facts: Facts) -> tuple[str, ...]:
    """Answer the postcode districts and the places somebody is filed under."""
    codes = [read.district if (read := read_postcode(code)) else code for code in facts.postcodes]
    return tuple(dict.fromkeys([*codes, *facts.places[:PLACES_KEPT]]))


def word_keys(word: str) -> frozenset[int]:
    """Answer every key a word is filed under: its sound, and itself with one letter left out.

    Two words one letter apart, or with two neighbours changed about, share such a key.
    """
    return frozenset({spelt_key(word), _key("sound", sound(word)), *slip_keys(word)})


def spelt_key(word: str) -> int:
    """The key of a word as it is spelt."""
    return _key("slip", word)


def slip_keys(word: str) -> frozenset[int]:
    """Answer the keys of a word with each letter left out; none for a short word."""
    if len(word) < SHORTEST_SLIP:
        return frozenset()
    return frozenset(_key("slip", word[:i] + word[i + 1 :]) for i in range(len(word)))
