"""How far two sets of facts speak for one person: a weight, and the reasons for it in words.

The model is that of Fellegi and Sunter (1969): for each field, how often records of one person
agree to a level (m) against how often records of two people do (u). The weight of a level is the
base-2 logarithm of their ratio; weights add up. The levels and their chances are reviewed data,
in ``likelihoods.toml``; how common a name is, in ``frequencies.toml``.
"""

from alongside.engines.matching.model.facts import Facts, NameFacts
from alongside.engines.matching.model.likelihoods import BadLikelihoods, Level, levels_of
from alongside.engines.matching.model.names import FEW_LETTERS, typed_weight, word_weight
from alongside.engines.matching.model.rarity import rarity_bits, share_of_people
from alongside.engines.matching.model.strength import Strength, strength_of
from alongside.engines.matching.model.weighing import Match, compare
from alongside.engines.matching.model.words import Reason

__all__ = [
    "FEW_LETTERS",
    "BadLikelihoods",
    "Facts",
    "Level",
    "Match",
    "NameFacts",
    "Reason",
    "Strength",
    "compare",
    "levels_of",
    "rarity_bits",
    "share_of_people",
    "strength_of",
    "typed_weight",
    "word_weight",
]
