"""What one plan changes of another: stays that came, went or moved."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from alongside.engines.scheduling.result import Assignment

COME: Final = "come"
GONE: Final = "gone"
MOVED: Final = "moved"
DETAILS: Final = "details"


@dataclass(frozen=True, slots=True)
class Difference:
    """One stay that is not the same in both.

    Attributes:
        officer: Name.
        before: As it was; ``None`` for one that came.
        after: As it is; ``None`` for one that went.
    """

    officer: str
    before: Assignment | None
    after: Assignment | None

    @property
    def kind(self) -> str:
        """What happened: ``come``, ``gone``, ``moved``, or ``details`` such as hours."""
        if self.before is None:
            return COME
        if self.after is None:
            return GONE
        return DETAILS if _place(self.before) == _place(self.after) else MOVED


def differences(
    before: Collection[Assignment], after: Collection[Assignment]
) -> tuple[Difference, ...]:
    """Answer what changes between two plans, by officer, then by day."""
    found: list[Difference] = []
    for officer in sorted({one.officer for one in (*before, *after)}):
        old = [one for one in before if one.officer == officer and one not in after]
        new = [one for one in after if one.officer == officer and one not in before]
        found += _paired(officer, old, new)
    return tuple(found)


def _paired(officer: str, old: Sequence[Assignment], new: Sequence[Assignment]) -> list[Difference]:
    """Pair each stay that went with the nearest of its kind that came."""
    come = sorted(new, key=lambda one: one.start)
    found = []
    for gone in sorted(old, key=lambda one: one.start):
        alike = [one for one in come if one.kind == gone.kind]
        if not alike:
            found.append(Difference(officer, gone, None))
            continue
        match = min(alike, key=lambda one: (_place(one) != _place(gone), one.start))
        come.remove(match)
        found.append(Difference(officer, gone, match))
    return [*found, *(Difference(officer, None, one) for one in come)]


def _place(one: Assignment) -> tuple[object, ...]:
    return one.service, one.start, one.end
