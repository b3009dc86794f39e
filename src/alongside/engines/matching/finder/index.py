"""The three questions an index answers, and one that lives in memory."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, Protocol
from uuid import UUID

from alongside.engines.matching.finder.keys import card_keys, card_words, word_keys
from alongside.engines.matching.model import Facts

FEW: Final = 12
"""Cards weighed however far behind the first they are, so that nobody is offered all alone."""
FAR: Final = 20.0
"""Bits behind the first at which further cards are left. Of a million people leaving them found as
many in 2,500 look-ups, in little over half the time."""


def worth_weighing(summed: Sequence[tuple[int, float]]) -> list[int]:
    """Answer the cards that may be among the best.

    Args:
        summed: Cards, each with the sum of the weights of its keys in bits, the greatest first.
    """
    if not summed:
        return []
    least = summed[0][1] - FAR
    return [card for place, (card, total) in enumerate(summed) if place < FEW or total >= least]


class Index(Protocol):
    """Where people are filed."""

    def words_filed(self, keys: Collection[int], beginnings: Collection[str]) -> Iterable[str]:
        """Answer the words of names filed under any key, or beginning so."""

    def cards_filed(self, keys: Mapping[int, float], most: int) -> Sequence[int]:
        """Answer cards filed under any key that are worth weighing, those most likely first."""

    def people_on(self, cards: Sequence[int]) -> Iterable[tuple[UUID, Facts]]:
        """Answer who is on these cards, and what is known of them."""


class MemoryIndex:
    """An index of a few people, for trying things out and for tests."""

    def __init__(self, people: Mapping[UUID, Facts]) -> None:
        self.people = list(people.items())
        self.cards: dict[int, list[int]] = defaultdict(list)
        self.words: dict[int, set[str]] = defaultdict(set)
        for card, (_, facts) in enumerate(self.people):
            for key in card_keys(facts):
                self.cards[key].append(card)
            for word in card_words(facts):
                for key in word_keys(word):
                    self.words[key].add(word)

    def words_filed(self, keys: Collection[int], beginnings: Collection[str]) -> set[str]:
        """Answer the words of names filed under any key, or beginning so."""
        found = set[str]().union(*(self.words.get(key, ()) for key in keys))
        every = set[str]().union(*self.words.values()) if beginnings else set[str]()
        return found | {word for word in every if word.startswith(tuple(beginnings))}

    def cards_filed(self, keys: Mapping[int, float], most: int) -> list[int]:
        """Answer cards filed under any key that are worth weighing, those most likely first."""
        sums: dict[int, float] = defaultdict(float)
        for key, weight in keys.items():
            for card in self.cards.get(key, ()):
                sums[card] += weight
        best = sorted(sums, key=lambda card: (-sums[card], card))[:most]
        return worth_weighing([(card, sums[card]) for card in best])

    def people_on(self, cards: Sequence[int]) -> list[tuple[UUID, Facts]]:
        """Answer who is on these cards, and what is known of them."""
        return [self.people[card] for card in cards]
