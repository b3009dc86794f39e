"""Learns, from rows without answers, how often each level is met by one person and by two.

Expectation and maximisation over patterns of agreement. Three kinds of pair are told apart:
one person; two people taken at random; and two people who live together, who share what a
household shares and nothing more. Without the third kind, a brother at the same address looks
like the same man.

Source: Fellegi and Sunter 1969; Winkler 1988 (EM); Larsen and Rubin 2001 (more than two classes).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from alongside.engines.matching.batch.settings.build import Shares, first_shares
from alongside.engines.matching.batch.settings.level import Compared

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEPS: Final = 60
SETTLED: Final = 1e-5
"""Learning stops when no share moves by more."""
WORTH_OF_FIRST: Final = 20.0
"""How many pairs of one person the first shares count for beside what is learnt."""
LEAST_SHARE: Final = 1e-6
FIRST_HOUSEHOLD: Final = 0.2
"""Where learning starts: pairs of a household for each pair of one person."""
MISSING: Final = -1
OF_ONE_PERSON: Final = ("given_name", "born")
"""Without one of these a household cannot be told from a person, so it is not looked for."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """How many of the compared pairs show each pattern of agreement.

    Attributes:
        levels: ``(n_patterns, n_comparisons)``; 0 is the closest level, -1 missing.
        counts: ``(n_patterns,)`` pairs.
        possible_pairs: All the pairs these were picked from, compared or not.
    """

    levels: "NDArray[np.int64]"
    counts: "NDArray[np.float64]"
    possible_pairs: float


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt.

    Attributes:
        m: How often one person's records stand at each level.
        u: How often two people's do.
        prior: The chance that a pair taken at random is one person.
        household: The chance that it is two people of one household.
        steps: How many steps learning took.
        settled: Whether it settled before it was stopped.
    """

    m: Shares
    u: Shares
    prior: float
    household: float
    steps: int
    settled: bool


def learn(patterns: Patterns, compared: Sequence[Compared], by_chance: Shares) -> Learnt:
    """Learn from patterns of agreement.

    Args:
        patterns: What the compared pairs show.
        compared: The comparisons, in the order of the patterns' columns.
        by_chance: How often random pairs stand at each level, the few of one person included.
    """
    import numpy as np

    first = first_shares(compared)
    m: list[Any] = [np.array(first[one.name]) for one in compared]
    prior_m = [share.copy() for share in m]
    seen: list[Any] = [np.clip(np.array(by_chance[one.name]), LEAST_SHARE, 1) for one in compared]
    u = [share / share.sum() for share in seen]
    shared = [one.of_a_household for one in compared]
    people = any(one.name in OF_ONE_PERSON for one in compared)
    households = people and any(shared)
    prior = min(0.01, 0.5 * (2 * patterns.possible_pairs) ** 0.5 / patterns.possible_pairs)
    home = FIRST_HOUSEHOLD * prior if households else 0.0
    step, settled = 0, False
    for step in range(1, STEPS + 1):  # noqa: B007
        half = [_half_told(*each) for each in zip(u, m, compared, strict=True)]
        one_person, one_home = _chances(patterns, (m, half, shared), (prior, home))
        new_m = [
            _shares(patterns, one_person, column, first=prior_m[column]) for column in range(len(m))
        ]
        moved = max(float(np.abs(a - b).max()) for a, b in zip(m, new_m, strict=True))
        m = new_m
        prior = float(max((patterns.counts * one_person).sum(), 0.5) / patterns.possible_pairs)
        if households:
            home = float((patterns.counts * one_home).sum() / patterns.possible_pairs)
        u = [
            _without(share, often, prior + home * one.of_a_household)
            for share, often, one in zip(seen, m, compared, strict=True)
        ]
        if moved < SETTLED:
            settled = True
            break
    names = [one.name for one in compared]
    return Learnt(_named(names, m), _named(names, u), prior, home, step, settled)


def chances_of(
    patterns: Patterns, compared: Sequence[Compared], learnt: Learnt
) -> "NDArray[np.float64]":
    """The chance that each pattern is one person, by what was learnt."""
    import numpy as np

    m = [np.array(learnt.m[one.name]) for one in compared]
    u = [np.array(learnt.u[one.name]) for one in compared]
    shared = [one.of_a_household for one in compared]
    return _chances(patterns, (m, u, shared), (learnt.prior, learnt.household))[0]


def _chances(
    patterns: Patterns, shares: tuple[list[Any], list[Any], list[bool]], priors: tuple[float, float]
) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """The chance that each pattern is one person, and that it is one household."""
    import numpy as np

    m, u, shared = shares
    person = np.full(len(patterns.counts), np.log(priors[0]))
    home = np.full(len(patterns.counts), np.log(max(priors[1], 1e-300)))
    other = np.full(len(patterns.counts), np.log(1 - priors[0] - priors[1]))
    for column in range(len(m)):
        level = patterns.levels[:, column]
        known = level != MISSING
        if_person = np.where(known, np.log(m[column])[level], 0.0)
        if_other = np.where(known, np.log(u[column])[level], 0.0)
        person += if_person
        other += if_other
        home += if_person if shared[column] else if_other
    top = np.maximum(np.maximum(person, home), other)
    whole = np.exp(person - top) + np.exp(home - top) + np.exp(other - top)
    return np.exp(person - top) / whole, np.exp(home - top) / whole


def _shares(patterns: Patterns, chance: Any, column: int, *, first: Any) -> Any:
    """How often one person's pairs stand at each level, drawn a little to where it began."""
    import numpy as np

    level = patterns.levels[:, column]
    known = level != MISSING
    weight = (patterns.counts * chance)[known]
    found = np.bincount(level[known], weights=weight, minlength=len(first))
    found = found + WORTH_OF_FIRST * first
    return np.clip(found / found.sum(), LEAST_SHARE, 1)


def _without(seen: Any, m: Any, alike: float) -> Any:
    """Take the pairs of one person, or of one household, out of what random pairs showed.

    They are few, but in a small file they are most of the pairs that agree on a rare thing.
    """
    import numpy as np

    left = np.maximum((seen - alike * m) / (1 - alike), np.maximum(0.05 * seen, LEAST_SHARE))
    return left / left.sum()


def _half_told(u: Any, m: Any, one: Compared) -> Any:
    """Two comparisons that show one and the same thing tell half of its weight each.

    Only while learning: in a large file names changed about by chance would otherwise be taken
    for people, and teach that many people's names are changed about. Where people's truly are,
    other slips come with it, which the whole weight allows for.
    """
    import numpy as np

    twice = np.array([level.told_twice for level in one.levels])
    return np.where(twice, np.sqrt(u * m), u)


def _named(names: Sequence[str], shares: Sequence[Any]) -> Mapping[str, tuple[float, ...]]:
    return {
        name: tuple(float(one) for one in share) for name, share in zip(names, shares, strict=True)
    }
