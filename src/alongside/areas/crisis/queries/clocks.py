"""A detention's clock for showing, from its kept columns or from its events."""

from datetime import datetime, timedelta

from alongside.areas.crisis.queries.lines import ClockLine
from alongside.engines import law
from alongside.kernel.local_time import local_date


def clock_line(
    *,
    power_used_at: datetime,
    starts_at: datetime | None,
    ends_at: datetime | None,
    ended_at: datetime | None,
    extended: bool,
    now: datetime,
) -> ClockLine:
    """Show a clock from the times kept beside a detention.

    The times are what ``engines.law`` said when the last event was recorded; only what is left
    of them moves with ``now``.
    """
    over = ends_at is not None and (ended_at or now) > ends_at
    if ended_at is not None and not over:
        status = law.Status.ENDED
    elif starts_at is None or ends_at is None:
        status = law.Status.NOT_STARTED
    elif over:
        status = law.Status.LAPSED
    else:
        status = law.Status.EXTENDED if extended else law.Status.RUNNING
    remaining = None
    if ends_at is not None and (ended_at is None or over):
        remaining = ends_at - (ended_at or now)
    period = law.PermittedPeriod(status, starts_at, ends_at, remaining, ())
    limit = None
    if starts_at is not None:
        numbers = law.parameters_on(local_date(power_used_at))
        most = numbers.get("pos.extension_max_hours", 0)
        limit = law.expiry(starts_at) + timedelta(hours=float(str(most)))
    return ClockLine(
        starts_at=starts_at,
        ends_at=ends_at,
        limit_at=limit,
        remaining_minutes=period.remaining_minutes,
        state=law.display_state(period),
        extended=extended,
    )
