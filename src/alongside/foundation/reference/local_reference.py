"""References that each force makes up itself: custody record numbers and collar numbers."""

from alongside.foundation.reference.checked import Checked, accepted, rejected

_LONGEST = 20


def check_custody_record_number(typed: str) -> Checked:
    """Check a custody record number: free text, unique within one force and year.

    There is no national pattern or check letter, so only length is checked.

    Source: DOMAIN 4.7 (uncertain: each force confirms its own pattern).
    """
    return _check_local(typed, "A custody record number")


def check_collar_number(typed: str) -> Checked:
    """Check a collar or warrant number: free text, kept with its force code.

    Source: DOMAIN 4.8.
    """
    return _check_local(typed, "A collar number")


def _check_local(typed: str, what: str) -> Checked:
    plain = " ".join(typed.split())
    plain = "".join(c.upper() if c.isascii() else c for c in plain)
    if not plain:
        return rejected(f"{what} cannot be blank.")
    if len(plain) > _LONGEST:
        return rejected(f"{what} has up to {_LONGEST} characters.")
    if not plain.isprintable():
        return rejected(f"{what} has a character in it that cannot be shown.")
    return accepted(plain, f"{what} is the force's own; there is nothing national to check.")
