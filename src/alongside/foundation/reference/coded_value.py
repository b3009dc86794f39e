"""Checks of a value that has to come from a code list."""

import re
from dataclasses import dataclass
from datetime import date

from alongside.foundation.reference.checked import Checked, accepted, compact, rejected
from alongside.foundation.reference.codelist import CodeList
from alongside.foundation.reference.loading import code_list

_NOTHING = "Nothing recorded. That is not the same as not stated or not known."


@dataclass(frozen=True, slots=True)
class CheckedEthnicity(Checked):
    """The answer to a check of an ethnic category.

    Attributes:
        national: The national code without a local second character, or ``None``.
    """

    national: str | None = None


def check_code(system: str, typed: str, *, on: date | None = None) -> Checked:
    """Check that a value is a code of a list. Blank is valid and means nothing recorded.

    Args:
        system: Name of the code list.
        typed: Capital or small letters alike.
        on: Day of the event. A code not in force then is valid with a warning,
            so that a true record can always be saved.

    Raises:
        UnknownSystem: There is no such list.
    """
    codes = code_list(system)
    if not typed.strip():
        return Checked(None, True, _NOTHING)
    code = _same_but_for_case(codes, compact(typed))
    if code is None:
        return rejected(f"{codes.title} has no such code.")
    entry = codes.find(code)
    if on is not None and not entry.in_force(on):
        return accepted(code, f"{entry.display}.", "This code was not in force on that day.")
    return accepted(code, f"{entry.display}.")


def check_ethnic_category(typed: str) -> CheckedEthnicity:
    """Check a 16+1 ethnic category: national first character, local second one allowed.

    Blank gives no value, never Z: nothing recorded is not a refusal.

    Source: DOMAIN 4.2.
    """
    codes, plain = code_list("ethnic_category"), compact(typed)
    if not plain:
        return CheckedEthnicity(None, True, _NOTHING)
    if plain in codes:
        return CheckedEthnicity(plain, True, f"{codes.display(plain)}.", national=plain)
    if re.fullmatch(r"[A-Z][A-Z0-9]", plain) and plain[0] in codes:
        return CheckedEthnicity(
            plain,
            True,
            f"{codes.display(plain[0])}.",
            ("The second character is local; only the first is national.",),
            national=plain[0],
        )
    return CheckedEthnicity(None, False, f"{codes.title} has no such code.")


def check_force_code(typed: str) -> Checked:
    """Check a police force's two-digit code; a lost leading zero is put back.

    Source: DOMAIN 4.9.
    """
    codes, plain = code_list("police_force"), compact(typed)
    padded = plain.zfill(2)
    if padded not in codes:
        return rejected("No force that we know has this code.")
    reason = f"{codes.display(padded)}."
    if padded != plain:
        return accepted(padded, reason, "A leading zero was put back.")
    return accepted(padded, reason)


def _same_but_for_case(codes: CodeList, plain: str) -> str | None:
    return next((e.code for e in codes if compact(e.code) == plain), None)
