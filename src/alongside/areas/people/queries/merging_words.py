"""Says rows in words, for pages that set two records side by side."""

from collections.abc import Sequence
from datetime import datetime

from alongside.areas.people.models import (
    CommunicationNeed,
    PersonAddress,
    PersonBirth,
    PersonName,
    PersonWords,
)
from alongside.areas.people.queries.identity import address_words
from alongside.areas.people.queries.merging_rows import model_of, recorded
from alongside.areas.people.rules.ages import Birth, born_words
from alongside.areas.people.rules.checking import NEEDS
from alongside.areas.people.rules.facts import NewName
from alongside.areas.people.rules.merging.shapes import Clash, Row, Table
from alongside.foundation.reference import code_list
from alongside.kernel.local_time import local_date, say_date

NAMES = {"legal": "Legal name", "preferred": "Likes to be called"}
COLUMN_TITLES = {
    "sex": "Sex",
    "ethnicity_self": "Ethnic group, as they say themselves",
    "ethnicity_officer": "Ethnic group, as an officer saw it",
    "description": "What they look like",
}


def clash_title(clash: Clash) -> str:
    """Say what both records hold, such as ``Legal name`` or a communication need."""
    _, _, by = clash.name.partition(":")
    return NAMES.get(by) or NEEDS.get(by) or clash.place.title


def row_words(table: Table, key: str, now: datetime) -> str:
    """Say what one row says."""
    row = model_of(table.model)._default_manager.get(pk=key)
    if isinstance(row, PersonName):
        return NewName(row.given, row.family).full
    if isinstance(row, PersonBirth):
        birth = Birth(row.born_on, row.age_low, row.age_high, row.as_of)
        return born_words(birth, local_date(now))
    if isinstance(row, PersonAddress):
        return address_words(row)
    if isinstance(row, CommunicationNeed):
        return row.words or "No more words"
    if isinstance(row, PersonWords):
        return " ".join(part for part in (row.text, row.helps, row.worse) if part)
    return f"{table.what} of {say_date(getattr(row, table.at))}"


def recorded_words(table: Table, rows: Sequence[Row]) -> dict[str, str]:
    """Say when and by whom each row was recorded, by its key."""
    return {
        key: f"recorded {say_date(at)}{f' by {by}' if by else ''}"
        for key, (at, by) in recorded(table, rows).items()
    }


def column_words(name: str, value: str) -> str:
    """Say what a column of a person's own row says."""
    if name == "sex":
        return code_list("gender_stated").display(value)
    if name.startswith("ethnicity"):
        return code_list("ethnic_category").display(value) if value else "Nothing recorded"
    return value or "Nothing recorded"


def blank(name: str, value: str) -> bool:
    """Whether a column says nothing."""
    return value in ("", "X") if name == "sex" else not value
