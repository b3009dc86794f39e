"""What a plan costs, however it was made: each kind of wish not met, counted from its stays."""

from collections.abc import Iterable
from dataclasses import replace

from alongside.engines.scheduling.problem import shares_of
from alongside.engines.scheduling.result import Assignment, Plan, Status
from alongside.engines.scheduling.scheme import Scheme


def costs_of_stays(
    scheme: Scheme, assignments: Iterable[Assignment], unplaced: int
) -> dict[str, int]:
    """Answer what each kind of wish not met costs; they add up to what the plan costs.

    Args:
        scheme: Whose wishes and weights. Stays of officers or at services it lacks cost nothing.
        assignments: Who goes where.
        unplaced: Officers without a rotation.
    """
    weights = scheme.weights
    officers = {one.name: one for one in scheme.officers}
    services = {one.code: one for one in scheme.services}
    costs = {"unplaced": weights.unplaced * unplaced, "preference": 0, "objective": 0, "repeat": 0}
    load = dict.fromkeys(services, 0)
    for stay in assignments:
        officer, service = officers.get(stay.officer), services.get(stay.service)
        if officer is None or service is None:
            continue
        load[service.code] += 1
        costs["objective"] += weights.objective * len(officer.objectives - service.teaches)
        if officer.prefers and service.code not in officer.prefers:
            costs["preference"] += weights.preference
        if service.code in officer.earlier:
            costs["repeat"] += weights.repeat
    shares = zip(load.values(), shares_of(scheme), strict=True)
    beyond = sum(max(0, many - int(share)) for many, share in shares)
    return {**costs, "fairness": weights.fairness * beyond}


def priced(scheme: Scheme, plan: Plan) -> Plan:
    """Answer a plan that was changed by hand with what it costs now, and how good that is.

    Its bound still holds: no plan of this scheme costs less.
    """
    costs = costs_of_stays(scheme, plan.assignments, len(plan.unplaced))
    objective = sum(costs.values())
    bound = min(plan.bound, objective)
    best = Status.IMPOSSIBLE if plan.unplaced else Status.OPTIMAL
    return replace(
        plan,
        status=best if objective <= bound else Status.FEASIBLE,
        objective=objective,
        bound=bound,
        gap=(objective - bound) / objective if objective else 0.0,
        costs=costs,
    )
