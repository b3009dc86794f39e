"""Reviews, ends and hard days of a suicide prevention plan.

Source: DOMAIN 6.4, 2.4.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from alongside.foundation.reference import UnknownCode, code_list
from alongside.kernel.local_time import from_local, local_date
from alongside.kernel.refusal import Refused

REVIEW_WITHIN: Final = timedelta(days=28)
"""The longest a plan may stand without a review [design]."""
LONGEST: Final = timedelta(days=183)
"""The furthest ahead a plan may end; both may agree a new end at a review [design]."""
REMIND_BEFORE: Final = timedelta(days=7)
"""How long before a hard day somebody is reminded to get in touch [design]."""
RAILWAY_CODE: Final = re.compile(r"[A-Z0-9]{3,7}")
"""A railway location code: three letters of a station, five digits, or up to seven characters."""


def check_review_due(due_on: date | None, today: date) -> date:
    """Refuse a review further ahead than 28 days, or gone by.

    Raises:
        Refused: ``suicide.no_review``, ``suicide.review_gone_by`` or ``suicide.review_too_far``.
    """
    if due_on is None:
        raise Refused(
            "suicide.no_review", "Say when the next review is due.", field="review_due_on"
        )
    if due_on <= today:
        raise Refused("suicide.review_gone_by", "Choose a day after today.", field="review_due_on")
    if due_on - today > REVIEW_WITHIN:
        raise Refused(
            "suicide.review_too_far",
            "The next review can be 28 days ahead at most.",
            next_step="Choose an earlier day.",
            field="review_due_on",
        )
    return due_on


def check_ends_on(ends_on: date | None, today: date) -> date:
    """Refuse a plan without an end, or one that ends too far ahead.

    Raises:
        Refused: ``suicide.no_end``, ``suicide.end_gone_by`` or ``suicide.end_too_far``.

    Source: DOMAIN 2.4: a plan needs an end date.
    """
    if ends_on is None:
        raise Refused("suicide.no_end", "Say when this plan ends.", field="ends_on")
    if ends_on <= today:
        raise Refused("suicide.end_gone_by", "Choose a day after today.", field="ends_on")
    if ends_on - today > LONGEST:
        raise Refused(
            "suicide.end_too_far",
            "A plan can run for six months at most.",
            next_step="Choose an earlier day. Both services can agree a new end at a review.",
            field="ends_on",
        )
    return ends_on


def review_overdue(
    last_reviewed_at: datetime | None, review_due_on: date | None, now: datetime
) -> bool:
    """Say whether a plan should have been reviewed before today.

    Source: DOMAIN 6.4: no review for 29 days is overdue.
    """
    if last_reviewed_at is None or review_due_on is None:
        return False
    latest = min(review_due_on, local_date(last_reviewed_at) + REVIEW_WITHIN)
    return latest < local_date(now)


def has_ended(ends_on: date | None, now: datetime) -> bool:
    """Say whether the end of a plan has passed, so that it needs a new end or closing."""
    return ends_on is not None and ends_on < local_date(now)


def end_of(ends_on: date) -> datetime:
    """Answer the first instant after a plan's last day."""
    return from_local(datetime.combine(ends_on + timedelta(days=1), time())).astimezone(UTC)


def check_anniversary(month: int, day: int, words: str) -> None:
    """Refuse a day that is in no year, or one without a word on why.

    Raises:
        Refused: ``suicide.no_such_day`` or ``suicide.no_reason``.
    """
    try:
        date(2024, month, day)
    except ValueError:
        raise Refused("suicide.no_such_day", "There is no such day.", field="day") from None
    if not words.strip():
        raise Refused("suicide.no_reason", "Say what the day is.", field="words")


def next_on(month: int, day: int, after: date) -> date:
    """Answer when a day of the year comes next, today among them; 29 February is the 28th in most.

    Args:
        month: 1 to 12.
        day: Of the month; together a day of a leap year.
        after: The day to look from.
    """
    this_year = _in_year(after.year, month, day)
    return this_year if this_year >= after else _in_year(after.year + 1, month, day)


def _in_year(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def remind_on(month: int, day: int, after: date) -> date:
    """Answer the next day to remind somebody of a hard day, not before ``after``."""
    coming = next_on(month, day, after)
    if coming - REMIND_BEFORE >= after:
        return coming - REMIND_BEFORE
    return after


def check_location_code(code: str) -> str:
    """Refuse what cannot be a railway location code; blank is not on the railway.

    Raises:
        Refused: ``suicide.location_code``.
    """
    tidy = "".join(code.upper().split())
    if tidy and not RAILWAY_CODE.fullmatch(tidy):
        raise Refused(
            "suicide.location_code",
            "A railway location code is three to seven letters or digits, such as MCR.",
            field="location_code",
        )
    return tidy


def check_gateway(code: str) -> None:
    """Refuse sharing that names no legal ground.

    Raises:
        Refused: ``suicide.gateway``.
    """
    try:
        code_list("legal_gateway").find(code)
    except UnknownCode:
        raise Refused(
            "suicide.gateway", "Choose the legal ground for sharing.", field="gateway"
        ) from None
