"""How far two names speak for one person: spelling, sound, nickname, order, and how rare."""

from functools import cache, lru_cache
from math import log2
from typing import Final

from rapidfuzz.distance import OSA, JaroWinkler

from alongside.engines.matching.model.facts import Facts, NameFacts
from alongside.engines.matching.model.likelihoods import levels_of
from alongside.engines.matching.model.rarity import share_of_people
from alongside.engines.matching.model.words import Reason
from alongside.engines.matching.vocabulary import nickname_of, sound

SHORTEST_SLIP: Final = 4
"""One letter more or less makes another name of a word shorter than this."""

ALIKE: Final = 0.89
SURE: Final = frozenset({"same", "sound", "slip", "nickname"})
"""Levels at which a name agrees so well that the other way about need not be tried."""

HALF_SPELT: Final = {2: 0.03, 3: 0.012, 4: 0.005, 5: 0.002}
"""The share of people whose name begins with so many given letters, about."""

BEGUN: Final = 0.5
LESS_THAN_WHOLE: Final = 2.0
"""A beginning says at least so many bits less than the whole word would."""

FEW_LETTERS: Final = 3
"""So few letters do not tell yet how a name sounds."""

BEHIND: Final = 1.0
"""A name that does not begin with a few typed letters says so many bits less than one that does."""

MORE_WORDS: Final = 0.5
"""What a second word of the same field adds, against the first: they are not independent."""

KEPT: Final = 16_384
"""Answers kept in memory, for the common names; of a million people most pairs never come again,
and keeping more costs a worker more than it saves."""

Weighed = tuple[Reason, ...]


def word_level(one: str, other: str, *, given: bool) -> str:
    """Answer how alike two folded words of a name are, as the name of a level."""
    if one == other:
        return "same"
    if len(one) == 1 or len(other) == 1:
        return "initial" if one[0] == other[0] else "other_initial"
    if given and nickname_of(one, other):
        return "nickname"
    if sound(one) == sound(other) and len(sound(one)) > 1:
        return "sound"
    if min(len(one), len(other)) >= SHORTEST_SLIP and OSA.distance(one, other, score_cutoff=1) <= 1:
        return "slip"
    if JaroWinkler.similarity(one, other, score_cutoff=ALIKE) >= ALIKE:
        return "alike"
    if min(len(one), len(other)) > 2 and (one.startswith(other) or other.startswith(one)):
        return "beginning"
    return "different"


@lru_cache(maxsize=KEPT)
def word_weight(one: str, other: str, *, role: str) -> Reason:
    """Weigh two folded words of a name; the more common of the two sets how much they say.

    Args:
        one: A word.
        other: Another.
        role: ``given``, ``family``, or ``either`` where it is not said which they are.
    """
    given = role != "family"
    level = word_level(one, other, given=given)
    field = "given" if given else "family"
    found = levels_of(field)[level]
    if not found.scaled:
        return _plain(field, level)
    share = max(share_of_people(one, role), share_of_people(other, role))
    return Reason(field, level, found.weight(share), found.words)


@cache
def _plain(field: str, name: str) -> Reason:
    """A level that says the same of every name."""
    level = levels_of(field)[name]
    return Reason(field, name, level.weight(), level.words)


def compare_names(one: Facts, other: Facts) -> Weighed:
    """Weigh the best pair of names two people have; nothing where either has none.

    Words typed in any order may also name the place where the other lives.
    """
    begun = one.half_spelt or other.half_spelt
    best: Weighed = ()
    best_weight = float("-inf")
    for mine in one.names:
        for theirs in other.names:
            if mine.loose:
                weighed = _loose(mine.loose, theirs, other.places, begun=begun)
            elif theirs.loose:
                weighed = _loose(theirs.loose, mine, one.places, begun=begun)
            else:
                weighed = _roles(mine, theirs)
            if not weighed:
                continue
            total = _total(weighed)
            if total > best_weight:
                best, best_weight = weighed, total
    return best


def _total(weighed: Weighed) -> float:
    total = 0.0
    for reason in weighed:
        total += reason.weight
    return total


def _roles(one: NameFacts, other: NameFacts) -> Weighed:
    straight = _fields(one.given, other.given, "given") + _fields(
        one.family, other.family, "family"
    )
    if any(reason.level in SURE for reason in straight) and len(straight) == 2:
        return straight
    crossed = _fields(one.given, other.family, "either")
    crossed += _fields(one.family, other.given, "either")
    if not crossed:
        return straight
    crossed += (_plain("order", "crossed"),)
    return crossed if not straight or _total(crossed) > _total(straight) else straight


@lru_cache(maxsize=KEPT)
def _fields(one: tuple[str, ...], other: tuple[str, ...], role: str) -> Weighed:
    """Weigh all words of one field against all of another, as one reason."""
    if not one or not other:
        return ()
    if len(one) == len(other) == 1:
        return (word_weight(one[0], other[0], role=role),)
    chosen = sorted(
        (word_weight(one[i], other[j], role=role) for i, j in _assigned(one, other, role)),
        key=lambda reason: -reason.weight,
    )
    more = sum(max(reason.weight, -2.0) * MORE_WORDS for reason in chosen[1:])
    first = chosen[0]
    best = Reason(first.field, first.level, first.weight + more, first.words)
    together = "".join(one)
    if together == "".join(other):
        whole = word_weight(together, together, role=role)
        return (max(best, whole, key=lambda reason: reason.weight),)
    return (best,)


def _assigned(one: tuple[str, ...], other: tuple[str, ...], role: str) -> list[tuple[int, int]]:
    """Pair words off, the heaviest pair first, each word once."""
    pairs = sorted(
        (
            (-word_weight(a, b, role=role).weight, min(a, b), max(a, b), i, j)
            for i, a in enumerate(one)
            for j, b in enumerate(other)
        ),
    )
    mine, theirs, chosen = set[int](), set[int](), list[tuple[int, int]]()
    for *_, i, j in pairs:
        if i not in mine and j not in theirs:
            mine.add(i)
            theirs.add(j)
            chosen.append((i, j))
    return chosen


def _loose(
    loose: tuple[str, ...], said: NameFacts, places: tuple[str, ...], *, begun: bool
) -> Weighed:
    """Weigh words typed in any order: each takes the word of the name or place it fits best."""
    fields = _slots(said, places)
    pairs = sorted(
        (-_slot(typed, word, role, begun=begun).weight, i, j)
        for i, typed in enumerate(loose)
        for j, (word, role) in enumerate(fields)
        if role != "place" or typed == word
    )
    reasons: dict[int, Reason] = {}
    taken: set[int] = set()
    for _, i, j in pairs:
        if i not in reasons and j not in taken:
            taken.add(j)
            reasons[i] = _slot(loose[i], fields[j][0], fields[j][1], begun=begun)
    for i in range(len(loose)):
        reasons.setdefault(i, _plain("order", "extra"))
    return tuple(reasons[i] for i in sorted(reasons))


@lru_cache(maxsize=KEPT)
def _slots(said: NameFacts, places: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    fields = [(word, "given") for word in said.given] + [(word, "family") for word in said.family]
    for words, role in ((said.given, "given"), (said.family, "family")):
        if len(words) > 1:
            fields.append(("".join(words), role))
    fields += [(word, "either") for word in said.loose]
    return (*fields, *((word, "place") for word in places))


def _slot(typed: str, word: str, role: str, *, begun: bool) -> Reason:
    if role == "place":
        return _plain("place", "same")
    return typed_weight(typed, word, role=role, begun=begun)


@lru_cache(maxsize=KEPT)
def typed_weight(typed: str, word: str, *, role: str, begun: bool) -> Reason:
    """Weigh a word somebody types against one of a name, of which it may be the beginning.

    Of a few letters nobody can tell yet how the name sounds: a name that begins with them stands
    before one that only sounds or looks like them.

    Args:
        typed: What is typed.
        word: A word of a name.
        role: ``given``, ``family`` or ``either``.
        begun: Whether what is typed may be only the beginning.
    """
    weighed = word_weight(typed, word, role=role)
    if not begun or len(typed) < 2 or typed == word:
        return weighed
    field = levels_of(weighed.field)
    most = field["same"].weight(share_of_people(typed, role)) - LESS_THAN_WHOLE
    weight = min(log2(BEGUN / HALF_SPELT.get(len(typed), HALF_SPELT[5])), most)
    if word.startswith(typed):
        begins = Reason(weighed.field, "beginning", weight, field["beginning"].words)
        return max(weighed, begins, key=lambda reason: reason.weight)
    if len(typed) <= FEW_LETTERS and weighed.weight > weight - BEHIND:
        return Reason(weighed.field, weighed.level, weight - BEHIND, weighed.words)
    return weighed
