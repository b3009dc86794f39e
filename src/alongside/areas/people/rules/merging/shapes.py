"""The words in which a table says how its rows take part when two records become one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Final

from alongside.engines.sharing import Category

Values = Mapping[str, object]
Allowed = Mapping[str, tuple[object, ...]]
"""What some columns may say for a row to count: all of them have to."""


class Mark(Enum):
    """Stands for a value that is known only when it happens."""

    NOW = "now"
    BY = "by"


class Side(StrEnum):
    """Which of the two records a row came from."""

    KEPT = "kept"
    OTHER = "other"


class Settle(StrEnum):
    """What is done where both records hold what only one row of a person may hold."""

    CHOOSE = "choose"
    REFUSE = "refuse"
    STRICTER = "stricter"
    NEITHER = "neither"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class OneOf:
    """A place in a person's record that one row holds at a time.

    Attributes:
        name: Names the place, such as ``address``.
        title: The place in words, such as ``Where they live now``.
        holds: What columns say while a row holds the place.
        yields: What columns say once it gave way.
        settle: What is done when both records hold it.
        where: Which rows can hold it at all; every row when empty.
        by: There is one such place for each value of these columns.
        says: Columns that are what the row says; alike on both, there is nothing to choose.
        newest: Column by which the newer of two is told.
        until: Column that has to be still to come for a row to hold; empty when none does.
        displaced: Whether a row gives way only because another came, so that it holds again once
            the other has gone. Not so where giving way is somebody's will, as for words.
        many: Whether several rows may hold it side by side.
        refusal: What is said where it is ``REFUSE``.
    """

    name: str
    title: str
    holds: Allowed
    yields: Values = field(default_factory=dict)
    settle: Settle = Settle.CHOOSE
    where: Allowed = field(default_factory=dict)
    by: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    newest: str = "recorded_at"
    until: str = ""
    displaced: bool = False
    many: bool = False
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One column that names a person, and what becomes of its rows.

    Attributes:
        column: Such as ``people.PersonName.person``.
        what: One of its rows in words, such as ``Name``.
        category: What kind of information it is.
        stays: Why rows stay with the key they were written under; empty when they move.
        same: A row alike in all of these stays behind: the other record says it already.
        numbered: Column that counts the person's rows and goes on counting after the join.
        places: Places that one row holds at a time.
        at: Column that says when a row was recorded.
        by: Column that says who recorded it; empty when none does.
        follows: Column that names a row of another table with which it goes; empty when none does.
    """

    column: str
    what: str = ""
    category: Category = Category.IDENTITY
    stays: str = ""
    same: tuple[str, ...] = ()
    numbered: str = ""
    places: tuple[OneOf, ...] = ()
    at: str = "recorded_at"
    by: str = "recorded_by"
    follows: str = ""

    @property
    def model(self) -> str:
        """Such as ``people.PersonName``."""
        return self.column.rpartition(".")[0]

    @property
    def person(self) -> str:
        """The column itself, as a row holds it, such as ``person_id``."""
        name = self.column.rpartition(".")[2]
        return name if name.endswith("_id") else f"{name}_id"

    @property
    def tracked(self) -> tuple[str, ...]:
        """Columns that joining may change, which the ledger therefore keeps."""
        changed = [name for place in self.places for name in (*place.holds, *place.yields)]
        numbered = [self.numbered] if self.numbered else []
        return tuple(dict.fromkeys([self.person, *changed, *numbered]))

    @property
    def read(self) -> tuple[str, ...]:
        """Every column that deciding needs."""
        more = [*self.same, *([self.follows] if self.follows else [])]
        for place in self.places:
            until = [place.until] if place.until else []
            more += [*place.where, *place.by, *place.says, place.newest, *until]
        return tuple(dict.fromkeys([*self.tracked, *more]))


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands.

    Attributes:
        key: Its primary key.
        side: Whose it is.
        values: Its columns.
    """

    key: str
    side: Side
    values: Values


@dataclass(frozen=True, slots=True)
class Change:
    """What one row said before and says after.

    Attributes:
        key: Its primary key.
        side: Whose it was.
        before: Tracked columns as they were.
        after: Tracked columns as they are to be.
    """

    key: str
    side: Side
    before: Values
    after: Values

    @property
    def changes(self) -> bool:
        """Whether it changes anything."""
        return dict(self.before) != dict(self.after)


@dataclass(frozen=True, slots=True)
class Clash:
    """Both records hold a place that one row of a person may hold.

    Attributes:
        name: Names it among all of a join, such as ``need:interpreter``.
        place: Which place.
        kept: The row of the record that stands.
        other: The row of the record that is joined to it.
    """

    name: str
    place: OneOf
    kept: Row
    other: Row

    @property
    def alike(self) -> bool:
        """Whether both say the same, so that there is nothing to choose."""
        said = self.place.says
        return bool(said) and all(self.kept.values[n] == self.other.values[n] for n in said)

    @property
    def newer(self) -> Side:
        """Which of them was written later."""
        kept, other = (row.values[self.place.newest] for row in (self.kept, self.other))
        return Side.OTHER if other > kept else Side.KEPT  # type: ignore[operator]


PERSON: Final = "people.Person"
