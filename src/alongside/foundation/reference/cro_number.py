"""Criminal records office number. Source: hmpps-person-record (DOMAIN 4.7)."""

import re

from alongside.foundation.reference.checked import Checked, accepted, compact, rejected
from alongside.foundation.reference.police_letter import police_check_letter

_STANDARD = re.compile(r"(?P<serial>[0-9]{1,6})/?(?P<year>[0-9]{2})(?P<letter>[A-Z])")
_SHORT = re.compile(r"SF(?P<year>[0-9]{2})/?(?P<serial>[0-9]{1,6})(?P<letter>[A-Z])")


def check_cro_number(typed: str) -> Checked:
    """Check a CRO number, standard (``065656/91H``) or short (``SF05/482703J``).

    The serial of the standard form is padded to six digits before the letter is
    worked out; that of the short form is not padded.

    Source: DOMAIN 4.7.
    """
    plain = compact(typed)
    if short := _SHORT.fullmatch(plain):
        serial = str(int(short["serial"]))
        return _answer(short, serial, f"SF{short['year']}/{serial}")
    if standard := _STANDARD.fullmatch(plain):
        serial = standard["serial"].zfill(6)
        return _answer(standard, serial, f"{serial}/{standard['year']}")
    return rejected("A CRO number looks like 065656/91H, or SF05/482703J.")


def _answer(found: re.Match[str], serial: str, body: str) -> Checked:
    if police_check_letter(int(found["year"] + serial)) != found["letter"]:
        return rejected("The last letter does not fit the digits; check for a typing slip.")
    return accepted(body + found["letter"], "The check letter fits.")
