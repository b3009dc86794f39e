"""ONS area code. Source: DOMAIN 4.8."""

import re

from alongside.foundation.reference.checked import Checked, accepted, compact, rejected
from alongside.foundation.reference.loading import code_list


def check_area_code(typed: str) -> Checked:
    """Check an ONS area code: a letter and eight digits, such as ``E23000007``.

    Source: DOMAIN 4.8.
    """
    plain = compact(typed)
    if not re.fullmatch(r"[A-Z][0-9]{8}", plain):
        return rejected("An area code is a letter and eight digits, such as E23000007.")
    kinds, areas = code_list("area_code_type"), code_list("police_force_area")
    kind = plain[:3]
    if kind not in kinds:
        return accepted(plain, "The form is right.", f"We do not know areas that start {kind}.")
    reason = f"The form is right: {kinds.display(kind).lower()}."
    if kind in ("E23", "W15") and plain not in areas:
        return accepted(plain, reason, "No police force area that we know has this code.")
    return accepted(plain, reason)
