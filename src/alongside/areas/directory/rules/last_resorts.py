"""Who answers when nobody of the directory does, as dated data."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class LastResort:
    """A number that is answered day and night.

    Attributes:
        says: What to do when it answers, or before ringing it.
        source: What says so, with its address and the day it was last read.
    """

    code: str
    name: str
    phone: str
    says: str
    source: str
    source_at: str
    checked_on: date


@cache
def last_resorts() -> tuple[LastResort, ...]:
    """Answer the numbers to try after everybody else, in order; never empty."""
    rows = tomllib.loads(files(__package__).joinpath("last_resorts.toml").read_text("utf-8"))
    return tuple(LastResort(code=code, **row) for code, row in rows.items())
