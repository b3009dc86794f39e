"""How much each pattern of likeness speaks for one person, learned without labels.

Pairs within one file are two people, if each file holds a person once. So the patterns among
pairs *between* the files are a mixture of one person and of two, and those *within* are of two
alone: what is too many between is one person. A log-linear model of the odds, with terms for two
factors together (members of a household, twins), is fitted to that by expectation and
maximisation, beginning from weights learned on invented people and drawn towards them, so that
small files can be linked too.

Source: mixture with one known part, Elkan and Noto 2008; record linkage as a mixture, Jaro 1989.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alongside.engines.matching.private.comparing import (
    BIRTH_STEPS,
    FACTORS,
    NUMBER_STEPS,
    ONE_NAME_STEPS,
    PLACE_STEPS,
    SIZES,
    Levels,
)

Floats = NDArray[np.float64]
Cells = NDArray[np.int64]
ROUNDS: Final = 25
STEPS: Final = 2
RIDGE: Final = 0.3
SETTLED: Final = 3e-4
"""Of all matches: how few may still change their minds."""
FARTHEST: Final = 35.0
_TOP_NAMES: Final = 2 + 9
STATES: Final[dict[str, dict[str, tuple[int, ...]]]] = {
    "names": {"far": (1, 2, 3, 4), "near": tuple(range(5, _TOP_NAMES)),
              "same": tuple(range(_TOP_NAMES, SIZES[0]))},
    "birth": {"none": (0,), "same": (1 + len(BIRTH_STEPS),), "swapped": (2 + len(BIRTH_STEPS),)},
    "place": {"none": (0,), "near": (4, 5, 6), "same": (1 + len(PLACE_STEPS),)},
    "numbers": {"none": (0,), "same": (1 + len(NUMBER_STEPS),)},
    "given": {"none": (1,), "far": (2, 3, 4, 5), "near": (6, 7, 8, 9),
              "same": (2 + len(ONE_NAME_STEPS),)},
    "family": {"none": (1,), "far": (2, 3, 4, 5), "near": (6, 7, 8, 9),
               "same": (2 + len(ONE_NAME_STEPS),)},
    "both names": {"low": (1, 2, 3), "high": (4, 5, 6, 7)},
}  # fmt: skip
"""Coarser levels, for the terms of two factors together."""


@dataclass(frozen=True)
class Weights:
    """A fitted model.

    Attributes:
        beta: One number for each of ``TERMS``.
        matches: How many pairs of the candidates it takes for one person.
        rounds: Until it settled; ``ROUNDS`` where it did not.
    """

    beta: Floats
    matches: float
    rounds: int


def cell_numbers(levels: Levels) -> Cells:
    """One number for each pattern of levels: ``(n,)``."""
    numbers: Cells = np.ravel_multi_index(tuple(levels.T.astype(np.int64)), SIZES)
    return numbers


def log_odds(cells: Cells, weights: Weights) -> Floats:
    """How strongly each pattern speaks for one person: natural logarithm of the odds."""
    distinct, place = np.unique(cells, return_inverse=True)
    odds: Floats = (_design(distinct) @ weights.beta)[place]
    return odds


def fit(between: Cells, within: Cells, *, scale: float) -> Weights:
    """Learn the weights.

    Args:
        between: Cells of candidate pairs of the two files.
        within: Cells of candidate pairs inside each file.
        scale: How many pairs there are between, for one there is within.
    """
    distinct, place = np.unique(np.concatenate([between, within]), return_inverse=True)
    count = len(distinct)
    mixed = np.bincount(place[: len(between)], minlength=count).astype(float)
    apart = scale * np.bincount(place[len(between) :], minlength=count)
    design = _design(distinct)
    start = _known()
    beta = start.copy()
    chance = _chances(design @ beta)
    for rounds in range(1, ROUNDS + 1):  # noqa: B007  # told in the answer
        one, two = chance * mixed, (1.0 - chance) * mixed + apart
        # Two people are counted twice, between and within, so the odds between are double.
        beta = _maximised(design, one, two, beta=beta - _first(np.log(2.0)), centre=start)
        beta = beta + _first(np.log(2.0))
        was, chance = chance, _chances(design @ beta)
        if np.abs((chance - was) * mixed).sum() <= SETTLED * max(float(one.sum()), 1.0):
            break
    return Weights(beta, float((chance * mixed).sum()), rounds)


def known_weights() -> Weights:
    """The weights learned on invented people, as they stand before any file is seen."""
    return Weights(_known(), 0.0, 0)


def learn(cells: Cells, one_person: NDArray[np.bool_], *, rounds: int = 25) -> Weights:
    """Learn weights from candidate pairs whose truth is known, such as those of invented people."""
    distinct, place = np.unique(cells, return_inverse=True)
    one = np.bincount(place[one_person], minlength=len(distinct)).astype(float)
    two = np.bincount(place[~one_person], minlength=len(distinct)).astype(float)
    design, beta = _design(distinct), np.zeros(len(TERMS))
    for _ in range(rounds):
        beta = _maximised(design, one, two, beta=beta, centre=np.zeros(len(TERMS)))
    return Weights(beta, float(one.sum()), rounds)


def as_toml(weights: Weights) -> str:
    """Weights as the file they are kept in."""
    lines = [f'"{term}" = {value:.3f}' for term, value in zip(TERMS, weights.beta, strict=True)]
    return "\n".join(["[weights]", *lines, ""])


def _terms() -> list[tuple[str, str]]:
    alone = [
        (factor, str(level))
        for factor, size in zip(FACTORS, SIZES, strict=True)
        for level in range(size)
    ]
    together = [
        (f"{one} {state}", f"{other} {beside}")
        for place, one in enumerate(FACTORS)
        for other in FACTORS[place + 1 :]
        for state in STATES[one]
        for beside in STATES[other]
        if not (one == "names" and other in ("given", "family", "both names"))
    ]
    return [("always", ""), *alone, *together]


TERMS: Final = tuple(" / ".join(term).removesuffix(" / ") for term in _terms())


def _design(cells: Cells) -> Floats:
    """What holds of each cell: ``(n, len(TERMS))`` of 0 and 1."""
    level = np.stack(np.unravel_index(cells, SIZES), axis=1)
    columns = [np.ones(len(cells), dtype=bool)]
    for factor, size in enumerate(SIZES):
        columns += [level[:, factor] == one for one in range(size)]
    held = {
        (factor, state): np.isin(level[:, place], STATES[factor][state])
        for place, factor in enumerate(FACTORS)
        for state in STATES[factor]
    }
    for first, second in _terms()[len(columns) :]:
        one, other = first.rsplit(" ", 1), second.rsplit(" ", 1)
        columns.append(held[one[0], one[1]] & held[other[0], other[1]])
    return np.stack(columns, axis=1).astype(float)


def _maximised(design: Floats, one: Floats, two: Floats, *, beta: Floats, centre: Floats) -> Floats:
    """A few steps of Newton's method for a logistic regression on counts."""
    both = one + two
    for _ in range(STEPS):
        chance = _chances(design @ beta)
        slope = design.T @ (one - both * chance) - RIDGE * (beta - centre)
        bend = (design * (both * chance * (1.0 - chance))[:, None]).T @ design
        bend[np.diag_indices(len(beta))] += RIDGE
        step = np.linalg.solve(bend, slope)
        farthest = float(np.abs(step).max())
        beta = beta + step * min(1.0, 3.0 / max(farthest, 1e-12))
        if farthest < 1e-3:
            break
    return beta


def _first(value: float) -> Floats:
    constant = np.zeros(len(TERMS))
    constant[0] = value
    return constant


def _chances(odds: Floats) -> Floats:
    chances: Floats = 1.0 / (1.0 + np.exp(-np.clip(odds, -FARTHEST, FARTHEST)))
    return chances


@cache
def _known() -> Floats:
    """Weights learned on invented people, in the order of ``TERMS``."""
    text = (files(__package__) / "weights.toml").read_text(encoding="utf-8")
    told: dict[str, float] = tomllib.loads(text)["weights"]
    return np.array([told.get(term, 0.0) for term in TERMS])
