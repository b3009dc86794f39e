"""Which words on record a typed word may stand for."""

from collections.abc import Collection, Iterable
from math import log2
from typing import Final

from rapidfuzz.distance import OSA

from alongside.engines.matching.finder.index import Index
from alongside.engines.matching.finder.keys import spelt_key, word_keys
from alongside.engines.matching.model import (
    FEW_LETTERS,
    Facts,
    share_of_people,
    word_weight,
)
from alongside.engines.matching.vocabulary import LONGEST_WORD, also_called

MOST_WORDS: Final = 9
"""How many words on record one typed word is looked up as."""

NOT_BEGUN: Final = 4
"""How many of them need not begin with the few letters typed so far."""

SLIPS: Final = {
    "same": 0.0,
    "nickname": 0.0,
    "sound": 1.0,
    "slip": 1.0,
    "alike": 4.0,
    "beginning": 8.0,
}
"""Bits by which a name is less likely to be typed so, before how far the spelling is off."""

EACH_LETTER: Final = 2.5
"""Bits for each letter past the first that is not as it is spelt."""

Typed = tuple[str, str]
"""A typed word and its role: given, family or either."""


def typed_words(sought: Facts) -> tuple[Typed, ...]:
    """Answer the words that were typed and which part of a name each is, each word once."""
    found: dict[str, str] = {}
    for name in sought.names:
        for words, role in ((name.given, "given"), (name.family, "family"), (name.loose, "either")):
            for word in words:
                found.setdefault(word, role)
            if len(words) > 1 and role != "either":
                found.setdefault("".join(words)[:LONGEST_WORD], role)
    return tuple(found.items())


def likely_words(
    index: Index, typed: Collection[Typed], *, half_spelt: bool
) -> dict[str, tuple[str, ...]]:
    """Answer, for each typed word, the words on record it may stand for, likeliest first.

    Args:
        index: Where people are filed.
        typed: The words and their roles.
        half_spelt: Whether a word may be only the beginning of a name.
    """
    keys = set[int]()
    for word, role in typed:
        keys |= word_keys(word)
        if role != "family":
            keys |= {spelt_key(other) for other in also_called(word)}
    beginnings = [word for word, _ in typed if len(word) > 1] if half_spelt else []
    filed = set(index.words_filed(keys, beginnings))
    return {word: _likely(word, role, filed, half_spelt=half_spelt) for word, role in typed}


def _likely(word: str, role: str, filed: Iterable[str], *, half_spelt: bool) -> tuple[str, ...]:
    ranked = []
    for other in filed:
        level = word_weight(word, other, role=role).level
        if half_spelt and len(word) > 1 and other.startswith(word) and other != word:
            level = "beginning"
        if level in SLIPS:
            rarity = -log2(share_of_people(other, role))
            ranked.append((other != word, rarity + _spoilt(level, word, other), other))
    best = [other for *_, other in sorted(ranked)]
    if half_spelt and 1 < len(word) <= FEW_LETTERS:
        begun = [other for other in best if other.startswith(word)]
        others = [other for other in best if not other.startswith(word)][:NOT_BEGUN]
        best = [*begun[: MOST_WORDS - len(others)], *others]
    return tuple(best[:MOST_WORDS])


def _spoilt(level: str, word: str, other: str) -> float:
    """Answer how unlikely it is, in bits, that a name was typed as this word.

    A name that only sounds the same and is spelt quite otherwise comes after one letter's slip
    in a name as common.
    """
    if level in ("same", "nickname", "beginning"):
        return SLIPS[level]
    return SLIPS[level] + EACH_LETTER * max(OSA.distance(word, other) - 1, 0)
