"""Clock times as people in England say them, and the instants they mean.

Instants are kept in UTC. What somebody types is Europe/London local time, and
twice a year that needs care: one hour in spring never happens and one hour in
autumn happens twice. Neither is guessed (DOMAIN R1.14).
"""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from alongside.kernel.refusal import Refused

LONDON: Final = ZoneInfo("Europe/London")
EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2199
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
EXAMPLE: Final = "2026-06-10T14:20 or 2026-06-10T13:20Z"


def parse_instant(text: str) -> datetime:
    """Read an ISO 8601 date and time.

    Args:
        text: With an offset it is an instant. Without one it is Europe/London
            local time.

    Returns:
        The instant, in UTC.

    Raises:
        Refused: ``time.not_understood``, ``time.out_of_range``,
            ``time.did_not_happen`` or ``time.happened_twice``.

    Source: DOMAIN R1.14.
    """
    wanted = text.strip()
    # A date alone would silently mean midnight; nobody means that here.
    has_time = "T" in wanted.upper() or " " in wanted
    try:
        parsed = datetime.fromisoformat(wanted) if has_time else None
    except ValueError:
        parsed = None
    if parsed is None:
        raise Refused(
            "time.not_understood",
            f"{text[:40]!a} is not a date and time.",
            next_step=f"Write it like {EXAMPLE}.",
        )
    if not EARLIEST_YEAR <= parsed.year <= LATEST_YEAR:
        raise Refused(
            "time.out_of_range",
            f"The year {parsed.year} is out of range.",
            next_step=f"Use a year from {EARLIEST_YEAR} to {LATEST_YEAR}.",
        )
    return from_local(parsed) if parsed.tzinfo is None else parsed.astimezone(UTC)


def from_local(naive: datetime, fold: int | None = None) -> datetime:
    """Turn Europe/London local time into the instant it names.

    Args:
        naive: Date and time without a zone.
        fold: For a time that happened twice, 0 for the first and 1 for the
            second; ``None`` to be asked. Ignored for every other time.

    Returns:
        The instant, in UTC.

    Raises:
        Refused: ``time.did_not_happen`` in the spring hour, or
            ``time.happened_twice`` in the autumn hour without a ``fold``.

    Source: DOMAIN R1.14.
    """
    first = naive.replace(tzinfo=LONDON, fold=0)
    second = naive.replace(tzinfo=LONDON, fold=1)
    early, late = first.astimezone(UTC), second.astimezone(UTC)
    if first.utcoffset() == second.utcoffset():
        return early
    if early > late:
        # In the spring gap the two readings cross over: this is what tells it apart.
        raise _did_not_happen(naive, early)
    if fold is None:
        raise _happened_twice(naive, first, second)
    return late if fold else early


def _did_not_happen(naive: datetime, meant: datetime) -> Refused:
    return Refused(
        "time.did_not_happen",
        f"{naive:%H:%M} on {say_date(naive.date())} did not happen: the clocks went forward.",
        next_step=f"Did you mean {to_local(meant):%H:%M}?",
    )


def _happened_twice(naive: datetime, first: datetime, second: datetime) -> Refused:
    return Refused(
        "time.happened_twice",
        f"{naive:%H:%M} on {say_date(naive.date())} happened twice: the clocks went back.",
        next_step=(
            f"Was it the first {naive:%H:%M} ({first.isoformat()}) "
            f"or the second {naive:%H:%M} ({second.isoformat()})?"
        ),
    )


def to_utc(instant: datetime) -> datetime:
    """The same instant in UTC, where adding hours adds elapsed hours.

    Raises:
        ValueError: The instant has no time zone.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant if instant.tzinfo is UTC else instant.astimezone(UTC)


def to_local(instant: datetime) -> datetime:
    """Show an aware instant on a clock in England."""
    return instant.astimezone(LONDON)


def local_date(instant: datetime) -> date:
    """The calendar day in England at an aware instant."""
    return instant.astimezone(LONDON).date()


def say_date(day: date) -> str:
    """Say a day, such as ``Wed 10 June 2026``."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def say(instant: datetime) -> str:
    """Say an aware instant, such as ``Wed 10 June 2026, 14:20``.

    In the autumn hour that happens twice, ``BST`` (the first) or ``GMT`` (the
    second) is added, since the clock alone would not tell.
    """
    local = instant.astimezone(LONDON)
    words = f"{say_date(local)}, {local.hour:02}:{local.minute:02}"
    # The clocks only ever change in the small hours; this spares the look for the rest.
    if local.hour < 4 and local.replace(fold=1 - local.fold).utcoffset() != local.utcoffset():
        words += f" {local.tzname()}"
    return words


def say_length(length: timedelta) -> str:
    """Say how long, in hours and minutes, such as ``6 h 12 min``; seconds are dropped."""
    minutes = abs(length) // timedelta(minutes=1)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
