"""One half-remembered person against everybody on record.

``card_keys`` answers what a person is filed under. ``find`` asks an index for the cards filed
under what is sought, most telling keys first, weighs them by the model and answers the best,
each with its reasons. The index is whatever can answer the three questions of ``Index``.
"""

from alongside.engines.matching.finder.cards import card_of, facts_of
from alongside.engines.matching.finder.finding import Found, find
from alongside.engines.matching.finder.index import Index, MemoryIndex, worth_weighing
from alongside.engines.matching.finder.keys import card_keys, card_words, word_keys
from alongside.engines.matching.finder.narrowing import what_would_narrow

__all__ = [
    "Found",
    "Index",
    "MemoryIndex",
    "card_keys",
    "card_of",
    "card_words",
    "facts_of",
    "find",
    "what_would_narrow",
    "word_keys",
    "worth_weighing",
]
