"""Whom to ring now for a need, in a place, at a time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.directory.models import AreaServed, NeedAnswered
from alongside.areas.directory.queries.areas import key_of
from alongside.areas.directory.queries.lines import everybody
from alongside.areas.directory.rules.hours import Hours
from alongside.areas.directory.rules.last_resorts import LastResort, last_resorts
from alongside.areas.directory.rules.needs import Need
from alongside.areas.directory.rules.ringing import Line, Step, chain
from alongside.areas.directory.rules.seats import Seat
from alongside.kernel.actor import Actor

LAST_SEAT = Seat.CONTROL_ROOM_CLINICIAN


@dataclass(frozen=True, slots=True)
class RingAnswer:
    """Whom to ring.

    Attributes:
        at: The instant it holds for.
        first: The number to ring: the first that is answered then.
        passed: Who would come before it but does not answer then, with the reason.
        then: Whom to try if it is not answered, in order; the last is answered day and night.
        last: The last resorts among them, by key.
    """

    need: Need
    at: datetime
    first: Step
    passed: list[Step]
    then: list[Step]
    last: dict[str, LastResort]


def whom_to_ring(
    viewer: Actor, need: Need, *, at: datetime, now: datetime, locality_id: UUID | None = None
) -> RingAnswer:
    """Answer whom to ring for a need at an instant, with all that follows if nobody answers.

    Args:
        at: The instant asked about.
        now: The instant of asking.
        locality_id: Where it is; ``None`` for anywhere in the county.
    """
    lines = everybody(viewer, at=at, now=now)
    first = [*first_choices(need.code, locality_id), f"seat:{LAST_SEAT}"]
    last = {f"last:{one.code}": one for one in last_resorts()}
    resorts = [_line(key, one) for key, one in last.items()]
    steps = chain(first, lines, resorts, at=at)
    number = next(n for n, step in enumerate(steps) if step.answers)
    return RingAnswer(need, at, steps[number], steps[:number], steps[number + 1 :], last)


def first_choices(need: str, locality_id: UUID | None) -> list[str]:
    """Answer the keys of the first choices: those of the place, then those that hold everywhere.

    Whoever serves some areas only is passed over where the place is another.
    """
    rows = NeedAnswered.objects.filter(need=need).order_by("position")
    here = [row for row in rows if row.locality_id == locality_id and locality_id is not None]
    everywhere = [row for row in rows if row.locality_id is None]
    keys = [
        key_of(team=row.team_id, contact=row.contact_id, option=row.option_id, seat=row.seat)
        for row in (*here, *everywhere)
    ]
    elsewhere = _elsewhere(locality_id) if locality_id else set()
    return [key for key in dict.fromkeys(keys) if key not in elsewhere]


def _elsewhere(locality_id: UUID) -> set[str]:
    served: dict[str, set[UUID]] = {}
    for row in AreaServed.objects.all():
        key = key_of(team=row.team_id, contact=row.contact_id, option=row.option_id, seat=None)
        served.setdefault(key, set()).add(row.locality_id)
    return {key for key, areas in served.items() if locality_id not in areas}


def _line(key: str, one: LastResort) -> Line:
    return Line(key=key, name=one.name, phone=one.phone, hours=Hours(), about=one.says)
