"""A scheme put as numbers: what every solver here works on."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from alongside.engines.scheduling.fitting import (
    Stay,
    away,
    barred_from,
    shapes_of,
    stay_cost,
)
from alongside.engines.scheduling.scheme import Officer, Scheme

Choice = tuple[tuple[int, int], ...]
"""A rotation: ``(slot, service)`` for each stay, by index, in order of time."""


@dataclass(frozen=True, slots=True)
class Atom:
    """Days that are counted as one when seats are counted.

    Attributes:
        kind: Kind of service they are counted at.
        first: First day.
        last: Last day.
    """

    kind: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A scheme as arrays.

    Attributes:
        scheme: What it was made from.
        slots: Every stay in time that some rotation may hold.
        slot_atoms: The atoms each slot uses seats of.
        atoms: All atoms.
        seats: Seats, of shape ``(n_services, n_atoms)``; none at services of another kind.
        eligible: For each slot, indexes of services with a seat on all its days.
        allowed: Whether an officer may go to a service at all, ``(n_officers, n_services)``.
        cost: What a stay costs in soft wishes, ``(n_officers, n_services)``.
        shapes: For each officer, the rotations in time they can do, as tuples of slots.
        share: The even share of stays of each service, ``(n_services,)``.
    """

    scheme: Scheme
    slots: tuple[Stay, ...]
    slot_atoms: tuple[tuple[int, ...], ...]
    atoms: tuple[Atom, ...]
    seats: NDArray[np.int32]
    eligible: tuple[NDArray[np.int32], ...]
    allowed: NDArray[np.bool_]
    cost: NDArray[np.int32]
    shapes: tuple[tuple[tuple[int, ...], ...], ...]
    share: NDArray[np.int32]

    @property
    def n_officers(self) -> int:
        """How many officers there are."""
        return len(self.scheme.officers)

    def options(self, officer: int, slot: int) -> NDArray[np.int32]:
        """Answer indexes of services an officer may go to in a slot."""
        found = self.eligible[slot]
        may: NDArray[np.int32] = found[self.allowed[officer, found]]
        return may

    def slots_of(self, officer: int) -> tuple[int, ...]:
        """Answer every slot that some rotation of an officer holds, each once."""
        return tuple(dict.fromkeys(slot for shape in self.shapes[officer] for slot in shape))

    def atoms_of(self, slot: int) -> NDArray[np.int64]:
        """Answer indexes of the atoms a slot uses seats of."""
        return np.array(self.slot_atoms[slot], dtype=np.int64)

    def size(self) -> int:
        """How many yes-or-no choices there are in all."""
        ones = np.array([len(found) for found in self.eligible], dtype=np.int64)
        return int(sum(ones[list(self.slots_of(o))].sum() for o in range(self.n_officers)))


def problem_of(scheme: Scheme) -> Problem:
    """Put a scheme as numbers."""
    by_cohort = {cohort.name: shapes_of(cohort) for cohort in scheme.cohorts}
    slots = tuple(
        dict.fromkeys(
            stay for shapes in by_cohort.values() for shape in shapes for stay in shape.stays
        )
    )
    atoms, slot_atoms = _atoms(slots)
    seats = _seats(scheme, atoms)
    eligible = tuple(
        np.flatnonzero(seats[:, list(used)].min(axis=1) > 0).astype(np.int32) for used in slot_atoms
    )
    allowed, cost = _officers(scheme)
    numbers = {slot: number for number, slot in enumerate(slots)}
    numbered = {
        name: tuple(tuple(numbers[stay] for stay in shape.stays) for shape in shapes)
        for name, shapes in by_cohort.items()
    }
    return Problem(
        scheme=scheme,
        slots=slots,
        slot_atoms=slot_atoms,
        atoms=atoms,
        seats=seats,
        eligible=eligible,
        allowed=allowed,
        cost=cost,
        shapes=tuple(
            _shapes_left(officer, row, numbered[officer.cohort], slots, eligible)
            for officer, row in zip(scheme.officers, allowed, strict=True)
        ),
        share=shares_of(scheme),
    )


def _shapes_left(
    officer: Officer,
    allowed: NDArray[np.bool_],
    shapes: tuple[tuple[int, ...], ...],
    slots: tuple[Stay, ...],
    eligible: tuple[NDArray[np.int32], ...],
) -> tuple[tuple[int, ...], ...]:
    used = dict.fromkeys(slot for shape in shapes for slot in shape)
    fine = {
        slot: not away(officer, slots[slot]) and bool(allowed[eligible[slot]].any())
        for slot in used
    }
    return tuple(shape for shape in shapes if all(fine[slot] for slot in shape))


def _atoms(slots: tuple[Stay, ...]) -> tuple[tuple[Atom, ...], tuple[tuple[int, ...], ...]]:
    """Whole stays where they never overlap in part, single days where they do."""
    split = {kind: _overlap(slots, kind) for kind in {slot.kind for slot in slots}}
    numbers: dict[Atom, int] = {}
    used = []
    for slot in slots:
        if split[slot.kind]:
            days = (slot.last - slot.first).days + 1
            dates = [slot.first + timedelta(days=n) for n in range(days)]
            parts = [Atom(slot.kind, day, day) for day in dates]
        else:
            parts = [Atom(slot.kind, slot.first, slot.last)]
        used.append(tuple(numbers.setdefault(part, len(numbers)) for part in parts))
    return tuple(numbers), tuple(used)


def _overlap(slots: tuple[Stay, ...], kind: str) -> bool:
    spans = sorted((slot.first, slot.last) for slot in slots if slot.kind == kind)
    return any(later[0] <= earlier[1] for earlier, later in pairwise(spans))


def _seats(scheme: Scheme, atoms: tuple[Atom, ...]) -> NDArray[np.int32]:
    seats = np.zeros((len(scheme.services), max(1, len(atoms))), dtype=np.int32)
    for row, service in enumerate(scheme.services):
        for column, atom in enumerate(atoms):
            if atom.kind == service.kind:
                seats[row, column] = service.seats_on(atom.first, atom.last)
    return seats


def _officers(scheme: Scheme) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
    shape = (len(scheme.officers), len(scheme.services))
    allowed, cost = np.ones(shape, dtype=np.bool_), np.zeros(shape, dtype=np.int32)
    alike: dict[object, tuple[list[bool], list[int]]] = {}
    for row, officer in enumerate(scheme.officers):
        # Officers who wish and may the same are worked out once.
        key = (
            officer.objectives,
            officer.prefers,
            officer.excluded,
            officer.conflicts,
            officer.earlier,
            officer.from_time,
            officer.to_time,
        )
        if key not in alike:
            may = [not barred_from(scheme, officer, one) for one in scheme.services]
            costs = [stay_cost(scheme, officer, one) for one in scheme.services]
            alike[key] = (may, costs)
        allowed[row], cost[row] = alike[key]
    return allowed, cost


def shares_of(scheme: Scheme) -> NDArray[np.int32]:
    """Answer the even share of stays of each service, ``(n_services,)``."""
    stays: dict[str, int] = {}
    patterns = {one.name: one.pattern for one in scheme.cohorts}
    for officer in scheme.officers:
        for part in patterns[officer.cohort].parts:
            stays[part.kind] = stays.get(part.kind, 0) + 1
    kinds: dict[str, int] = {}
    for service in scheme.services:
        kinds[service.kind] = kinds.get(service.kind, 0) + 1
    return np.array(
        [math.ceil(stays.get(one.kind, 0) / kinds[one.kind]) for one in scheme.services],
        dtype=np.int32,
    )
