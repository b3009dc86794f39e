"""Prices for seats, and the bound they prove: Lagrangian relaxation of the seat limits.

With a price on each seat, every officer's cheapest rotation can be found apart from all others,
so their sum less what the seats are worth is a bound that no plan can go below.

Source: Fisher, M. L. (1981), The Lagrangian relaxation method for solving integer programming
problems, Management Science 27(1), 1-18; step lengths after Polyak (1969).
"""

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alongside.engines.scheduling.problem import Choice, Problem

NEVER: Final = np.float32(1e9)
FIRST_STEPS: Final = (1.0, 8.0)
"""What a seat too many adds to a price at first, in the units of the weights."""
SHORTEST_STEP: Final = 0.02
SHORTER: Final = 0.85
TIES: Final = np.float32(2e-5)
"""Taken off costs by chance, at most, so that officers who would go anywhere do not all go to the
same place. Never added: the bound stays a bound, lower by less than one."""
TIES_SEED: Final = 20180305
KEPT: Final = 0.6
"""How much of the last heading is kept, so that the walk swings less."""


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """The best prices found.

    Attributes:
        seat: For each service and atom, ``(n_services, n_atoms)``.
        even: For each stay at a service, ``(n_services,)``; at most the weight of fairness.
        bound: No plan costs less.
        rounds: How many times it was bettered.
    """

    seat: NDArray[np.float32]
    even: NDArray[np.float32]
    bound: float
    rounds: int

    @property
    def whole_bound(self) -> int:
        """The bound as a whole number: every cost is one."""
        return math.ceil(self.bound - 1e-4) if self.bound > -math.inf else -(10**9)


@dataclass(slots=True, eq=False)
class Pricing:
    """Finds each officer's cheapest rotation under prices, all at once."""

    problem: Problem
    costs: list[NDArray[np.float32]]
    users: list[NDArray[np.int64]]
    shapes: dict[tuple[int, ...], NDArray[np.int64]]

    @classmethod
    def of(cls, problem: Problem) -> "Pricing":
        """Prepare a problem."""
        users: list[list[int]] = [[] for _ in problem.slots]
        shapes: dict[tuple[int, ...], list[int]] = {}
        for officer in range(problem.n_officers):
            for slot in problem.slots_of(officer):
                users[slot].append(officer)
            for shape in problem.shapes[officer]:
                shapes.setdefault(shape, []).append(officer)
        costs = []
        rng = np.random.default_rng(TIES_SEED)
        ties = -TIES * rng.random(problem.cost.shape, dtype=np.float32)
        for slot, listed in enumerate(users):
            found, who = problem.eligible[slot], np.array(listed, dtype=np.int64)
            cost = problem.cost[np.ix_(who, found)].astype(np.float32)
            cost += ties[np.ix_(who, found)]
            cost[~problem.allowed[np.ix_(who, found)]] = NEVER
            costs.append(cost)
        return cls(
            problem,
            costs,
            [np.array(who, dtype=np.int64) for who in users],
            {shape: np.array(who, dtype=np.int64) for shape, who in shapes.items()},
        )

    def slot_price(self, slot: int, seat: NDArray[np.float32]) -> NDArray[np.float32]:
        """Answer what a seat of each eligible service costs through a whole slot."""
        found = self.problem.eligible[slot]
        atoms = self.problem.atoms_of(slot)
        price: NDArray[np.float32] = seat[np.ix_(found, atoms)].sum(axis=1)
        return price

    def all_shapes(self, seat: NDArray[np.float32], even: NDArray[np.float32]) -> "Priced":
        """Answer what every rotation in time costs each officer at its cheapest services."""
        n = self.problem.n_officers
        cost = np.full((len(self.problem.slots), n), NEVER, dtype=np.float32)
        service = np.zeros((len(self.problem.slots), n), dtype=np.int32)
        for slot, who in enumerate(self.users):
            found = self.problem.eligible[slot]
            if not len(who) or not len(found):
                continue
            priced = self.costs[slot] + (self.slot_price(slot, seat) + even[found])[None, :]
            at = priced.argmin(axis=1)
            cost[slot, who] = priced[np.arange(len(who)), at]
            service[slot, who] = found[at]
        least = np.full(n, np.float32(self.problem.scheme.weights.unplaced), dtype=np.float32)
        which = np.full(n, -1, dtype=np.int64)
        shapes = list(self.shapes)
        for number, shape in enumerate(shapes):
            who = self.shapes[shape]
            total = cost[np.ix_(np.array(shape), who)].sum(axis=0)
            cheaper = total < least[who]
            least[who[cheaper]] = total[cheaper]
            which[who[cheaper]] = number
        return Priced(self, cost, service, least, which)

    def bound(
        self,
        least: NDArray[np.float32],
        seat: NDArray[np.float32],
        even: NDArray[np.float32],
    ) -> float:
        """Answer what no plan can cost less than, at these prices."""
        worth = float((seat.astype(np.float64) * self.problem.seats).sum())
        shared = float((even.astype(np.float64) * self.problem.share).sum())
        return float(least.astype(np.float64).sum()) - worth - shared


@dataclass(frozen=True, slots=True, eq=False)
class Priced:
    """What rotations cost under prices.

    Attributes:
        pricing: Of what.
        cost: Of each slot for each officer, ``(n_slots, n_officers)``.
        service: The service that has it.
        least: Each officer's least cost; that of no place when nothing is cheaper.
        which: The shape that has it; -1 for no place.
    """

    pricing: Pricing
    cost: NDArray[np.float32]
    service: NDArray[np.int32]
    least: NDArray[np.float32]
    which: NDArray[np.int64]

    def choices(self) -> list[Choice | None]:
        """Answer each officer's cheapest rotation, or none."""
        shapes = list(self.pricing.shapes)
        return [
            self._choice(officer, shapes[number]) if number >= 0 else None
            for officer, number in enumerate(self.which.tolist())
        ]

    def cheaper_than(self, officer_cost: NDArray[np.float64]) -> Iterator[tuple[int, Choice]]:
        """Answer every rotation in time that costs an officer less than they cost now."""
        for shape, who in self.pricing.shapes.items():
            total = self.cost[np.ix_(np.array(shape), who)].sum(axis=0)
            for officer in who[total < officer_cost[who]].tolist():
                yield officer, self._choice(officer, shape)

    def everything(self) -> Iterator[tuple[int, Choice]]:
        """Answer the cheapest services of every rotation in time of every officer."""
        return self.cheaper_than(np.full(self.least.shape, float(NEVER) / 2))

    def _choice(self, officer: int, shape: tuple[int, ...]) -> Choice:
        return tuple((slot, int(self.service[slot, officer])) for slot in shape)


def find_prices(
    problem: Problem, *, target: float, seconds: float, pricing: Pricing | None = None
) -> Prices:
    """Answer prices whose bound is as high as can be found in the time.

    Args:
        problem: The scheme as numbers.
        target: What the best plan known costs; the search stops when the bound reaches it.
        seconds: Wall time.
        pricing: Prepared already, to be used again.
    """
    pricing = pricing or Pricing.of(problem)
    walk = _Walk(problem, pricing, target, time.monotonic() + seconds)
    for step in FIRST_STEPS:
        walk.from_best(step)
    return walk.best


@dataclass(slots=True, eq=False)
class _Walk:
    """A walk of the prices, each step shorter than the one before."""

    problem: Problem
    pricing: Pricing
    target: float
    ends_at: float
    best: Prices = field(init=False)

    def __post_init__(self) -> None:
        """Begin where every seat is free of charge."""
        seat = np.zeros(self.problem.seats.shape, dtype=np.float32)
        even = np.zeros(len(self.problem.scheme.services), dtype=np.float32)
        self.best = Prices(seat, even, -math.inf, 0)

    def done(self) -> bool:
        """Whether the bound has reached the target, or the time is up."""
        return self.best.whole_bound >= self.target or time.monotonic() >= self.ends_at

    def from_best(self, step: float) -> None:
        """Walk from the best prices, beginning with a step of so much for each seat too many."""
        seat, even = self.best.seat, self.best.even
        weight = np.float32(self.problem.scheme.weights.fairness)
        heading = (np.zeros_like(seat), np.zeros_like(even))
        while step > SHORTEST_STEP and not self.done():
            priced = self.pricing.all_shapes(seat, even)
            bound = self.pricing.bound(priced.least, seat, even)
            if bound > self.best.bound:
                self.best = Prices(seat, even, bound, self.best.rounds + 1)
            over = _overused(self.problem, priced.choices())
            kept, new = np.float32(KEPT), np.float32(1 - KEPT)
            heading = (kept * heading[0] + new * over[0], kept * heading[1] + new * over[1])
            seat = np.maximum(seat + np.float32(step) * heading[0], 0)
            even = np.clip(even + np.float32(step) * heading[1], 0, weight)
            step *= SHORTER


def _overused(
    problem: Problem, chosen: list[Choice | None]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Seats wanted beyond those there are, and stays beyond each even share."""
    over = -problem.seats.astype(np.float32)
    load = -problem.share.astype(np.float32)
    pairs = [pair for choice in chosen if choice is not None for pair in choice]
    for slot, service in pairs:
        load[service] += 1
        for atom in problem.slot_atoms[slot]:
            over[service, atom] += 1
    return over, load
