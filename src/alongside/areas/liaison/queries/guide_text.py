"""The text of a version as it is read: its words, and the law it quotes on a day."""

from dataclasses import dataclass
from datetime import date

from alongside.areas.liaison.rules.law_quotes import KIND, Quoted, quoted
from alongside.foundation.kit.markdown import (
    LongText,
    Mark,
    ReadMark,
    long_text,
    marks_in,
    plain_words,
)


@dataclass(frozen=True, slots=True)
class LawLine:
    """What the law says where a text quotes it.

    Attributes:
        anchor: Where the line stands on the page.
    """

    law: Quoted
    anchor: str


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text ready to place, with the law it quotes.

    Attributes:
        unknown: Names of the law that nobody knows; none in what was saved.
    """

    text: LongText
    law: tuple[LawLine, ...]
    unknown: tuple[str, ...] = ()


def read_text(markdown: str, *, on: date, place: str = "part") -> ReadText:
    """Answer a text with the law as it is on a day.

    Args:
        markdown: As typed.
        on: The day in England.
        place: What its anchors start with, where a page has more than one text.
    """
    names = law_names(markdown)
    found = [(name, quoted(name, on=on)) for name in names]
    return ReadText(
        text=long_text(markdown, marks=_marks(on, place), place=place),
        law=tuple(LawLine(law, _anchor(place, name)) for name, law in found if law),
        unknown=tuple(name for name, law in found if law is None),
    )


def searched_words(markdown: str, *, on: date) -> str:
    """Answer the words of a text alone, with the law in words, for a search."""
    return plain_words(markdown, marks=_marks(on, "part"))


def law_names(markdown: str) -> list[str]:
    """Answer the names of the law that a text quotes."""
    return [name for kind, name in marks_in(markdown) if kind == KIND]


def _marks(on: date, place: str) -> ReadMark:
    def read(kind: str, name: str) -> Mark | None:
        law = quoted(name, on=on) if kind == KIND else None
        return Mark(law.words, f"#{_anchor(place, name)}") if law else None

    return read


def _anchor(place: str, name: str) -> str:
    return f"{place}-law-{name.replace('.', '-')}"
