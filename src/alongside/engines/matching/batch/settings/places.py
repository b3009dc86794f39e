"""Levels of agreement of addresses, places and what organisations are called."""

from collections.abc import Collection, Sequence

from alongside.engines.matching.batch.preparing.letters import ENDING
from alongside.engines.matching.batch.settings.level import (
    ELSE,
    Compared,
    Level,
    alike,
    same,
    slips,
)


def compared_places(columns: Collection[str]) -> list[Compared]:
    """The comparisons of place that the columns allow."""
    found = []
    lines = sorted(column for column in columns if column in ADDRESS_LINES)
    for line in lines:
        others = [one for one in lines if one != line]
        found.append(_address(line, others))
    for column, title in (("town", "town"), ("organisation", "name of the organisation")):
        if column in columns:
            found.append(_words(column, title))
    found += [_words(column, column.replace("_", " ")) for column in sorted(columns)
              if column.startswith("other_") and not column.endswith(ENDING)]  # fmt: skip
    if "house_number" in columns:
        found.append(_house_number())
    if "postcode" in columns:
        found.append(_postcode())
    if "region" in columns:
        levels = (Level(same("region"), "the same", 0.9, "region"), Level(ELSE, "different", 0.1))
        found.append(Compared("region", "region", ("region",), levels, True))
    return found


ADDRESS_LINES = ("address", "address_2", "address_3", "address_4")


def _address(line: str, others: Sequence[str]) -> Compared:
    number = f"{line}_number"
    likeness = alike(f"{line}_l", f"{line}_r", 0.6)
    levels = [
        Level(same(line), "the same", 0.6, line),
        Level(slips(line, 2, longer_than=6), "one or two letters out", 0.14),
    ]
    if others:
        crossed = " OR ".join(f"{line}_l = {other}_r" for other in others)
        levels.append(Level(crossed, "the same as another line of the address", 0.02))
    levels += [
        Level(f"{same(number)} AND {likeness}", "the same number, the rest alike", 0.05),
        Level(_one_in_other(line), "one is the beginning of the other", 0.02),
        Level(alike(f"{line}_l", f"{line}_r", 0.75), "much alike", 0.04),
        Level(likeness, "somewhat alike", 0.02),
        Level(ELSE, "different", 0.11),
    ]
    title = "address" if line == "address" else f"address line {line[-1]}"
    return Compared(line, title, (line, number, *others), tuple(levels), True)


def _words(column: str, title: str) -> Compared:
    levels = [Level(same(column), "the same", 0.7, column)]
    columns: tuple[str, ...] = (column,)
    if column == "organisation":
        columns += ("organisation_sorted",)
        levels.append(Level(same("organisation_sorted"), "the same words in another order", 0.02))
    levels += [
        Level(slips(column, 1), "one letter out", 0.08),
        Level(slips(column, 2, longer_than=6), "two letters out", 0.03),
        Level(_one_in_other(column), "one is the beginning of the other", 0.02),
        Level(alike(f"{column}_l", f"{column}_r", 0.75), "much alike", 0.04),
        Level(alike(f"{column}_l", f"{column}_r", 0.6), "somewhat alike", 0.03),
        Level(ELSE, "different", 0.1),
    ]
    return Compared(column, title, columns, tuple(levels), column == "town")


def _house_number() -> Compared:
    levels = (
        Level(same("house_number"), "the same", 0.85, "house_number"),
        Level(slips("house_number", 1, longer_than=1), "one figure out", 0.05),
        Level(ELSE, "different", 0.1),
    )
    return Compared("house_number", "house number", ("house_number",), levels, True)


def _postcode() -> Compared:
    levels = (
        Level(same("postcode"), "the same", 0.8, "postcode"),
        Level(slips("postcode", 1), "one letter or figure out", 0.07),
        Level(same("postcode_district"), "the same district", 0.03),
        Level(ELSE, "different", 0.1),
    )
    return Compared("postcode", "postcode", ("postcode", "postcode_district"), levels, True)


def _one_in_other(column: str) -> str:
    short = f"least(length({column}_l), length({column}_r))"
    return f"{short} > 7 AND substr({column}_l, 1, {short}) = substr({column}_r, 1, {short})"
