"""Makes a plan: exactly where that is quick, by prices and pieces where it is not."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from alongside.engines.scheduling.buddying import with_buddies
from alongside.engines.scheduling.choices import Choices, unevenness
from alongside.engines.scheduling.columns import (
    bounded,
    go_to_a_corner,
    rounded,
    taken_wholly,
    whole_plan,
)
from alongside.engines.scheduling.exact import Limits, whole_model
from alongside.engines.scheduling.fitting import shift_for
from alongside.engines.scheduling.greedy import no_guide, place_greedily
from alongside.engines.scheduling.neighbourhood import better
from alongside.engines.scheduling.prices import Pricing, find_prices
from alongside.engines.scheduling.problem import Choice, Problem, problem_of
from alongside.engines.scheduling.reasons import reasons_unplaced
from alongside.engines.scheduling.result import Assignment, Plan, Status, Unplaced
from alongside.engines.scheduling.scheme import Scheme, Shift

SMALL: Final = 2_000
"""Yes-or-no choices up to which the exact model is quicker than prices."""
CLOSE: Final = 1e-6
FOR_FIRST_PRICES: Final = 0.2
FOR_PRICES: Final = 0.5
FOR_CORNER: Final = 0.6
FOR_WHOLE: Final = 0.7
NEAR: Final = 1.5

Progress = Callable[[int, int], None]
"""Told of the cost of the best plan so far and of the bound."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best rotations found, and what no plan costs less than.

    Attributes:
        choices: Who has which.
        bound: In the units of the weights.
    """

    choices: Choices
    bound: int


def plan(
    scheme: Scheme,
    *,
    seed: int = 1,
    time_limit: float = 60.0,
    workers: int = 1,
    progress: Progress = lambda _cost, _bound: None,
) -> Plan:
    """Answer the best plan for a scheme.

    Args:
        scheme: What to plan.
        seed: For every random choice; the same seed with one worker answers the same, unless
            the time runs out.
        time_limit: Wall time in seconds.
        workers: Threads of the exact solver.
        progress: Told of each better plan.

    Returns:
        The plan, its bound and what each kind of wish not met costs. It is ``impossible`` where
        it is proved that not everybody can be placed; it then places as many as can be.
    """
    started = time.monotonic()
    problem = problem_of(scheme)
    limits = Limits(time_limit, seed, workers)
    found = _small(problem, limits) if problem.size() <= SMALL else None
    if found is None:
        found = _large(problem, limits, progress)
    progress(found.choices.total(), found.bound)
    return plan_of(found, seconds=time.monotonic() - started)


def _small(problem: Problem, limits: Limits) -> Found | None:
    start = place_greedily(problem, no_guide(problem), seed=limits.seed)
    model = whole_model(problem)
    model.hint(dict(enumerate(start.chosen)))
    answer = model.solve(limits)
    if answer.chosen is None:
        return None
    chosen = [answer.chosen[officer] for officer in range(problem.n_officers)]
    bound = answer.objective if answer.proved else int(answer.bound)
    return Found(Choices(problem, chosen), bound)


def _large(problem: Problem, limits: Limits, progress: Progress) -> Found:
    ends_at = time.monotonic() + limits.seconds
    start = place_greedily(problem, no_guide(problem), seed=limits.seed)
    pricing = Pricing.of(problem)
    prices = find_prices(
        problem, target=start.total(), seconds=limits.seconds * FOR_FIRST_PRICES, pricing=pricing
    )
    progress(start.total(), prices.whole_bound)
    if prices.whole_bound >= start.total():
        return Found(start, start.total())
    left = max(0.5, ends_at - time.monotonic())
    programme = bounded(
        problem, [start], prices, pricing=pricing, seconds=left * FOR_PRICES, close=CLOSE
    )
    bound = max(programme.best.whole_bound, prices.whole_bound)
    go_to_a_corner(programme, seconds=(ends_at - time.monotonic()) * FOR_CORNER)
    found = _best(start, rounded(programme))
    for settled in (taken_wholly(programme), {}):
        progress(found.total(), bound)
        left = ends_at - time.monotonic()
        if found.total() > bound and left > 0:
            whole = whole_plan(programme, within=NEAR, seconds=left * FOR_WHOLE, settled=settled)
            found = _best(found, whole)
    progress(found.total(), bound)
    left = ends_at - time.monotonic()
    found = better(
        problem, found, bound=bound, seconds=left, seed=limits.seed, watch=_watching(progress)
    )
    return Found(found, min(bound, found.total()))


def _watching(progress: Progress) -> Callable[[int, float], None]:
    return lambda cost, bound: progress(cost, int(bound))


def _best(one: Choices, other: Choices | None) -> Choices:
    return one if other is None or one.total() <= other.total() else other


def plan_of(found: Found, *, seconds: float) -> Plan:
    """Put what was found in the words of a scheme."""
    choices = found.choices
    objective = choices.total()
    unplaced = choices.unplaced()
    return Plan(
        status=_status(found, objective),
        objective=objective,
        bound=found.bound,
        gap=(objective - found.bound) / objective if objective else 0.0,
        assignments=assignments_of(choices.problem, choices.chosen),
        unplaced=tuple(
            Unplaced(
                choices.problem.scheme.officers[officer].name,
                reasons_unplaced(choices, officer),
            )
            for officer in unplaced
        ),
        costs=costs_of(choices),
        seconds=seconds,
    )


def _status(found: Found, objective: int) -> Status:
    """Everybody placed and proved; some left and it is proved some must be; or not known."""
    weight = found.choices.problem.scheme.weights.unplaced
    waiting = len(found.choices.unplaced())
    if not waiting:
        return Status.OPTIMAL if objective <= found.bound else Status.FEASIBLE
    # With everybody placed the wishes and the unevenness alone would cost less than this.
    most = _most_wishes(found.choices.problem)
    proved = found.bound > most or (objective <= found.bound and weight > most)
    return Status.IMPOSSIBLE if proved else Status.FEASIBLE


def _most_wishes(problem: Problem) -> int:
    """What wishes and unevenness could cost at most, with everybody placed."""
    own = 0
    for officer in range(problem.n_officers):
        most = int(problem.cost[officer].max(initial=0))
        longest = max((len(shape) for shape in problem.shapes[officer]), default=0)
        own += most * longest
    stays = sum(max((len(shape) for shape in shapes), default=0) for shapes in problem.shapes)
    return own + stays * problem.scheme.weights.fairness


def costs_of(choices: Choices) -> dict[str, int]:
    """Answer what each kind of wish not met costs; they add up to what the plan costs."""
    problem = choices.problem
    weights = problem.scheme.weights
    costs = dict.fromkeys(("unplaced", "preference", "objective", "repeat"), 0)
    for officer, choice in enumerate(choices.chosen):
        if choice is None:
            costs["unplaced"] += weights.unplaced
            continue
        facts = problem.scheme.officers[officer]
        for _, service in choice:
            place = problem.scheme.services[service]
            missed = len(facts.objectives - place.teaches)
            costs["objective"] += weights.objective * missed
            if facts.prefers and place.code not in facts.prefers:
                costs["preference"] += weights.preference
            if place.code in facts.earlier:
                costs["repeat"] += weights.repeat
    return {**costs, "fairness": unevenness(problem, choices.load)}


def assignments_of(problem: Problem, chosen: Sequence[Choice | None]) -> tuple[Assignment, ...]:
    """Put rotations as stays with dates, hours and buddies."""
    scheme = problem.scheme
    rows = []
    for officer, choice in enumerate(chosen):
        for slot, service in choice or ():
            facts, place = scheme.officers[officer], scheme.services[service]
            stay = problem.slots[slot]
            shift = shift_for(scheme, facts, place) or Shift("day", *scheme.day)
            rows.append(
                Assignment(
                    facts.name,
                    place.code,
                    stay.first,
                    stay.last,
                    place.kind,
                    shift=shift.name,
                    from_time=shift.starts,
                    to_time=shift.ends,
                )
            )
    return with_buddies(scheme, rows)
