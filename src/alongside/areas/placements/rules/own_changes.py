"""What changed in somebody's own placement since they last read it, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.kernel.local_time import say_date


@dataclass(frozen=True, slots=True)
class OwnDays:
    """Where somebody is for a stretch of days.

    Attributes:
        place: Name of the ward or team.
        first_on: First day.
        last_on: Last day, counted.
        hours: Such as ``08:00 to 15:30``; may be empty.
        buddy: Who looks after them; may be empty.
    """

    place: str
    first_on: date
    last_on: date
    hours: str = ""
    buddy: str = ""


def changes(before: Sequence[OwnDays], after: Sequence[OwnDays]) -> tuple[str, ...]:
    """Answer what is different, one sentence each, by day."""
    was = {one.first_on: one for one in before}
    now = {one.first_on: one for one in after}
    said: list[str] = []
    for day in sorted({*was, *now}):
        said += _of_a_day(was.get(day), now.get(day))
    return tuple(said)


def _of_a_day(was: OwnDays | None, now: OwnDays | None) -> list[str]:
    if was is None:
        return [f"New: {now.place} from {say_date(now.first_on)}."] if now else []
    if now is None:
        return [f"{was.place} from {say_date(was.first_on)} is off."]
    said = []
    if was.place != now.place:
        said.append(f"From {say_date(now.first_on)}: {now.place}, not {was.place}.")
    if was.last_on != now.last_on:
        said.append(f"{now.place} now ends on {say_date(now.last_on)}.")
    if was.place == now.place and was.hours != now.hours and now.hours:
        said.append(f"Your hours at {now.place} are now {now.hours}.")
    if was.place == now.place and was.buddy != now.buddy and now.buddy:
        said.append(f"Your buddy at {now.place} is now {now.buddy}.")
    return said
