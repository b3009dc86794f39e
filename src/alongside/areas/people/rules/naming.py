"""Makes names comparable: accents, case, hyphens, apostrophes and order do not matter."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from alongside.areas.people.rules.facts import NewName

LONGEST_KEY: Final = 40
_UNFOLDED: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_DROPPED: Final = re.compile("['’‘`´ʼ.]")
_PARTED: Final = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """Fold a name to lower-case letters a to z, digits and single spaces.

    ``O’Neill-Żółć`` becomes ``oneill zolc``. Letters of scripts other than Latin are left
    out: names are recorded as written on English papers.
    """
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_UNFOLDED))
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return _PARTED.sub(" ", _DROPPED.sub("", bare)).strip()


def name_keys(names: Iterable[NewName]) -> frozenset[str]:
    """Answer every key that names are found by.

    Each word counts on its own, and each given or family name of several words also counts
    run together, so that ``Smith-Jones``, ``smith jones`` and ``smithjones`` find the same.
    """
    keys: set[str] = set()
    for name in names:
        for part in (name.given, name.family):
            words = plain(part).split()
            keys.update(words)
            keys.add("".join(words))
    return frozenset(key[:LONGEST_KEY] for key in keys if key)


def sought_keys(text: str) -> tuple[str, ...]:
    """Answer the beginnings of keys that a typed name asks for, longest first."""
    words = dict.fromkeys(word[:LONGEST_KEY] for word in plain(text).split())
    return tuple(sorted(words, key=len, reverse=True))
