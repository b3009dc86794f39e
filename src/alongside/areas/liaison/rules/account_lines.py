"""An account as it is typed: one line for each thing that happened, its time first where known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.local_time import from_local, to_local
from alongside.kernel.refusal import Refused

_TIMED: Final = re.compile(
    r"^(?P<about>(?:about|around|approx\.?|c\.|~)\s*)?(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)"
    r"\s*(?:[-–,:]\s*)?(?P<words>\S.*)$",
    re.IGNORECASE,
)
LONGEST: Final = 600
MOST_LINES: Final = 60
NEXT_DAY: Final = timedelta(hours=6)
"""A time so much earlier than the latest one before it is of the day after."""


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One thing that somebody says happened.

    Attributes:
        at: When; ``None`` where no time was given, or none that can be told apart.
        about: Whether the time is only about right.
        words: What happened.
    """

    at: datetime | None
    about: bool
    words: str


def read_lines(text: str, day: date) -> tuple[SaidLine, ...]:
    """Read an account line by line, starting on the day it began.

    Raises:
        Refused: ``account.long_line`` or ``account.many_lines``.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise Refused(
            "account.many_lines",
            f"That is {len(lines)} lines; an account has at most {MOST_LINES}.",
            next_step="Keep to what matters for learning.",
            field="lines",
        )
    for line in lines:
        if len(line) > LONGEST:
            raise Refused(
                "account.long_line",
                f"The line that begins “{line[:30]}” is longer than {LONGEST} letters.",
                next_step="Start a new line for each thing that happened.",
                field="lines",
            )
    said: list[SaidLine] = []
    latest: datetime | None = None
    for line in lines:
        one, clock = _read(line, day, latest)
        latest = max(latest, clock) if latest and clock else clock or latest
        said.append(one)
    return tuple(said)


def _read(line: str, day: date, latest: datetime | None) -> tuple[SaidLine, datetime | None]:
    found = _TIMED.match(line)
    if found is None:
        return SaidLine(None, False, line), None
    clock = datetime.combine(
        latest.date() if latest else day, time(int(found["hour"]), int(found["minute"]))
    )
    if latest and latest - clock > NEXT_DAY:
        clock += timedelta(days=1)
    try:
        at = from_local(clock)
    except Refused:
        # The night the clocks change: a time that was never, or was twice, is left in the words.
        return SaidLine(None, False, line), clock
    return SaidLine(at, bool(found["about"]), found["words"]), clock


def as_typed(lines: Iterable[SaidLine]) -> str:
    """Write lines as they are typed, so that reading them again answers the same."""
    return "\n".join(f"{_clock(line)}{line.words}" for line in lines)


def _clock(line: SaidLine) -> str:
    if line.at is None:
        return ""
    return f"{'about ' if line.about else ''}{to_local(line.at):%H:%M} "


def check_can_be_handed_in(lines: Iterable[SaidLine], went_well: str, differently: str) -> None:
    """Refuse to hand in an account that says nothing, or could tell who somebody is.

    Raises:
        Refused: ``account.empty`` or ``words.tell_who``.
    """
    said = [line.words for line in lines]
    if not said:
        raise Refused(
            "account.empty",
            "The account does not say yet what happened.",
            next_step="Write at least one line, save it, then hand it in.",
            field="lines",
        )
    for words in (*said, went_well, differently):
        check_tells_nobody(words, field="lines")
