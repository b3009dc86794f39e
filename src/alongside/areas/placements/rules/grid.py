"""A plan as a grid: weeks across, services or officers down, and what each cell says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from alongside.areas.placements.rules.differences import COME, DETAILS, MOVED, Difference
from alongside.areas.placements.rules.plan_words import days_words, is_whole_week
from alongside.engines.scheduling.checking import broken_by_stay
from alongside.engines.scheduling.result import Assignment
from alongside.engines.scheduling.scheme import Officer, Scheme, Service, monday_of

WEEK: Final = timedelta(days=7)
FRIDAY: Final = timedelta(days=4)
SUNDAY: Final = timedelta(days=6)
NUMBERS: Final = ("nobody", "one", "two", "three", "four", "five", "six")


@dataclass(frozen=True, slots=True)
class Chip:
    """One officer in a cell.

    Attributes:
        key: Opaque id of the stay.
        officer: Name.
        service: Name of the service.
        days: Which days, where they are not a whole week.
        details: Days, hours and buddy in words.
        mark: ``come``, ``moved`` or ``details`` where today's plan differs; else empty.
        was: Where today's plan has them instead; may be empty.
        by_hand: Whether somebody put them there themselves.
        clashes: Rules it breaks by now, in words.
    """

    key: str
    officer: str
    service: str
    days: str
    details: str
    mark: str = ""
    was: str = ""
    by_hand: bool = False
    clashes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One week of one row.

    Attributes:
        monday: The week.
        chips: Who is there, or where they are.
        free: Seats left; none in a row of an officer.
        shut: Whether a service takes nobody.
        gone: Names that today's plan has here and this one does not.
        says: What the cell is, in sentences.
        clash: Whether something in it does not hold.
    """

    monday: date
    chips: tuple[Chip, ...]
    free: int = 0
    shut: bool = False
    gone: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    clash: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A service or an officer.

    Attributes:
        key: Opaque id.
        name: What it is called.
        group: Kind of service, or cohort.
        cells: One for each week.
        there: Whether it still takes part in the scheme.
    """

    key: str
    name: str
    group: str
    cells: tuple[Cell, ...]
    there: bool = True


@dataclass(frozen=True, slots=True)
class KeptStay:
    """A stay with its opaque id.

    Attributes:
        key: Its id.
        stay: Who, where, when.
        by_hand: Whether somebody put it there.
    """

    key: str
    stay: Assignment
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Busy:
    """A service says that it takes fewer for some days.

    Attributes:
        service: Code.
        first: First day.
        last: Last day.
        seats: How many it takes.
    """

    service: str
    first: date
    last: date
    seats: int


@dataclass(frozen=True)
class Laid:
    """What a grid is laid from.

    Attributes:
        scheme: As it is now.
        stays: Of the plan shown.
        weeks: Mondays, in order.
        names: Names of services by code, those that left too.
        changes: What differs from today's plan; empty where this is it.
        busy: What services say.
    """

    scheme: Scheme
    stays: Sequence[KeptStay]
    weeks: Sequence[date]
    names: Mapping[str, str]
    changes: Sequence[Difference] = ()
    busy: Sequence[Busy] = ()
    _after: dict[Assignment, Difference] = field(default_factory=dict, init=False)
    _officers: dict[str, Officer] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Find changes by the stay they are of, and officers by name."""
        self._officers.update({one.name: one for one in self.scheme.officers})
        self._after.update({one.after: one for one in self.changes if one.after is not None})

    def chip(self, kept: KeptStay) -> Chip:
        """Answer what a stay is drawn as."""
        stay = kept.stay
        change = self._after.get(stay)
        return Chip(
            kept.key,
            stay.officer,
            self.names.get(stay.service, stay.service),
            "" if is_whole_week(stay.start, stay.end) else days_words(stay.start, stay.end),
            self._details(stay),
            change.kind if change else "",
            self._was(change),
            kept.by_hand,
            self._clashes(stay),
        )

    def _details(self, stay: Assignment) -> str:
        parts = [days_words(stay.start, stay.end)]
        if stay.from_time:
            parts.append(f"{stay.from_time} to {stay.to_time}")
        if stay.buddy:
            parts.append(f"with {stay.buddy}")
        return ", ".join(parts)

    def _was(self, change: Difference | None) -> str:
        if change is None or change.before is None:
            return ""
        before = change.before
        return f"{self.names.get(before.service, before.service)}, {self._details(before)}"

    def _clashes(self, stay: Assignment) -> tuple[str, ...]:
        officer = self._officers.get(stay.officer)
        known = any(one.code == stay.service for one in self.scheme.services)
        if officer is None:
            return (f"{stay.officer} is no longer in the scheme.",)
        if not known:
            return ("This service takes nobody any more.",)
        return tuple(broken_by_stay(self.scheme, officer, stay))


def service_rows(laid: Laid, keys: Mapping[str, str]) -> tuple[Row, ...]:
    """Answer a row for each service, by kind, then by name.

    Args:
        laid: What there is.
        keys: Opaque ids of services by code.
    """
    there = {one.code: one for one in laid.scheme.services}
    used = {one.stay.service for one in laid.stays}
    kinds = {one.stay.service: one.stay.kind for one in laid.stays}
    kinds.update({code: one.kind for code, one in there.items()})
    codes = sorted({*there, *used}, key=lambda code: (kinds[code], laid.names.get(code, code)))
    return tuple(
        Row(
            keys.get(code, code),
            laid.names.get(code, code),
            kinds[code],
            tuple(_service_cell(laid, code, there.get(code), week) for week in laid.weeks),
            code in there,
        )
        for code in codes
    )


def _in_week(stay: Assignment, monday: date) -> bool:
    return stay.start <= monday + SUNDAY and monday <= stay.end


def _service_cell(laid: Laid, code: str, service: Service | None, monday: date) -> Cell:
    kept = [one for one in laid.stays if one.stay.service == code and _in_week(one.stay, monday)]
    chips = tuple(map(laid.chip, sorted(kept, key=lambda one: (one.stay.start, one.stay.officer))))
    taken = _most_at_once([one.stay for one in kept])
    seats = _seats(laid, service, monday)
    over = taken > seats
    clash = over or any(chip.clashes for chip in chips)
    gone = tuple(
        one.officer
        for one in laid.changes
        if one.before is not None
        and one.before.service == code
        and _in_week(one.before, monday)
        and not (one.after and one.after.service == code and _in_week(one.after, monday))
    )
    says = (*_seat_words(laid, service, monday, taken=taken, seats=seats), *_clash_words(chips))
    return Cell(monday, chips, max(0, seats - taken), seats == 0, gone, says, clash)


def _most_at_once(stays: Sequence[Assignment]) -> int:
    return max((sum(o.start <= one.start <= o.end for o in stays) for one in stays), default=0)


def _seats(laid: Laid, service: Service | None, monday: date) -> int:
    if service is None:
        return 0
    friday = monday + FRIDAY
    days = [monday + timedelta(days=n) for n in range(5)]
    seats = max(service.seats_on(day, day) for day in days)
    said = [
        one.seats
        for one in laid.busy
        if one.service == service.code and one.first <= friday and monday <= one.last
    ]
    return min([seats, *said])


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _seat_words(
    laid: Laid, service: Service | None, monday: date, *, taken: int, seats: int
) -> list[str]:
    if service is None:
        return ["This service has left the scheme."]
    friday = monday + FRIDAY
    busy = [one for one in laid.busy if one.service == service.code]
    words = [
        f"It says it takes {_number(one.seats)} in these days."
        for one in busy
        if one.first <= friday and monday <= one.last
    ]
    if seats == 0:
        return [*words, "Nobody can come this week."]
    words += _shut_words(service, monday)
    if taken > seats:
        many = _number(taken).capitalize()
        return [*words, f"{many} are placed; it takes {_number(seats)} at once."]
    if taken == seats:
        return [*words, f"Full: it takes {_number(seats)} at once."]
    left = seats - taken
    return [*words, f"{_number(left).capitalize()} {'seat' if left == 1 else 'seats'} free."]


def _shut_words(service: Service, monday: date) -> list[str]:
    days = [monday + timedelta(days=n) for n in range(5)]
    shut = [day for day in days if not service.is_open(day, day)]
    return [f"Shut on {' and '.join(days_words(day, day) for day in shut)}."] if shut else []


def _clash_words(chips: Iterable[Chip]) -> list[str]:
    return [words for chip in chips for words in chip.clashes]


def officer_rows(
    laid: Laid, keys: Mapping[str, str], cohorts: Mapping[str, str]
) -> tuple[Row, ...]:
    """Answer a row for each officer who is placed or left out, by cohort, then by name.

    Args:
        laid: What there is.
        keys: Opaque ids of officers by name; these get a row, in this order.
        cohorts: Names of their cohorts.
    """
    return tuple(
        Row(
            keys[name],
            name,
            cohorts.get(name, ""),
            tuple(_officer_cell(laid, name, week) for week in laid.weeks),
        )
        for name in keys
    )


def _officer_cell(laid: Laid, name: str, monday: date) -> Cell:
    kept = [one for one in laid.stays if one.stay.officer == name and _in_week(one.stay, monday)]
    chips = tuple(map(laid.chip, sorted(kept, key=lambda one: one.stay.start)))
    gone = tuple(
        laid.names.get(one.before.service, one.before.service)
        for one in laid.changes
        if one.officer == name
        and one.before is not None
        and _in_week(one.before, monday)
        and (
            one.after is None
            or one.after.service != one.before.service
            or not _in_week(one.after, monday)
        )
    )
    says = [*_leave_words(laid, name, monday), *_clash_words(chips)]
    return Cell(monday, chips, gone=gone, says=tuple(says), clash=any(c.clashes for c in chips))


def _leave_words(laid: Laid, name: str, monday: date) -> list[str]:
    officer = next((one for one in laid.scheme.officers if one.name == name), None)
    if officer is None:
        return []
    away = [span for span in officer.leave if span.touches(monday, monday + FRIDAY)]
    return [f"On leave {days_words(span.first, span.last)}." for span in away]


def weeks_between(first: date, last: date) -> tuple[date, ...]:
    """Answer the Monday of every week from one day to another."""
    found, monday = [], monday_of(first)
    while monday <= last:
        found.append(monday)
        monday += WEEK
    return tuple(found)


MARK_WORDS: Final[Mapping[str, str]] = {
    COME: "new here",
    MOVED: "moved here",
    DETAILS: "hours or buddy changed",
}
"""What each mark is called."""
