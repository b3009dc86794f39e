"""Large schemes: a linear programme over rotations, which are added as prices call for them.

The programme holds few of all rotations. Its prices say for each officer which rotation would
better it; when none would, or when the bound those prices prove meets what is sought, it is done.
Then whole rotations are chosen among those it holds.

Source: Barnhart, C., Johnson, E. L., Nemhauser, G. L., Savelsbergh, M. W. P. and Vance, P. H.
(1998), Branch-and-price: column generation for solving huge integer programs, Operations Research
46(3), 316-329; smoothing of prices after Wentges (1997).
"""

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.math_opt.solvers import highs_pb2

from alongside.engines.scheduling.choices import Choices, is_allowed
from alongside.engines.scheduling.greedy import fill_up, guide_of
from alongside.engines.scheduling.prices import Prices, Pricing
from alongside.engines.scheduling.problem import Choice, Problem

SMOOTHED: Final = 0.5
"""How much of the best prices so far is kept in the next."""
ENOUGH: Final = 1e-6
HALF: Final = 0.5
WHOLLY: Final = 1 - 1e-6


@dataclass(slots=True, eq=False)
class Columns:
    """Rotations the programme holds.

    Attributes:
        problem: Of what.
        held: Each with its officer.
        costs: What each costs in wishes.
    """

    problem: Problem
    held: dict[tuple[int, Choice], int] = field(default_factory=dict)
    costs: list[int] = field(default_factory=list)

    def add(self, officer: int, choice: Choice) -> bool:
        """Hold one more; answer whether it is new."""
        key = (officer, choice)
        if key in self.held:
            return False
        self.held[key] = len(self.costs)
        self.costs.append(int(sum(self.problem.cost[officer, service] for _, service in choice)))
        return True


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """What the programme answers.

    Attributes:
        objective: What it costs.
        seat: Price of each seat.
        even: Price of each stay at a service.
        officer: What each officer costs at most at these prices.
        values: How much of each rotation held is taken, from 0 to 1.
    """

    objective: float
    seat: NDArray[np.float32]
    even: NDArray[np.float32]
    officer: NDArray[np.float64]
    values: NDArray[np.float64]


@dataclass(slots=True, eq=False)
class Master:
    """The programme, put together anew from what is held.

    Variables: one for each column, then one for each officer unplaced, then what each service
    has beyond its share. Rows: officers, seats of each service and atom, shares.
    """

    columns: Columns

    def solve(self, *, whole: bool, seconds: float, corner: bool = False) -> Solved | None:
        """Answer the programme over what is held; ``None`` when time ran out first.

        Args:
            whole: Whether rotations are taken whole or not at all.
            seconds: Wall time.
            corner: Whether the answer is a corner of what is possible, where most rotations are
                taken whole. Prices need none, and it takes longer than all the rest.
        """
        proto = self._proto(whole=whole)
        model = mathopt.Model.from_model_proto(proto)
        parameters = mathopt.SolveParameters(
            time_limit=timedelta(seconds=max(0.05, seconds)),
            random_seed=1,
            lp_algorithm=None if whole else mathopt.LPAlgorithm.BARRIER,
            highs=_highs(crossover=whole or corner),
        )
        answer = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
        if not answer.has_primal_feasible_solution():
            return None
        held = len(self.columns.costs)
        values = np.array(answer.variable_values(list(model.variables())))[:held]
        if whole:
            none = np.zeros((0, 0), dtype=np.float32)
            return Solved(answer.objective_value(), none, none, none.astype(np.float64), values)
        if not answer.has_dual_feasible_solution():
            return None
        duals = np.array(answer.dual_values(list(model.linear_constraints())))
        return self._priced(answer.objective_value(), duals, values)

    def _priced(
        self, objective: float, duals: NDArray[np.float64], values: NDArray[np.float64]
    ) -> Solved:
        problem = self.columns.problem
        n, shape = problem.n_officers, problem.seats.shape
        seats = shape[0] * shape[1]
        seat = np.maximum(-duals[n : n + seats], 0).reshape(shape).astype(np.float32)
        even = np.clip(-duals[n + seats :], 0, problem.scheme.weights.fairness)
        return Solved(objective, seat, even.astype(np.float32), duals[:n], values)

    def _proto(self, *, whole: bool) -> model_pb2.ModelProto:
        problem = self.columns.problem
        n, (services, atoms) = problem.n_officers, problem.seats.shape
        held = len(self.columns.costs)
        weights = problem.scheme.weights
        cost = np.concatenate(
            [
                np.array(self.columns.costs, dtype=np.float64),
                np.full(n, float(weights.unplaced)),
                np.full(services, float(weights.fairness)),
            ]
        )
        upper = np.concatenate([np.ones(held + n), np.full(services, math.inf)])
        integers = np.concatenate([np.full(held + n, whole), np.zeros(services, dtype=bool)])
        low = np.concatenate([np.ones(n), np.full(services * atoms + services, -math.inf)])
        high = np.concatenate([np.ones(n), problem.seats.ravel(), problem.share])
        return _model(_Arrays(cost, upper, integers, low, high, *self._entries()))

    def _entries(
        self,
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Rows, columns and values of the matrix."""
        problem = self.columns.problem
        n, (services, atoms) = problem.n_officers, problem.seats.shape
        shares = n + services * atoms
        held = len(self.columns.costs)
        rows: list[int] = []
        where: list[int] = []
        for (officer, choice), number in self.columns.held.items():
            uses = [officer]
            for slot, service in choice:
                uses += [n + service * atoms + atom for atom in problem.slot_atoms[slot]]
                uses.append(shares + service)
            rows += uses
            where += [number] * len(uses)
        ones = np.ones(len(rows))
        all_rows = np.concatenate(
            [np.array(rows, dtype=np.int64), np.arange(n), shares + np.arange(services)]
        )
        all_columns = np.concatenate(
            [
                np.array(where, dtype=np.int64),
                held + np.arange(n),
                held + n + np.arange(services),
            ]
        )
        return all_rows, all_columns, np.concatenate([ones, np.ones(n), -np.ones(services)])


def _highs(*, crossover: bool) -> highs_pb2.HighsOptionsProto:
    options = highs_pb2.HighsOptionsProto()
    if not crossover:
        options.string_options["run_crossover"] = "off"
    return options


@dataclass(frozen=True, slots=True, eq=False)
class _Arrays:
    cost: NDArray[np.float64]
    upper: NDArray[np.float64]
    integers: NDArray[np.bool_]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: NDArray[np.float64]


def _model(arrays: _Arrays) -> model_pb2.ModelProto:
    model = model_pb2.ModelProto()
    n = len(arrays.cost)
    model.variables.ids.extend(range(n))
    model.variables.lower_bounds.extend([0.0] * n)
    model.variables.upper_bounds.extend(arrays.upper.tolist())
    model.variables.integers.extend(arrays.integers.tolist())
    model.objective.linear_coefficients.ids.extend(range(n))
    model.objective.linear_coefficients.values.extend(arrays.cost.tolist())
    model.linear_constraints.ids.extend(range(len(arrays.low)))
    model.linear_constraints.lower_bounds.extend(arrays.low.tolist())
    model.linear_constraints.upper_bounds.extend(arrays.high.tolist())
    order = np.lexsort((arrays.columns, arrays.rows))
    matrix = model.linear_constraint_matrix
    matrix.row_ids.extend(arrays.rows[order].tolist())
    matrix.column_ids.extend(arrays.columns[order].tolist())
    matrix.coefficients.extend(arrays.values[order].tolist())
    return model


@dataclass(slots=True, eq=False)
class Generation:
    """Adds rotations until the programme is as good as prices can tell.

    Attributes:
        problem: The scheme as numbers.
        pricing: Prepared already.
        columns: Rotations held.
        ends_at: ``time.monotonic()`` at which it stops.
        close: How far bound and programme may be apart, as a share of what it costs.
        best: The prices that prove the highest bound.
        solved: The programme as last solved; ``None`` before that.
    """

    problem: Problem
    pricing: Pricing
    columns: Columns
    ends_at: float
    close: float
    best: Prices
    solved: Solved | None = None

    def run(self) -> None:
        """Solve, price, add, and again."""
        while time.monotonic() < self.ends_at:
            left = self.ends_at - time.monotonic()
            solved = Master(self.columns).solve(whole=False, seconds=left)
            if solved is None:
                return
            self.solved = solved
            if not self._add(solved):
                return
            if solved.objective - self.best.bound <= self.close * max(1.0, abs(solved.objective)):
                return

    def _add(self, solved: Solved) -> bool:
        """Add what betters the programme, at its own prices and at smoothed ones."""
        added = []
        for kept in (0.0, SMOOTHED):
            seat = (kept * self.best.seat + (1 - kept) * solved.seat).astype(np.float32)
            even = (kept * self.best.even + (1 - kept) * solved.even).astype(np.float32)
            priced = self.pricing.all_shapes(seat, even)
            bound = self.pricing.bound(priced.least, seat, even)
            if bound > self.best.bound:
                self.best = Prices(seat, even, bound, self.best.rounds + 1)
            added += [
                self.columns.add(officer, choice)
                for officer, choice in priced.cheaper_than(solved.officer - ENOUGH)
            ]
        return any(added)


def bounded(
    problem: Problem,
    start: list[Choices],
    prices: Prices,
    *,
    pricing: Pricing,
    seconds: float,
    close: float,
) -> Generation:
    """Answer the programme solved as far as time allows: its bound, and the rotations it holds.

    Args:
        problem: The scheme as numbers.
        start: Plans whose rotations it holds from the start.
        prices: Prices to begin with, and the bound they prove.
        pricing: Prepared already.
        seconds: Wall time.
        close: How far bound and programme may be apart, as a share of what it costs.
    """
    columns = Columns(problem)
    for choices in start:
        for officer, choice in enumerate(choices.chosen):
            if choice is not None:
                columns.add(officer, choice)
    for officer, choice in pricing.all_shapes(prices.seat, prices.even).everything():
        columns.add(officer, choice)
    generation = Generation(problem, pricing, columns, time.monotonic() + seconds, close, prices)
    generation.run()
    return generation


def rounded(generation: Generation) -> Choices:
    """Answer a plan from how much of each rotation the programme takes, the most taken first."""
    choices = Choices(generation.problem)
    if generation.solved is not None:
        values = generation.solved.values
        held = list(generation.columns.held)[: len(values)]
        for number in np.argsort(-values, kind="stable").tolist():
            officer, choice = held[number]
            if values[number] < ENOUGH:
                break
            if choices.chosen[officer] is None and is_allowed(choices, officer, choice):
                choices.take(officer, choice)
    fill_up(choices, guide_of(generation.best))
    return choices


def go_to_a_corner(generation: Generation, *, seconds: float) -> None:
    """Solve the programme once more, so that most officers have one whole rotation in it."""
    solved = Master(generation.columns).solve(whole=False, seconds=seconds, corner=True)
    if solved is not None:
        generation.solved = solved


def taken_wholly(generation: Generation) -> dict[int, Choice]:
    """Answer the rotation of each officer whom the programme gives one whole rotation."""
    if generation.solved is None:
        return {}
    values = generation.solved.values
    held = list(generation.columns.held)
    return {held[number][0]: held[number][1] for number in np.flatnonzero(values > WHOLLY).tolist()}


def whole_plan(
    generation: Generation,
    *,
    within: float,
    seconds: float,
    settled: Mapping[int, Choice] | None = None,
) -> Choices | None:
    """Answer the best plan of whole rotations among those held; ``None`` when time ran out.

    Args:
        generation: The programme and its bound.
        within: Leaves out rotations that would cost more than this above the bound's prices.
        seconds: Wall time.
        settled: Officers who have a rotation already, and which.
    """
    kept = _near(generation, within, settled or {})
    solved = Master(kept).solve(whole=True, seconds=seconds)
    if solved is None:
        return None
    chosen: list[Choice | None] = [None] * generation.problem.n_officers
    for number, (officer, choice) in enumerate(kept.held):
        if solved.values[number] > HALF:
            chosen[officer] = choice
    return Choices(generation.problem, chosen)


def _near(generation: Generation, within: float, settled: Mapping[int, Choice]) -> Columns:
    """Rotations that cost an officer little more than the cheapest they have at the prices."""
    best = generation.best
    least = generation.pricing.all_shapes(best.seat, best.even).least
    kept = Columns(generation.problem)
    for (officer, choice), number in generation.columns.held.items():
        if officer in settled:
            if settled[officer] == choice:
                kept.add(officer, choice)
            continue
        cost = float(generation.columns.costs[number])
        for slot, service in choice:
            atoms = generation.problem.atoms_of(slot)
            cost += float(best.seat[service, atoms].sum() + best.even[service])
        if cost - float(least[officer]) <= within:
            kept.add(officer, choice)
    return kept
