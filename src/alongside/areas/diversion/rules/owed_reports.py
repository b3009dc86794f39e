"""What is owed because of referrals and reports."""

from collections.abc import Iterator

from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.owing import Owed


def owed(case: Case) -> Iterator[Owed]:
    """Answer each thing owed here, in no order."""
    del case
    yield from ()
