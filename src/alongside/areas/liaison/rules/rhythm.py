"""When a group would meet next, by how often it does."""

from datetime import datetime, timedelta

from alongside.kernel.local_time import from_local, to_local


def next_start(last: datetime | None, every_weeks: int, *, now: datetime) -> datetime | None:
    """Answer when the next meeting would begin: the same weekday and clock time, in time to come.

    Args:
        last: When the last one began; ``None`` when the group has not met.
        every_weeks: 0 where there is no rhythm to go by.
        now: The instant.
    """
    if last is None or every_weeks < 1:
        return None
    step = timedelta(weeks=every_weeks)
    # Counted on the clock, so that a group that meets at ten goes on to when the clocks change.
    clock = to_local(last).replace(tzinfo=None)
    today = to_local(now).replace(tzinfo=None)
    gone = max(1, -((clock - today) // step))
    while clock + gone * step <= today:
        gone += 1
    return from_local(clock + gone * step, 0)
