"""The exact model: every rule and every wish, for all officers or for some of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from alongside.engines.scheduling.problem import Choice, Problem

StayCost = Callable[[int, int, int], int]
"""What officer, slot and service cost together."""

PROVED: Final = {cp_model.OPTIMAL, cp_model.INFEASIBLE}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how a solver may work.

    Attributes:
        seconds: Wall time.
        seed: For every random choice.
        workers: One gives the same answer each time.
    """

    seconds: float = 60.0
    seed: int = 1
    workers: int = 1


@dataclass(slots=True)
class Model:
    """The model of some officers, the others standing still.

    Attributes:
        problem: Of what.
        officers: Whom it places.
        seats: Seats for them.
        load: Stays others have at each service.
        cost: What a stay costs.
        allowed: Leaves out a choice when false; all are left in when ``None``.
        must_place: Whether each of them has to be placed.
    """

    problem: Problem
    officers: Sequence[int]
    seats: NDArray[np.int32]
    load: NDArray[np.int32]
    cost: StayCost
    unplaced_cost: int
    allowed: Callable[[int, int, int], bool] | None = None
    must_place: bool = False
    model: cp_model.CpModel = field(init=False)
    shapes: dict[tuple[int, int], cp_model.IntVar] = field(init=False, default_factory=dict)
    stays: dict[tuple[int, int, int], cp_model.IntVar] = field(init=False, default_factory=dict)
    missing: dict[int, cp_model.IntVar] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Build it."""
        self.model = cp_model.CpModel()
        for officer in self.officers:
            self._place(officer)
        self._count_seats()
        terms = [var * self.cost(*key) for key, var in self.stays.items()]
        terms += [var * self.unplaced_cost for var in self.missing.values()]
        self.model.minimize(cp_model.LinearExpr.sum([*terms, self._evenness()]))

    def _place(self, officer: int) -> None:
        """One rotation or none; and one service for each of its stays."""
        holding: dict[int, list[cp_model.IntVar]] = {}
        ways = []
        for number, shape in enumerate(self.problem.shapes[officer]):
            var = self.model.new_bool_var("")
            self.shapes[officer, number] = var
            ways.append(var)
            for slot in shape:
                holding.setdefault(slot, []).append(var)
        if not self.must_place:
            self.missing[officer] = self.model.new_bool_var("")
            ways.append(self.missing[officer])
        self.model.add_exactly_one(ways)
        for slot, held in holding.items():
            found = []
            for service in self.problem.options(officer, slot).tolist():
                if self.allowed is None or self.allowed(officer, slot, service):
                    var = self.model.new_bool_var("")
                    self.stays[officer, slot, service] = var
                    found.append(var)
            self.model.add(_sum(found) == _sum(held))

    def _count_seats(self) -> None:
        users: dict[tuple[int, int], list[cp_model.IntVar]] = {}
        for (_, slot, service), var in self.stays.items():
            for atom in self.problem.slot_atoms[slot]:
                users.setdefault((service, atom), []).append(var)
        for (service, atom), using in users.items():
            seats = int(self.seats[service, atom])
            if len(using) > seats:
                self.model.add(_sum(using) <= seats)

    def _evenness(self) -> cp_model.LinearExprT:
        weight = self.problem.scheme.weights.fairness
        if not weight:
            return 0
        here: dict[int, list[cp_model.IntVar]] = {}
        for (_, _, service), var in self.stays.items():
            here.setdefault(service, []).append(var)
        over = []
        for service, using in here.items():
            room = int(self.problem.share[service] - self.load[service])
            if len(using) > max(room, 0):
                extra = self.model.new_int_var(0, len(using), "")
                self.model.add(extra >= _sum(using) - max(room, 0))
                over.append(extra)
        return weight * _sum(over)

    def minimize(self, terms: Iterable[cp_model.IntVar]) -> None:
        """Seek the fewest of some variables instead, and nothing else."""
        self.model.minimize(_sum(list(terms)))

    def hint(self, chosen: Mapping[int, Choice | None]) -> None:
        """Start from a plan that is known."""
        for officer in self.officers:
            choice = chosen.get(officer)
            held = dict(choice) if choice else {}
            for number, shape in enumerate(self.problem.shapes[officer]):
                same = tuple(shape) == tuple(held)
                self.model.add_hint(self.shapes[officer, number], int(same))
            if officer in self.missing:
                self.model.add_hint(self.missing[officer], int(not held))
        for (officer, slot, service), var in self.stays.items():
            choice = chosen.get(officer)
            self.model.add_hint(var, int(choice is not None and (slot, service) in choice))

    def solve(self, limits: Limits) -> "Answer":
        """Solve it within limits."""
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.01, limits.seconds)
        solver.parameters.random_seed = limits.seed
        solver.parameters.num_workers = limits.workers
        solver.parameters.linearization_level = 2
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Answer(status == cp_model.INFEASIBLE, None, 0.0, 0)
        chosen = {officer: self._read(solver, officer) for officer in self.officers}
        return Answer(
            status == cp_model.OPTIMAL,
            chosen,
            solver.best_objective_bound,
            round(solver.objective_value),
        )

    def _read(self, solver: cp_model.CpSolver, officer: int) -> Choice | None:
        for number, shape in enumerate(self.problem.shapes[officer]):
            if solver.boolean_value(self.shapes[officer, number]):
                return tuple((slot, self._service(solver, officer, slot)) for slot in shape)
        return None

    def _service(self, solver: cp_model.CpSolver, officer: int, slot: int) -> int:
        options: Iterable[int] = self.problem.options(officer, slot).tolist()
        return next(
            service
            for service in options
            if (officer, slot, service) in self.stays
            and solver.boolean_value(self.stays[officer, slot, service])
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What the exact model answers.

    Attributes:
        proved: Whether nothing better exists, or that nothing exists at all.
        chosen: A rotation or ``None`` for each officer asked about; ``None`` without any plan.
        bound: No plan costs less, counting what these officers and unevenness cost.
        objective: What this one costs.
    """

    proved: bool
    chosen: dict[int, Choice | None] | None
    bound: float
    objective: int


def _sum(terms: Sequence[cp_model.IntVar]) -> cp_model.LinearExprT:
    return cp_model.LinearExpr.sum(terms)


def whole_model(problem: Problem, *, must_place: bool = False) -> Model:
    """Answer the model of a whole scheme with its own costs."""
    return Model(
        problem,
        range(problem.n_officers),
        problem.seats,
        np.zeros(len(problem.scheme.services), dtype=np.int32),
        lambda officer, _slot, service: int(problem.cost[officer, service]),
        problem.scheme.weights.unplaced,
        must_place=must_place,
    )
