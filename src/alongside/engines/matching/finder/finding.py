"""Answers who may be meant, likeliest first, each with the reasons."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from alongside.engines.matching.finder.asking import asked_keys
from alongside.engines.matching.finder.index import Index
from alongside.engines.matching.finder.likely_words import likely_words, typed_words
from alongside.engines.matching.model import Facts, Match, compare

WEIGHED: Final = 70
"""How many cards are weighed at the most before the best are answered."""


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who may be meant.

    Attributes:
        person_id: Who.
        match: How far what was asked speaks for them, and why.
    """

    person_id: UUID
    match: Match


def find(index: Index, sought: Facts, *, weighed: int = WEIGHED) -> list[Found]:
    """Answer who may be meant, the greatest match weight first.

    Args:
        index: Where people are filed.
        sought: What is known of who is meant, perhaps wrongly.
        weighed: How many cards to weigh.
    """
    typed = typed_words(sought)
    likely = likely_words(index, typed, half_spelt=sought.half_spelt) if typed else {}
    keys = asked_keys(sought, typed, likely)
    if not keys:
        return []
    cards = index.cards_filed(keys, weighed)
    found = [Found(person, compare(sought, facts)) for person, facts in index.people_on(cards)]
    return sorted(found, key=lambda one: (-one.match.weight, one.person_id.int))
