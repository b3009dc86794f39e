"""What a column's cells say of its role, by shape and by the commonest words of each kind."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from alongside.engines.matching.batch.roles.familiar import (
    FAMILY_NAMES,
    GIVEN_NAMES,
    ORGANISATION_WORDS,
    STREET_WORDS,
    TOWNS,
)
from alongside.engines.matching.batch.roles.role import Role

MISSING: Final = frozenset(
    (
        "",
        "-",
        "--",
        "?",
        ".",
        "n/a",
        "nan",
        "null",
        "none",
        "unknown",
        "not known",
        "nk",
        "<na>",
        "missing",
        "not stated",
        "not given",
    )
)
"""Ways of writing nothing, in small letters; NA counts in capitals only, as it is also a name."""
SEXES: Final = frozenset(("m", "f", "male", "female", "man", "woman", "u", "x", "other"))

_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_POSTCODE: Final = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
_DATE: Final = re.compile(
    r"(18|19|20)\d\d[-/.]?[01]\d[-/.]?[0-3]\d([T ]00:00.*)?"
    r"|[0-3]?\d[-/. ][01]?\d[-/. ](18|19|20)?\d\d"
    r"|[0-3]?\d[- ][A-Za-z]{3,9}[- ](18|19|20)?\d\d"
)
_PHONE: Final = re.compile(r"(\+?44|0|\(0)[\d\s()-]{8,14}")
_NUMBERED: Final = re.compile(r"(flat|apt|unit)?\s*\d+[a-z]?,?\s+[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cells:
    """What is known of a column's cells.

    Attributes:
        seen: Values that are not missing, at most a few thousand, as written.
        rows: How many rows the file has.
        filled: How many of them hold something.
        distinct: How many different values they hold.
    """

    seen: tuple[str, ...]
    rows: int
    filled: int
    distinct: int

    @property
    def one_per_row(self) -> bool:
        """Whether every row has a value of its own, as a record's number has."""
        return self.rows > 1 and self.filled == self.rows and self.distinct == self.rows

    def share(self, holds: Callable[[str], object]) -> float:
        """The share of what was seen that holds."""
        return sum(1 for value in self.seen if holds(value)) / len(self.seen) if self.seen else 0.0


def is_missing(value: str | None) -> bool:
    """Whether a cell says nothing."""
    return value is None or value.strip() == "NA" or value.strip().casefold() in MISSING


def whole_nhs_number(value: str) -> bool:
    """Whether ten figures pass the NHS number's check (modulus 11).

    Source: NHS Data Dictionary, NHS NUMBER.
    """
    figures = [int(c) for c in value if c.isdigit()]
    if len(figures) != 10 or any(c.isalpha() for c in value):
        return False
    check = 11 - sum(f * w for f, w in zip(figures, range(10, 1, -1), strict=False)) % 11
    return figures[9] == (0 if check == 11 else check)


def role_of_cells(cells: Cells) -> Role | None:
    """The role the cells show plainly; ``None`` where they do not.

    A column is never taken for evidence because it merely differs from row to row.
    """
    if not cells.seen:
        return None
    for role, least, holds in _SHAPES:
        if cells.share(holds) >= least:
            return role
    return _of_words(cells)


def organisations(cells: Cells) -> bool:
    """Whether names look like those of organisations rather than people."""
    return cells.share(lambda value: bool(_words(value) & ORGANISATION_WORDS)) > 0.15


def several_words(cells: Cells) -> bool:
    """Whether most values are of two words or more."""
    return cells.share(lambda value: len(value.split()) > 1) > 0.5


def _of_words(cells: Cells) -> Role | None:
    given = cells.share(lambda value: bool(_words(value) & GIVEN_NAMES))
    family = cells.share(lambda value: bool(_words(value) & FAMILY_NAMES))
    town = cells.share(lambda value: value.strip().casefold() in TOWNS)
    best: Sequence[tuple[float, Role]] = ((given, Role.GIVEN_NAME), (family, Role.SURNAME))
    if several_words(cells) and min(given, family) > 0.08 and given + family > 0.3:
        return Role.FULL_NAME
    share, role = max((*best, (town, Role.TOWN)), key=lambda one: one[0])
    return role if share > 0.15 else None


def _words(value: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", value.casefold()))


def _street(value: str) -> bool:
    return bool(_words(value) & STREET_WORDS)


_SHAPES: Final[tuple[tuple[Role, float, Callable[[str], object]], ...]] = (
    (Role.EMAIL, 0.7, lambda v: _EMAIL.fullmatch(v.strip())),
    (Role.POSTCODE, 0.7, lambda v: _POSTCODE.fullmatch(v.strip())),
    (Role.IDENTIFIER, 0.8, whole_nhs_number),
    (Role.PHONE, 0.7, lambda v: _PHONE.fullmatch(v.strip())),
    (Role.DATE_OF_BIRTH, 0.8, lambda v: _DATE.fullmatch(v.strip())),
    (Role.SEX, 0.95, lambda v: v.strip().casefold() in SEXES),
    (Role.ADDRESS, 0.4, lambda v: _NUMBERED.match(v.strip()) and _street(v)),
    (Role.ADDRESS, 0.7, _street),
)
