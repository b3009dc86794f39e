"""Changes a plan as little as can be when a ward closes or somebody falls ill."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from alongside.engines.scheduling.buddying import with_buddies
from alongside.engines.scheduling.choices import Choices, is_allowed
from alongside.engines.scheduling.exact import Limits, Model
from alongside.engines.scheduling.planning import Found, plan_of
from alongside.engines.scheduling.problem import Choice, Problem, problem_of
from alongside.engines.scheduling.result import Assignment, Plan
from alongside.engines.scheduling.scheme import Officer, Scheme, Service, Span

A_MOVE: Final = 10_000
UNDER_WAY: Final = 1_000
A_WEEK_AWAY: Final = 10
UNPLACED: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since the plan was made.

    Attributes:
        closures: Service code and the days it takes nobody.
        away: Officer's name and the days they cannot.
        seats: Service code and how many it takes from now on.
        withdrawn: Officers who are no longer placed at all.
    """

    closures: tuple[tuple[str, Span], ...] = ()
    away: tuple[tuple[str, Span], ...] = ()
    seats: tuple[tuple[str, int], ...] = ()
    withdrawn: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Move:
    """One commitment that changes.

    Attributes:
        officer: Name.
        before: Where they were to be; ``None`` for somebody placed anew.
        after: Where they will be; ``None`` when there is nowhere.
        under_way: Whether their rotation had begun.
    """

    officer: str
    before: Assignment | None
    after: Assignment | None
    under_way: bool


@dataclass(frozen=True, slots=True)
class Repair:
    """A plan mended.

    Attributes:
        scheme: The scheme with what has changed.
        plan: The new plan.
        moves: What changes, by officer.
        proved: Whether no plan changes fewer commitments.
        seconds: How long it took.
    """

    scheme: Scheme
    plan: Plan
    moves: tuple[Move, ...]
    proved: bool
    seconds: float


def changed_scheme(scheme: Scheme, changes: Changes) -> Scheme:
    """Answer the scheme with what has changed."""
    services = tuple(_changed_service(one, changes) for one in scheme.services)
    officers = tuple(
        _changed_officer(one, changes)
        for one in scheme.officers
        if one.name not in changes.withdrawn
    )
    return replace(scheme, services=services, officers=officers)


def _changed_service(service: Service, changes: Changes) -> Service:
    closed = tuple(span for code, span in changes.closures if code == service.code)
    seats = dict(changes.seats).get(service.code, service.seats)
    return replace(service, closed=(*service.closed, *closed), seats=seats)


def _changed_officer(officer: Officer, changes: Changes) -> Officer:
    away = tuple(span for name, span in changes.away if name == officer.name)
    return replace(officer, leave=(*officer.leave, *away))


def repair(
    scheme: Scheme,
    plan: Plan,
    changes: Changes,
    *,
    today: date,
    seed: int = 1,
    time_limit: float = 30.0,
) -> Repair:
    """Answer a plan that fits what has changed and moves the fewest commitments.

    Among plans that move as few, those under way are moved last, and moves are to the nearest
    weeks. What has begun and still fits stands as it is.

    Args:
        scheme: As it was when the plan was made.
        plan: As it stands.
        changes: What has changed.
        today: Nothing is moved into the past.
        seed: For every random choice.
        time_limit: Wall time in seconds.
    """
    started = time.monotonic()
    mended = changed_scheme(scheme, changes)
    problem = problem_of(mended)
    standing = _Standing.of(problem, plan, today)
    _let_the_past_stand(problem, standing, today)
    kept = Choices(problem)
    hit = []
    for officer, choice in enumerate(standing.rotations):
        if choice is not None and is_allowed(kept, officer, choice):
            kept.take(officer, choice)
        else:
            hit.append(officer)
    limits = Limits(time_limit, seed)
    proved = _place_again(kept, hit, standing, limits)
    if not proved:
        left = max(0.1, time_limit - (time.monotonic() - started))
        proved = _place_again(kept, _near(kept, hit), standing, replace(limits, seconds=left))
    found = Found(kept, kept.total())
    new = replace(plan_of(found, seconds=time.monotonic() - started), bound=0, gap=0.0)
    stays = with_buddies(
        mended, _with_what_is_done(kept, plan, new, today), promised=plan.assignments
    )
    new = replace(new, bound=new.objective, assignments=stays)
    moves = _moves(plan, new, changes, today)
    return Repair(mended, new, moves, proved, time.monotonic() - started)


def _let_the_past_stand(problem: Problem, standing: "_Standing", today: date) -> None:
    """Count as many seats in weeks that are over as were taken: fewer from now on is not then."""
    taken = np.zeros_like(problem.seats)
    for rotation in standing.rotations:
        for slot, service in rotation or ():
            if problem.slots[slot].last < today:
                taken[service, problem.atoms_of(slot)] += 1
    np.maximum(problem.seats, taken, out=problem.seats)


def _with_what_is_done(
    choices: Choices, before: Plan, after: Plan, today: date
) -> tuple[Assignment, ...]:
    """Keep the stays that had begun of officers who now have no place for the rest."""
    problem = choices.problem
    rows = {one.code: number for number, one in enumerate(problem.scheme.services)}
    done = []
    for one in before.assignments:
        waiting = any(left.officer == one.officer for left in after.unplaced)
        if not waiting or one.start > today:
            continue
        stay = (one.kind, one.start, one.end)
        slot = next(
            (n for n, s in enumerate(problem.slots) if (s.kind, s.first, s.last) == stay), None
        )
        taken = (
            slot is not None
            and one.end >= today
            and (choices.left[rows[one.service], problem.atoms_of(slot)].min() < 1)
        )
        if not taken:
            done.append(one)
    return tuple(sorted((*after.assignments, *done), key=lambda one: (one.officer, one.start)))


@dataclass(frozen=True, slots=True)
class _Standing:
    """What was promised, as numbers of the mended problem."""

    problem: Problem
    rotations: tuple[Choice | None, ...]
    begun: tuple[bool, ...]
    today: date

    @classmethod
    def of(cls, problem: Problem, plan: Plan, today: date) -> "_Standing":
        slots = {(one.kind, one.first, one.last): n for n, one in enumerate(problem.slots)}
        services = {one.code: n for n, one in enumerate(problem.scheme.services)}
        rotations: list[Choice | None] = []
        for officer in problem.scheme.officers:
            stays = plan.of(officer.name)
            keys = [(one.kind, one.start, one.end) for one in stays]
            known = bool(stays) and all(key in slots for key in keys)
            rotations.append(
                tuple(
                    (slots[key], services[one.service])
                    for key, one in zip(keys, stays, strict=True)
                )
                if known
                else None
            )
        begun = tuple(
            any(one.start <= today for one in plan.of(officer.name))
            for officer in problem.scheme.officers
        )
        return cls(problem, tuple(rotations), begun, today)

    def cost(self, officer: int, slot: int, service: int) -> int:
        """Nothing for a promise kept; for a move, what it disturbs."""
        before = self.rotations[officer] or ()
        wish = int(self.problem.cost[officer, service])
        if (slot, service) in before:
            return 0
        if not before:
            return wish
        stay = self.problem.slots[slot]
        same = [s for s, _ in before if self.problem.slots[s].kind == stay.kind]
        weeks = min((abs(self._days(s, slot)) for s in same), default=0) // 7
        return A_MOVE + UNDER_WAY * self.begun[officer] + A_WEEK_AWAY * weeks + wish

    def _days(self, one: int, other: int) -> int:
        return (self.problem.slots[one].first - self.problem.slots[other].first).days

    def may(self, officer: int, slot: int, service: int) -> bool:
        """Whether a stay may be given: as promised, or one that has not begun."""
        before = self.rotations[officer] or ()
        if (slot, service) in before:
            return True
        stay = self.problem.slots[slot]
        if stay.first > self.today:
            return True
        return stay.last >= self.today and any(s == slot for s, _ in before)


def _place_again(
    choices: Choices, officers: Sequence[int], standing: _Standing, limits: Limits
) -> bool:
    """Place some officers again; answer whether no plan at all could move fewer."""
    if not officers:
        return True
    problem = choices.problem
    before = {officer: choices.chosen[officer] for officer in officers}
    free = not any(before.values())
    for officer in officers:
        choices.give_up(officer)
    model = Model(
        problem,
        officers,
        choices.left,
        choices.load,
        standing.cost,
        UNPLACED,
        allowed=standing.may,
    )
    model.hint({o: c or standing.rotations[o] for o, c in before.items()})
    answer = model.solve(limits)
    for officer, choice in (answer.chosen or before).items():
        if choice is not None:
            choices.take(officer, choice)
    if not answer.proved or answer.chosen is None:
        return False
    return not free or _moved(answer.chosen, standing) <= _least_moves(choices, officers, standing)


def _moved(chosen: dict[int, Choice | None], standing: _Standing) -> int:
    """Commitments that change; somebody with nowhere to go counts as every one and more."""
    moved = 0
    for officer, choice in chosen.items():
        before = standing.rotations[officer] or ()
        if choice is None:
            return UNPLACED
        moved += len(set(before) - set(choice))
    return moved


def _least_moves(choices: Choices, officers: Sequence[int], standing: _Standing) -> int:
    """Commitments that cannot stand whatever is done: their service is shut or they are away."""
    problem = choices.problem
    lost = 0
    for officer in officers:
        usable = set(problem.slots_of(officer))
        for slot, service in standing.rotations[officer] or ():
            fits = slot in usable and service in problem.options(officer, slot)
            lost += not fits
    return lost


def _near(choices: Choices, hit: Sequence[int]) -> list[int]:
    """Those hit, and everybody whose weeks meet theirs."""
    problem = choices.problem
    slots = {slot for officer in hit for slot in problem.slots_of(officer)}
    return [
        officer
        for officer in range(problem.n_officers)
        if officer in set(hit) or slots & set(problem.slots_of(officer))
    ]


def _moves(before: Plan, after: Plan, changes: Changes, today: date) -> tuple[Move, ...]:
    moves = []
    names = dict.fromkeys(
        [*(one.officer for one in before.assignments), *(one.officer for one in after.assignments)]
    )
    for name in names:
        if name in changes.withdrawn:
            continue
        old, new = before.of(name), after.of(name)
        begun = any(one.start <= today for one in old)
        moves += _paired(name, old, new, begun)
    return tuple(moves)


def _paired(
    name: str, old: Sequence[Assignment], new: Sequence[Assignment], begun: bool
) -> list[Move]:
    gone = [one for one in old if not any(_same(one, other) for other in new)]
    come = [one for one in new if not any(_same(one, other) for other in old)]
    moves = []
    for one in gone:
        match = next((other for other in come if other.kind == one.kind), None)
        if match is not None:
            come.remove(match)
        moves.append(Move(name, one, match, begun))
    return [*moves, *(Move(name, None, one, begun) for one in come)]


def _same(one: Assignment, other: Assignment) -> bool:
    return (one.service, one.start, one.end) == (other.service, other.start, other.end)
