"""Opening hours as schedules of the standard, and back."""

from collections.abc import Sequence
from typing import Final

from alongside.areas.directory.rules.hours import ALWAYS, hours_words, parse_hours
from alongside.exchange.open_referral.names import DAY_CODES, Object, key_of
from alongside.kernel.local_time import DAYS

ALL_DAY: Final = ("00:00", "23:59")
MIDNIGHT: Final = 24 * 60


def schedules_of(owner: str, hours: str) -> list[Object]:
    """Answer weekly schedules; times are of the clock in England.

    Open day and night is every day from 00:00 to 23:59, with words that say so. A spell past
    midnight closes on the next day, at an hour that is before the one it opened.
    """
    read = parse_hours(hours)
    if read.always:
        return [_schedule(owner, 0, DAY_CODES, ALL_DAY, ALWAYS)]
    days: dict[tuple[int, int], list[int]] = {}
    for spell in read.spells:
        days.setdefault((spell.opens, spell.closes), []).append(spell.weekday)
    return [
        _schedule(
            owner,
            place,
            [DAY_CODES[day] for day in weekdays],
            (_clock(opens), _clock(closes)),
            hours_words(hours),
        )
        for place, ((opens, closes), weekdays) in enumerate(days.items())
    ]


def hours_of(schedules: Sequence[Object]) -> str:
    """Answer schedules as hours are written here; empty where they say nothing we can keep.

    Raises:
        ValueError: A day or a time is not written as the standard has it.
    """
    written = []
    for schedule in schedules:
        if schedule.get("freq") != "WEEKLY" or int(schedule.get("interval", 1)) != 1:
            continue
        opens, closes = (_minutes(schedule.get(name)) for name in ("opens_at", "closes_at"))
        if opens is None or closes is None:
            continue
        if (opens, closes) == (0, MIDNIGHT - 1) or opens == closes:
            closes = MIDNIGHT
        for code in str(schedule.get("byday") or ",".join(DAY_CODES)).split(","):
            day = DAYS[DAY_CODES.index(code.strip())]
            written.append(f"{day} {_written(opens)}-{_written(closes)}")
    return "; ".join(written)


def same_hours(one: str, other: str) -> bool:
    """Say whether two ways of writing hours mean the same."""
    return parse_hours(one) == parse_hours(other)


def _schedule(
    owner: str, place: int, days: Sequence[str], times: tuple[str, str], words: str
) -> Object:
    return {
        "id": key_of(owner, f"schedule/{place}"),
        "freq": "WEEKLY",
        "interval": 1,
        "byday": ",".join(days),
        "opens_at": times[0],
        "closes_at": times[1],
        "description": words,
    }


def _clock(minutes: int) -> str:
    if minutes == MIDNIGHT:
        return "00:00"
    return _written(minutes % MIDNIGHT)


def _written(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _minutes(text: object) -> int | None:
    if not text:
        return None
    hour, minute, *_ = str(text).replace("Z", "").split(":")
    found = int(hour) * 60 + int(minute[:2])
    if not 0 <= found <= MIDNIGHT:
        raise ValueError(text)
    return found
