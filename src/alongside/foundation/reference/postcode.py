"""Postcodes, and the pseudo-postcodes that the NHS writes where there is none."""

import re
from dataclasses import dataclass

from alongside.foundation.reference.checked import Checked, compact, without_dashes
from alongside.foundation.reference.loading import code_list

# The outward part is one of six shapes, and some letters never stand in some places.
_OUTWARD = (
    r"(?:[A-PR-UWYZ][0-9]{1,2}"
    r"|[A-PR-UWYZ][A-HK-Y][0-9]{1,2}"
    r"|[A-PR-UWYZ][0-9][A-HJKPSTUW]"
    r"|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRVWXY])"
)
_ORDINARY = re.compile(_OUTWARD + r"[0-9][ABD-HJLNP-UW-Z]{2}")
_PSEUDO = re.compile(r"ZZ99[0-9][A-Z]{2}")
_GIRO = "GIR0AA"


@dataclass(frozen=True, slots=True)
class CheckedPostcode(Checked):
    """The answer to a check of a postcode.

    Attributes:
        pseudo: Whether it is an NHS pseudo-postcode, which names no place.
        may_geocode: Whether it may be turned into a point on a map.
    """

    pseudo: bool = False
    may_geocode: bool = False


def check_postcode(typed: str) -> CheckedPostcode:
    """Check the form of a postcode and write it in capitals with one space.

    Source: DOMAIN 4.8.
    """
    plain = without_dashes(compact(typed))
    value = f"{plain[:-3]} {plain[-3:]}"
    if _PSEUDO.fullmatch(plain):
        return _pseudo_postcode(value)
    if plain == _GIRO or _ORDINARY.fullmatch(plain):
        return CheckedPostcode(value, True, "The form is right.", may_geocode=True)
    return CheckedPostcode(None, False, "This is not the form of a postcode, such as SW1A 1AA.")


def _pseudo_postcode(value: str) -> CheckedPostcode:
    known = code_list("pseudo_postcode")
    if value in known:
        reason = f"A stand-in postcode that means: {known.display(value).lower()}."
        return CheckedPostcode(value, True, reason, pseudo=True)
    return CheckedPostcode(
        value,
        True,
        "A stand-in postcode that names no place.",
        ("We do not know what this stand-in postcode means.",),
        pseudo=True,
    )
