"""What reads the cells of a row, and how a row that cannot be taken is explained."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from alongside.exchange.spreadsheets import cells
from alongside.exchange.spreadsheets.cells import CannotRead
from alongside.exchange.spreadsheets.column_map import Column
from alongside.exchange.spreadsheets.fields import Shape
from alongside.exchange.spreadsheets.sheet import Cell
from alongside.foundation.reference import check_ethnic_category

Facts = dict[str, object]
Reader = Callable[[tuple[Cell, ...]], object]
WHOLE_ROW: Final = "the whole row"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one row cannot be taken. Never repeats what the row says.

    Attributes:
        row: Its number, as a spreadsheet shows it.
        column: The title of the column, or ``the whole row``.
        reason: What is wrong, in words.
    """

    row: int
    column: str
    reason: str


def reader_of(column: Column) -> Reader:
    """Answer what reads the cells of a column, settled once for the whole file."""
    fact, codes = column.field, column.codes
    readers: dict[Shape, Reader] = {
        Shape.WORDS: lambda given: _short(cells.words(given[0]), fact.longest),
        Shape.INSTANT: cells.instant,
        Shape.DAY: lambda given: cells.day(given[0]),
        Shape.AGE: lambda given: cells.ages(given[0], most=fact.longest),
        Shape.NUMBER: lambda given: cells.whole_number(given[0], most=fact.longest),
        Shape.YES_NO: lambda given: cells.yes_no(given[0]),
        Shape.CODE: lambda given: cells.code(given[0], codes),
        Shape.CODES: lambda given: cells.several(given[0], codes),
    }
    if fact.system == "ethnicity":
        return lambda given: _ethnicity(given[0], codes)
    if fact.shape in (Shape.CODE, Shape.CODES):
        return _remembering(readers[fact.shape])
    return readers[fact.shape]


def _remembering(read: Reader) -> Reader:
    """Read each way of writing a code once: a file says the same few words many times."""
    known: dict[Cell, object] = {}

    def read_once(given: tuple[Cell, ...]) -> object:
        cell = given[0]
        if cell in known:
            return known[cell]
        answer = read(given)
        if isinstance(cell, str):
            known[cell] = answer
        return answer

    return read_once


def _short(text: str, longest: int) -> str:
    if len(text) > longest:
        raise CannotRead(f"It is longer than {longest} characters.")
    return text


def _ethnicity(cell: Cell, codes: Mapping[str, str]) -> str:
    """A code of the list, its words, or a national code with a local second character."""
    try:
        return cells.code(cell, codes)
    except CannotRead:
        local = check_ethnic_category(cells.words(cell))
        if local.value is None:
            raise
        return local.value
