"""The cheapest ways out when a scheme does not fit, each tried before it is offered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from alongside.engines.scheduling.exact import Limits, Model, whole_model
from alongside.engines.scheduling.fitting import away
from alongside.engines.scheduling.problem import Problem, problem_of
from alongside.engines.scheduling.scheme import Officer, Scheme, Service, Span

ONE_MORE: Final = 1
EFFORT: Final = {"open": 2, "seat": 3, "officer": 4, "leave": 5}
"""How hard each step is to ask for; orders ways out of the same number of steps."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to change.

    Attributes:
        kind: ``open`` a closed week, one more ``seat``, move an ``officer`` to another cohort, or
            move somebody's ``leave``.
        about: Code of the service, or name of the officer.
        first: First day of the weeks it is about; ``None`` for an officer.
        last: Last day.
    """

    kind: str
    about: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A way out.

    Attributes:
        steps: What to change.
        words: The same in one sentence.
        verified: Whether everybody was placed when it was tried.
    """

    steps: tuple[Step, ...]
    words: str
    verified: bool


def can_place_all(scheme: Scheme, limits: Limits) -> bool | None:
    """Whether everybody can be placed; ``None`` when the time ran out."""
    problem = problem_of(scheme)
    if any(not shapes for shapes in problem.shapes):
        return False
    model = whole_model(problem, must_place=True)
    model.minimize([])
    answer = model.solve(limits)
    return True if answer.chosen is not None else (False if answer.proved else None)


def applied(scheme: Scheme, steps: Iterable[Step]) -> Scheme:
    """Answer the scheme with a way out taken."""
    for step in steps:
        if step.kind == "officer":
            left = tuple(one for one in scheme.officers if one.name != step.about)
            scheme = replace(scheme, officers=left)
        elif step.kind == "leave":
            scheme = replace(
                scheme,
                officers=tuple(
                    _back(one, step) if one.name == step.about else one for one in scheme.officers
                ),
            )
        else:
            scheme = scheme.with_service(_widened(scheme.service(step.about), step))
    return scheme


def _back(officer: Officer, step: Step) -> Officer:
    if step.first is None or step.last is None:
        return officer
    kept = tuple(one for one in officer.leave if not one.touches(step.first, step.last))
    return replace(officer, leave=kept)


def _widened(service: Service, step: Step) -> Service:
    if step.first is None or step.last is None:
        return service
    if step.kind == "seat":
        return replace(service, seats=service.seats + ONE_MORE)
    here = Span(step.first, step.last)
    opens = (*service.opens, here) if service.opens else ()
    closed = tuple(piece for span in service.closed for piece in _cut(span, here))
    return replace(service, opens=opens, closed=closed)


def _cut(span: Span, out: Span) -> list[Span]:
    """The days of a span that are not in another."""
    if not span.touches(out.first, out.last):
        return [span]
    pieces = []
    if span.first < out.first:
        pieces.append(Span(span.first, out.first - timedelta(days=1)))
    if out.last < span.last:
        pieces.append(Span(out.last + timedelta(days=1), span.last))
    return pieces


@dataclass(slots=True)
class _Wider(Model):
    """The model with seats that can be had at a price."""

    extra: NDArray[np.int32] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int32))
    asked: dict[tuple[int, int], cp_model.IntVar] = field(default_factory=dict)

    def _count_seats(self) -> None:
        users: dict[tuple[int, int], list[cp_model.IntVar]] = {}
        for (_, slot, service), var in self.stays.items():
            for atom in self.problem.slot_atoms[slot]:
                users.setdefault((service, atom), []).append(var)
        for (service, atom), using in users.items():
            more = int(self.extra[service, atom])
            seats = int(self.seats[service, atom])
            if more:
                asked = self.model.new_bool_var("")
                self.asked[service, atom] = asked
                self.model.add(cp_model.LinearExpr.sum(using) <= seats + more * asked)
            else:
                self.model.add(cp_model.LinearExpr.sum(using) <= seats)

    def _evenness(self) -> cp_model.LinearExprT:
        return cp_model.LinearExpr.sum(list(self.asked.values()))


def cheapest_seats(scheme: Scheme, kind: str, limits: Limits) -> tuple[Step, ...] | None:
    """Answer the fewest weeks to open, or the fewest extra seats, that place everybody.

    Args:
        scheme: What does not fit.
        kind: ``open`` or ``seat``.
        limits: Of the solver.

    Returns:
        The steps; ``None`` when none of that kind is enough.
    """
    widen: Callable[[Service], Service] = _opened if kind == "open" else _one_more
    wide = replace(scheme, services=tuple(widen(one) for one in scheme.services))
    problem = problem_of(wide)
    if any(not shapes for shapes in problem.shapes):
        return None
    now = _seats_now(scheme, problem)
    services = len(scheme.services)
    model = _Wider(
        problem,
        range(problem.n_officers),
        now,
        np.zeros(services, dtype=np.int32),
        lambda *_: 0,
        0,
        must_place=True,
        extra=problem.seats - now,
    )
    return _steps_of(model, kind, limits)


def _steps_of(model: _Wider, kind: str, limits: Limits) -> tuple[Step, ...] | None:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.05, limits.seconds)
    solver.parameters.random_seed = limits.seed
    solver.parameters.num_workers = limits.workers
    solver.parameters.linearization_level = 2
    if solver.solve(model.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    steps = []
    for (service, atom), var in model.asked.items():
        if solver.boolean_value(var):
            days = model.problem.atoms[atom]
            code = model.problem.scheme.services[service].code
            steps.append(Step(kind, code, days.first, days.last))
    return tuple(sorted(steps, key=lambda one: (one.first or date.min, one.about)))


def _opened(service: Service) -> Service:
    return replace(service, opens=(), closed=())


def _one_more(service: Service) -> Service:
    buddies = service.buddies
    if buddies:
        buddies = (replace(buddies[0], load=buddies[0].load + ONE_MORE), *buddies[1:])
    return replace(service, seats=service.seats + ONE_MORE, buddies=buddies)


def _seats_now(scheme: Scheme, problem: Problem) -> NDArray[np.int32]:
    now = np.zeros_like(problem.seats)
    for row, service in enumerate(scheme.services):
        for column, atom in enumerate(problem.atoms):
            if atom.kind == service.kind:
                now[row, column] = service.seats_on(atom.first, atom.last)
    return now


def fewest_officers(scheme: Scheme, limits: Limits) -> tuple[Step, ...] | None:
    """Answer the fewest officers who would have to join another cohort."""
    model = whole_model(problem_of(scheme))
    model.minimize(model.missing.values())
    answer = model.solve(limits)
    if answer.chosen is None:
        return None
    return tuple(
        Step("officer", scheme.officers[officer].name)
        for officer, choice in answer.chosen.items()
        if choice is None
    )


def least_leave(scheme: Scheme, limits: Limits) -> tuple[Step, ...] | None:
    """Answer the fewest officers whose leave would have to move; ``None`` when none is enough."""
    on_leave = [one for one in scheme.officers if one.leave]
    free = replace(scheme, officers=tuple(replace(one, leave=()) for one in scheme.officers))
    if not on_leave or can_place_all(free, limits) is not True:
        return None
    problem = problem_of(free)
    model = whole_model(problem, must_place=True)
    costs = []
    for (officer, number), var in model.shapes.items():
        facts = scheme.officers[officer]
        stays = [problem.slots[slot] for slot in problem.shapes[officer][number]]
        if any(away(facts, stay) for stay in stays):
            costs.append((officer, stays[0].first, stays[-1].last, var))
    model.minimize(var for *_, var in costs)
    answer = model.solve(limits)
    if answer.chosen is None:
        return None
    steps = []
    for officer, first, last, _ in costs:
        choice = answer.chosen[officer] or ()
        stays = [problem.slots[slot] for slot, _ in choice]
        if stays and (stays[0].first, stays[-1].last) == (first, last):
            steps.append(Step("leave", scheme.officers[officer].name, first, last))
    return tuple(dict.fromkeys(steps))
