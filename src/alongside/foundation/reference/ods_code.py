"""Organisation (ODS) code. Source: DOMAIN 4.8."""

import re

from alongside.foundation.reference.checked import Checked, accepted, compact, rejected


def check_ods_code(typed: str) -> Checked:
    """Check the form of an ODS code: 3 to 10 capital letters and digits.

    There is no check digit: only a look-up says whether the code exists.

    Source: DOMAIN 4.8.
    """
    plain = compact(typed)
    if not re.fullmatch(r"[A-Z0-9]{3,10}", plain):
        return rejected("An ODS code has 3 to 10 letters and digits, such as RX3.")
    return accepted(plain, "The form is right. Look it up to be sure that it exists.")
