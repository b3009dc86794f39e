"""Keeping the instants inside facts in UTC.

Python compares and adds on the wall clock when two instants share a local
zone, which is wrong by an hour twice a year; in UTC it never is.
"""

from datetime import datetime

from alongside.kernel.local_time import to_utc


def keep_in_utc(facts: object, *names: str) -> None:
    """Turn the named instants of frozen facts into UTC; for ``__post_init__``.

    Raises:
        ValueError: An instant has no time zone.
    """
    for name in names:
        instant: datetime | None = getattr(facts, name)
        if instant is not None:
            object.__setattr__(facts, name, to_utc(instant))
