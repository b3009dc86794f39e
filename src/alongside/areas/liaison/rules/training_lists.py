"""Lists of who came: which column says who, and which account each row is of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from alongside.kernel.refusal import Refused

COLUMNS: Final[Mapping[str, str]] = {
    "reference": "reference",
    "collar number": "reference",
    "staff number": "reference",
    "number": "reference",
    "sign-in name": "sign_in_name",
    "sign in name": "sign_in_name",
    "sign_in_name": "sign_in_name",
    "username": "sign_in_name",
}
"""What each title of a column says of somebody, in small letters."""
MOST_ROWS: Final = 1000
LONGEST: Final = 120
Row = tuple[int, Sequence[object], str]
"""Its number as a spreadsheet shows it, its cells, and why it cannot be read."""


@dataclass(frozen=True, slots=True)
class Known:
    """An account that a row may be of.

    Attributes:
        user_id: Which.
        name: As colleagues know them.
        sign_in_name: As they sign in.
        reference: A collar or staff number; may be empty.
    """

    user_id: UUID
    name: str
    sign_in_name: str
    reference: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """What was made of one row.

    Attributes:
        number: As a spreadsheet shows it.
        found: Whose row it is; ``None`` where nobody was found.
        says: What is wrong with it, or that it is taken, in words.
    """

    number: int
    found: Known | None
    says: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was made of every row of a list.

    Attributes:
        rows: In their order.
    """

    rows: tuple[ListRow, ...]

    @property
    def wrong(self) -> tuple[ListRow, ...]:
        """The rows that cannot be taken; with any of them the whole list is not."""
        return tuple(row for row in self.rows if row.found is None)

    @property
    def users(self) -> tuple[UUID, ...]:
        """Everybody found, once each, in order."""
        return tuple(dict.fromkeys(row.found.user_id for row in self.rows if row.found))


class ListNotTaken(Refused):
    """A list with rows that cannot be taken. Nothing of it was kept.

    Attributes:
        report: What was made of every row.
    """

    def __init__(self, report: Report) -> None:
        wrong = len(report.wrong)
        rows = "1 row" if wrong == 1 else f"{wrong} rows"
        super().__init__(
            "list.rows",
            f"{rows} of {len(report.rows)} cannot be taken, so nothing was saved.",
            next_step="Put the list right and send it again.",
            field="file",
        )
        self.report = report


def read_list(titles: Sequence[str], rows: Iterable[Row], known: Iterable[Known]) -> Report:
    """Say whose each row is.

    Args:
        titles: Of the columns.
        rows: Below them.
        known: Every account there is.

    Raises:
        Refused: ``list.no_column``, ``list.empty`` or ``list.too_long``.
    """
    column, kind = _column(titles)
    by_word = _by_word(known, kind)
    read: list[ListRow] = []
    seen: set[UUID] = set()
    for number, cells, wrong in rows:
        if len(read) >= MOST_ROWS:
            raise Refused("list.too_long", "A list has 1,000 rows at most.", field="file")
        row = _row(number, cells[column] if not wrong else "", wrong, by_word)
        if row.found is not None and row.found.user_id in seen:
            row = ListRow(number, row.found, "There twice: taken once.")
        elif row.found is not None:
            seen.add(row.found.user_id)
        read.append(row)
    if not read:
        raise Refused("list.empty", "There is nobody on the list.", field="file")
    return Report(tuple(read))


def others_named(lines: Sequence[str], known: Iterable[Known]) -> list[UUID]:
    """Answer whose these sign-in names are.

    Raises:
        Refused: ``list.others``, naming the first line that is nobody's.
    """
    if not lines:
        return []
    rows = ((number, (line,), "") for number, line in enumerate(lines, 1))
    report = read_list(("sign-in name",), rows, known)
    for wrong in report.wrong:
        says = f"Line {wrong.number}: {wrong.says}"
        raise Refused("list.others", says, next_step="Write sign-in names.", field="others")
    return list(report.users)


def _column(titles: Sequence[str]) -> tuple[int, str]:
    for place, title in enumerate(titles):
        kind = COLUMNS.get(" ".join(title.split()).casefold())
        if kind:
            return place, kind
    raise Refused(
        "list.no_column",
        "No column says who came.",
        next_step="Give one the title “Reference” (collar or staff number) or “Sign-in name”.",
        field="file",
    )


def _by_word(known: Iterable[Known], kind: str) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    for one in known:
        word = getattr(one, kind).casefold()
        if word:
            found.setdefault(word, []).append(one)
    return found


def _row(number: int, cell: object, wrong: str, by_word: Mapping[str, list[Known]]) -> ListRow:
    if wrong:
        return ListRow(number, None, wrong)
    word = _word(cell)
    if not word:
        return ListRow(number, None, "The cell is empty.")
    found = by_word.get(word, [])
    if not found:
        return ListRow(number, None, "No account here has that.")
    if len(found) > 1:
        return ListRow(number, None, "More than one account has that: use sign-in names.")
    return ListRow(number, found[0], "Taken.")


def _word(cell: object) -> str:
    """Put a cell as somebody would type it: a whole number without its point."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str("" if cell is None else cell).split())[:LONGEST].casefold()
