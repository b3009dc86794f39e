"""A table as read from a file, asked for by column; every refusal names file, row and column."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from alongside.engines.evaluation.measures import at_risk_amount, whole_number
from alongside.kernel.refusal import Refused

HIDDEN = ("*", "**", "c", "[c]", "[low]", "low", "suppressed", "~")
MISSING = ("", "-", "–", "..", ":", "na", "n/a", "nan", "null", "none")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a file as they were written.

    Attributes:
        name: The file's name, without its folder.
        titles: The columns.
        numbers: Which row of the file each row was; titles are row 1.
        cells: ``cells[row][column]``.
    """

    name: str
    titles: tuple[str, ...]
    numbers: tuple[int, ...]
    cells: tuple[tuple[object, ...], ...]

    def __len__(self) -> int:
        return len(self.cells)

    def at(self, title: str) -> int:
        """Where a column is, whatever its capitals.

        Raises:
            Refused: ``table.no_such_column``, naming those there are.
        """
        folded = [known.casefold() for known in self.titles]
        wanted = title.strip().casefold()
        if wanted in folded:
            return folded.index(wanted)
        near = get_close_matches(wanted, folded, n=1)
        if near:
            guess = f"Did you mean {self.titles[folded.index(near[0])]!a}?"
        else:
            guess = f"Its columns are {', '.join(self.titles)}."
        raise Refused(
            "table.no_such_column",
            f"{self.name}: row 1 has no column {title!a}.",
            next_step=guess,
        )

    def has(self, title: str) -> bool:
        """Say whether there is such a column."""
        return title.strip().casefold() in [known.casefold() for known in self.titles]

    def raw(self, title: str) -> list[object]:
        """A column as it was written."""
        place = self.at(title)
        return [row[place] for row in self.cells]

    def words(self, title: str) -> list[str]:
        """A column as words; a blank cell is an empty string."""
        return [as_words(cell) for cell in self.raw(title)]

    def labels(self, title: str) -> list[str]:
        """A column as words, none blank.

        Raises:
            Refused: ``table.blank``.
        """
        words = self.words(title)
        for row, word in enumerate(words):
            if not word:
                raise self.wrong(row, title, "is blank", code="table.blank")
        return words

    def numbers_of(self, title: str) -> list[float]:
        """A column of numbers, none missing.

        Raises:
            Refused: ``table.not_a_number`` or ``table.blank``.
        """
        return [self._number(row, title, cell) for row, cell in enumerate(self.raw(title))]

    def counts(self, title: str) -> list[int]:
        """A column of counts.

        Raises:
            Refused: ``measure.not_a_count``: a rate is not a count.
        """
        numbers = self.numbers_of(title)
        return [
            whole_number(number, name=self.where(row, title)) for row, number in enumerate(numbers)
        ]

    def amounts(self, title: str) -> list[float]:
        """A column of numbers at risk, each more than nought.

        Raises:
            Refused: ``measure.not_a_population``.
        """
        numbers = self.numbers_of(title)
        return [
            at_risk_amount(number, name=self.where(row, title))
            for row, number in enumerate(numbers)
        ]

    def where(self, row: int, title: str) -> str:
        """Name a cell: file, row and column."""
        return f"{self.name}: row {self.numbers[row]}, column {title!a}"

    def wrong(self, row: int, title: str, why: str, *, code: str, next_step: str = "") -> Refused:
        """A refusal that names a cell."""
        return Refused(code, f"{self.where(row, title)}: {why}.", next_step=next_step)

    def _number(self, row: int, title: str, cell: object) -> float:
        number = as_number(cell)
        if number is not None:
            return number
        words = as_words(cell)
        code, why, step = _why_not(words)
        raise self.wrong(row, title, why, code=code, next_step=step)


def _why_not(words: str) -> tuple[str, str, str]:
    """Why a cell is no number: the code, the reason and what to do."""
    if words.casefold() in HIDDEN or words.startswith(("<", "≤")):
        return (
            "table.suppressed",
            f"{words[:40]!a} hides a small number; a method cannot guess it",
            "Ask for the number, or add places or periods together before it is hidden.",
        )
    if words.casefold() in MISSING:
        return (
            "table.blank",
            "is blank",
            "Write 0 if nothing happened; leave the row out if it is not known.",
        )
    if as_number(words.rstrip("% ")) is not None:
        return (
            "table.not_a_number",
            f"{words[:40]!a} is a percentage, not a number",
            "Give how many, and out of how many, in columns of their own.",
        )
    return (
        "table.not_a_number",
        f"{words[:40]!a} is not a number",
        "Write it in figures, with nothing else in the cell.",
    )


def table_of(columns: Mapping[str, Sequence[object]], *, name: str = "table") -> Table:
    """Make a table of columns already in hand.

    Raises:
        Refused: ``table.uneven`` when the columns differ in length.
    """
    lengths = {len(values) for values in columns.values()}
    if len(lengths) > 1:
        raise Refused("table.uneven", f"{name}: its columns differ in length.")
    cells = tuple(zip(*columns.values(), strict=True))
    return Table(name, tuple(columns), tuple(range(2, len(cells) + 2)), cells)


def as_words(cell: object) -> str:
    """A cell as words."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def as_number(cell: object) -> float | None:
    """A cell as a number; ``None`` when it is not one.

    A comma between groups of three figures is read as the mark of thousands.
    """
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return float(cell) if math.isfinite(cell) else None
    text = as_words(cell).replace("−", "-").replace("\u00a0", "")
    whole = text.lstrip("-").partition(".")[0]
    if "," in whole:
        groups = whole.split(",")
        if not all(len(group) == 3 for group in groups[1:]) or not 1 <= len(groups[0]) <= 3:
            return None
        text = text.replace(",", "")
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
