"""The Home Office annual return: one row for each use of the power, worked out from its events.

The labels are rebuilt from published tables (DOMAIN 2.1) and have to be checked with the force's
own template. Nothing is asked at entry for the return's sake: what is missing or does not agree
is said by ``annual_return_quality`` when the return is made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from alongside.areas.crisis.rules.facts import financial_year
from alongside.areas.crisis.rules.timeline import Timeline, TimelineEvent
from alongside.engines import law
from alongside.foundation.reference import map_code
from alongside.kernel.local_time import local_date

AMBULANCE_WITHIN: Final = 30
"""Minutes within which an ambulance counts as available (DOMAIN 2.1)."""

NOT_KNOWN: Final = "not_known"
POLICE_STATION: Final = "police_station"
POLICE_VEHICLE: Final = "police_vehicle"
YES_NO: Final[Mapping[bool | None, str]] = {True: "yes", False: "no", None: NOT_KNOWN}
HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class PersonAtUse:
    """What the return asks about the person.

    Attributes:
        date_of_birth: When known; wins over an estimate.
        age_low: Youngest they seemed, in whole years, on ``as_of``.
        age_high: Oldest they seemed.
        as_of: The day of the estimate.
        sex: Person stated gender code.
        ethnicity_self: Ethnic category they chose; empty when nobody asked.
        ethnicity_officer: Ethnic category an officer saw; empty when none was recorded.
    """

    date_of_birth: date | None = None
    age_low: int | None = None
    age_high: int | None = None
    as_of: date | None = None
    sex: str = "X"
    ethnicity_self: str = ""
    ethnicity_officer: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """What the events say of one use of the power, before the return's own words.

    Attributes:
        power: ``s136`` or ``s135(1)``.
        kept: Whether the person was already at the place of safety.
        used_at: When the power was used.
        place_type: First place of safety used, code of ``place_of_safety_type``; may be empty.
        transport: Code of ``transport``; may be empty.
        vehicle_reason: Code of ``police_vehicle_reason``, as recorded; may be empty.
        station_reason: Code of ``police_station_reason``, as recorded; may be empty.
        station_used: Whether any police station was used.
        station_hours: Hours spent at police stations; ``None`` where a start or end is not known.
        ambulance_requested: Whether one was asked for.
        told_minutes: The wait the ambulance service gave.
        arrested_too: Whether also arrested for an offence.
        consulted: Code of ``law.Consulted``; may be empty.
        ended_at: When it ended.
        end_reason: Code of ``law.EndReason``; may be empty.
        in_order: Whether the times follow one another.
    """

    power: str
    kept: bool
    used_at: datetime
    place_type: str = ""
    transport: str = ""
    vehicle_reason: str = ""
    station_reason: str = ""
    station_used: bool = False
    station_hours: float | None = None
    ambulance_requested: bool | None = None
    told_minutes: float | None = None
    arrested_too: bool | None = None
    consulted: str = ""
    ended_at: datetime | None = None
    end_reason: str = ""
    in_order: bool = True


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One row of the return, in codes.

    Attributes:
        year: April to March of the start, as ``2025/26``.
        power: ``s136`` or ``s135(1)``.
        used_at: When the power was used.
        age_band: Code of ``return_age``.
        age: Whole years on the day; ``None`` when only a range or nothing is known.
        age_estimated: Whether the age is an estimate; ``None`` when nothing is known.
        sex: Code of ``return_sex``.
        ethnicity_self: Code of ``return_ethnicity``.
        ethnicity_officer: Code of ``return_ethnicity``; empty when no officer recorded one.
        ethnicity_self_code: The 16+1 code inside, so that Z and 99 stay apart.
        ethnicity_officer_code: The same for the officer's.
        place: Code of ``return_place``.
        transport: Code of ``transport``.
        ambulance_requested: ``yes``, ``no`` or ``not_known``.
        vehicle_reason: Code of ``police_vehicle_reason``; empty when none is called for.
        station_reason: Code of ``police_station_reason``; empty when none was recorded.
        station_hours: Hours at police stations, two places; ``None`` when none was used.
        arrested_too: ``yes``, ``no`` or ``not_known``.
        consulted: Code of ``law.Consulted``; empty when not recorded. Kept locally.
        outcome: Code of ``law.EndReason``; empty while it has not ended. Kept locally.
    """

    year: str
    power: str
    used_at: datetime
    age_band: str
    age: int | None
    age_estimated: bool | None
    sex: str
    ethnicity_self: str
    ethnicity_officer: str
    ethnicity_self_code: str
    ethnicity_officer_code: str
    place: str
    transport: str
    ambulance_requested: str
    vehicle_reason: str
    station_reason: str
    station_hours: float | None
    arrested_too: str
    consulted: str
    outcome: str


def use_of(timeline: Timeline) -> Use | None:
    """Put the standing events of a contact as one use; ``None`` when no power was used.

    A door that turned the person away was not used as a place of safety, so it is not the
    first place here, though its clock starts there (DOMAIN R1.11).
    """
    used = timeline.first("power_used")
    if used is None:
        return None
    kept = used.text("mode") == "kept"
    ended = timeline.last("ended")
    return Use(
        power=used.text("power") or "s136",
        kept=kept,
        used_at=used.happened_at,
        place_type=_first_place(timeline, used, kept=kept),
        transport=_told(timeline, "transport", "left_scene", "arrived"),
        vehicle_reason=_told(timeline, "police_vehicle_reason", "left_scene", "arrived"),
        station_reason=_told(timeline, "police_station_reason", "power_used", "arrived"),
        station_used=_station_used(timeline),
        station_hours=_station_hours(_station_stays(timeline, kept=kept)),
        ambulance_requested=_requested(timeline, used),
        told_minutes=_told_minutes(timeline),
        arrested_too=_arrested(timeline),
        consulted=_consulted(timeline),
        ended_at=ended.happened_at if ended else None,
        end_reason=ended.text("reason") if ended else "",
        in_order=_in_order(timeline),
    )


def _first_place(timeline: Timeline, used: TimelineEvent, *, kept: bool) -> str:
    arrived = timeline.first("arrived")
    first = arrived.text("place_type") if arrived else ""
    at_once = used.text("place_type")
    return (at_once or first) if kept else (first or at_once)


def _told(timeline: Timeline, fact: str, *kinds: str) -> str:
    """What the first event of these kinds that says it says."""
    return next((e.text(fact) for e in timeline.all(*kinds) if e.text(fact)), "")


def _requested(timeline: Timeline, used: TimelineEvent) -> bool | None:
    if timeline.first("ambulance_requested") is not None:
        return True
    if _told(timeline, "police_vehicle_reason", "left_scene", "arrived") == "not_requested":
        return False
    return used.flag("ambulance_asked")


def _told_minutes(timeline: Timeline) -> float | None:
    asked = timeline.last("ambulance_requested")
    minutes = asked.facts.get("told_minutes") if asked else None
    return float(minutes) if isinstance(minutes, int | float) else None


def _arrested(timeline: Timeline) -> bool | None:
    said = [event.flag("arrested_too") for event in timeline.all("power_used", "ended")]
    return True if True in said else False if False in said else None


def _consulted(timeline: Timeline) -> str:
    """The consultation that counts: the first that reached somebody, else the last try."""
    tried = [event.text("consulted") for event in timeline.all("consultation")]
    return "yes" if "yes" in tried else next(reversed(tried), "")


Stay = tuple[datetime, datetime | None]


def _station_used(timeline: Timeline) -> bool:
    places = [event.text("place_type") for event in timeline.all("power_used", "arrived")]
    return POLICE_STATION in places


def _station_stays(timeline: Timeline, *, kept: bool) -> list[Stay]:
    """Each stay at a police station: from arrival to the next move or the end."""
    moves = timeline.all("power_used", "arrived", "transfer_started", "absconded", "ended")
    ends = [later.happened_at for _, later in pairwise(moves)]
    return [
        (event.happened_at, end)
        for event, end in zip(moves, [*ends, None], strict=False)
        if event.text("place_type") == POLICE_STATION and (kept or event.kind == "arrived")
    ]


def _station_hours(stays: list[Stay]) -> float | None:
    lengths = [end - start for start, end in stays if end is not None]
    if not stays or len(lengths) < len(stays):
        return None
    return round(sum(lengths, timedelta()) / HOUR, 2)


def _in_order(timeline: Timeline) -> bool:
    return not law.order_warnings(
        law.OrderFacts(
            power_used_at=timeline.at("power_used"),
            left_scene_at=timeline.at("left_scene"),
            arrived_at=timeline.at("arrived"),
            handover_at=timeline.at("handover_accepted"),
            ended_at=timeline.at("ended"),
        )
    )


def return_row(use: Use, person: PersonAtUse) -> ReturnRow:
    """Put one use in the return's own words.

    Source: DOMAIN 2.1 and its mapping rule.
    """
    low, high = age_range(person, local_date(use.used_at))
    return ReturnRow(
        year=financial_year(use.used_at),
        power=use.power,
        used_at=use.used_at,
        age_band=_age_band(low, high),
        age=low if low == high else None,
        age_estimated=None if low is None and high is None else person.date_of_birth is None,
        sex=map_code("gender_stated_to_return", person.sex),
        ethnicity_self=_ethnicity(person.ethnicity_self) or "not_stated",
        ethnicity_officer=_ethnicity(person.ethnicity_officer),
        ethnicity_self_code=person.ethnicity_self,
        ethnicity_officer_code=person.ethnicity_officer,
        place=map_code("place_of_safety_type_to_return", use.place_type or NOT_KNOWN),
        transport="none" if use.kept else use.transport or NOT_KNOWN,
        ambulance_requested=YES_NO[use.ambulance_requested],
        vehicle_reason=use.vehicle_reason or _reason_from_facts(use),
        station_reason=use.station_reason,
        station_hours=use.station_hours,
        arrested_too=YES_NO[use.arrested_too],
        consulted=use.consulted,
        outcome=use.end_reason,
    )


def age_range(person: PersonAtUse, day: date) -> tuple[int | None, int | None]:
    """Answer the youngest and the oldest somebody may have been on a day, in whole years."""
    born = person.date_of_birth
    if born is not None:
        return (law.age_on(born, day),) * 2 if born <= day else (None, None)
    if person.as_of is None:
        return None, None
    early, late = sorted((person.as_of, day))
    years = law.age_on(early, late) * (1 if person.as_of <= day else -1)
    low = None if person.age_low is None else max(0, person.age_low + years)
    high = None if person.age_high is None else max(0, person.age_high + years)
    return low, high


def _age_band(low: int | None, high: int | None) -> str:
    if high is not None and high < 18:
        return "under_18"
    return "18_and_over" if low is not None and low >= 18 else NOT_KNOWN


def _ethnicity(code: str) -> str:
    """A local second character is dropped: only the first is national (DOMAIN 4.2)."""
    if not code:
        return ""
    return map_code("ethnic_category_to_return", code if code == "99" else code[:1])


def _reason_from_facts(use: Use) -> str:
    """The reason the recorded facts give for a police vehicle, where nobody wrote one."""
    if use.kept or use.transport != POLICE_VEHICLE:
        return ""
    if use.told_minutes is not None and use.told_minutes > AMBULANCE_WITHIN:
        return "ambulance_not_within_30_minutes"
    return "not_requested" if use.ambulance_requested is False else ""
