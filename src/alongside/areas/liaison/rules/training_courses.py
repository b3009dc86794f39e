"""Courses: what is refused of one, whom it is for, and until when it counts once done."""

import calendar
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from alongside.kernel.actor import Role
from alongside.kernel.local_time import say_date
from alongside.kernel.refusal import Refused

SOON_DAYS: Final = 60
"""From so many days before it lapses, somebody is told that it does."""
LONGEST_MINUTES: Final = 10 * 8 * 60
MOST_MONTHS: Final = 120


@dataclass(frozen=True, slots=True)
class CourseWords:
    """What a course says of itself.

    Attributes:
        title: As people say it.
        what_for: What it is for, in a few sentences.
        roles: Whom it is meant for; empty for anybody.
        lasts_months: How long it counts; ``None`` where it never lapses.
        minutes: How long it takes.
        led_by: Who leads it, as a kind of person and never a name.
        materials: Titles, words and links, as Markdown.
        said_as: What somebody would say who looks for it, one way a line.
    """

    title: str
    what_for: str
    roles: tuple[Role, ...]
    lasts_months: int | None
    minutes: int
    led_by: str
    materials: str = ""
    said_as: str = ""


def check_course(words: CourseWords) -> None:
    """Refuse a course that cannot be.

    Raises:
        Refused: ``course.no_title``, ``course.no_reason``, ``course.no_time`` or
            ``course.lasts``.
    """
    if not words.title.strip():
        raise Refused("course.no_title", "Give the course a title.", field="title")
    if not words.what_for.strip():
        raise Refused("course.no_reason", "Say what the course is for.", field="what_for")
    if not 5 <= words.minutes <= LONGEST_MINUTES:
        raise Refused(
            "course.no_time",
            "A course takes between 5 minutes and ten days.",
            next_step="Give its length in minutes: a morning is 180.",
            field="minutes",
        )
    if words.lasts_months is not None and not 1 <= words.lasts_months <= MOST_MONTHS:
        raise Refused(
            "course.lasts",
            "A course counts for between 1 and 120 months.",
            next_step="Leave it empty where it never lapses.",
            field="lasts_months",
        )


def is_meant_for(course_roles: Collection[Role], held: Collection[Role]) -> bool:
    """Say whether somebody who holds these roles should do a course; all should where it has none.

    Args:
        course_roles: Whom the course is for.
        held: What somebody may take up.
    """
    return bool(held) and (not course_roles or bool(set(course_roles) & set(held)))


def lapses_on(done_on: date, lasts_months: int | None) -> date | None:
    """Answer the last day on which a course counts; ``None`` where it never lapses.

    The day of the month stays; where the month is shorter, its last day counts.
    """
    if lasts_months is None:
        return None
    year, month = divmod(done_on.year * 12 + done_on.month - 1 + lasts_months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(done_on.day, last))


class Standing:
    """How somebody stands with a course: the codes of ``Standing.of``."""

    IN_DATE: Final = "in_date"
    SOON: Final = "soon"
    LAPSED: Final = "lapsed"
    NEVER: Final = "never"


def standing(done_on: date | None, lasts_months: int | None, *, today: date) -> str:
    """Say whether somebody is in date, and whether that ends within ``SOON_DAYS``."""
    if done_on is None:
        return Standing.NEVER
    until = lapses_on(done_on, lasts_months)
    if until is None:
        return Standing.IN_DATE
    left = (until - today).days
    if left < 0:
        return Standing.LAPSED
    return Standing.SOON if left <= SOON_DAYS else Standing.IN_DATE


def standing_words(code: str, until: date | None) -> str:
    """Say how somebody stands, such as ``Counts until Wed 10 June 2026``."""
    if code == Standing.NEVER:
        return "Never done"
    if until is None:
        return "Done, and it does not lapse"
    return f"{'Lapsed on' if code == Standing.LAPSED else 'Counts until'} {say_date(until)}"


@dataclass(frozen=True, slots=True)
class Completion:
    """How many of those a course is for are in date. Counts only; no group is set above another.

    Attributes:
        people: How many it is for.
        in_date: How many are in date, those soon to lapse with them.
        soon: How many of those lapse within ``SOON_DAYS``.
        lapsed: How many did it, too long ago.
        never: How many never did it.
    """

    people: int
    in_date: int
    soon: int
    lapsed: int
    never: int

    @property
    def words(self) -> str:
        """Such as ``12 of 40``; ``no data`` where it is for nobody, never 0 %."""
        return f"{self.in_date} of {self.people}" if self.people else "no data"


def completion(standings: Sequence[str]) -> Completion:
    """Count how those stand whom a course is for."""
    soon = standings.count(Standing.SOON)
    return Completion(
        people=len(standings),
        in_date=standings.count(Standing.IN_DATE) + soon,
        soon=soon,
        lapsed=standings.count(Standing.LAPSED),
        never=standings.count(Standing.NEVER),
    )
