"""What a code list is: codes with words, dates in force and a source."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Evidence(StrEnum):
    """How sure we are of a code or a list."""

    FOUND = "found"
    KNOWN = "known"
    UNCERTAIN = "uncertain"
    OURS = "ours"


class ReferenceLookupError(KeyError):
    """Asked for a code, list or mapping that is not there.

    Its message is one plain sentence, so ``str()`` shows it without quotes.
    """

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class UnknownSystem(ReferenceLookupError):
    """There is no code list of that name."""


class UnknownCode(ReferenceLookupError):
    """The list holds no such code, in force or retired."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One code.

    Attributes:
        code: As the source writes it; never renumbered.
        display: What a screen shows, in our words.
        valid_from: First day in force, or ``None`` where no start is recorded.
        valid_to: First day no longer in force, or ``None`` while it is.
        group: Heading it belongs under; may be empty.
        source: Where this one code comes from, if not where the list does.
        evidence: How sure we are of it.
        note: What a user of the code has to know; may be empty.
    """

    code: str
    display: str
    evidence: Evidence
    valid_from: date | None = None
    valid_to: date | None = None
    group: str = ""
    source: str = ""
    note: str = ""

    def in_force(self, on: date) -> bool:
        """Say whether the code may be used for an event on a day."""
        started = self.valid_from is None or self.valid_from <= on
        return started and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class CodeList:
    """One code system, or the part of it we hold.

    Attributes:
        system: Its name here, such as ``ethnic_category``.
        title: Its name for readers.
        source: Where it comes from, in words.
        address: Link to the source; may be empty.
        checked_on: When it was last compared with the source.
        evidence: How sure we are of it as a whole.
        complete: Whether this is the whole list or only the codes we need.
        note: What a user of the list has to know; may be empty.
        entries: The codes, in the order a screen offers them.
    """

    system: str
    title: str
    source: str
    checked_on: date
    evidence: Evidence
    complete: bool
    entries: tuple[Entry, ...]
    address: str = ""
    note: str = ""
    _by_code: MappingProxyType[str, Entry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = MappingProxyType({entry.code: entry for entry in self.entries})
        object.__setattr__(self, "_by_code", by_code)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def on(self, day: date) -> "CodeList":
        """Give the same list with only the codes in force on a day."""
        return replace(self, entries=tuple(e for e in self.entries if e.in_force(day)))

    def in_group(self, group: str) -> "CodeList":
        """Give the same list with only the codes under one heading."""
        return replace(self, entries=tuple(e for e in self.entries if e.group == group))

    def find(self, code: str) -> Entry:
        """Give the entry of a code, in force or retired.

        Raises:
            UnknownCode: The list does not hold it.
        """
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownCode(f"{self.title} has no code {code!r}.") from None

    def display(self, code: str) -> str:
        """Give the words of a code, in force or retired.

        Raises:
            UnknownCode: The list does not hold it.
        """
        return self.find(code).display

    def choices(self) -> tuple[tuple[str, str], ...]:
        """Give code and words in order, ready for a form field."""
        return tuple((entry.code, entry.display) for entry in self.entries)

    def groups(self) -> tuple[str, ...]:
        """Give the headings in order, each once."""
        return tuple(dict.fromkeys(entry.group for entry in self.entries if entry.group))
