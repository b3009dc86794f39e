"""Unique property reference number. Source: DOMAIN 4.8."""

import re

from alongside.foundation.reference.checked import Checked, accepted, compact, rejected


def check_uprn(typed: str) -> Checked:
    """Check a UPRN: 1 to 12 digits, above zero; leading zeros are dropped. No check digit.

    Source: DOMAIN 4.8.
    """
    plain = compact(typed)
    if not re.fullmatch(r"[0-9]{1,12}", plain):
        return rejected("A UPRN has 1 to 12 digits.")
    if int(plain) == 0:
        return rejected("A UPRN is above zero.")
    return accepted(str(int(plain)), "The form is right.")
