"""What stands in the way of a plan and can be seen without making one."""

from datetime import timedelta

from alongside.engines.scheduling.fitting import Stay, shapes_of
from alongside.engines.scheduling.problem import Problem, problem_of
from alongside.engines.scheduling.reasons import never_fits
from alongside.engines.scheduling.scheme import Cohort, Scheme


def in_the_way(scheme: Scheme) -> tuple[str, ...]:
    """Answer what keeps somebody from a place whatever the plan, the plainest first.

    None of it needs a solver, so it is quick, and it is not all: seats that are enough in number
    may still not fit week by week. ``explain`` proves that.

    Args:
        scheme: With the officers it is asked for.
    """
    problem = problem_of(scheme)
    cramped = tuple(
        f"The days of {cohort.name} leave no room for the pattern {cohort.pattern.name}."
        for cohort in scheme.cohorts
        if not shapes_of(cohort)
    )
    return (*cramped, *_nowhere_to_go(problem, bool(cramped)), *_too_few_seats(problem))


def _nowhere_to_go(problem: Problem, cramped: bool) -> list[str]:
    """Reasons that leave officers without any rotation, each once with how many it concerns."""
    whom: dict[str, list[str]] = {}
    for number, officer in enumerate(problem.scheme.officers):
        if problem.shapes[number] or (cramped and not shapes_of(_cohort(problem, number))):
            continue
        for reason in never_fits(problem.scheme, officer):
            whom.setdefault(reason, []).append(officer.name)
    return [
        reason if reason.startswith("The scheme") else f"{_names(named)}: {reason}"
        for reason, named in whom.items()
    ]


def _cohort(problem: Problem, officer: int) -> Cohort:
    return problem.scheme.cohort(problem.scheme.officers[officer].cohort)


def _names(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"


def _too_few_seats(problem: Problem) -> list[str]:
    """Kinds of service with fewer seats in all than officers who need one."""
    found = []
    for kind in dict.fromkeys(slot.kind for slot in problem.slots):
        needed = _stays_needed(problem, kind)
        seats = _seats_of(problem, kind)
        if 0 < seats < needed:
            found.append(
                f"There are {seats} {kind} seats in these weeks for {needed} stays. Open another "
                "week or service, or move somebody to another cohort."
            )
    return found


def _stays_needed(problem: Problem, kind: str) -> int:
    return sum(
        sum(problem.slots[slot].kind == kind for slot in shapes[0])
        for shapes in problem.shapes
        if shapes
    )


def _seats_of(problem: Problem, kind: str) -> int:
    """Stays that all seats of a kind could hold at most."""
    atoms = [number for number, atom in enumerate(problem.atoms) if atom.kind == kind]
    total = int(problem.seats[:, atoms].sum())
    if all(_whole(problem, slot) for slot in problem.slots if slot.kind == kind):
        return total
    shortest = min(
        (slot.last - slot.first + timedelta(days=1)).days
        for slot in problem.slots
        if slot.kind == kind
    )
    return total // shortest


def _whole(problem: Problem, slot: Stay) -> bool:
    return any(
        (atom.kind, atom.first, atom.last) == (slot.kind, slot.first, slot.last)
        for atom in problem.atoms
    )
