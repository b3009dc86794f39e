"""Professional registration numbers. Source: DOMAIN 4.8."""

import re
from types import MappingProxyType

from alongside.foundation.reference.checked import Checked, accepted, compact, rejected

_FORMS = MappingProxyType(
    {
        "gmc": (r"[0-9]{7}", "A GMC number has 7 digits, such as 7654321."),
        "nmc": (r"[0-9]{2}[A-Z][0-9]{4}[A-Z]", "An NMC PIN looks like 12A3456E."),
        "hcpc": (r"[A-Z]{2}[0-9]{5,6}", "An HCPC number looks like PA12345."),
        "social_work_england": (r"SW[0-9]{1,8}", "A Social Work England number looks like SW1234."),
    }
)
REGISTERS = tuple(_FORMS)


def check_registration(register: str, typed: str) -> Checked:
    """Check the form of a registration number. Only the register says who holds it.

    Args:
        register: One of ``gmc``, ``nmc``, ``hcpc``, ``social_work_england``.
        typed: What was typed.

    Raises:
        KeyError: There is no such register here.

    Source: DOMAIN 4.8.
    """
    pattern, looks_like = _FORMS[register]
    plain = compact(typed)
    if not re.fullmatch(pattern, plain):
        return rejected(looks_like)
    return accepted(plain, "The form is right. Only the register says whose it is.")
