"""Arrest summons number. Source: bichard7-next-core (DOMAIN 4.7)."""

import re

from alongside.foundation.reference.checked import Checked, accepted, compact, rejected
from alongside.foundation.reference.police_letter import police_check_letter

# Year, an optional top-level letter, force, unit, system, sequence, check letter.
_PADDED_21 = re.compile(
    r"(?P<year>[0-9]{2})(?P<top>[A-Z])(?P<force>[A-Z0-9]{2})(?P<unit>[A-Z0-9]{2})"
    r"(?P<system>[A-Z0-9]{2})(?P<sequence>[0-9]{11})(?P<letter>[A-Z])"
)
_SLASHED = re.compile(
    r"(?P<year>[0-9]{2})/(?P<top>[A-Z]?)(?P<force>[A-Z0-9]{2})(?P<unit>[A-Z0-9]{2})"
    r"/(?P<system>[A-Z0-9]{2})/(?P<sequence>[0-9]{1,11})(?P<letter>[A-Z])"
)
_PLAIN = re.compile(
    r"(?P<year>[0-9]{2})(?P<top>)(?P<force>[A-Z0-9]{2})(?P<unit>[A-Z0-9]{2})"
    r"(?P<system>[A-Z0-9]{2})(?P<sequence>[0-9]{1,11})(?P<letter>[A-Z])"
)
_FORMS = (_SLASHED, _PADDED_21, _PLAIN)


def check_arrest_summons_number(typed: str) -> Checked:
    """Check an arrest summons number and write it in 20 characters, or 21 with a top-level letter.

    The letter comes from force, system, year and sequence put together; a force
    or system that is not a number is left out.

    Source: DOMAIN 4.7.
    """
    plain = compact(typed)
    found = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
    if found is None:
        return rejected("An arrest summons number looks like 97/0000/00/123456K.")
    sequence = found["sequence"].zfill(11)
    counted = "".join(part for part in (found["force"], found["system"]) if part.isdigit())
    if police_check_letter(int(counted + found["year"] + sequence)) != found["letter"]:
        return rejected("The last letter does not fit the rest; check for a typing slip.")
    start = found["year"] + found["top"] + found["force"] + found["unit"] + found["system"]
    return accepted(start + sequence + found["letter"], "The check letter fits.")


def short_arrest_summons_number(value: str) -> str:
    """Write a stored number the short way, such as ``97/0000/00/123456K``."""
    year, station, rest = value[:2], value[2:-14], value[-14:]
    return f"{year}/{station}/{rest[:2]}/{int(rest[2:-1])}{rest[-1]}"
