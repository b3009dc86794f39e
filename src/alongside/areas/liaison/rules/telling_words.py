"""Which words of a sentence tell one thing from another, so that two tellings can be compared."""

import re
from typing import Final

_WORD: Final = re.compile(r"[a-z]{3,}")
_ENDINGS: Final = ("ing", "ed", "es", "s", "e")
_SHORTEST: Final = 3
_LITTLE: Final = (
    "person people service services nobody somebody even says both want know knew without "
    "goes going come comes well good better very much many thing things "
    "about after again all also and another any are asked away back because been before being "
    "but came could did does done down each first for from gave get give given got had has "
    "have her here him his how into its just last later left like made may more most much "
    "next not now off one only other our out over own said same say she should some still "
    "than that the their them then there they this those told took two under until was way "
    "went were what when where which while who will with would you your "
)
_TELL_NOTHING: Final = frozenset(_LITTLE.split())


def telling_words(text: str) -> frozenset[str]:
    """Answer the words that carry the meaning, without their endings.

    ``The ambulance arrived`` and ``ambulances arriving`` answer the same.
    """
    found = _WORD.findall(text.lower())
    return frozenset(_stem(word) for word in found if word not in _TELL_NOTHING)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Answer how much two sets of words share, from 0 to 1, of the shorter of the two."""
    if not one or not other:
        return 0.0
    return len(one & other) / min(len(one), len(other))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word
