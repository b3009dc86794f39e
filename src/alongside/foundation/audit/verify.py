"""Proves the chains whole, or names the first broken link."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alongside.foundation.audit.models import AuditEntry, AuditLane, AuditSubject
from alongside.foundation.audit.record import link_hash


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """Where a chain does not hold.

    Attributes:
        lane: Which chain.
        position: Which link of it.
        why: What does not agree, in words.
    """

    lane: int
    position: int
    why: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What checking found.

    Attributes:
        entries: Entries checked.
        heads: Last hash of each chain by lane; keep these somewhere else as an anchor.
        broken: The first broken link of each broken chain.
    """

    entries: int
    heads: dict[int, str]
    broken: tuple[BrokenLink, ...]


def verify(
    *, anchors: dict[int, str] | None = None, progress: Callable[[int], None] = lambda _: None
) -> ChainReport:
    """Walk every chain from its first link and compare it with its kept end.

    Args:
        anchors: Hashes by lane noted down earlier; each must still be in its chain.
        progress: Told how many entries have been checked so far.
    """
    broken: list[BrokenLink] = []
    heads: dict[int, str] = {}
    count = 0
    lanes = {lane.lane: lane for lane in AuditLane.objects.order_by("lane")}
    known = set(lanes) | set(AuditEntry.objects.values_list("lane", flat=True).distinct())
    known |= set(anchors or {})  # a chain that was noted down and is wholly gone
    for number in sorted(known):
        lane = lanes.get(number, AuditLane(lane=number))
        walk = _Walk(lane, (anchors or {}).get(number))
        for row in _entries(number):
            count += 1
            if count % 1000 == 0:
                progress(count)
            if walk.step(row):
                break
        heads[number] = walk.hash
        if found := walk.finish():
            broken.append(found)
    progress(count)
    return ChainReport(entries=count, heads=heads, broken=tuple(broken))


def _entries(lane: int) -> Iterator[AuditEntry]:
    return AuditEntry.objects.filter(lane=lane).order_by("position").iterator(chunk_size=2000)


class _Walk:
    """One chain being checked, link by link."""

    def __init__(self, lane: AuditLane, anchor: str | None) -> None:
        self.lane = lane
        self.anchor = anchor
        self.position = 0
        self.hash = ""
        self.found: BrokenLink | None = None

    def step(self, row: AuditEntry) -> bool:
        """Check one link; true when it is broken."""
        expected = self.position + 1
        if row.position != expected:
            self._break(expected, "an entry is missing here")
        elif row.previous_hash != self.hash:
            self._break(expected, "it does not follow from the entry before it")
        elif row.hash != link_hash(row):
            self._break(expected, "its contents were changed after it was written")
        if self.found:
            return True
        self.position, self.hash = row.position, row.hash
        if self.anchor == row.hash:
            self.anchor = None
        return False

    def finish(self) -> BrokenLink | None:
        """Check the end of the chain against what was kept."""
        if self.found is None and (self.position, self.hash) != (
            self.lane.position,
            self.lane.hash,
        ):
            self._break(self.position + 1, "the chain ends before its kept end: entries were cut")
        if self.found is None and self.anchor:
            self._break(self.position, "the hash noted down earlier is no longer in the chain")
        return self.found

    def _break(self, position: int, why: str) -> None:
        self.found = BrokenLink(self.lane.lane, position, why)


def missing_subjects() -> int:
    """Count entries about a record that the subject index has lost sight of."""
    indexed = AuditSubject.objects.values("entry_id")
    return AuditEntry.objects.exclude(subject_kind="").exclude(pk__in=indexed).count()
