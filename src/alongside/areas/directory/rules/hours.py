"""Opening hours as people write them, and whether it is open at an instant.

Hours are clock times in Europe/London. Where the clocks change, each end is read in the
way that promises less: opening at the later reading, closing at the earlier one.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from alongside.kernel.local_time import DAYS, LONDON, local_date, to_local
from alongside.kernel.refusal import Refused

ALWAYS = "Day and night"
ALWAYS_WRITTEN = frozenset({"always", "24 hours", "24/7", "day and night", "24 hours a day"})
EVERY_DAY = frozenset({"daily", "every day"})
DAY = timedelta(days=1)
WEEK = 7 * 24 * 60
LOOK_AHEAD_DAYS = 8
SPELL = re.compile(
    r"(?P<days>[a-z][a-z -]*?)\s+(?P<opens>\d{1,2}:\d{2})\s*(?:-|to|till|until)\s*"
    r"(?P<closes>\d{1,2}:\d{2})"
)


@dataclass(frozen=True, slots=True)
class Spell:
    """Open from a clock time on one day of the week, for so many minutes of the clock.

    Attributes:
        weekday: 0 is Monday: the day it opens.
        opens: Minutes after midnight, below 1440.
        closes: Minutes after that same midnight; past 1440 runs into the next day.
    """

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Hours:
    """When a team or service answers; ``spells`` is empty when it is always open."""

    spells: tuple[Spell, ...] = ()

    @property
    def always(self) -> bool:
        """Whether it never shuts."""
        return not self.spells


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether it is open at an instant, in facts and in words.

    Attributes:
        open: Whether it is open.
        closes_at: When it next shuts, while it is open and ever shuts.
        opens_at: When it next opens, while it is shut.
        words: Such as ``Open till 02:00`` or ``Opens 18:00 tomorrow``.
    """

    open: bool
    closes_at: datetime | None
    opens_at: datetime | None
    words: str


@lru_cache(maxsize=512)
def parse_hours(text: str) -> Hours:
    """Read opening hours.

    Args:
        text: ``day and night``, or spells such as ``Mon-Fri 09:00-17:00; Sat 18:00-02:00``.

    Raises:
        Refused: ``hours.not_understood``.
    """
    written = " ".join(text.lower().replace("\N{EN DASH}", "-").split())
    if written in ALWAYS_WRITTEN:
        return Hours()
    spells = [spell for part in written.split(";") if part.strip() for spell in _spells(part)]
    if not spells:
        raise _not_understood()
    if _cover_the_week(spells):
        return Hours()
    return Hours(tuple(sorted(set(spells), key=lambda s: (s.weekday, s.opens, s.closes))))


def hours_words(text: str) -> str:
    """Say hours in one even style, such as ``Every day 18:00 to 02:00``."""
    hours = parse_hours(text)
    if hours.always:
        return ALWAYS
    days_by_times: dict[tuple[int, int], list[int]] = {}
    for spell in hours.spells:
        days_by_times.setdefault((spell.opens, spell.closes), []).append(spell.weekday)
    return "; ".join(
        f"{_days_words(days)} {_clock(opens)} to {_clock(closes)}"
        for (opens, closes), days in days_by_times.items()
    )


def open_state(hours: Hours, now: datetime) -> OpenState:
    """Answer whether it is open at an aware instant, and when that next changes."""
    if hours.always:
        return OpenState(True, None, None, "Open day and night")
    for starts_at, ends_at in _open_periods(hours, now):
        if starts_at <= now < ends_at:
            return OpenState(True, ends_at, None, f"Open till {when_words(ends_at, now, near=DAY)}")
        if now < starts_at:
            return OpenState(False, None, starts_at, f"Opens {when_words(starts_at, now)}")
    return OpenState(False, None, None, "Shut")


def _spells(part: str) -> list[Spell]:
    found = SPELL.fullmatch(part.strip())
    if found is None:
        raise _not_understood()
    opens, closes = _minutes(found["opens"]), _minutes(found["closes"])
    if opens >= 24 * 60:
        raise _not_understood()
    if closes <= opens:
        closes += 24 * 60
    return [Spell(day, opens, closes) for day in _weekdays(found["days"])]


def _cover_the_week(spells: list[Spell]) -> bool:
    """Whether there is no minute of the week in which it is shut."""
    starts = ((spell, spell.weekday * 24 * 60) for spell in spells)
    minutes = {(midnight + m) % WEEK for spell, midnight in starts for m in _length(spell)}
    return len(minutes) == WEEK


def _length(spell: Spell) -> range:
    return range(spell.opens, spell.closes)


def _weekdays(text: str) -> list[int]:
    if text in EVERY_DAY:
        return list(range(7))
    ends = [_weekday(name.strip()) for name in re.split(r"-| to ", text)]
    if len(ends) == 1:
        return ends
    if len(ends) != 2:
        raise _not_understood()
    return [(ends[0] + step) % 7 for step in range((ends[1] - ends[0]) % 7 + 1)]


def _weekday(name: str) -> int:
    for number, short in enumerate(DAYS):
        if len(name) >= 3 and name[:3] == short.lower():
            return number
    raise _not_understood()


def _minutes(text: str) -> int:
    hour, minute = (int(part) for part in text.split(":"))
    if minute > 59 or hour * 60 + minute > 24 * 60:
        raise _not_understood()
    return hour * 60 + minute


def _not_understood() -> Refused:
    return Refused(
        "hours.not_understood",
        "These hours are not understood.",
        next_step='Write them like "Mon-Fri 09:00-17:00; Sat 18:00-02:00", or "day and night".',
        field="hours",
    )


def _open_periods(hours: Hours, now: datetime) -> list[tuple[datetime, datetime]]:
    today = local_date(now)
    periods: list[tuple[datetime, datetime]] = []
    for ahead in range(-2, LOOK_AHEAD_DAYS):
        day = today + ahead * DAY
        for spell in hours.spells:
            if spell.weekday == day.weekday():
                starts_at, ends_at = _opening(day, spell.opens), _closing(day, spell.closes)
                if starts_at < ends_at:
                    periods.append((starts_at, ends_at))
    return _joined(sorted(periods))


def _joined(periods: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    joined: list[tuple[datetime, datetime]] = []
    for starts_at, ends_at in periods:
        if joined and starts_at <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends_at))
        else:
            joined.append((starts_at, ends_at))
    return joined


def _readings(day: date, minutes: int) -> list[datetime]:
    clock = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return [clock.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1)]


def _opening(day: date, minutes: int) -> datetime:
    return max(_readings(day, minutes))


def _closing(day: date, minutes: int) -> datetime:
    return min(_readings(day, minutes))


def when_words(instant: datetime, now: datetime, *, near: timedelta = timedelta()) -> str:
    """Say a time, such as ``18:00 tomorrow``; the day is added unless it is today's or ``near``."""
    local = to_local(instant)
    days = (local.date() - local_date(now)).days
    clock = f"{local:%H:%M}"
    if near and clock == "00:00":
        return "midnight"
    if days == 0 or instant - now < near:
        return clock
    return f"{clock} tomorrow" if days == 1 else f"{clock} on {DAYS[local.weekday()]}"


def _days_words(days: list[int]) -> str:
    if len(days) == 7:
        return "Every day"
    if len(days) > 2 and days == list(range(days[0], days[0] + len(days))):
        return f"{DAYS[days[0]]} to {DAYS[days[-1]]}"
    return ", ".join(DAYS[day] for day in days)


def _clock(minutes: int) -> str:
    if minutes == 24 * 60:
        return "midnight"
    return f"{minutes % (24 * 60) // 60:02}:{minutes % 60:02}"
