"""Levels of agreement of numbers and addresses that mark one person: phones, email, identifiers."""

from collections.abc import Collection

from alongside.engines.matching.batch.settings.level import (
    ELSE,
    Compared,
    Level,
    alike,
    same,
    slips,
)


def compared_marks(columns: Collection[str]) -> list[Compared]:
    """The comparisons of marks that the columns allow."""
    found = []
    phones = sorted(column for column in columns if column in ("phone", "phone_2", "phone_3"))
    found += [_phone(one, [other for other in phones if other != one]) for one in phones]
    found += [_email(one) for one in ("email", "email_2") if one in columns]
    numbers = ("identifier", "identifier_2", "identifier_3", "identifier_4")
    found += [_identifier(one) for one in numbers if one in columns]
    if "sex" in columns:
        levels = (Level(same("sex"), "the same", 0.97), Level(ELSE, "different", 0.03))
        found.append(Compared("sex", "sex", ("sex",), levels))
    return found


def _phone(column: str, others: list[str]) -> Compared:
    levels = [
        Level(same(column), "the same", 0.7),
        Level(slips(column, 1, longer_than=5), "one figure out", 0.05),
    ]
    if others:
        crossed = " OR ".join(f"{column}_l = {other}_r" for other in others)
        levels.append(Level(crossed, "the same as the other's other number", 0.03))
    levels.append(Level(ELSE, "different", 0.22))
    title = column.replace("phone_", "phone number ").replace("phone", "phone", 1)
    return Compared(column, title, (column, *others), tuple(levels), True)


def _email(column: str) -> Compared:
    levels = (
        Level(same(column), "the same", 0.7),
        Level(slips(column, 1, longer_than=5), "one letter out", 0.06),
        Level(f"{same(f'{column}_user')} AND length({column}_user_l) > 3",
              "the same before the @", 0.06),
        Level(slips(column, 3, longer_than=8), "two or three letters out", 0.05),
        Level(alike(f"{column}_l", f"{column}_r", 0.75), "much alike", 0.03),
        Level(ELSE, "different", 0.1),
    )  # fmt: skip
    return Compared(column, "email address", (column, f"{column}_user"), levels)


def _identifier(column: str) -> Compared:
    levels = (
        Level(same(column), "the same", 0.85),
        Level(slips(column, 1, longer_than=4), "one figure out", 0.06),
        Level(slips(column, 2, longer_than=6), "two figures out", 0.03),
        Level(ELSE, "different", 0.06),
    )
    title = column.replace("_", " ")
    return Compared(column, title, (column,), levels)
