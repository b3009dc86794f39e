"""A first plan: officers one after another, those with least choice first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.engines.scheduling.choices import Choices
from alongside.engines.scheduling.prices import NEVER, Prices
from alongside.engines.scheduling.problem import Choice, Problem


@dataclass(frozen=True, slots=True, eq=False)
class Guide:
    """Prices that tell a seat many want from one that nobody does."""

    seat: NDArray[np.float32]
    even: NDArray[np.float32]


def no_guide(problem: Problem) -> Guide:
    """Answer prices of nothing: each takes what suits them best of what is left."""
    seat = np.zeros(problem.seats.shape, dtype=np.float32)
    return Guide(seat, np.zeros(len(problem.scheme.services), dtype=np.float32))


def guide_of(prices: Prices) -> Guide:
    """Answer the prices found by the bound."""
    return Guide(prices.seat, prices.even)


def place_greedily(problem: Problem, guide: Guide, *, seed: int = 1) -> Choices:
    """Answer a plan made one officer after another.

    Args:
        problem: The scheme as numbers.
        guide: Prices added to what a stay costs, so that seats others need more are left.
        seed: Breaks ties between officers with as much choice.
    """
    choices = Choices(problem)
    fill_up(choices, guide, seed=seed)
    return choices


def fill_up(choices: Choices, guide: Guide, *, seed: int = 1) -> None:
    """Place whoever has no rotation yet in the seats that are left, least choice first."""
    waiting = choices.unplaced()
    freedom = np.array([_freedom(choices.problem, officer) for officer in waiting])
    ties = np.random.default_rng(seed).random(len(waiting))
    for position in np.lexsort((ties, freedom)).tolist():
        choice = cheapest_left(choices, waiting[position], guide)
        if choice is not None:
            choices.take(waiting[position], choice)


def _freedom(problem: Problem, officer: int) -> int:
    return sum(len(problem.options(officer, slot)) for slot in problem.slots_of(officer))


def cheapest_left(choices: Choices, officer: int, guide: Guide) -> Choice | None:
    """Answer the cheapest rotation that the seats left allow; ``None`` when none does."""
    best: dict[int, tuple[float, int]] = {}
    for slot in choices.problem.slots_of(officer):
        best[slot] = _cheapest_service(choices, officer, slot, guide)
    found, least = None, float(NEVER)
    for shape in choices.problem.shapes[officer]:
        cost = sum(best[slot][0] for slot in shape)
        if cost < least:
            least, found = cost, tuple((slot, best[slot][1]) for slot in shape)
    return found


def _cheapest_service(choices: Choices, officer: int, slot: int, guide: Guide) -> tuple[float, int]:
    problem = choices.problem
    options = problem.options(officer, slot)
    atoms = problem.atoms_of(slot)
    free = options[choices.left[np.ix_(options, atoms)].min(axis=1) > 0]
    if not len(free):
        return float(NEVER), -1
    price = problem.cost[officer, free] + guide.seat[np.ix_(free, atoms)].sum(axis=1)
    # What evenness costs is known here: a stay beyond the even share costs its weight.
    over = choices.load[free] >= problem.share[free]
    price = price + np.where(over, problem.scheme.weights.fairness, guide.even[free])
    # Among equals the emptiest first, so that what is left stays useful.
    price = price + choices.load[free] * 1e-3
    at = int(price.argmin())
    return float(price[at]), int(free[at])
