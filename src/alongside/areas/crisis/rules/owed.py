"""Who owes the next step, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from alongside.areas.crisis.rules.kinds import Agency
from alongside.areas.crisis.rules.states import State, state_of
from alongside.areas.crisis.rules.timeline import (
    Timeline,
    TimelineEvent,
    at_police_station,
)


@dataclass(frozen=True, slots=True)
class Owed:
    """The next step.

    Attributes:
        agency: Whose it is.
        what: The step in plain words.
        since: Since when it has been theirs.
    """

    agency: Agency
    what: str
    since: datetime


_BY_STATE: Final[Mapping[State, tuple[Agency, str, tuple[str, ...]]]] = {
    State.POWER_USED: (Agency.POLICE, "leave for a place of safety", ("power_used",)),
    State.CONVEYING: (
        Agency.POLICE,
        "arrive at a place of safety",
        ("left_scene", "transfer_started", "retaken"),
    ),
    State.AT_PLACE: (Agency.PLACE_OF_SAFETY, "accept the handover", ("arrived", "power_used")),
    State.UNDER_ASSESSMENT: (
        Agency.DOCTORS,
        "complete the assessment",
        ("examination_started", "interview_started"),
    ),
    State.OUTCOME_RECORDED: (
        Agency.CRISIS_TEAM,
        "make the arrangements and end the detention",
        ("examination_completed", "interview_completed"),
    ),
    State.ABSCONDED: (Agency.POLICE, "find the person", ("absconded",)),
}


def next_owed(timeline: Timeline) -> Owed | None:
    """Answer who owes the next step; ``None`` once ended or where no power was used."""
    if timeline.first("power_used") is None:
        return None
    owed = _next(timeline)
    if owed is not None and at_police_station(timeline):
        return replace(owed, agency=answering(owed.agency, "police_station"))
    return owed


def answering(agency: Agency, place_type: str) -> Agency:
    """Answer whose step it is: at a police station the place's steps are the police's."""
    if agency is Agency.PLACE_OF_SAFETY and place_type == "police_station":
        return Agency.POLICE
    return agency


def _next(timeline: Timeline) -> Owed | None:
    state = state_of(timeline)
    if state is State.ENDED:
        return None
    if state is State.POWER_USED and (asked := _ambulance_awaited(timeline)):
        return Owed(Agency.AMBULANCE, "reach the scene", asked)
    if state is State.HANDED_OVER:
        return _after_handover(timeline)
    if state is State.UNDER_ASSESSMENT and timeline.first("examination_completed"):
        since = timeline.last("examination_completed", "interview_started")
        return Owed(Agency.AMHP_SERVICE, "complete the interview", _time(since, timeline))
    agency, what, kinds = _BY_STATE[state]
    return Owed(agency, what, _time(timeline.last(*kinds), timeline))


def _ambulance_awaited(timeline: Timeline) -> datetime | None:
    asked = timeline.last("ambulance_requested")
    return asked.happened_at if asked and not timeline.first("ambulance_arrived") else None


def _after_handover(timeline: Timeline) -> Owed:
    told = timeline.first("doctor_told")
    if told is not None and timeline.first("amhp_told") is not None:
        return Owed(Agency.DOCTORS, "start the examination", told.happened_at)
    what = "tell a doctor" if told is None else "tell the AMHP service"
    since = timeline.last("handover_accepted")
    return Owed(Agency.PLACE_OF_SAFETY, what, _time(since, timeline))


def _time(event: TimelineEvent | None, timeline: Timeline) -> datetime:
    """When a step happened, or when it all began where the step is not recorded."""
    return (event or timeline.events[0]).happened_at
