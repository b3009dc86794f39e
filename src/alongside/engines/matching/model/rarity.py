"""How common a name is in England, from a short reviewed table."""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from math import log2
from typing import Final

PER: Final = 100_000
UNLISTED: Final = {"given": 6 / PER, "family": 3 / PER}
"""The share of people taken to hold a name that is not in the table."""


@cache
def _shares() -> Mapping[str, Mapping[str, float]]:
    text = (files(__package__) / "frequencies.toml").read_text(encoding="utf-8")
    return {
        role: {
            word: float(count) / PER for count, words in groups.items() for word in words.split()
        }
        for role, groups in tomllib.loads(text).items()
    }


@lru_cache(maxsize=65536)
def share_of_people(word: str, role: str) -> float:
    """Answer the share of people who hold a folded word as a name.

    Args:
        word: One folded word.
        role: ``given``, ``family``, or ``either`` for the more common of the two.
    """
    if role == "either":
        return max(share_of_people(word, "given"), share_of_people(word, "family"))
    return _shares()[role].get(word, UNLISTED[role])


def rarity_bits(word: str, role: str) -> float:
    """Answer how much a name tells people apart, in bits: 6 for Smith, 15 for a rare name."""
    return -log2(share_of_people(word, role))
