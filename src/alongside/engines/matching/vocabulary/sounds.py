"""How names sound in England, wherever they come from.

A name is respelt by our own rules first, so that different ways of writing one sound come
together (Mohammed and Muhamad, Szymon and Shimon, Catherine and Kathryn); a general English
phonetic code of what is left then forgets the vowels.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import jellyfish

LONGEST_SOUND: Final = 8
"""Letters of a sound that are kept: long names differ enough by then."""

_DOUBLED: Final = re.compile(r"([a-z])\1+")


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = (files(__package__) / "sounds.toml").read_text(encoding="utf-8")
    return tuple((re.compile(rule["from"]), rule["to"]) for rule in tomllib.loads(text)["rule"])


@cache
def _said_as() -> dict[str, str]:
    text = (files(__package__) / "sounds.toml").read_text(encoding="utf-8")
    return {
        word: said
        for said, words in tomllib.loads(text)["said_as"].items()
        for word in words.split()
    }


@lru_cache(maxsize=65536)
def respell(word: str) -> str:
    """Write one folded word of a name the way it sounds, in letters."""
    said = _said_as().get(word, word)
    for pattern, to in _rules():
        said = pattern.sub(to, said)
    return _DOUBLED.sub(r"\1", said)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Answer the code of how one folded word sounds; words that sound alike share it.

    A word without letters answers itself.
    """
    code = jellyfish.metaphone(respell(word)).replace("0", "T").replace(" ", "")
    return code[:LONGEST_SOUND] or word[:LONGEST_SOUND].upper()


def sounds(words: tuple[str, ...]) -> tuple[str, ...]:
    """Answer the codes of several words, in their order."""
    return tuple(sound(word) for word in words)
