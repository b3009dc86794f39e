"""What an indicator may be broken down by, and what each part is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from alongside.foundation.reference import code_list
from alongside.kernel.months import Month, read_month
from alongside.kernel.refusal import Refused

NOT_RECORDED: Final = "not_recorded"
AGES: Final[Mapping[str, str]] = {
    "under_18": "Under 18",
    "adult": "18 and over",
    "not_known": "Age not known",
}
GENDERS: Final[Mapping[str, str]] = {
    "2": "Women and girls",
    "1": "Men and boys",
    "9": "Indeterminate",
    "X": "Not known",
}
ETHNICITIES: Final[Mapping[str, str]] = {
    "Asian": "Asian",
    "Black": "Black",
    "Mixed": "Mixed",
    "White": "White",
    "Other": "Other ethnic group",
    NOT_RECORDED: "Not stated or not known",
}


class Breakdown(StrEnum):
    """What the parts of a table are."""

    MONTH = "month"
    AGE = "age"
    GENDER = "gender"
    ETHNICITY = "ethnicity"
    SITE = "site"


BREAKDOWN_WORDS: Final[Mapping[Breakdown, str]] = {
    Breakdown.MONTH: "Month",
    Breakdown.AGE: "Age band",
    Breakdown.GENDER: "Gender",
    Breakdown.ETHNICITY: "Ethnicity",
    Breakdown.SITE: "Where",
}


@dataclass(frozen=True, slots=True)
class CellKey:
    """Whom a cell of counts is of.

    Attributes:
        month: When they were noticed, as ``2026-06``.
        site: Where.
        age: Code of ``AGES``.
        gender: Code of ``GENDERS``.
        ethnicity: Code of ``ETHNICITIES``.
    """

    month: str
    site: UUID
    age: str
    gender: str
    ethnicity: str


def part_of(key: CellKey, by: Breakdown) -> str:
    """Answer which part of a breakdown a cell is in."""
    return str(getattr(key, by.value))


def part_words(part: str, by: Breakdown, sites: Mapping[str, str]) -> str:
    """Answer what a part is called.

    Args:
        part: As ``part_of`` answers it.
        by: Of which breakdown.
        sites: Name by identifier.
    """
    if by is Breakdown.MONTH:
        return read_month(part, field="month").words
    if by is Breakdown.SITE:
        return sites.get(part, "A place no longer in the list")
    words = {Breakdown.AGE: AGES, Breakdown.GENDER: GENDERS, Breakdown.ETHNICITY: ETHNICITIES}
    return words[by].get(part, part)


def parts_in_order(by: Breakdown, months: list[Month], sites: Mapping[str, str]) -> list[str]:
    """Answer every part there could be, in the order a table has them; never by size."""
    orders = {
        Breakdown.MONTH: [str(one) for one in months],
        Breakdown.SITE: sorted(sites, key=lambda one: sites[one]),
        Breakdown.AGE: list(AGES),
        Breakdown.GENDER: list(GENDERS),
        Breakdown.ETHNICITY: list(ETHNICITIES),
    }
    return orders[by]


def ethnicity_group(code: str) -> str:
    """Answer the broad group of an ethnic category; empty, not stated and not known are one."""
    groups = {one.code: one.group for one in code_list("ethnic_category").entries}
    return groups.get(code) or NOT_RECORDED


def breakdown_named(code: str) -> Breakdown:
    """Answer a breakdown by its code.

    Raises:
        Refused: ``breakdown.unknown``.
    """
    if code in list(Breakdown):
        return Breakdown(code)
    raise Refused(
        "breakdown.unknown",
        f"{code[:30]!a} is not a way to break numbers down here.",
        next_step="Choose one from the list.",
        field="by",
    )
