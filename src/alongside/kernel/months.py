"""Calendar months as England keeps them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from alongside.kernel.local_time import MONTHS, from_local, to_local
from alongside.kernel.refusal import Refused

MOST_MONTHS: Final = 180


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def words(self) -> str:
        """Such as ``June 2026``."""
        return f"{MONTHS[self.number - 1]} {self.year}"

    @property
    def starts_at(self) -> datetime:
        """Its first instant."""
        return from_local(datetime.combine(date(self.year, self.number, 1), time()))

    @property
    def days(self) -> int:
        """How many days it has."""
        after = self.plus(1)
        first, next_first = date(self.year, self.number, 1), date(after.year, after.number, 1)
        return (next_first - first).days

    def plus(self, months: int) -> "Month":
        """Answer the month so many later; earlier when negative."""
        count = self.year * 12 + self.number - 1 + months
        return Month(count // 12, count % 12 + 1)

    def until(self, last: "Month") -> list["Month"]:
        """Answer every month from this one to another, both included."""
        many = (last.year - self.year) * 12 + last.number - self.number + 1
        return [self.plus(step) for step in range(max(0, many))]


def month_of(instant: datetime) -> Month:
    """Answer the month an instant falls in, in England."""
    local = to_local(instant)
    return Month(local.year, local.month)


def last_whole_month(now: datetime) -> Month:
    """Answer the latest month that is over."""
    return month_of(now).plus(-1)


def read_month(text: str, *, field: str) -> Month:
    """Read a month written like 2026-06.

    Raises:
        Refused: ``month.not_understood``.
    """
    found = re.fullmatch(r"(\d{4})-(\d{2})", text.strip())
    if found and 1900 <= int(found[1]) <= 2199 and 1 <= int(found[2]) <= 12:
        return Month(int(found[1]), int(found[2]))
    raise Refused(
        "month.not_understood",
        f"{text[:20]!a} is not a month.",
        next_step="Write it like 2026-06.",
        field=field,
    )


def check_span(first: Month, last: Month, now: datetime) -> None:
    """Refuse months that run backwards, are not over yet, or are too many.

    Raises:
        Refused: ``month.backwards``, ``month.not_over`` or ``month.too_many``.
    """
    if last < first:
        raise Refused(
            "month.backwards",
            "The last month comes before the first.",
            next_step="Swap them.",
            field="last",
        )
    if last > last_whole_month(now):
        raise Refused(
            "month.not_over",
            f"{last.words} is not over yet, so its count would look low.",
            next_step=f"Choose {last_whole_month(now).words} or earlier.",
            field="last",
        )
    if len(first.until(last)) > MOST_MONTHS:
        raise Refused(
            "month.too_many",
            f"That is more than {MOST_MONTHS} months.",
            next_step="Choose fewer.",
            field="first",
        )
