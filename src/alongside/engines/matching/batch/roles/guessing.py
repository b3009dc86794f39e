"""Decides each column's role, from its title and its cells, unless the person has said."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from alongside.engines.matching.batch.roles.content import (
    Cells,
    organisations,
    role_of_cells,
    several_words,
)
from alongside.engines.matching.batch.roles.headers import role_of_title
from alongside.engines.matching.batch.roles.role import Assigned, Role
from alongside.kernel.refusal import Refused

LEAST_FILLED: Final = 0.05
LEAST_FILLED_UNTITLED: Final = 0.2
"""Cells alone are trusted only where a fair share of rows hold some."""
AT_MOST: Final[Mapping[Role, int]] = {
    **{role: 1 for role in Role if role not in (Role.RECORD, Role.UNUSED, Role.OTHER)},
    Role.ADDRESS: 4,
    Role.PHONE: 3,
    Role.IDENTIFIER: 4,
    Role.GIVEN_NAME: 2,
    Role.SURNAME: 2,
    Role.EMAIL: 2,
}
"""How many columns of a role are compared; more are left out and said so."""


def guess_roles(
    columns: Mapping[str, Cells], *, mapped: Mapping[str, Role], truth: str = ""
) -> tuple[Assigned, ...]:
    """Say what each column is about.

    Args:
        columns: What is known of each column's cells, by title.
        mapped: The roles a person has set, by title.
        truth: The column that holds the right answer, which is never evidence.
    """
    found = []
    for title, cells in columns.items():
        if title == truth:
            found.append(Assigned(title, Role.RECORD, "the right answer, kept out of the evidence"))
        elif title in mapped:
            found.append(Assigned(title, mapped[title], "as asked"))
        else:
            found.append(_guess(title, cells))
    return _no_more_than_compared(_one_birth(found))


def mapped_roles(asked: Sequence[str], titles: Sequence[str], *, file: str) -> dict[str, Role]:
    """Read ``role=column`` as asked on the command line.

    Raises:
        Refused: ``map.form``, ``map.no_such_role`` or ``map.no_such_column``.
    """
    found: dict[str, Role] = {}
    folded = {title.casefold(): title for title in titles}
    for one in asked:
        name, equals, column = one.partition("=")
        if not equals:
            raise Refused("map.form", f"--map {one!a}: write it as role=column.")
        if name.strip() not in list(Role):
            raise Refused(
                "map.no_such_role",
                f"--map {one!a}: there is no role {name!a}.",
                next_step=f"Choose from {', '.join(Role)}.",
            )
        title = folded.get(column.strip().casefold())
        if title is None:
            raise Refused(
                "map.no_such_column",
                f"--map {one!a}: {file} has no column {column!a}.",
                next_step=f"Its columns are {', '.join(titles)}.",
            )
        found[title] = Role(name.strip())
    return found


def _guess(title: str, cells: Cells) -> Assigned:
    if cells.filled < max(1.0, LEAST_FILLED * cells.rows):
        return Assigned(title, Role.UNUSED, "almost always empty")
    named = role_of_title(title)
    if named is None or named is Role.RECORD:
        return _by_cells(title, cells, named)
    if named is Role.FULL_NAME:
        return _a_name(title, cells)
    return Assigned(title, named, "its title")


def _by_cells(title: str, cells: Cells, named: Role | None) -> Assigned:
    if named is Role.RECORD:
        return Assigned(title, Role.RECORD, "its title: a record's own number or source")
    shown = role_of_cells(cells)
    if shown is not None and cells.filled >= LEAST_FILLED_UNTITLED * cells.rows:
        return Assigned(title, shown, "its cells")
    if cells.one_per_row:
        return Assigned(title, Role.RECORD, "different in every row, as a record's number is")
    return Assigned(title, Role.UNUSED, "neither its title nor its cells say what it is")


def _a_name(title: str, cells: Cells) -> Assigned:
    if organisations(cells):
        return Assigned(title, Role.ORGANISATION, "its title and cells")
    if several_words(cells):
        return Assigned(title, Role.FULL_NAME, "its title and cells")
    shown = role_of_cells(cells)
    single = shown if shown in (Role.GIVEN_NAME, Role.SURNAME) else Role.FULL_NAME
    return Assigned(title, single, "its title and cells")


def _one_birth(found: Sequence[Assigned]) -> list[Assigned]:
    """A date guessed from cells gives way to one known by its title."""
    titled = any(
        one.role in (Role.DATE_OF_BIRTH, Role.BIRTH_YEAR) and one.why != "its cells"
        for one in found
    )
    return [
        replace(one, role=Role.UNUSED, why="a date, but another is the date of birth")
        if titled and one.role is Role.DATE_OF_BIRTH and one.why == "its cells"
        else one
        for one in found
    ]


def _no_more_than_compared(found: Sequence[Assigned]) -> tuple[Assigned, ...]:
    counted: Counter[Role] = Counter()
    kept: dict[str, Assigned] = {}
    # What a person asked for comes before what was guessed.
    for one in sorted(found, key=lambda one: one.why != "as asked"):
        counted[one.role] += 1
        most = AT_MOST.get(one.role)
        if most is not None and counted[one.role] > most:
            one = replace(
                one, role=Role.UNUSED, why=f"another column is the {one.role.replace('_', ' ')}"
            )
        kept[one.column] = one
    return tuple(kept[one.column] for one in found)
