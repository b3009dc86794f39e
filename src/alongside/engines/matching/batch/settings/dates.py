"""Levels of agreement of a date of birth or an age, by the slips that people make."""

from collections.abc import Collection
from typing import Final

from alongside.engines.matching.batch.settings.level import ELSE, Compared, Level, same, slips

BORN: Final = "born"
"""Eight figures, year month day; a part that is not known is noughts."""


def compared_births(columns: Collection[str]) -> list[Compared]:
    """The comparisons of birth and age that the columns allow."""
    found = []
    if BORN in columns:
        found.append(_born())
    if "age" in columns:
        found.append(_age())
    return found


def _part(side: str, start: int, length: int) -> str:
    return f"substr({BORN}_{side}, {start}, {length})"


def _equal(start: int, length: int) -> str:
    nothing = "0" * length
    known = f"{_part('l', start, length)} <> '{nothing}'"
    return f"({_part('l', start, length)} = {_part('r', start, length)} AND {known})"


def _born() -> Compared:
    year, month, day = _equal(1, 4), _equal(5, 2), _equal(7, 2)
    swapped = (
        f"{year} AND {_part('l', 5, 2)} = {_part('r', 7, 2)} "
        f"AND {_part('l', 7, 2)} = {_part('r', 5, 2)}"
    )
    days = f"abs({BORN}_days_l - {BORN}_days_r)"
    levels = (
        Level(same(BORN), "the same", 0.8),
        Level(swapped, "day and month changed about", 0.02),
        Level(slips(BORN, 1), "one figure out", 0.06),
        Level(
            f"({year} AND {month}) OR ({year} AND {day}) OR ({month} AND {day})",
            "two of day, month and year the same",
            0.03,
        ),
        Level(slips(BORN, 2), "two figures out", 0.02),
        Level(f"{days} <= 45", "within six weeks", 0.01),
        Level(f"{year}", "the same year", 0.01),
        Level(f"{days} <= 400", "about a year apart", 0.01),
        Level(ELSE, "different", 0.04),
    )
    return Compared("born", "date of birth", (BORN, f"{BORN}_days"), levels)


def _age() -> Compared:
    apart = "abs(age_l - age_r)"
    levels = (
        Level(same("age"), "the same", 0.6),
        Level(f"{apart} <= 1", "a year apart", 0.25),
        Level(f"{apart} <= 3", "two or three years apart", 0.08),
        Level(ELSE, "different", 0.07),
    )
    return Compared("age", "age", ("age",), levels)
