"""Times, lengths and ages in the words people use."""

from datetime import date, datetime, timedelta

from alongside.kernel.local_time import local_date, say, say_date, say_length, to_local

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def clock_time(instant: datetime, now: datetime | None = None) -> str:
    """Say the time on the clock, with the day where it is not today's.

    Args:
        instant: Aware.
        now: Leave out for the bare time.

    Returns:
        Such as ``14:20``, ``14:20 tomorrow`` or ``14:20 on Wed 10 June``.
    """
    full = say(instant)
    words = full.split(", ", 1)[1]
    if now is None:
        return words
    days = (local_date(instant) - local_date(now)).days
    near = {0: "", 1: " tomorrow", -1: " yesterday"}
    if days in near:
        return words + near[days]
    day = full.split(", ", 1)[0]
    same_year = to_local(instant).year == to_local(now).year
    return f"{words} on {day.rsplit(' ', 1)[0] if same_year else day}"


def on_date(value: date | datetime) -> str:
    """Say a day, such as ``Wed 10 June 2026``; an instant's day is the day in England."""
    return say_date(local_date(value) if isinstance(value, datetime) else value)


def duration(length: timedelta | int) -> str:
    """Say how long, such as ``6 h 20 min``.

    Args:
        length: A length of time, or whole minutes. From three days on, days are said.
    """
    whole = length if isinstance(length, timedelta) else timedelta(minutes=length)
    whole = abs(whole)
    if whole < 3 * DAY:
        return say_length(whole)
    hours = (whole % DAY) // HOUR
    return f"{whole // DAY} days {hours} h" if hours else f"{whole // DAY} days"


def ago(instant: datetime, now: datetime) -> str:
    """Say how long ago, such as ``12 minutes ago``; ``in 12 minutes`` for what is to come."""
    gap = now - instant
    if abs(gap) < MINUTE:
        return "just now"
    words = _rough(abs(gap))
    return f"{words} ago" if gap > timedelta() else f"in {words}"


def _rough(gap: timedelta) -> str:
    if gap < HOUR:
        return counted(gap // MINUTE, "minute")
    if gap < DAY:
        return say_length(gap)
    if gap < 60 * DAY:
        return counted(gap // DAY, "day")
    return counted(gap // (30 * DAY), "month") if gap < 730 * DAY else f"{gap.days // 365} years"


def age_words(years: int | None, estimated: bool = False) -> str:
    """Say how old somebody is, such as ``aged 34`` or ``about 40``."""
    if years is None:
        return "age not known"
    return f"about {years}" if estimated else f"aged {years}"


def counted(number: int, word: str) -> str:
    """Say a number of things, such as ``1 day`` or ``3 days``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
