"""Scores every person on record for a look-up, by the finder's own model: the limit of recall.

Exact and exhaustive. What two fields say depends only on their values, so the model weighs each
distinct name, date and postcode once for a look-up, and the weights are handed to every person who
has it. Names are weighed only where they could reach any level but ``different``: those whose
spelling is not far off, who sound the same, are nicknames, or are of several words.
"""

from collections import defaultdict
from datetime import date
from typing import Any

import numpy as np
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from alongside.engines.matching.model import Facts, compare, levels_of
from alongside.engines.matching.model.births import _dates
from alongside.engines.matching.model.names import SURE, _fields
from alongside.engines.matching.model.weighing import _near
from alongside.engines.matching.vocabulary import also_called, name_words, place_words, sound
from benchmarks.finder_people import PLACES_KEPT, Columns, facts_on_record

FAR_OFF = 0.8
Weights = Any


class Everybody:
    """Everybody on record, as arrays."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.count = len(columns["person"])
        self.given = Names(columns["given"])
        self.family = Names(columns["family"])
        self.days, self.day_of = np.unique(
            [born or "" for born in columns["born_on"]], return_inverse=True
        )
        self.dates = [date.fromisoformat(day) if day else None for day in self.days.tolist()]
        self.codes, self.code_of = np.unique(
            [code or "" for code in columns["postcode"]], return_inverse=True
        )
        self.districts = defaultdict(list)
        for i, code in enumerate(self.codes.tolist()):
            self.districts[code.split(" ")[0]].append(i)
        self.living = _living(columns)

    def weights(self, sought: Facts) -> Weights:
        """Answer the match weight of everybody, ``(n_people,)`` in bits."""
        total = self._names(sought)
        if sought.births:
            total += self._born(sought)[self.day_of]
        total += self._lives(sought)
        return total

    def rank_of(self, sought: Facts, meant: int) -> int:
        """Answer how many stand before somebody: heavier, or as heavy and filed before."""
        weights = np.round(self.weights(sought), 9)
        own = weights[meant]
        return int((weights > own).sum() + (weights[:meant] == own).sum())

    def differs_from_model(self, sought: Facts) -> float:
        """Answer how far the weights of the heaviest twenty are from the model's own, at most."""
        weights = self.weights(sought)
        best = np.argpartition(-weights, 20)[:20]
        own = [compare(sought, facts_on_record(self.columns, int(i))).weight for i in best]
        return float(np.abs(weights[best] - own).max())

    def _names(self, sought: Facts) -> Weights:
        (name,) = sought.names
        straight_given, sure_given = self.given.weighed(name.given, "given")
        straight_family, sure_family = self.family.weighed(name.family, "family")
        straight = straight_given[self.given.of] + straight_family[self.family.of]
        crossed = self.family.weighed(name.given, "either")[0][self.family.of]
        crossed = crossed + self.given.weighed(name.family, "either")[0][self.given.of]
        crossed += levels_of("order")["crossed"].weight()
        sure = sure_given[self.given.of] | sure_family[self.family.of]
        sure &= (self.given.array != "")[self.given.of] & (self.family.array != "")[self.family.of]
        sure &= bool(name.given and name.family)
        return np.where(sure | (crossed <= straight), straight, crossed)

    def _born(self, sought: Facts) -> Weights:
        (born,) = sought.births
        return np.array([_dates(born, day).weight if day else 0.0 for day in self.dates])

    def _lives(self, sought: Facts) -> Weights:
        lives, place = levels_of("lives"), levels_of("place")
        by_code = np.full(
            len(self.codes), lives["different"].weight() if sought.postcodes else -9e9
        )
        for code in sought.postcodes:
            for i in self.districts[code.split(" ")[0]]:
                by_code[i] = lives[_near(code, str(self.codes[i]))].weight()
        if "" in self.codes[:1]:
            by_code[0] = -9e9
        found = by_code[self.code_of]
        if sought.places:
            shared = np.full(self.count, place["different"].weight())
            for word in sought.places:
                shared[self.living.get(word, [])] = place["same"].weight()
            found = np.maximum(found, shared)
        return np.where(found < -1e9, 0.0, found)


class Names:
    """The distinct names of one field, and who has which."""

    def __init__(self, column: Any) -> None:
        self.names, self.of = np.unique([name or "" for name in column], return_inverse=True)
        self.words = [name_words(name) for name in self.names.tolist()]
        self.plain = ["".join(words) for words in self.words]
        self.array = np.array(self.plain)
        self.short = np.char.str_len(self.array) < 3
        self.several = np.array([len(words) > 1 for words in self.words])
        self.sounds = np.array([sound(name) if name else "" for name in self.plain])
        self.at = defaultdict(list)
        for i, name in enumerate(self.plain):
            self.at[name].append(i)

    def weighed(self, sought: tuple[str, ...], role: str) -> tuple[Weights, Weights]:
        """Answer the weight of each distinct name, and whether it is surely the same."""
        weights, sure = np.zeros(len(self.names)), np.zeros(len(self.names), dtype=bool)
        if not sought:
            return weights, sure
        field = "family" if role == "family" else "given"
        weights[:] = levels_of(field)["different"].weight()
        for i in self._worth_weighing(sought):
            reasons = _fields(sought, self.words[i], role)
            weights[i] = reasons[0].weight if reasons else 0.0
            sure[i] = bool(reasons) and reasons[0].level in SURE
        return weights, sure

    def _worth_weighing(self, sought: tuple[str, ...]) -> list[int]:
        if len(sought) > 1 or len(sought[0]) < 3:
            return list(range(len(self.names)))
        word = sought[0]
        near = cdist([word], self.plain, scorer=JaroWinkler.similarity)[0] >= FAR_OFF
        near |= self.several | (self.sounds == sound(word)) | np.char.startswith(self.array, word)
        near |= np.array([word.startswith(name) for name in self.plain])
        near |= self.short
        chosen = set(np.flatnonzero(near).tolist())
        for other in also_called(word):
            chosen.update(self.at.get(other, ()))
        return sorted(chosen)


def _living(columns: Columns) -> dict[str, Any]:
    found: dict[str, list[int]] = defaultdict(list)
    for i, (address, town) in enumerate(zip(columns["address"], columns["town"], strict=True)):
        for word in place_words(f"{address}, {town}")[:PLACES_KEPT]:
            found[word].append(i)
    return {word: np.array(people) for word, people in found.items()}
