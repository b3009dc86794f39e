"""Stretches of days as people type and read them: a line for each."""

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from alongside.kernel.local_time import MONTHS, say_date
from alongside.kernel.refusal import Refused

Stretch = list[str]
"""First and last day as ``2026-03-02``, both counted."""

BETWEEN: Final = re.compile(r"\s+(?:to|until|-|–)\s+|\s*/\s*(?=\d{4}-)")
WEEK: Final = re.compile(r"(?:week )?(\d{4})-?W(\d{1,2})", re.IGNORECASE)
ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NUMBERS: Final = re.compile(r"(\d{1,2})[/. ](\d{1,2})[/. ](\d{4})")
NAMED: Final = re.compile(r"(?:[A-Za-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9}) (\d{4})")
EXAMPLE: Final = "2 March 2026 to 13 March 2026"


def stretches_typed(text: str) -> list[Stretch]:
    """Read lines such as ``2 March 2026 to 13 March 2026``, ``2/3/2026`` or ``2026-W10``.

    Raises:
        Refused: ``stretch.not_dates`` or ``stretch.ends_first``, naming the line.
    """
    lines = [line.strip() for line in re.split(r"[\n;]", text)]
    return [_stretch(line) for line in lines if line]


def _stretch(line: str) -> Stretch:
    if week := WEEK.fullmatch(line):
        first = _monday(line, int(week[1]), int(week[2]))
        return [first.isoformat(), (first + timedelta(days=6)).isoformat()]
    ends = BETWEEN.split(line)
    if len(ends) > 2:
        raise _not_dates(line)
    first, last = day_typed(ends[0]), day_typed(ends[-1])
    if last < first:
        raise Refused(
            "stretch.ends_first",
            f"“{line[:60]}” ends before it begins.",
            next_step="Put the first day first.",
        )
    return [first.isoformat(), last.isoformat()]


def day_typed(text: str) -> date:
    """Read one day, however it is written.

    Raises:
        Refused: ``stretch.not_dates``.
    """
    words = text.strip()
    try:
        if found := ISO.fullmatch(words):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := NUMBERS.fullmatch(words):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := NAMED.fullmatch(words):
            return date(int(found[3]), _month(found[2]), int(found[1]))
    except ValueError:
        raise _not_dates(words) from None
    raise _not_dates(words)


def _month(word: str) -> int:
    """Answer a month by its name or the start of it; 0, which no date has, when there is none."""
    found = [n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(word.lower())]
    return found[0] if found else 0


def _monday(line: str, year: int, week: int) -> date:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        raise _not_dates(line) from None


def _not_dates(words: str) -> Refused:
    return Refused(
        "stretch.not_dates",
        f"“{words[:60]}” is not a day or a stretch of days.",
        next_step=f"Write each on its own line, like {EXAMPLE}.",
    )


def stretch_words(stretch: Stretch) -> str:
    """Say a stretch: one day, or the first and the last, so that it can be typed again."""
    first, last = (date.fromisoformat(day) for day in stretch)
    return say_date(first) if first == last else f"{say_date(first)} to {say_date(last)}"


def stretch_lines(stretches: list[Stretch]) -> str:
    """Say stretches, a line for each."""
    return "\n".join(stretch_words(one) for one in stretches)


def stretches_overlap(stretches: list[Stretch]) -> bool:
    """Whether any two of these stretches share a day."""
    ordered = sorted(stretches)
    return any(later[0] <= earlier[1] for earlier, later in pairwise(ordered))


def check_apart(stretches: list[Stretch], field: str) -> None:
    """Refuse stretches that share a day: one of them is then wrong.

    Raises:
        Refused: ``stretch.overlap``, for the field.
    """
    if stretches_overlap(stretches):
        raise Refused(
            "stretch.overlap",
            "Two of these stretches share a day.",
            next_step="Write them as one, or put one right.",
            field=field,
        )
