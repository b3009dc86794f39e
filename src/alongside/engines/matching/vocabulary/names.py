"""Makes names comparable: accents, case, hyphens, apostrophes, titles and order do not matter."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

LONGEST_WORD: Final = 40
_TITLES: Final = (
    "mr mrs ms miss mx dr prof professor rev revd reverend fr father sir dame lady hon sister "
    "brother"
)
TITLES: Final = frozenset(_TITLES.split())
"""Words said before a name that are no part of it; dropped only where a name is left over.

Those that are also family names, such as Lord, Master and Sheikh, are kept."""

_UNFOLDED: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_DROPPED: Final = re.compile("['’‘`´ʼ.]")
_PARTED: Final = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Fold a name to lower-case letters a to z, digits and single spaces.

    ``O’Neill-Żółć`` becomes ``oneill zolc``. Letters of scripts other than Latin are left
    out: names are recorded as written on English papers.
    """
    if text.isascii():
        return _PARTED.sub(" ", _DROPPED.sub("", text.lower())).strip()
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_UNFOLDED))
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return _PARTED.sub(" ", _DROPPED.sub("", bare)).strip()


@lru_cache(maxsize=65536)
def name_words(text: str) -> tuple[str, ...]:
    """Answer the words of a name as they are compared, without a title, each one once.

    ``Mrs Anna-Maria O'Neill`` becomes ``("anna", "maria", "oneill")``; ``Lady`` alone stays.
    """
    words = [word[:LONGEST_WORD] for word in fold(text).split()]
    kept = list(words)
    while len(kept) > 1 and kept[0] in TITLES:
        kept.pop(0)
    return tuple(dict.fromkeys(kept))


def run_together(text: str) -> str:
    """Answer a name of several words as one: ``Smith-Jones`` becomes ``smithjones``."""
    return "".join(name_words(text))[:LONGEST_WORD]


def name_forms(text: str) -> tuple[str, ...]:
    """Answer each word of a name and, where there are several, the words run together."""
    words = name_words(text)
    return words if len(words) < 2 else (*words, run_together(text))
