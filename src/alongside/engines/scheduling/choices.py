"""A plan while it is being made: who has which rotation, which seats are left, what it costs."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from alongside.engines.scheduling.problem import Choice, Problem


@dataclass(slots=True)
class Choices:
    """Rotations chosen so far.

    Attributes:
        problem: Of what.
        chosen: The rotation of each officer, or ``None``.
        left: Seats left, ``(n_services, n_atoms)``.
        load: Stays at each service so far.
    """

    problem: Problem
    chosen: list[Choice | None] = field(default_factory=list)
    left: NDArray[np.int32] = field(init=False)
    load: NDArray[np.int32] = field(init=False)

    def __post_init__(self) -> None:
        """Start with every seat free, then take those of what is chosen already."""
        given = self.chosen or [None] * self.problem.n_officers
        self.left = self.problem.seats.copy()
        self.load = np.zeros(len(self.problem.scheme.services), dtype=np.int32)
        self.chosen = [None] * self.problem.n_officers
        for officer, choice in enumerate(given):
            if choice is not None:
                self.take(officer, choice)

    def take(self, officer: int, choice: Choice) -> None:
        """Give an officer a rotation and take its seats."""
        self.chosen[officer] = choice
        self._count(choice, 1)

    def give_up(self, officer: int) -> None:
        """Take an officer's rotation back and free its seats."""
        choice = self.chosen[officer]
        if choice is not None:
            self._count(choice, -1)
            self.chosen[officer] = None

    def _count(self, choice: Choice, by: int) -> None:
        for slot, service in choice:
            self.load[service] += by
            self.left[service, self.problem.atoms_of(slot)] -= by

    def copy(self) -> "Choices":
        """Answer the same, to be changed apart."""
        return Choices(self.problem, list(self.chosen))

    def officer_cost(self, officer: int) -> int:
        """Answer what an officer's wishes cost as chosen; the cost of no place without one."""
        choice = self.chosen[officer]
        if choice is None:
            return self.problem.scheme.weights.unplaced
        return int(sum(self.problem.cost[officer, service] for _, service in choice))

    def total(self) -> int:
        """Answer what the whole costs."""
        own = sum(self.officer_cost(officer) for officer in range(self.problem.n_officers))
        return own + unevenness(self.problem, self.load)

    def unplaced(self) -> list[int]:
        """Answer officers without a rotation."""
        return [officer for officer, choice in enumerate(self.chosen) if choice is None]


def unevenness(problem: Problem, load: NDArray[np.int32]) -> int:
    """Answer what stays beyond each service's even share cost."""
    over = np.maximum(load - problem.share, 0).sum()
    return int(over) * problem.scheme.weights.fairness


def is_allowed(choices: Choices, officer: int, choice: Choice) -> bool:
    """Whether an officer could take a rotation with the seats that are left."""
    problem = choices.problem
    if tuple(slot for slot, _ in choice) not in problem.shapes[officer]:
        return False
    return all(
        service in problem.options(officer, slot)
        and choices.left[service, problem.atoms_of(slot)].min() > 0
        for slot, service in choice
    )
