"""The time allowed as a shape: how much is gone, where the limit is, and the same in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alongside.foundation.kit.time_words import clock_time
from alongside.kernel.local_time import say, say_length

WIDTH: Final = 1000
AMBER: Final = timedelta(hours=6)
RED: Final = timedelta(hours=2)
STATE_WORDS: Final = {
    "green": "plenty of time",
    "amber": "6 hours or less",
    "red": "2 hours or less",
    "black": "time allowed has ended",
    "waiting": "starts on arrival",
    "done": "ended",
}


@dataclass(frozen=True, slots=True)
class ClockShape:
    """A clock ready to draw. Places are from 0 to 1000 along the bar.

    Attributes:
        state: ``green``, ``amber``, ``red``, ``black``, ``waiting`` or ``done``.
        state_words: The same in words.
        words: What is left and when it ends, such as ``6 h 20 min left, ends 14:20 tomorrow``.
        spoken: The whole clock as one sentence, for those who hear it.
        now_at: Where now is (where it ended, once it has).
        limit_at: Where the time allowed ends.
        extension_words: What the extension window is, or nothing.
        started_words: Such as ``Started 21:20 yesterday``; nothing before it starts.
        ends_words: Such as ``Ends Wed 10 June 2026, 21:20``.
        starts_at: Aware instant, or ``None`` before it starts.
        ends_at: Aware instant the time allowed ends, or ``None`` before it starts.
        ticking: Whether the words change as time passes.
    """

    state: str
    state_words: str
    words: str
    spoken: str
    now_at: int
    limit_at: int
    extension_words: str
    started_words: str
    ends_words: str
    starts_at: datetime | None
    ends_at: datetime | None
    ticking: bool


NOT_STARTED: Final = ClockShape(
    state="waiting",
    state_words=STATE_WORDS["waiting"],
    words="The time allowed has not started",
    spoken="The time allowed has not started.",
    now_at=0,
    limit_at=WIDTH,
    extension_words="",
    started_words="",
    ends_words="",
    starts_at=None,
    ends_at=None,
    ticking=False,
)


def clock_shape(
    starts_at: datetime | None,
    ends_at: datetime | None,
    *,
    now: datetime,
    limit_with_extension: datetime | None = None,
    ended_at: datetime | None = None,
) -> ClockShape:
    """Answer how a clock looks now.

    Args:
        starts_at: When the time allowed started; ``None`` before it has.
        ends_at: When it ends as things stand, with any extension already given.
        now: Aware instant.
        limit_with_extension: The furthest it could go were an extension given; ``None``
            when none is left to give.
        ended_at: When being held ended, which stops the clock.

    Returns:
        Places on the bar and words. Thresholds are 6 hours and 2 hours left.
    """
    if starts_at is None or ends_at is None:
        return NOT_STARTED
    furthest = max(ends_at, limit_with_extension or ends_at)
    reached = ended_at or now
    state = _state(ends_at - reached, ended_at is not None)
    words = _words(starts_at, ends_at, now=now, ended_at=ended_at)
    window = _window(ends_at, furthest, now)
    return ClockShape(
        state=state,
        state_words=STATE_WORDS[state],
        words=words,
        spoken=f"Time allowed: {words}. {window}".strip(),
        now_at=_place(reached, starts_at, furthest),
        limit_at=_place(ends_at, starts_at, furthest),
        extension_words=window,
        started_words=f"Started {clock_time(starts_at, now)}",
        ends_words=f"Ends {say(ends_at)}",
        starts_at=starts_at,
        ends_at=ends_at,
        ticking=ended_at is None,
    )


def _state(left: timedelta, stopped: bool) -> str:
    if stopped:
        return "done" if left >= timedelta() else "black"
    if left <= timedelta():
        return "black"
    if left <= RED:
        return "red"
    return "amber" if left <= AMBER else "green"


def _words(
    starts_at: datetime, ends_at: datetime, *, now: datetime, ended_at: datetime | None
) -> str:
    if ended_at is not None:
        words = f"Ended {clock_time(ended_at, now)}, after {say_length(ended_at - starts_at)}"
        over = ended_at - ends_at
        return f"{words}, {say_length(over)} past the time allowed" if over > timedelta() else words
    left = ends_at - now
    if left <= timedelta():
        return f"{say_length(left)} past the time allowed, which ended {clock_time(ends_at, now)}"
    return f"{say_length(left)} left, ends {clock_time(ends_at, now)}"


def _window(ends_at: datetime, furthest: datetime, now: datetime) -> str:
    if furthest <= ends_at:
        return ""
    return f"Could be extended to {clock_time(furthest, now)} at most"


def _place(instant: datetime, start: datetime, furthest: datetime) -> int:
    whole = (furthest - start).total_seconds()
    if whole <= 0:
        return WIDTH
    return round(WIDTH * min(1.0, max(0.0, (instant - start).total_seconds() / whole)))
