"""What is missing from the data set, or cannot be right, and what to do about each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alongside.areas.diversion.rules.mds import Item, Mds, Row, Shape

MISSING, INVALID = "missing", "not valid"
WHEN: Final[Mapping[str, Callable[[Row], bool]]] = {
    "always": lambda row: True,
    "custody": lambda row: row["setting"] == "custody",
    "screened": lambda row: row["screened_at"] is not None,
    "accepted": lambda row: row["offer"] == "accepted" and row["closed_at"] is not None,
    "assessed": lambda row: row["assessed_at"] is not None,
    "closed": lambda row: row["closed_at"] is not None,
}
"""When an item ought to be there."""
ORDER: Final = ("screened_at", "offered_at", "assessed_at", "closed_at")
BEFORE_NOTICED: Final = "It comes before they were noticed: correct one of the two times."
NOT_IN_LIST: Final = "It is not in the code list: correct the entry it comes from."


@dataclass(frozen=True, slots=True)
class Issue:
    """What is wrong with one item of one episode.

    Attributes:
        item: Its name.
        what: ``missing`` or ``not valid``.
        fix: What to do.
    """

    item: str
    what: str
    fix: str


@dataclass(frozen=True, slots=True)
class QualityLine:
    """One item over all episodes.

    Attributes:
        item: The item.
        missing: How many lack it.
        invalid: How many hold what cannot be right.
        of: How many ought to hold it.
        fix: What to do.
    """

    item: Item
    missing: int
    invalid: int
    of: int
    fix: str


def issues_of(row: Row, spec: Mds) -> list[Issue]:
    """Answer what is wrong with one row."""
    found = []
    for item in spec.items:
        if item.needed and WHEN[item.needed](row) and is_missing(row, item):
            found.append(Issue(item.name, MISSING, item.fix))
        elif not _is_valid(row, item):
            found.append(Issue(item.name, INVALID, NOT_IN_LIST))
    noticed = row["first_seen_at"]
    for name in ORDER:
        at = row[name]
        if isinstance(at, datetime) and isinstance(noticed, datetime) and at < noticed:
            found.append(Issue(name, INVALID, BEFORE_NOTICED))
    return found


def is_missing(row: Row, item: Item) -> bool:
    """Say whether an item holds nothing."""
    return row[item.name] in (None, "", ())


def _is_valid(row: Row, item: Item) -> bool:
    value = row[item.name]
    if item.shape is Shape.CODE and isinstance(value, str):
        return not value or value in item.codes
    if item.shape is Shape.CODES and isinstance(value, tuple):
        return set(value) <= set(item.codes)
    return True


class Quality:
    """Adds up what is wrong, row after row, and keeps no row."""

    def __init__(self, spec: Mds) -> None:
        self.spec = spec
        self.rows = 0
        self._of = dict.fromkeys((one.name for one in spec.items), 0)
        self._counts: dict[tuple[str, str], int] = {}
        self._fixes: dict[tuple[str, str], str] = {}

    def add(self, row: Row) -> list[Issue]:
        """Add a row, and answer what is wrong with it."""
        self.rows += 1
        for item in self.spec.items:
            self._of[item.name] += not item.needed or WHEN[item.needed](row)
        found = issues_of(row, self.spec)
        for one in found:
            key = (one.item, one.what)
            self._counts[key] = self._counts.get(key, 0) + 1
            self._fixes.setdefault(key, one.fix)
        return found

    def lines(self) -> tuple[QualityLine, ...]:
        """Answer the items something is wrong with, most first."""
        wrong = {name for name, _ in self._counts}
        found = (self._line(one) for one in self.spec.items if one.name in wrong)
        return tuple(sorted(found, key=lambda one: -(one.missing + one.invalid)))

    def _line(self, item: Item) -> QualityLine:
        missing = self._counts.get((item.name, MISSING), 0)
        invalid = self._counts.get((item.name, INVALID), 0)
        what = MISSING if missing else INVALID
        fix = self._fixes[item.name, what]
        return QualityLine(item, missing, invalid, self._of[item.name], fix)
