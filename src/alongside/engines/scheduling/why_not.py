"""Why an officer is not at a service in a week: the rule, or what it would cost."""

import time
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import numpy as np

from alongside.engines.scheduling.exact import Limits, Model
from alongside.engines.scheduling.fitting import Stay, away, barred_from, shapes_of
from alongside.engines.scheduling.planning import plan
from alongside.engines.scheduling.problem import Problem, problem_of
from alongside.engines.scheduling.result import Assignment, Plan
from alongside.engines.scheduling.scheme import Officer, Scheme, Service, monday_of
from alongside.kernel.refusal import Refused

BARRED_WORDS: Final = {
    "excluded": "{officer} is kept from {service}.",
    "conflict": "{service} has a conflict on record for {officer}; the reason is not shown here.",
    "hours": "{service} offers no hours that {officer} can work.",
}


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The answer for one officer, service and week.

    Attributes:
        possible: Whether some plan that places as many has them there.
        already: Whether the plan has them there.
        reasons: Rules in the way, in words; empty when there are none.
        cost: What such a plan costs more; ``None`` when there is none or they are there already.
        sentence: The answer in one sentence.
    """

    possible: bool
    already: bool
    reasons: tuple[str, ...]
    cost: int | None
    sentence: str

    def as_json(self) -> dict[str, Any]:
        """Answer it as JSON holds it."""
        return {
            "possible": self.possible,
            "already": self.already,
            "reasons": list(self.reasons),
            "cost": self.cost,
            "sentence": self.sentence,
        }


def why_not(
    scheme: Scheme,
    current: Plan,
    *,
    officer: str,
    service: str,
    week: date,
    seed: int = 1,
    time_limit: float = 20.0,
) -> WhyNot:
    """Answer why an officer is not at a service in the week of a day.

    Args:
        scheme: What was planned.
        current: The plan.
        officer: Name.
        service: Code.
        week: Any day of the week asked about.
        seed: For every random choice.
        time_limit: Wall time in seconds.

    Raises:
        Refused: ``officer.unknown`` or ``service.unknown``.
    """
    who, where = _known(scheme, officer, service)
    monday = monday_of(week)
    there = [
        one
        for one in current.of(officer)
        if one.service == service and one.start <= monday + timedelta(days=6) and one.end >= monday
    ]
    if there:
        return WhyNot(True, True, (), None, f"{officer} is at {where.name} that week.")
    stays = _stays(scheme, who, where, monday)
    reasons = _rules(scheme, who, where, stays)
    if reasons:
        return WhyNot(False, False, reasons, None, " ".join(reasons))
    return _forced(scheme, current, (who, where, stays), Limits(time_limit, seed))


def _known(scheme: Scheme, officer: str, service: str) -> tuple[Officer, Service]:
    if officer not in {one.name for one in scheme.officers}:
        raise Refused(
            "officer.unknown",
            f"No officer called '{officer}' is in the scheme.",
            next_step="Check the spelling.",
            field="officer",
        )
    if service not in {one.code for one in scheme.services}:
        codes = ", ".join(one.code for one in scheme.services)
        raise Refused(
            "service.unknown",
            f"No service has the code '{service}'.",
            next_step=f"Choose from {codes}.",
            field="service",
        )
    return scheme.officer(officer), scheme.service(service)


def _stays(scheme: Scheme, officer: Officer, service: Service, monday: date) -> tuple[Stay, ...]:
    """Stays of the officer's pattern at that kind of service in that week."""
    found = dict.fromkeys(
        stay
        for shape in shapes_of(scheme.cohort(officer.cohort))
        for stay in shape.stays
        if stay.kind == service.kind and monday_of(stay.first) == monday
    )
    return tuple(found)


def _rules(
    scheme: Scheme, officer: Officer, service: Service, stays: tuple[Stay, ...]
) -> tuple[str, ...]:
    barred = barred_from(scheme, officer, service)
    cohort = scheme.cohort(officer.cohort)
    kinds = {part.kind for part in cohort.pattern.parts}
    reasons = []
    if barred:
        reasons.append(BARRED_WORDS[barred].format(officer=officer.name, service=service.name))
    if service.kind not in kinds:
        reasons.append(f"The pattern of {cohort.name} has no {service.kind} part.")
    elif not stays:
        reasons.append(f"The week is not one in which {cohort.name} can be at a {service.kind}.")
    elif all(away(officer, stay) for stay in stays):
        reasons.append(f"{officer.name} is on leave that week.")
    elif not any(service.seats_on(stay.first, stay.last) for stay in stays):
        reasons.append(f"{service.name} takes nobody that week.")
    return tuple(reasons)


def _forced(
    scheme: Scheme,
    current: Plan,
    asked: tuple[Officer, Service, tuple[Stay, ...]],
    limits: Limits,
) -> WhyNot:
    """Plan again with the officer there, and compare."""
    who, where, stays = asked
    problem = problem_of(scheme)
    started = time.monotonic()
    best = plan(scheme, seed=limits.seed, time_limit=limits.seconds / 2)
    best = best if best.objective < current.objective else current
    left = max(1.0, limits.seconds - (time.monotonic() - started))
    answer = _with_them_there(problem, (who, where, stays), replace(limits, seconds=left))
    taken = _taken(current, where, stays)
    if answer is None:
        words = f"{who.name} cannot be at {where.name} then: the rest of the pattern does not fit."
        return WhyNot(False, False, (words,), None, words)
    more = answer - best.objective
    if more >= scheme.weights.unplaced:
        others = f" {_names(taken)} would lose their seat" if taken else " others would"
        words = f"With {who.name} at {where.name} then, somebody would have no place:{others}."
        return WhyNot(False, False, (words,), more, words)
    full = f" It is full now: {_names(taken)}." if len(taken) >= where.seats else ""
    words = (
        f"{who.name} could be at {where.name} then at no cost to anybody's wishes.{full}"
        if more <= 0
        else f"{who.name} could be at {where.name} then; the plan would meet {more} less of "
        f"the wishes, counted by their weights.{full}"
    )
    return WhyNot(True, False, (), more, words)


def _with_them_there(
    problem: Problem, asked: tuple[Officer, Service, tuple[Stay, ...]], limits: Limits
) -> int | None:
    who, where, stays = asked
    scheme = problem.scheme
    number = next(n for n, one in enumerate(scheme.officers) if one.name == who.name)
    code = next(n for n, one in enumerate(scheme.services) if one.code == where.code)
    model = Model(
        problem,
        range(problem.n_officers),
        problem.seats,
        np.zeros(len(scheme.services), dtype=np.int32),
        lambda officer, _slot, service: int(problem.cost[officer, service]),
        scheme.weights.unplaced,
    )
    slots = [n for n, one in enumerate(problem.slots) if one in stays]
    there = [var for key, var in model.stays.items() if key in {(number, s, code) for s in slots}]
    model.model.add_exactly_one(there)
    answer = model.solve(limits)
    return None if answer.chosen is None else answer.objective


def _taken(current: Plan, service: Service, stays: tuple[Stay, ...]) -> list[str]:
    return [
        one.officer
        for one in current.assignments
        if one.service == service.code and any(_meets(one, stay) for stay in stays)
    ]


def _meets(one: Assignment, stay: Stay) -> bool:
    return one.start <= stay.last and stay.first <= one.end


def _names(names: list[str]) -> str:
    if not names:
        return "nobody"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
