"""Where somebody lives, as far as it helps to tell people apart."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from alongside.engines.matching.vocabulary.names import fold

_POSTCODE: Final = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})")
_NUMBERED: Final = re.compile(r"[0-9]")
_NOT_PLACES: Final = (
    "road street lane avenue close drive way court place terrace grove crescent gardens row hill "
    "park green house flat the and on in of by near upper lower great little north south east "
    "west england wales uk st rd ave upon under le new old no fixed abode"
)
NOT_PLACES: Final = frozenset(_NOT_PLACES.split())
"""Words of an address that name a kind of street or nothing at all."""


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode by its parts.

    Attributes:
        district: The outward part, such as ``LS6``.
        sector: With the first digit of the inward part, such as ``LS6 2``.
        whole: Such as ``LS6 2AB``.
    """

    district: str
    sector: str
    whole: str


@lru_cache(maxsize=16_384)
def read_postcode(text: str) -> Postcode | None:
    """Read a whole postcode with or without its space; ``None`` when it is not one."""
    found = _POSTCODE.fullmatch(" ".join(text.upper().split()))
    if found is None:
        return None
    outward, inward = found.groups()
    return Postcode(outward, f"{outward} {inward[0]}", f"{outward} {inward}")


@lru_cache(maxsize=16_384)
def place_words(address: str) -> tuple[str, ...]:
    """Answer the words that name the place an address is in, the last parts first.

    ``1 Mill Lane, Skelby`` answers ``("skelby", "mill")``: an address is written from the house
    outwards, so towns come last. House numbers and kinds of street are left out.
    """
    found: dict[str, None] = {}
    for part in reversed(address.split(",")):
        for word in fold(part).split():
            if len(word) > 2 and word not in NOT_PLACES and not _NUMBERED.search(word):
                found.setdefault(word)
    return tuple(found)
