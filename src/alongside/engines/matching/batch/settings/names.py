"""Levels of agreement of names: spelt the same, nearly, as a nickname, or changed about."""

from collections.abc import Collection
from typing import Final

from alongside.engines.matching.batch.settings.level import (
    ELSE,
    Compared,
    Level,
    alike,
    same,
    slips,
)

SHORT_FORM: Final = (
    "given_name_root_l = given_name_root_r OR given_name_root2_l = given_name_root_r "
    "OR given_name_root_l = given_name_root2_r OR given_name_root2_l = given_name_root2_r"
)


def compared_names(columns: Collection[str]) -> list[Compared]:
    """The comparisons of a person's names that the columns allow."""
    found = []
    both = "given_name" in columns and "surname" in columns
    if "given_name" in columns:
        found.append(_name("given_name", "given name", "surname" if both else ""))
    if "surname" in columns:
        found.append(_name("surname", "surname", "given_name" if both else ""))
    for name in ("middle_name", "surname_2"):
        if name in columns:
            found.append(_other_name(name))
    return found


def _name(column: str, title: str, other: str) -> Compared:
    levels = [Level(same(column), "the same", 0.72, column)]
    if column == "given_name":
        levels.append(Level(SHORT_FORM, "a form of the same name", 0.03))
    levels += [
        Level(slips(column, 1), "one letter out", 0.08),
        Level(
            f"{alike(f'{column}_l', f'{column}_r', 0.75)} OR {same(f'{column}_sound')}",
            "spelt much alike, or sounds the same",
            0.04,
        ),
    ]
    if other:
        about = "given name and surname changed about"
        levels.append(Level(_swapped(column, other), about, 0.02, told_twice=True))
    levels.append(Level(_begins(column), "one is the beginning of the other", 0.02))
    levels.append(Level(alike(f"{column}_l", f"{column}_r", 0.6), "spelt somewhat alike", 0.02))
    levels.append(Level(ELSE, "different", 0.07))
    columns = (column, f"{column}_sound", *((other,) if other else ()))
    if column == "given_name":
        columns += ("given_name_root", "given_name_root2")
    return Compared(column, title, columns, tuple(levels), column == "surname")


def _other_name(column: str) -> Compared:
    title = "middle name" if column == "middle_name" else "second surname"
    levels = (
        Level(same(column), "the same", 0.7, column),
        Level(slips(column, 1), "one letter out", 0.08),
        Level(_begins(column), "one is the beginning of the other", 0.1),
        Level(alike(f"{column}_l", f"{column}_r", 0.65), "spelt somewhat alike", 0.04),
        Level(ELSE, "different", 0.08),
    )
    return Compared(column, title, (column,), levels)


def _swapped(column: str, other: str) -> str:
    """SQL: each side's two names are the other side's, the other way about, or nearly.

    Where one half is missing the half that is there must be the same to the letter.
    """
    one = alike(f"{column}_l", f"{other}_r", 0.8)
    two = alike(f"{other}_l", f"{column}_r", 0.8)
    whole = f"{one} AND {two}"
    half = f"{column}_l = {other}_r AND ({other}_l IS NULL OR {other}_r IS NULL)"
    return f"({whole}) OR ({half})"


def _begins(column: str) -> str:
    short = f"least(length({column}_l), length({column}_r))"
    head = f"substr({column}_l, 1, {short}) = substr({column}_r, 1, {short})"
    return f"({short} = 1 OR {short} > 2) AND {head}"
