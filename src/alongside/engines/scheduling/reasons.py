"""Why somebody has no rotation, in words."""

from alongside.engines.scheduling.choices import Choices
from alongside.engines.scheduling.fitting import away, barred_from, shapes_of
from alongside.engines.scheduling.scheme import Officer, Scheme


def reasons_unplaced(choices: Choices, officer: int) -> tuple[str, ...]:
    """Answer why an officer is left without a rotation, the plainest reason first."""
    problem = choices.problem
    facts = problem.scheme.officers[officer]
    if not problem.shapes[officer]:
        return never_fits(problem.scheme, facts)
    kinds = dict.fromkeys(problem.slots[slot].kind for slot in problem.slots_of(officer))
    return tuple(reason for kind in kinds if (reason := _full(choices, officer, kind))) or (
        "There are seats in some of their weeks, but never in the weeks one after another "
        "that the pattern asks for.",
    )


def _full(choices: Choices, officer: int, kind: str) -> str:
    """Say that every seat of a kind in an officer's weeks is taken, with how many there are."""
    problem = choices.problem
    seats = left = 0
    for slot in problem.slots_of(officer):
        if problem.slots[slot].kind == kind:
            options = problem.options(officer, slot)
            atoms = problem.atoms_of(slot)
            seats += int(problem.seats[options][:, atoms].min(axis=1).sum())
            left += int(choices.left[options][:, atoms].min(axis=1).clip(min=0).sum())
    if left:
        return ""
    return f"All {seats} {kind} seats they could have in their weeks are taken."


def never_fits(scheme: Scheme, facts: Officer) -> tuple[str, ...]:
    """Say why no rotation fits somebody even in an empty plan."""
    shapes = shapes_of(scheme.cohort(facts.cohort))
    if not shapes:
        return (f"The days of {facts.cohort} leave no room for the pattern.",)
    reasons = []
    if all(any(away(facts, stay) for stay in shape.stays) for shape in shapes):
        reasons.append("They are on leave in part of every rotation their cohort could do.")
    for kind in dict.fromkeys(stay.kind for stay in shapes[0].stays):
        here = [one for one in scheme.services if one.kind == kind]
        may = [one for one in here if not barred_from(scheme, facts, one)]
        stays = dict.fromkeys(s for shape in shapes for s in shape.stays if s.kind == kind)
        if not here:
            reasons.append(f"The scheme has no {kind} service.")
        elif not may:
            reasons.append(
                f"They may not go to any {kind} service: hours, conflicts or exclusions."
            )
        elif not any(one.seats_on(s.first, s.last) for one in may for s in stays):
            reasons.append(f"No {kind} service they may go to is open in their weeks.")
    return tuple(reasons) or ("Leave and closed weeks leave no weeks one after another.",)
