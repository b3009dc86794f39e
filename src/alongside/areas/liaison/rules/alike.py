"""Which earlier reviews are like this one, and why we say so."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from alongside.areas.liaison.rules.review_factors import FACTORS
from alongside.areas.liaison.rules.telling_words import telling_words

FEWEST_WORDS: Final = 2
MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Gist:
    """What a review is about, with nothing of any account.

    Attributes:
        id: Of the review.
        title: Its title, or that of its learning.
        words: What it says it is about.
        factors: Codes of what contributed.
    """

    id: UUID
    title: str
    words: str
    factors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier review, and why it is like this one."""

    id: UUID
    title: str
    why: str


def most_alike(this: Gist, others: Iterable[Gist]) -> tuple[Alike, ...]:
    """Answer the earlier reviews most like this one, the most like first.

    They share what contributed, or at least ``FEWEST_WORDS`` words.
    """
    mine = telling_words(f"{this.title} {this.words}")
    found = []
    for other in others:
        factors = this.factors & other.factors
        words = _shared(mine, f"{other.title} {other.words}")
        if other.id != this.id and (factors or len(words) >= FEWEST_WORDS):
            alike = Alike(other.id, other.title, _why(factors, words))
            found.append((-2 * len(factors) - len(words), other.title, alike))
    return tuple(alike for *_, alike in sorted(found, key=lambda one: one[:2])[:MOST])


def _shared(mine: frozenset[str], text: str) -> tuple[str, ...]:
    """The words of a text that mean what one of mine does, as they stand in it, each once."""
    found: dict[str, str] = {}
    for word in text.lower().split():
        plain = word.strip(".,;:!?()“”'\"")
        for stem in telling_words(plain) & mine:
            found.setdefault(stem, plain)
    return tuple(found.values())


def _why(factors: frozenset[str], words: tuple[str, ...]) -> str:
    parts = []
    if factors:
        named = [FACTORS[code].lower() for code in FACTORS if code in factors]
        parts.append(f"the same contributed: {', '.join(named)}")
    if len(words) >= FEWEST_WORDS:
        parts.append(f"also speaks of {', '.join(words[:4])}")
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."
