"""The peer: the same scheme as one HiGHS model, solved by highspy in a process of its own.

    python -m benchmarks.placements_highs OFFICERS SERVICES WEEKS COHORTS WINDOW SLACK SEED SECONDS

highspy and OR-Tools cannot be imported in one process, so ``benchmarks.placements`` runs this one
beside itself. Prints one JSON object.
"""

import json
import sys
import time

import highspy
import numpy as np

from alongside.engines.scheduling.making_up import Difficulty, made_up_scheme
from alongside.engines.scheduling.problem import Problem, problem_of


class Rows:
    """The model as costs of columns, and rows as coefficients with a low and a high."""

    def __init__(self, problem: Problem) -> None:
        """Put the whole problem as rows."""
        self.problem = problem
        self.costs: list[float] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self.users: dict[tuple[int, int], dict[int, float]] = {}
        self.load: dict[int, dict[int, float]] = {}
        for officer in range(problem.n_officers):
            self.place(officer)
        for (service, atom), using in self.users.items():
            self.rows.append((using, -highspy.kHighsInf, float(problem.seats[service, atom])))
        for service, using in self.load.items():
            over = self.column(float(problem.scheme.weights.fairness))
            share = float(problem.share[service])
            self.rows.append(({**using, over: -1.0}, -highspy.kHighsInf, share))

    def column(self, cost: float) -> int:
        """Add one more choice."""
        self.costs.append(cost)
        return len(self.costs) - 1

    def place(self, officer: int) -> None:
        """One rotation or none, and one service for each stay it holds."""
        placed = {self.column(float(self.problem.scheme.weights.unplaced)): 1.0}
        holding: dict[int, dict[int, float]] = {}
        for shape in self.problem.shapes[officer]:
            chosen = self.column(0.0)
            placed[chosen] = 1.0
            for slot in shape:
                holding.setdefault(slot, {})[chosen] = -1.0
        self.rows.append((placed, 1.0, 1.0))
        for slot, row in holding.items():
            for service in self.problem.options(officer, slot).tolist():
                stay = self.column(float(self.problem.cost[officer, service]))
                row[stay] = 1.0
                self.load.setdefault(service, {})[stay] = 1.0
                for atom in self.problem.slot_atoms[slot]:
                    self.users.setdefault((service, atom), {})[stay] = 1.0
            self.rows.append((row, 0.0, 0.0))


def main() -> None:
    """Build, solve, print."""
    officers, services, weeks, cohorts, window = (int(one) for one in sys.argv[1:6])
    slack, seed, seconds = float(sys.argv[6]), int(sys.argv[7]), float(sys.argv[8])
    difficulty = Difficulty(officers, services, weeks, cohorts, window, slack)
    began = time.perf_counter()
    model = Rows(problem_of(made_up_scheme(difficulty, seed=seed)))
    costs, rows = model.costs, model.rows
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(costs), len(rows)
    lp.col_cost_ = np.array(costs)
    lp.col_lower_ = np.zeros(len(costs))
    lp.col_upper_ = np.full(len(costs), highspy.kHighsInf)
    lp.row_lower_ = np.array([row[1] for row in rows])
    lp.row_upper_ = np.array([row[2] for row in rows])
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row[0]) for row in rows)])
    lp.a_matrix_.index_ = np.array([index for row in rows for index in row[0]])
    lp.a_matrix_.value_ = np.array([value for row in rows for value in row[0].values()])
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", seconds)
    solver.passModel(lp)
    solver.run()
    found = solver.getInfo()
    print(
        json.dumps(
            {
                "objective": found.objective_function_value,
                "bound": found.mip_dual_bound,
                "status": str(solver.getModelStatus()),
                "seconds": round(time.perf_counter() - began, 2),
            }
        )
    )


if __name__ == "__main__":
    main()
