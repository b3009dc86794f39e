"""What can happen in a contact or a detention, and whose next step each is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Agency(StrEnum):
    """Whose time a wait is."""

    POLICE = "police"
    AMBULANCE = "ambulance"
    PLACE_OF_SAFETY = "place_of_safety"
    AMHP_SERVICE = "amhp_service"
    DOCTORS = "doctors"
    CRISIS_TEAM = "crisis_team"
    NOBODY = "nobody"


AGENCY_LABELS: Final[Mapping[Agency, str]] = {
    Agency.POLICE: "police",
    Agency.AMBULANCE: "ambulance service",
    Agency.PLACE_OF_SAFETY: "place of safety",
    Agency.AMHP_SERVICE: "AMHP service",
    Agency.DOCTORS: "doctors",
    Agency.CRISIS_TEAM: "mental-health trust",
    Agency.NOBODY: "nobody in particular",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event.

    Attributes:
        code: Stable word stored on the row.
        label: How the story names it.
        agency: Whose time the wait before it is.
        permission: Which permission recording it needs.
        detention: Whether it only makes sense once a power has been used.
    """

    code: str
    label: str
    agency: Agency
    permission: str = "contact.record"
    detention: bool = False


def _contact(code: str, label: str, permission: str = "contact.record") -> Kind:
    return Kind(code, label, Agency.NOBODY, permission)


def _detention(code: str, label: str, agency: Agency, permission: str = "detention.record") -> Kind:
    return Kind(code, label, agency, permission, detention=True)


KINDS: Final[Mapping[str, Kind]] = {
    kind.code: kind
    for kind in (
        _contact("opened", "Contact opened", "contact.open"),
        _contact("person_named", "Person recorded"),
        _contact("happening", "What is happening"),
        _contact("consultation", "Talked to a clinician"),
        _contact("alternative", "Tried something else"),
        _contact("threshold", "Right Care Right Person questions"),
        _contact("decision", "Decision", "contact.decide"),
        _contact("hand_off", "Handed on"),
        _contact("note", "Note"),
        _contact("closed", "Contact closed", "contact.close"),
        _detention("power_used", "Power used", Agency.POLICE, "power.use"),
        _detention("ambulance_requested", "Ambulance asked for", Agency.POLICE),
        _detention("ambulance_arrived", "Ambulance arrived", Agency.AMBULANCE),
        _detention("left_scene", "Left for a place of safety", Agency.POLICE),
        _detention("station_decision", "Police station considered", Agency.POLICE),
        _detention("turned_away", "Turned away at the door", Agency.PLACE_OF_SAFETY),
        _detention("arrived", "Arrived at a place of safety", Agency.POLICE),
        _detention("handover_offered", "Handover offered", Agency.POLICE, "handover.offer"),
        _detention(
            "handover_accepted",
            "Handover accepted",
            Agency.PLACE_OF_SAFETY,
            "handover.accept",
        ),
        _detention("police_left", "Police left", Agency.POLICE),
        _detention("rights_given", "Told their rights", Agency.PLACE_OF_SAFETY),
        _detention("amhp_told", "AMHP told", Agency.PLACE_OF_SAFETY),
        _detention("doctor_told", "Doctor told", Agency.PLACE_OF_SAFETY),
        _detention("examination_started", "Doctor's examination started", Agency.DOCTORS),
        _detention("examination_completed", "Doctor's examination complete", Agency.DOCTORS),
        _detention("interview_started", "AMHP's interview started", Agency.AMHP_SERVICE),
        _detention("interview_completed", "AMHP's interview complete", Agency.AMHP_SERVICE),
        _detention("extension_given", "Extension", Agency.DOCTORS),
        _detention("transfer_started", "Left for another place of safety", Agency.PLACE_OF_SAFETY),
        _detention("search", "Search", Agency.POLICE),
        _detention("welfare_check", "Welfare check by a clinician", Agency.PLACE_OF_SAFETY),
        _detention("station_review", "Custody officer's review", Agency.POLICE),
        _detention("fell_asleep", "Fell asleep", Agency.NOBODY),
        _detention("woke", "Woke", Agency.NOBODY),
        _detention("absconded", "Went missing while held", Agency.NOBODY),
        _detention("retaken", "Found and returned", Agency.POLICE),
        _detention("ended", "Ended", Agency.CRISIS_TEAM, "detention.end"),
    )
}

SOURCES: Final[Mapping[str, str]] = {
    "street": "On the street, on foot or in a police car",
    "triage_car": "Triage car",
    "control_room": "Control room",
    "phone": "Phone line",
    "online": "Online",
    "railway": "Station or railway",
    "custody": "Police station",
    "hospital": "Hospital",
}

DECISIONS: Final[Mapping[str, str]] = {
    "own_team": "Their own team is dealing with it",
    "crisis_service": "Crisis team or crisis line is dealing with it",
    "home_with_support": "At home or with family, with support arranged",
    "voluntary": "Going to hospital or a crisis service by choice",
    "advice": "Advice given, nothing more needed now",
    "section_136": "Held under section 136",
    "section_135": "Held under a section 135(1) warrant",
    "arrest": "Arrested for an offence",
    "other": "Something else",
}
POWER_OF_DECISION: Final[Mapping[str, str]] = {"section_136": "s136", "section_135": "s135(1)"}

ALTERNATIVES: Final[Mapping[str, str]] = {
    "own_team": "Their own mental-health team",
    "crisis_line": "Crisis line",
    "family": "Family or friend",
    "crisis_cafe": "Crisis café or safe space",
    "gp": "GP or out-of-hours doctor",
    "voluntary": "Going to hospital by choice",
    "ambulance": "Ambulance",
    "other": "Something else",
}
ALTERNATIVE_RESULTS: Final[Mapping[str, str]] = {
    "worked": "It worked",
    "not_available": "Not available",
    "not_suitable": "Not right for this person now",
    "declined": "The person said no",
    "no_answer": "No answer",
}

CONSULT_METHODS: Final[Mapping[str, str]] = {
    "phone": "Phone",
    "in_person": "In person",
    "radio": "Radio",
    "video": "Video",
}
