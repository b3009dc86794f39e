"""What may be said of a service: how many at once, in which hours."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from alongside.engines.scheduling.fields import CLOCK
from alongside.kernel.refusal import Refused

USUAL_MOST: Final = 2
"""Officers at a service at once, unless somebody says why more (DOMAIN 6.8)."""
MOST: Final = 20
LONGEST_NAME: Final = 40
SHIFT: Final = re.compile(r"(?:(.*?)[,:]?\s+)?(\d{1,2}:\d{2})\s*(?:-|–|to)\s*(\d{1,2}:\d{2})")
CODE: Final = re.compile(r"[^a-z0-9]+")


class Hours(NamedTuple):
    """Hours of one working day at a service: a name, and local times ``HH:MM``."""

    name: str
    starts: str
    ends: str


def check_seats(seats: int, why_more: str) -> None:
    """Refuse more than two officers at once where nobody says why.

    Raises:
        Refused: ``service.seats`` or ``service.why_more``.

    Source: DOMAIN 6.8.
    """
    if not 1 <= seats <= MOST:
        raise Refused(
            "service.seats",
            f"A service takes from 1 to {MOST} at once.",
            next_step="If it takes nobody for now, close those days.",
            field="seats",
        )
    if seats > USUAL_MOST and not why_more.strip():
        raise Refused(
            "service.why_more",
            "At most two officers are at one service at once.",
            next_step="If this service has agreed to more, say why.",
            field="why_more",
        )


def shifts_typed(text: str) -> tuple[Hours, ...]:
    """Read lines such as ``early 08:00 to 15:30``.

    Raises:
        Refused: ``shift.not_hours`` or ``shift.named_twice``.
    """
    shifts = tuple(_hours(line.strip()) for line in text.splitlines() if line.strip())
    if len({one.name for one in shifts}) < len(shifts):
        raise Refused("shift.named_twice", "Two shifts have one name.")
    return shifts


def _hours(line: str) -> Hours:
    found = SHIFT.fullmatch(line)
    starts, ends = (found[n].zfill(5) for n in (2, 3)) if found else ("", "")
    if not found or not (CLOCK.match(starts) and CLOCK.match(ends)):
        raise Refused(
            "shift.not_hours",
            f"“{line[:60]}” is not a shift.",
            next_step="Write each on its own line, like early 08:00 to 15:30.",
        )
    return Hours((found[1] or f"{starts} to {ends}").strip(), starts, ends)


def check_shifts(shifts: Sequence[Hours], day: tuple[str, str]) -> None:
    """Refuse hours outside the day of the scheme, and names too long to keep.

    Raises:
        Refused: ``shift.outside_day`` or ``shift.long_name``.
    """
    for one in shifts:
        if len(one.name) > LONGEST_NAME:
            raise Refused(
                "shift.long_name",
                f"“{one.name[:LONGEST_NAME]}…” is too long for the name of a shift.",
                next_step=f"A name has at most {LONGEST_NAME} letters.",
                field="shifts",
            )
        if not day[0] <= one.starts < one.ends <= day[1]:
            raise Refused(
                "shift.outside_day",
                f"“{one.name}” runs from {one.starts} to {one.ends}.",
                next_step=f"Shifts lie between {day[0]} and {day[1]}, and end after they start.",
                field="shifts",
            )


def shift_lines(shifts: Sequence[Hours]) -> str:
    """Say shifts, a line for each, so that they can be typed again."""
    return "\n".join(
        f"{one.starts} to {one.ends}"
        if one.name == f"{one.starts} to {one.ends}"
        else f"{one.name} {one.starts} to {one.ends}"
        for one in shifts
    )


def code_for(name: str, taken: Sequence[str]) -> str:
    """Answer a short code for a new service, from its name, that no other has."""
    plain = CODE.sub("_", name.lower()).strip("_")[:36] or "service"
    numbered = (plain, *(f"{plain}_{number}" for number in range(2, len(taken) + 3)))
    return next(code for code in numbered if code not in taken)
