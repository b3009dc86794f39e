"""Reads one row of a scheme: words, numbers, days and lists, each with an error that says where."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from alongside.engines.scheduling.scheme import Span
from alongside.kernel.refusal import Refused

CLOCK: Final = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")
WEEK: Final = re.compile(r"^(\d{4})-?W(\d{1,2})$")
BETWEEN: Final = re.compile(r"\s*(?:/|\bto\b)\s*")


def wrong(where: str, field: str, why: str, *, fix: str = "") -> Refused:
    """Answer the refusal of one field, saying where it is and what to do."""
    return Refused("scheme.field", f"{where}: {field} {why}", next_step=fix, field=field)


@dataclass(frozen=True, slots=True)
class Row:
    """One table of the scheme.

    Attributes:
        where: Which one, such as ``services, row 3 (Stanage)``.
        given: What it says.
    """

    where: str
    given: Mapping[str, object]

    def only(self, names: frozenset[str]) -> None:
        """Refuse a field that has no meaning here.

        Raises:
            Refused: ``scheme.field``.
        """
        for name in self.given:
            if name not in names:
                fix = f"Fields here are {', '.join(sorted(names))}."
                raise wrong(self.where, f"'{name}'", "is not a field.", fix=fix)

    def has(self, name: str) -> bool:
        """Whether a field says anything."""
        return self.given.get(name) not in (None, "", [], ())

    def text(self, name: str, *, needed: bool = False) -> str:
        """Read words; empty when there are none.

        Raises:
            Refused: ``scheme.field`` when it is needed and not there.
        """
        value = self.given.get(name)
        text = "" if value is None else str(value).strip()
        if needed and not text:
            raise wrong(self.where, name, "is missing.", fix="Say what it is.")
        return text

    def number(self, name: str, usual: int, *, least: int = 0, most: int = 1_000_000) -> int:
        """Read a whole number.

        Raises:
            Refused: ``scheme.field``.
        """
        if not self.has(name):
            return usual
        value = self.given[name]
        try:
            number = int(str(value).strip()) if not isinstance(value, bool) else least - 1
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            fix = f"Give one from {least} to {most}."
            raise wrong(self.where, name, f"is '{value}', not a whole number it can be.", fix=fix)
        return number

    def clock(self, name: str, usual: str = "") -> str:
        """Read a time of day.

        Raises:
            Refused: ``scheme.field``.
        """
        text = self.text(name) or usual
        if text and not CLOCK.match(text):
            raise wrong(self.where, name, f"is '{text}', not a time.", fix="Write it like 08:00.")
        return text

    def day(self, name: str) -> date | None:
        """Read a date, when there is one.

        Raises:
            Refused: ``scheme.field``.
        """
        if not self.has(name):
            return None
        return self._day(name, self.given[name])

    def needed_day(self, name: str) -> date:
        """Read a date that has to be there.

        Raises:
            Refused: ``scheme.field``.
        """
        day = self.day(name)
        if day is None:
            raise wrong(self.where, name, "is missing.", fix="Write it like 2026-03-02.")
        return day

    def _day(self, name: str, value: object) -> date:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value).strip())
        except ValueError:
            fix = "Write it like 2026-03-02."
            raise wrong(self.where, name, f"has '{value}', not a date.", fix=fix) from None

    def listed(self, name: str) -> tuple[str, ...]:
        """Read a list of words; one string is parted at semicolons."""
        value = self.given.get(name)
        items = value if isinstance(value, list | tuple) else str(value or "").split(";")
        return tuple(text for item in items if (text := str(item).strip()))

    def spans(self, name: str) -> tuple[Span, ...]:
        """Read days or stretches of days: a date, two with ``/`` between, a week ``2026-W10``,
        or a table with ``from`` and ``to``.

        Raises:
            Refused: ``scheme.field``.
        """
        value = self.given.get(name)
        if isinstance(value, str):
            items: list[object] = [one for one in value.split(";") if one.strip()]
        else:
            items = list(value) if isinstance(value, list | tuple) else []
            if value is not None and not items and not isinstance(value, list | tuple):
                items = [value]
        return tuple(self._span(name, item) for item in items)

    def _span(self, name: str, item: object) -> Span:
        if isinstance(item, Mapping):
            first, last = self._day(name, item.get("from")), self._day(name, item.get("to"))
        elif isinstance(item, str) and (week := WEEK.match(item.strip())):
            first = self._monday(name, int(week[1]), int(week[2]))
            last = first + timedelta(days=6)
        else:
            ends = BETWEEN.split(item.strip()) if isinstance(item, str) else [item]
            first, last = self._day(name, ends[0]), self._day(name, ends[-1])
        if last < first:
            raise wrong(self.where, name, f"ends on {last}, before it begins on {first}.")
        return Span(first, last)

    def _monday(self, name: str, year: int, week: int) -> date:
        try:
            return date.fromisocalendar(year, week, 1)
        except ValueError:
            raise wrong(self.where, name, f"has week {week} of {year}, which is not.") from None
