"""Names of the standard, and keys of rows that only the standard has."""

from typing import Any, Final
from uuid import UUID, uuid5

PROFILE: Final = "https://docs.openreferraluk.org/en/3.0-uk/"
VERSION: Final = "HSDS-UK-3.0"
OURS: Final = "alongside"
"""The object that holds what the standard has no name for."""
KEY_SPACE: Final = UUID("5a6f0d3c-6c53-5f0e-9a51-0b7f4c6a1d36")
NEEDS_TAXONOMY: Final = {
    "id": str(uuid5(KEY_SPACE, "needs")),
    "name": "What it is rung for",
    "description": "Needs by which a directory of Alongside is searched.",
}
DAY_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

Object = dict[str, Any]


def key_of(owner: UUID | str, part: str) -> str:
    """Answer the key of a part that has no row of its own, always the same for the same part."""
    return str(uuid5(KEY_SPACE, f"{owner}/{part}"))


def without_empty(fields: Object) -> Object:
    """Leave out what says nothing; false and zero say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}
