"""Places some officers in the seats that others leave, and moves nobody who has a place."""

import time
from collections.abc import Collection

from alongside.engines.scheduling.choices import Choices
from alongside.engines.scheduling.exact import Limits, Model
from alongside.engines.scheduling.greedy import fill_up, no_guide
from alongside.engines.scheduling.planning import Found, plan_of
from alongside.engines.scheduling.problem import Choice, Problem, problem_of
from alongside.engines.scheduling.result import Plan
from alongside.engines.scheduling.scheme import Scheme


def fill(scheme: Scheme, held: Collection[str], *, seed: int = 1, time_limit: float = 30.0) -> Plan:
    """Answer the best plan in which everybody who is held has their place.

    ``planning.plan`` weighs everybody alike: where there are too few seats it may leave out
    somebody who has one already. This does not.

    Args:
        scheme: In which those held can do one rotation only.
        held: Their names.
        seed: For every random choice.
        time_limit: Wall time in seconds.
    """
    started = time.monotonic()
    problem = problem_of(scheme)
    kept = Choices(problem)
    waiting = []
    for number, officer in enumerate(scheme.officers):
        rotation = _only_rotation(problem, number) if officer.name in held else None
        if rotation is not None:
            kept.take(number, rotation)
        else:
            waiting.append(number)
    missing = _place(kept, waiting, Limits(time_limit, seed))
    found = Found(kept, max(0, kept.total() - missing))
    return plan_of(found, seconds=time.monotonic() - started)


def _only_rotation(problem: Problem, officer: int) -> Choice | None:
    for shape in problem.shapes[officer]:
        options = [problem.options(officer, slot) for slot in shape]
        if all(len(one) for one in options):
            return tuple((slot, int(one[0])) for slot, one in zip(shape, options, strict=True))
    return None


def _place(kept: Choices, waiting: list[int], limits: Limits) -> int:
    """Place those who wait; answer how much better it could be at most."""
    problem = kept.problem
    model = Model(
        problem,
        waiting,
        kept.left,
        kept.load,
        lambda officer, _slot, service: int(problem.cost[officer, service]),
        problem.scheme.weights.unplaced,
    )
    answer = model.solve(limits)
    if answer.chosen is None:
        fill_up(kept, no_guide(problem), seed=limits.seed)
        return kept.total()
    for officer, choice in answer.chosen.items():
        if choice is not None:
            kept.take(officer, choice)
    return 0 if answer.proved else max(0, answer.objective - int(answer.bound))
