"""Reads a custody list as a table of words: who is there, and why a row cannot be taken."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from alongside.areas.diversion.rules import typed_cells as cells
from alongside.areas.diversion.rules.typed_cells import CannotRead
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

MOST_ROWS: Final = 300
LONGEST: Final = 80
DELIMITERS: Final = ("\t", ";", "|", ",")

TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name", "detainee", "detained person", "full name", "dp name", "person"),
    "given": ("first name", "forename", "forenames", "first names", "given name", "given"),
    "family": ("surname", "family name", "last name", "family"),
    "born_on": ("date of birth", "dob", "born", "birth date", "d o b", "born on"),
    "sex": ("sex", "gender"),
    "custody_reference": (
        "custody number",
        "custody record",
        "custody record number",
        "custody reference",
        "record number",
        "reference",
        "custody no",
        "cr number",
        "cr no",
    ),
    "arrived_at": ("arrived", "arrival", "booked in", "arrived at", "time in", "detained at"),
    "offence": ("offence", "reason for arrest", "arrested for", "offences", "reason"),
}
"""What a column may be, and the titles that say so."""

FACTS: Final = tuple(TITLES)
USUAL_ORDER: Final = ("name", "born_on", "custody_reference", "arrived_at", "offence")
"""How columns without titles are read."""
FACT_WORDS: Final[Mapping[str, str]] = {
    "name": "Name",
    "given": "First name",
    "family": "Family name",
    "born_on": "Date of birth",
    "sex": "Sex",
    "custody_reference": "Custody number",
    "arrived_at": "Arrived",
    "offence": "Offence",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken.

    Attributes:
        row: Its number; the titles, where there are any, are row 1.
        column: Which column, in words.
        reason: What is wrong, and how to write it. Never repeats what the row says.
    """

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """Somebody a list says is in custody.

    Attributes:
        number: Of the row.
        given: First names; may be empty.
        family: Family name; may be empty.
        born_on: Date of birth, when it says.
        sex: Person stated gender code.
        custody_reference: Number of the custody record; may be empty.
        arrived_at: When they were booked in, when it says.
        offence: What for, in the list's words; may be empty.
    """

    number: int
    given: str = ""
    family: str = ""
    born_on: date | None = None
    sex: str = "X"
    custody_reference: str = ""
    arrived_at: datetime | None = None
    offence: str = ""

    @property
    def name(self) -> str:
        """The name as it is said."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a list.

    Attributes:
        rows: Those that can be taken.
        problems: Why others cannot.
        columns: Title of the column each fact was read from.
        unused: Titles nothing was read from.
    """

    rows: tuple[ReadRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()


def split_pasted(text: str) -> list[tuple[str, ...]]:
    """Part pasted words into rows of cells, by tabs, semicolons, bars or commas.

    Where a name is written with a comma, the table has to come with tabs, as it does from a
    spreadsheet, or with the name in quotes.

    Raises:
        Refused: ``list.empty`` or ``list.not_a_table``.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise Refused("list.empty", "Nothing was pasted.", field="pasted")
    outside = "".join(lines[0].split('"')[::2])
    delimiter = max(DELIMITERS, key=outside.count)
    try:
        return [
            tuple(row) for row in csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter)
        ]
    except csv.Error:
        raise Refused(
            "list.not_a_table",
            "That is not a table.",
            next_step="Copy the rows from a spreadsheet, or part the columns with tabs.",
            field="pasted",
        ) from None


def alike(text: str) -> str:
    """Put words so that capitals, spaces and marks make no difference."""
    return " ".join(re.sub(r"[\W_]+", " ", text).casefold().split())


def has_titles(first: Sequence[str]) -> bool:
    """Answer whether a first row is titles: at least two of them are known."""
    known = {alike(title) for titles in TITLES.values() for title in titles} | set(FACTS)
    return sum(alike(cell) in known for cell in first) >= 2


def read_pasted(text: str, *, now: datetime) -> Reading:
    """Read what was pasted, with titles or without.

    Raises:
        Refused: ``list.…``: it is not a table, or too long, or has no column of names.
    """
    table = split_pasted(text)
    if has_titles(table[0]):
        return read_table(table[0], enumerate(table[1:], start=2), now=now)
    titles = [FACT_WORDS[fact] for fact in USUAL_ORDER][: max(len(row) for row in table)]
    return read_table(titles, enumerate(table, start=1), now=now)


def read_table(
    titles: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    *,
    now: datetime,
    told: Mapping[str, str] | None = None,
) -> Reading:
    """Read the rows of a table.

    Args:
        titles: Of its columns.
        rows: Number and cells of each.
        now: The instant the list is of.
        told: Title of the column that holds each fact, where somebody said so.

    Raises:
        Refused: ``list.columns`` or ``list.too_long``.
    """
    at = lay_out(titles, told or {})
    good: list[ReadRow] = []
    problems: list[Problem] = []
    references: set[str] = set()
    for count, (number, row) in enumerate((n, r) for n, r in rows if any(c.strip() for c in r)):
        if count >= MOST_ROWS:
            raise Refused(
                "list.too_long",
                f"A custody list has at most {MOST_ROWS} rows.",
                next_step="Take it in parts.",
                field="pasted",
            )
        read, wrong = _read_row(number, row, at, now)
        if not wrong and read.custody_reference and read.custody_reference in references:
            wrong = [
                Problem(
                    number,
                    FACT_WORDS["custody_reference"],
                    "An earlier row has the same custody number.",
                )
            ]
        references.add(read.custody_reference)
        problems += wrong
        if not wrong:
            good.append(read)
    used = set(at.values())
    return Reading(
        rows=tuple(good),
        problems=tuple(problems),
        columns={fact: titles[place] for fact, place in at.items()},
        unused=tuple(t for place, t in enumerate(titles) if t.strip() and place not in used),
    )


def lay_out(titles: Sequence[str], told: Mapping[str, str]) -> dict[str, int]:
    """Find the column of each fact: where somebody said so, otherwise by its title.

    Raises:
        Refused: ``list.columns``: a column that was named, or any with names, is not there.
    """
    places = {alike(title): place for place, title in reversed(list(enumerate(titles)))}
    at: dict[str, int] = {}
    for fact, title in told.items():
        if alike(title) not in places:
            raise Refused("list.columns", f"No column has the title {title!a}.", field="pasted")
        at[fact] = places[alike(title)]
    for fact, known in TITLES.items():
        for title in (fact, *known):
            place = places.get(alike(title))
            if fact not in at and place is not None and place not in at.values():
                at[fact] = place
    if not {"name", "given", "family"} & set(at):
        raise Refused(
            "list.columns",
            "No column has names.",
            next_step="Give a column the title Name, or First name and Family name.",
            field="pasted",
        )
    return at


def _read_row(
    number: int, row: Sequence[str], at: Mapping[str, int], now: datetime
) -> tuple[ReadRow, list[Problem]]:
    read: dict[str, object] = {}
    problems: list[Problem] = []
    for fact, place in at.items():
        cell = row[place] if place < len(row) else ""
        try:
            read |= dict(_facts(fact, cell, now))
        except CannotRead as why:
            problems.append(Problem(number, FACT_WORDS[fact], str(why)))
    made = ReadRow(number, **read)  # type: ignore[arg-type]
    names_wrong = any(
        problem.column in (FACT_WORDS["name"], FACT_WORDS["given"], FACT_WORDS["family"])
        for problem in problems
    )
    if not made.name and not names_wrong:
        problems.append(Problem(number, FACT_WORDS["name"], "There is no name."))
    return made, problems


READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "given": cells.one_name,
    "family": cells.one_name,
    "sex": cells.sex,
    "custody_reference": cells.plain,
    "offence": cells.plain,
}


def _facts(fact: str, cell: str, now: datetime) -> Iterator[tuple[str, object]]:
    if len(cell) > LONGEST and fact != "offence":
        raise CannotRead(f"It is longer than {LONGEST} characters.")
    if fact == "name":
        given, family = cells.both_names(cell)
        yield from (("given", given), ("family", family))
    elif fact == "born_on":
        yield fact, cells.day(cell, local_date(now))
    elif fact == "arrived_at":
        yield fact, cells.moment(cell, now)
    else:
        yield fact, READERS[fact](cell)
