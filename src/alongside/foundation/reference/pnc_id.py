"""Police national computer identifier. Source: hmpps-person-record (DOMAIN 4.7)."""

import re
from datetime import date

from alongside.foundation.reference.checked import Checked, accepted, compact, rejected
from alongside.foundation.reference.police_letter import police_check_letter

# With a slash the year is what stands before it. Without one, up to nine digits are a
# two-digit year and a serial; only ten or eleven leave room for a four-digit year.
_FORMS = (
    re.compile(r"(?P<year>[0-9]{4}|[0-9]{2})/(?P<serial>[0-9]{1,7})(?P<letter>[A-Z])"),
    re.compile(r"(?P<year>[0-9]{4})(?P<serial>[0-9]{6,7})(?P<letter>[A-Z])"),
    re.compile(r"(?P<year>[0-9]{2})(?P<serial>[0-9]{1,7})(?P<letter>[A-Z])"),
)
_UNLIKELY_BEFORE = 1950


def check_pnc_id(typed: str, *, today: date) -> Checked:
    """Check a PNC ID and write it ``YYYY/NNNNNNNC``.

    A two-digit year up to this year's is read as 20YY, else as 19YY.

    Args:
        typed: With or without the slash, padding, and century.
        today: Settles what a two-digit year means.

    Source: DOMAIN 4.7.
    """
    plain = compact(typed)
    found = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
    if found is None:
        return rejected("A PNC ID is a year, up to seven digits and a letter: 2002/0073319Z.")
    year, serial = _full_year(found["year"], today), found["serial"].zfill(7)
    if year[:2] not in ("19", "20"):
        return rejected("The year of a PNC ID starts with 19 or 20.")
    if police_check_letter(int(year[2:] + serial)) != found["letter"]:
        return rejected("The last letter does not fit the digits; check for a typing slip.")
    canonical = f"{year}/{serial}{found['letter']}"
    return accepted(canonical, "The check letter fits.", *_year_warnings(int(year), today))


def _full_year(year: str, today: date) -> str:
    if len(year) == 4:
        return year
    return f"20{year}" if int(year) <= today.year % 100 else f"19{year}"


def _year_warnings(year: int, today: date) -> tuple[str, ...]:
    if year > today.year:
        return (f"The year, {year}, has not come yet.",)
    if year < _UNLIKELY_BEFORE:
        return (f"The year is read as {year}, which is unlikely; check it.",)
    return ()
