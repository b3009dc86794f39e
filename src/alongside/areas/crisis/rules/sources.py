"""Where a finding comes from, as the page names it: the law, not our own rule numbers."""

import re
from typing import Final

OUR_HANDBOOK: Final = re.compile(r"[\s(;]*DOMAIN .*")
NOT_OF_LAW: Final = "a rule of this product, not of law"
TO_VERIFY: Final = "wording to be verified"


def plain_source(source: str) -> str:
    """Say a finding's source without our own rule numbers.

    Returns:
        Such as ``MHA 1983 s136B(1)``; empty where only our handbook stands behind it.
    """
    law = OUR_HANDBOOK.sub("", source)
    if TO_VERIFY in source and law:
        return f"{law} ({TO_VERIFY})"
    if not law and NOT_OF_LAW in source:
        return NOT_OF_LAW.capitalize()
    return law
