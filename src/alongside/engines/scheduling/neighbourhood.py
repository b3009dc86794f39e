"""Betters a plan a piece at a time: the officers of a few weeks, placed again exactly.

Source: Shaw, P. (1998), Using constraint programming and local search methods to solve vehicle
routing problems, CP98, 417-431 (large neighbourhood search).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from alongside.engines.scheduling.choices import Choices
from alongside.engines.scheduling.exact import Limits, Model
from alongside.engines.scheduling.problem import Problem

AT_ONCE: Final = 40
"""Officers placed again at a time, at first."""
MOST: Final = 160
TRY_SECONDS: Final = 4.0

Watch = Callable[[int, float], None]
"""Told of each better cost and of the bound."""


@dataclass(slots=True)
class Search:
    """One search for better plans.

    Attributes:
        choices: The best plan so far.
        bound: No plan costs less; reached, the search ends.
        ends_at: ``time.monotonic()`` at which it stops.
        seed: For the choice of pieces.
        watch: Told of each better plan.
    """

    choices: Choices
    bound: int
    ends_at: float
    seed: int
    watch: Watch

    def run(self) -> Choices:
        """Better the plan until it meets the bound, the time is up, or nothing helps."""
        rng = np.random.default_rng(self.seed)
        size, failed = AT_ONCE, 0
        best = self.choices.total()
        while best > self.bound and time.monotonic() < self.ends_at:
            officers = _piece(self.choices, rng, size)
            better = self._again(officers)
            if better < best:
                best, failed = better, 0
                self.watch(best, self.bound)
            else:
                failed += 1
            if failed >= 12 and size < MOST:
                size, failed = size * 2, 0
        return self.choices

    def _again(self, officers: list[int]) -> int:
        """Place some officers again with all others standing still; answer the new cost."""
        problem = self.choices.problem
        before = {officer: self.choices.chosen[officer] for officer in officers}
        for officer in officers:
            self.choices.give_up(officer)
        model = Model(
            problem,
            officers,
            self.choices.left,
            self.choices.load,
            lambda officer, _slot, service: int(problem.cost[officer, service]),
            problem.scheme.weights.unplaced,
        )
        model.hint(before)
        left = max(0.05, self.ends_at - time.monotonic())
        answer = model.solve(Limits(min(TRY_SECONDS, left), self.seed))
        for officer, choice in (answer.chosen or before).items():
            if choice is not None:
                self.choices.take(officer, choice)
        return self.choices.total()


def _piece(choices: Choices, rng: np.random.Generator, size: int) -> list[int]:
    """Pick officers who compete: one that costs, and others in the same weeks."""
    problem = choices.problem
    waiting = choices.unplaced()
    costs = np.array([choices.officer_cost(one) for one in range(problem.n_officers)], dtype=float)
    weights = costs + 0.1
    first = int(rng.choice(problem.n_officers, p=weights / weights.sum()))
    slots = set(problem.slots_of(first))
    near = [one for one in range(problem.n_officers) if one != first and _near(choices, one, slots)]
    rng.shuffle(near)
    kept = [one for one in waiting if slots & set(problem.slots_of(one))][: size // 2]
    picked = dict.fromkeys([first, *kept, *near])
    return list(picked)[:size]


def _near(choices: Choices, officer: int, slots: set[int]) -> bool:
    choice = choices.chosen[officer]
    return choice is not None and any(slot in slots for slot, _ in choice)


def better(
    problem: Problem, start: Choices, *, bound: int, seconds: float, seed: int, watch: Watch
) -> Choices:
    """Answer the best plan found in the time.

    Args:
        problem: The scheme as numbers.
        start: A plan to begin with.
        bound: No plan costs less.
        seconds: Wall time.
        seed: For every random choice.
        watch: Told of each better plan.
    """
    if start.problem is not problem:
        raise ValueError("the plan is of another problem")
    return Search(start, bound, time.monotonic() + seconds, seed, watch).run()
