"""A detention that is over, as another record tells it, put as the events it was made of."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.crisis.rules.facts import Facts, stored_facts
from alongside.areas.crisis.rules.timeline import Timeline, TimelineEvent
from alongside.engines import law
from alongside.kernel.refusal import Refused

LONGEST_HELD: Final = timedelta(hours=36)
"""24 hours and the longest extension: a detention without an end younger than this may be
running still, so it belongs on the desk and not in history."""

NOT_TIMED: Final = "The time was not in the imported record: shown at the time the power was used."
EXTENSION_NOT_TIMED: Final = "The imported record tells of an extension without its time"
NO_END: Final = "Imported from an earlier record, which does not say when it ended."


@dataclass(frozen=True, slots=True)
class PastDetention:
    """One use of a power, as a force's or a service's own record tells it.

    Codes are those of the lists the desk uses. What the other record does not say is empty or
    ``None`` and stays unknown here.

    Attributes:
        key: The same for the same use of the power whenever it is imported.
        origin: Which file and row it came from.
        power_used_at: When the power was used.
        reference: The other record's own reference.
        power: ``s136`` or ``s135(1)``.
        mode: ``removed`` or ``kept``.
        source: How the person was met, from ``rules.kinds.SOURCES``.
        place_words: Where the power was used.
        place_type: Kind of place, from ``law.LocationType``.
        ambulance_asked: Whether an ambulance was asked for.
        ambulance_asked_at: When.
        ambulance_told_minutes: The wait the ambulance service gave, in minutes.
        left_scene_at: When they left for the place of safety.
        transport: Code of the list ``transport``.
        police_vehicle_reason: Code of the list ``police_vehicle_reason``.
        arrived_at: First arrival at the first place of safety.
        place_id: That place in the directory, when it is there.
        place_name: Its name.
        place_of_safety_type: Code of the list ``place_of_safety_type``.
        police_station_reason: Code of the list ``police_station_reason``.
        consulted: Code of ``law.Consulted``.
        consulted_at: When the consultation began.
        consultee: Code of ``law.Consultee``.
        handover_at: When the place accepted the handover.
        police_left_at: When police left.
        examined_at: When the doctor's examination was complete.
        interviewed_at: When the AMHP's interview was complete.
        extension_given_at: When a longer time was allowed.
        extension_hours: By how much, in hours.
        extension_by: Who gave it, code of ``law.ExtensionBy``.
        extension_reason: Why, code of ``law.ExtensionReason``.
        ended_at: When it ended.
        end_reason: Code of ``law.EndReason``.
        arrested_too: Whether the person was also arrested for an offence.
    """

    key: str
    origin: str
    power_used_at: datetime
    reference: str = ""
    power: str = "s136"
    mode: str = "removed"
    source: str = "street"
    place_words: str = ""
    place_type: str = ""
    ambulance_asked: bool | None = None
    ambulance_asked_at: datetime | None = None
    ambulance_told_minutes: int | None = None
    left_scene_at: datetime | None = None
    transport: str = ""
    police_vehicle_reason: str = ""
    arrived_at: datetime | None = None
    place_id: UUID | None = None
    place_name: str = ""
    place_of_safety_type: str = ""
    police_station_reason: str = ""
    consulted: str = ""
    consulted_at: datetime | None = None
    consultee: str = ""
    handover_at: datetime | None = None
    police_left_at: datetime | None = None
    examined_at: datetime | None = None
    interviewed_at: datetime | None = None
    extension_given_at: datetime | None = None
    extension_hours: float | None = None
    extension_by: str = ""
    extension_reason: str = ""
    ended_at: datetime | None = None
    end_reason: str = ""
    arrested_too: bool | None = None

    @property
    def place_facts(self) -> dict[str, object]:
        """The first place of safety, as events carry it."""
        return {
            "place_id": self.place_id,
            "place_name": self.place_name,
            "place_type": self.place_of_safety_type,
            "police_station_reason": self.police_station_reason,
        }

    @property
    def journey_facts(self) -> dict[str, object]:
        """How the person was taken there, as events carry it."""
        return {
            "transport": self.transport,
            "police_vehicle_reason": self.police_vehicle_reason,
        }


def check_over(past: PastDetention, now: datetime) -> None:
    """Refuse what is not history yet.

    Raises:
        Refused: ``history.may_be_running``: without an end, and young enough to be going on.
    """
    if past.ended_at is None and now - past.power_used_at < LONGEST_HELD:
        raise Refused(
            "history.may_be_running",
            "This has no end and is under 36 hours old, so it may be going on now.",
            next_step="Open it on the desk instead, or import it once it has ended.",
            field="ended_at",
        )


def past_timeline(past: PastDetention, now: datetime) -> Timeline:
    """Put a past detention as events, in the order they happened.

    Nothing is guessed. A journey without a time is shown at the time the power was used and
    says so; a place without an arrival time stands on the use of the power, and starts no
    clock; without an end the contact closes at ``now``, the moment of importing, and the
    detention stays without one.
    """
    events = [
        _event("power_used", past.power_used_at, _power_facts(past), now),
        *_before_leaving(past, now),
        *_journey(past, now),
        *_at_place(past, now),
        _ending(past, now),
    ]
    first = min(event.happened_at for event in events)
    opened = {
        "source": past.source,
        "place_words": past.place_words,
        "place_type": past.place_type,
    }
    return Timeline.of([_event("opened", first, opened, now), *events])


def _event(kind: str, at: datetime, facts: Facts, now: datetime) -> TimelineEvent:
    return TimelineEvent(kind, at, now, stored_facts(kind, facts))


def _power_facts(past: PastDetention) -> Facts:
    facts: dict[str, object] = {
        "power": past.power,
        "mode": past.mode,
        "arrested_too": past.arrested_too,
        "ambulance_asked": past.ambulance_asked,
    }
    if past.mode == "kept" or past.arrived_at is None:
        facts |= past.place_facts
    return facts


def _before_leaving(past: PastDetention, now: datetime) -> list[TimelineEvent]:
    found = []
    if past.consulted or past.consultee or past.consulted_at is not None:
        consultation = {"consulted": past.consulted, "consultee": past.consultee}
        if past.consulted_at is not None:
            consultation["started_at"] = past.consulted_at.isoformat()
        at = past.consulted_at or past.power_used_at
        found.append(_event("consultation", at, consultation, now))
    if past.ambulance_asked or past.ambulance_asked_at or past.ambulance_told_minutes is not None:
        asked: dict[str, object] = {"told_minutes": past.ambulance_told_minutes}
        if past.ambulance_asked_at is None:
            asked["words"] = NOT_TIMED
        at = past.ambulance_asked_at or past.power_used_at
        found.append(_event("ambulance_requested", at, asked, now))
    return found


def _journey(past: PastDetention, now: datetime) -> list[TimelineEvent]:
    if past.left_scene_at is not None:
        return [_event("left_scene", past.left_scene_at, past.journey_facts, now)]
    if not any(past.journey_facts.values()) or past.arrived_at is not None:
        return []
    facts = {**past.journey_facts, "words": NOT_TIMED}
    return [_event("left_scene", past.power_used_at, facts, now)]


def _at_place(past: PastDetention, now: datetime) -> list[TimelineEvent]:
    found = []
    already_there = past.mode == "kept" and past.arrived_at == past.power_used_at
    if past.arrived_at is not None and not already_there:
        arrived = past.place_facts
        if past.left_scene_at is None:
            arrived |= past.journey_facts
        found.append(_event("arrived", past.arrived_at, arrived, now))
    timed = {
        "handover_accepted": past.handover_at,
        "police_left": past.police_left_at,
        "examination_completed": past.examined_at,
        "interview_completed": past.interviewed_at,
    }
    found += [_event(kind, at, {}, now) for kind, at in timed.items() if at is not None]
    return [*found, *_extension(past, now)]


def _extension(past: PastDetention, now: datetime) -> list[TimelineEvent]:
    """An extension without a time cannot bear on the clock, so it is kept as a note."""
    given = {
        "hours": past.extension_hours,
        "by": past.extension_by,
        "reason": past.extension_reason,
    }
    if past.extension_given_at is not None:
        return [_event("extension_given", past.extension_given_at, given, now)]
    told = [f"{name}: {value}" for name, value in given.items() if value]
    if not told:
        return []
    words = f"{EXTENSION_NOT_TIMED} ({', '.join(told)})"
    return [_event("note", past.power_used_at, {"words": words}, now)]


def _ending(past: PastDetention, now: datetime) -> TimelineEvent:
    reason = past.end_reason or law.EndReason.NOT_KNOWN.value
    if past.ended_at is None:
        return _event("closed", now, {"outcome": reason, "words": NO_END}, now)
    return _event("ended", past.ended_at, {"reason": reason}, now)


OUT_OF_ORDER: Final = "Times are out of order. Kept as they are."
PAST_TIME_ALLOWED: Final = "Ended after the time allowed. Kept as it is."
WITHOUT_END: Final = "No end time. Kept without an end."
WITHOUT_ARRIVAL: Final = "No arrival time. Kept, and its clock cannot be worked out."


def oddities(past: PastDetention) -> tuple[str, ...]:
    """Name what looks wrong in a record that is kept as it is. Warnings, never refusals.

    Returns:
        Sentences without anybody's details.
    """
    found = []
    codes = {finding.code for finding in law.order_warnings(_order_facts(past))}
    if codes - {"order.lapsed"}:
        found.append(OUT_OF_ORDER)
    if "order.lapsed" in codes:
        found.append(PAST_TIME_ALLOWED)
    if past.ended_at is None:
        found.append(WITHOUT_END)
    if past.mode == "removed" and past.arrived_at is None:
        found.append(WITHOUT_ARRIVAL)
    return tuple(found)


def _order_facts(past: PastDetention) -> law.OrderFacts:
    starts_at = past.power_used_at if past.mode == "kept" else past.arrived_at
    expires_at = None if starts_at is None else law.expiry(starts_at)
    if expires_at is not None and past.extension_given_at is not None:
        expires_at += timedelta(hours=past.extension_hours or 0)
    return law.OrderFacts(
        power_used_at=past.power_used_at,
        left_scene_at=past.left_scene_at,
        arrived_at=past.arrived_at,
        handover_at=past.handover_at,
        ended_at=past.ended_at,
        expires_at=expires_at,
    )
