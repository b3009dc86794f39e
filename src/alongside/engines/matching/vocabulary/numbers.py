"""Numbers that belong to one person or one household, and how a slip in one looks."""

import re
from typing import Final

_NOT_DIGITS: Final = re.compile(r"\D")
_NHS: Final = re.compile(r"\d{10}")
NHS_WEIGHTS: Final = range(10, 1, -1)


def phone_digits(text: str) -> str:
    """Answer the digits of a telephone number as dialled inside the country."""
    digits = _NOT_DIGITS.sub("", text)
    if text.strip().startswith("+44") or digits.startswith("0044"):
        return "0" + digits.removeprefix("00").removeprefix("44").removeprefix("0")
    return digits


def nhs_digits(text: str) -> str:
    """Answer the ten digits of an NHS number whose last digit fits; empty for anything else.

    Source: NHS Data Dictionary, NHS NUMBER: modulus 11 with weights 10 to 2.
    """
    digits = re.sub(r"[\s-]", "", text)
    if not _NHS.fullmatch(digits):
        return ""
    total = sum(weight * int(digit) for weight, digit in zip(NHS_WEIGHTS, digits, strict=False))
    return digits if (11 - total % 11) % 11 == int(digits[9]) else ""


def one_slip_apart(one: str, other: str) -> bool:
    """Say whether two numbers differ by one digit wrong, left out, put in or changed about."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    if one[start + 1 :] == other[start + 1 :]:
        return True
    changed_about = one[start : start + 2] == other[start : start + 2][::-1]
    return changed_about and one[start + 2 :] == other[start + 2 :]
