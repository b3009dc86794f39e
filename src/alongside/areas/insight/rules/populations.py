"""How many people live where, as dated data; and the country's published counts beside them."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

PER: Final = 100_000
YEAR_DAYS: Final = 365.25


@dataclass(frozen=True, slots=True)
class Population:
    """How many people live in an area.

    Attributes:
        people: How many.
        as_of: The day they were counted.
        source: Where the number is from.
        made_up: Whether it belongs to a fictional place.
    """

    people: int
    as_of: date
    source: str
    made_up: bool = False

    @property
    def words(self) -> str:
        """Say the number and where it is from."""
        if self.made_up:
            return f"{self.people:,} people, a number made up for this fictional county"
        return f"{self.people:,} people, {self.as_of:%B %Y} ({self.source})"


@dataclass(frozen=True, slots=True)
class NationalCount:
    """A count somebody published for a whole country.

    Attributes:
        year: April to March.
        count: The number.
        source: Who published it.
        what: What it counts.
        people: How many people live there.
        people_words: The same, with the day.
    """

    year: str
    count: int
    source: str
    what: str
    people: int
    people_words: str

    @property
    def rate(self) -> float:
        """Uses for every 100,000 people in the year."""
        return PER * self.count / self.people


def population_of(*, area_code: str, name: str) -> Population | None:
    """Answer how many people live in a force's area; ``None`` where it is not known.

    Args:
        area_code: Of the Office for National Statistics; may be empty.
        name: The organisation's, for the fictional county alone.
    """
    held = _populations()
    for row in held["areas"]:
        if (area_code and row["code"] == area_code) or (row.get("made_up") and row["name"] == name):
            made_up = bool(row.get("made_up"))
            return Population(row["people"], held["as_of"], held["source"], made_up)
    return None


def person_years(people: int, days: int) -> float:
    """Answer the time at risk of so many people over so many days, in person-years."""
    return people * days / YEAR_DAYS


@cache
def national_counts() -> tuple[NationalCount, ...]:
    """Answer the country's published counts, which do not agree."""
    return tuple(NationalCount(**row) for row in _read("national.toml")["counts"])


@cache
def _populations() -> dict[str, Any]:
    return _read("populations.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))
