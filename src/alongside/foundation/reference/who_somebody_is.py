"""Finds in free words what could tell who somebody is: numbers, postcodes, dates of birth."""

import re
from typing import Final

from alongside.foundation.reference.nhs_number import check_nhs_number
from alongside.foundation.reference.postcode import check_postcode
from alongside.kernel.refusal import Refused

_TEN_DIGITS: Final = re.compile(r"(?<![\d-])\d(?:[ -]?\d){9}(?![\d-])")
_POSTCODE: Final = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s?\d[A-Za-z]{2}\b")
_BORN: Final = re.compile(
    r"\b(?:born|dob|d\.o\.b\.?|date of birth|birthday)\b[^.\n]{0,20}?\d{1,4}", re.IGNORECASE
)
_PHONE: Final = re.compile(r"(?<!\d)(?:\+44|0)(?:[ -]?\d){9,10}(?!\d)")
_ADDRESS: Final = re.compile(
    r"\b\d{1,4}[A-Za-z]? [A-Z][a-z]+ (?:Street|Road|Lane|Avenue|Close|Drive|Way|Terrace|Court)\b"
)


def tells_who(words: str) -> tuple[str, ...]:
    """Answer what in these words could tell who somebody is, as kinds, never as what was typed.

    Names are not looked for: no list could be right. The page asks that none be written.
    """
    found = {
        "an NHS number": any(check_nhs_number(m[0]).valid for m in _TEN_DIGITS.finditer(words)),
        "a phone number": bool(_PHONE.search(words)),
        "a postcode": any(check_postcode(m[0]).valid for m in _POSTCODE.finditer(words)),
        "a date of birth": bool(_BORN.search(words)),
        "an address": bool(_ADDRESS.search(words)),
    }
    return tuple(kind for kind, there in found.items() if there)


def check_tells_nobody(words: str, *, field: str) -> None:
    """Refuse words that could tell who somebody is.

    Raises:
        Refused: ``words.tell_who``.
    """
    kinds = tells_who(words)
    if kinds:
        listed = " and ".join([", ".join(kinds[:-1]), kinds[-1]]) if kinds[1:] else kinds[0]
        raise Refused(
            "words.tell_who",
            f"This looks as if it has {listed} in it.",
            next_step="Take out what could tell who somebody is: say what you learnt, not whose.",
            field=field,
        )
