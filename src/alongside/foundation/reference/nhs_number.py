"""NHS number. Source: NHS Data Dictionary, NHS number (DOMAIN 4.6)."""

import re

from alongside.foundation.reference.checked import (
    Checked,
    accepted,
    compact,
    rejected,
    without_dashes,
)

_WEIGHTS = range(10, 1, -1)


def nhs_check_digit(first_nine: str) -> int | None:
    """Work out the tenth digit: 11 less the weighted sum modulo 11, with 11 written as 0.

    Args:
        first_nine: Nine digits.

    Returns:
        The digit, or ``None`` where the sum gives 10, so that no valid number exists.
    """
    total = sum(int(digit) * weight for digit, weight in zip(first_nine, _WEIGHTS, strict=True))
    digit = (11 - total % 11) % 11
    return None if digit == 10 else digit


def check_nhs_number(typed: str) -> Checked:
    """Check an NHS number; spaces and hyphens are taken out and digits kept.

    Source: DOMAIN 4.6.
    """
    digits = without_dashes(compact(typed))
    if not re.fullmatch(r"[0-9]{10}", digits):
        return rejected("An NHS number has 10 digits, such as 999 000 0018.")
    if len(set(digits)) == 1:
        return rejected("An NHS number is never one digit repeated.")
    expected = nhs_check_digit(digits[:9])
    if expected is None:
        return rejected("No NHS number starts with these nine digits.")
    if int(digits[9]) != expected:
        return rejected("The last digit does not fit the others; check for a typing slip.")
    return accepted(digits, "The check digit fits. That does not prove whose number it is.")


def spaced_nhs_number(value: str) -> str:
    """Write a stored NHS number 3-3-4, as it is shown and read out."""
    return f"{value[:3]} {value[3:6]} {value[6:]}"


def is_test_number(value: str) -> bool:
    """Say whether a stored NHS number is kept for testing (starts 999)."""
    return value.startswith("999")
