"""The few shapes a record sheet is made of, the same on the page and in the file."""

from dataclasses import dataclass, field

NOT_RECORDED = "Not recorded"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a sheet: pairs, then a table, then plain lines; any of them may be empty."""

    title: str
    pairs: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetContents:
    """A record sheet in words.

    Attributes:
        title: Such as ``Record of being held under section 136``.
        who: The person, as they are known.
        sections: In the order of the sheet.
        notes: Corrections, numbered from 1 as the table refers to them.
        signing: Whose signatures the sheet has room for.
        printed: Who printed it, and when.
    """

    title: str
    who: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    signing: tuple[str, ...]
    printed: str
    reference: str = field(default="")
