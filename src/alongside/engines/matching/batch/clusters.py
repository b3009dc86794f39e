"""Gathers records into people: a record joins those it agrees with on the whole, not a chain.

Group-average clustering on match weights. Joining whatever is linked would let one doubtful pair
join two people for good; here the mean weight between two groups decides, and pairs that were not
worth keeping count as the floor.

Source: Sokal and Michener 1958 (group average); Bansal, Blum and Chawla 2004 (weights as votes).
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

Edge = tuple[int, int, float]

MOST_FOR: Final = 12.0
"""One pair speaks for joining no louder than this."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What is known before anything is weighed.

    Attributes:
        together: Records that are one person: said by a person, or by an earlier answer.
        apart: Records that are two people.
        named: Records whose person has a key already; two people who have keys are never joined
            by weight, only where ``together`` says so.
    """

    together: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    named: Mapping[int, str] = field(default_factory=dict)

    def all_together(self) -> list[tuple[int, int]]:
        """Every pair that is one person, those that share a key among them."""
        first: dict[str, int] = {}
        for one in sorted(self.named):
            first.setdefault(self.named[one], one)
        by_key = [(first[key], one) for one, key in self.named.items() if first[key] != one]
        return sorted({*self.together, *by_key})


NOTHING_SETTLED: Final = Settled()


def components(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The lowest record that each record is joined to, by any chain of pairs."""
    parent: dict[int, int] = {}

    def top(one: int) -> int:
        parent.setdefault(one, one)
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for left, right in pairs:
        a, b = top(left), top(right)
        if a != b:
            parent[max(a, b)] = min(a, b)
    return {one: top(one) for one in parent}


def gather(
    edges: Sequence[Edge], *, threshold: float, floor: float, settled: Settled = NOTHING_SETTLED
) -> dict[int, int]:
    """The cluster of every record that may share one: named by its lowest record.

    Args:
        edges: Kept pairs: two records and their match weight.
        threshold: The mean weight at which two groups are one person.
        floor: What a pair that was not kept counts as.
        settled: What is known beforehand.
    """
    together = settled.all_together()
    near = [(left, right) for left, right, weight in edges if weight >= threshold]
    part = components([*near, *together])
    within: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        home = part.get(edge[0])
        if home is not None and home == part.get(edge[1]):
            within[home].append(edge)
    started: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for left, right in together:
        started[part[left]].append((left, right))
    barred: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for left, right in settled.apart:
        if left in part and part[left] == part.get(right):
            barred[part[left]].append((left, right))
    found: dict[int, int] = {}
    for home in sorted({*within, *started}):
        groups = _Groups(floor, threshold)
        groups.start(
            within[home], Settled(tuple(started[home]), tuple(barred[home]), settled.named)
        )
        found.update(groups.settle())
    return found


@dataclass(slots=True)
class _Groups:
    """Groups within one part: their members, the weights between them, and which are barred."""

    floor: float
    threshold: float
    members: dict[int, list[int]] = field(default_factory=dict)
    between: dict[int, dict[int, tuple[float, int]]] = field(default_factory=dict)
    barred: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    named: dict[int, str] = field(default_factory=dict)

    def start(self, edges: Sequence[Edge], settled: Settled) -> None:
        """Put each record, or each set of records known to be one, in a group of its own."""
        first = components(settled.together)
        records = {one for edge in edges for one in edge[:2]} | set(first)
        for one in sorted(records):
            self.members.setdefault(first.get(one, one), []).append(one)
            self.between.setdefault(first.get(one, one), {})
            if one in settled.named:
                self.named.setdefault(first.get(one, one), settled.named[one])
        for left, right, weight in edges:
            self._add(first.get(left, left), first.get(right, right), weight)
        for left, right in settled.apart:
            a, b = first.get(left, left), first.get(right, right)
            if a != b and a in self.members and b in self.members:
                self.barred[a].add(b)
                self.barred[b].add(a)

    def settle(self) -> Mapping[int, int]:
        """Join the two groups that agree best, until no two agree well enough."""
        waiting: list[tuple[float, int, int, int, int]] = []
        for one in sorted(self.members):
            for other in sorted(self.between[one]):
                if one < other:
                    self._wait(waiting, one, other)
        while waiting:
            _, a, b, size_a, size_b = heapq.heappop(waiting)
            sizes = len(self.members.get(a, ())), len(self.members.get(b, ()))
            if sizes != (size_a, size_b) or self._kept_apart(a, b):
                continue  # one of them has grown or gone since, or they are known to be two
            self._join(a, b)
            for other in sorted(self.between[a]):
                self._wait(waiting, a, other)
        return {one: min(group) for group in self.members.values() for one in group}

    def _kept_apart(self, a: int, b: int) -> bool:
        return b in self.barred[a] or (a in self.named and b in self.named)

    def _add(self, a: int, b: int, weight: float) -> None:
        if a == b:
            return
        told = min(max(weight, self.floor), max(MOST_FOR, self.threshold))
        so_far, so_many = self.between[a].get(b, (0.0, 0))
        self.between[a][b] = self.between[b][a] = (so_far + told, so_many + 1)

    def _wait(self, waiting: list[tuple[float, int, int, int, int]], a: int, b: int) -> None:
        total, pairs = self.between[a][b]
        low, high = min(a, b), max(a, b)
        sizes = len(self.members[low]), len(self.members[high])
        possible = sizes[0] * sizes[1]
        mean = (total + self.floor * (possible - pairs)) / possible
        if mean >= self.threshold:
            heapq.heappush(waiting, (-mean, low, high, *sizes))

    def _join(self, a: int, b: int) -> None:
        """Put the second group into the first."""
        del self.between[a][b], self.between[b][a]
        for other, (total, pairs) in self.between.pop(b).items():
            del self.between[other][b]
            so_far, so_many = self.between[a].get(other, (0.0, 0))
            now = (so_far + total, so_many + pairs)
            self.between[a][other] = self.between[other][a] = now
        for other in self.barred.pop(b, set()):
            self.barred[other].discard(b)
            self.barred[other].add(a)
            self.barred[a].add(other)
        self.members[a] += self.members.pop(b)
        if b in self.named:
            self.named[a] = self.named.pop(b)
