"""The time allowed in words, with a small picture in plain characters."""

from datetime import datetime
from typing import Final

from alongside.engines.law.answers import Finding
from alongside.engines.law.displays import display_state
from alongside.engines.law.periods import PermittedPeriod, Status
from alongside.kernel.local_time import say

WIDTH: Final = 48


def period_words(
    period: PermittedPeriod, now: datetime, ended_at: datetime | None = None
) -> tuple[str, ...]:
    """Say where the clock stands, draw it, and list the findings.

    Args:
        period: The clock.
        now: The moment asked about (aware).
        ended_at: When it ended, if recorded (aware).

    Returns:
        Lines of plain text; the picture is there once the clock has started.
    """
    shown = display_state(period)
    lines = [f"Time allowed: {period.status.replace('_', ' ')}. {shown.words}."]
    if period.starts_at is not None and period.ends_at is not None:
        lines.append(f"  starts {say(period.starts_at)}   ends {say(period.ends_at)}")
    lines.extend(_picture(period, now, ended_at))
    lines.extend(f"  {finding_words(finding)}" for finding in period.findings)
    return tuple(lines)


def finding_words(finding: Finding) -> str:
    """A finding as one line of plain text."""
    return f"{finding.outcome.replace('_', ' ')}: {finding.sentence} [{finding.source}]"


def _picture(period: PermittedPeriod, now: datetime, ended_at: datetime | None) -> tuple[str, ...]:
    starts, ends = period.starts_at, period.ends_at
    if starts is None or ends is None or period.status is Status.NOT_STARTED:
        return ()
    mark, word = now, "now"
    if ended_at is not None and ended_at <= now:
        mark, word = ended_at, "ended"
    if mark < starts:
        return ()
    last = max(ends, mark)
    end_column, mark_column = (_column(at, starts, last) for at in (ends, mark))
    bar = ["="] * mark_column + ["-"] * (WIDTH - mark_column)
    bar[end_column:] = ["!"] * (WIDTH - end_column)
    bar[end_column], bar[mark_column] = "|", "*"
    return (f"  |{''.join(bar)}", f"  = held   - left   | time runs out   ! over   * {word}")


def _column(at: datetime, starts: datetime, last: datetime) -> int:
    return int((at - starts) / (last - starts) * (WIDTH - 1))
