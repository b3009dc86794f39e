"""What facts are called on the page, and how their codes read."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from alongside.areas.crisis.rules import kinds
from alongside.areas.crisis.rules.facts import FACT_NAMES
from alongside.engines import law
from alongside.kernel.local_time import parse_instant, say

LABELS: Final[Mapping[str, str]] = {
    "accepted": "Receiving place accepted",
    "accepted_at": "Accepted at",
    "accepted_by": "Accepted by",
    "advice": "Advice",
    "agreed_reason": "Why police agreed to stay",
    "agreed_to_stay": "Police agreed to stay",
    "agreed_until": "Agreed until",
    "amhp_name": "AMHP",
    "ambulance_asked": "Ambulance asked for",
    "appears_disordered": "Appears to have a mental health condition",
    "arrested_too": "Also arrested for an offence",
    "assessment_at_station": "Assessment to be at the police station",
    "at_police_station": "At a police station",
    "authorised_by": "Authorised by",
    "authorised_rank": "Authorised by rank",
    "body_worn_video": "Body-worn video",
    "by": "Given by",
    "caller_told": "Caller told clearly",
    "children": "Children or others who depend on them",
    "clinician": "Healthcare professional",
    "clinician_agrees": "Clinician agrees reviews can wait while asleep",
    "clinician_name": "Clinician",
    "conditions_still_met": "Conditions still hold",
    "consulted": "Consulted",
    "consultee": "Who",
    "consultee_name": "Name",
    "could_be_under_18": "May be under 18",
    "crime": "Crime reported or suspected",
    "danger": "Danger right now",
    "danger_grounds": "Why they may present a danger",
    "decision": "Decision",
    "decision_maker": "Decided by",
    "decision_maker_rank": "Their rank",
    "doctor_name": "Doctor",
    "due_at": "Follow up by",
    "ended_at": "Ended",
    "entered_at": "Entered the premises",
    "escorted_by": "Escorted by",
    "extent": "Extent",
    "hours": "Hours",
    "immediate_need": "In immediate need of care or control",
    "in_public": "In public",
    "in_writing": "In writing",
    "injuries": "Injuries or physical illness",
    "intoxicated": "Alcohol or drugs taken",
    "item_grounds": "Why they may be hiding an item",
    "items": "Items",
    "known": "Recorded",
    "language": "Language or easy-read",
    "legal_advice": "Told about legal advice",
    "mental_disorder": "Doctor found a mental health condition",
    "method": "How",
    "mode": "Removed or kept",
    "name": "Name",
    "necessary": "Necessary in their interests or to protect others",
    "no_consult_reason": "Why nobody was consulted",
    "no_other_place": "No other place of safety in the area could be expected to",
    "no_other_place_reason": "Why no other place",
    "observers": "Who else was there",
    "officer_name": "Officer",
    "officer_reference": "Officer's number",
    "officer_sex": "Officer's sex",
    "orally": "Told in person",
    "organisation": "Organisation",
    "outcome": "Outcome",
    "owner_name": "Who",
    "partner_accepted": "A service has accepted",
    "phone": "Phone",
    "place_name": "Where",
    "place_type": "Kind of place",
    "place_words": "Where",
    "police_asked_to_stay": "Police asked to stay",
    "police_assumed_responsibility": "Police have already taken responsibility",
    "police_made_worse_or_control": "Police made it worse, or control the person",
    "police_station_reason": "Why a police station",
    "police_vehicle_reason": "Why a police vehicle",
    "power": "Power",
    "reason": "Reason",
    "reasons": "Reasons",
    "registration": "Registration number",
    "request": "What is asked for",
    "result": "What came of it",
    "review_at": "To be looked at again",
    "risk_description": "The behaviour",
    "risk_imminent": "Risk is imminent",
    "risk_serious": "Risk of serious injury or death",
    "serious_harm": "Serious harm happening or likely",
    "someone_told": "Somebody told, as they wished",
    "source": "How we met",
    "started_at": "Started",
    "threat_to_life": "Immediate threat to life",
    "to": "Handed to",
    "told_minutes": "Minutes the ambulance said",
    "transport": "Transport",
    "weapons": "Weapons",
    "went_to": "Went to",
    "what": "What",
    "who": "Who",
    "words": "Words",
    "asleep": "Asleep",
    "review_can_wait": "Reviews can wait while asleep",
}

HIDDEN: Final = frozenset({"place_id", "known"})
_TIMES: Final = frozenset(
    {"accepted_at", "started_at", "ended_at", "entered_at", "due_at", "review_at"}
)
_LISTS: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("opened", "source"): kinds.SOURCES,
    ("decision", "decision"): kinds.DECISIONS,
    ("alternative", "what"): kinds.ALTERNATIVES,
    ("alternative", "result"): kinds.ALTERNATIVE_RESULTS,
    ("consultation", "method"): kinds.CONSULT_METHODS,
}
_CODED: Final[Mapping[tuple[str, str], type[StrEnum]]] = {
    ("opened", "place_type"): law.LocationType,
    ("power_used", "place_type"): law.PlaceType,
    ("power_used", "power"): law.Power,
    ("power_used", "mode"): law.Mode,
    ("decision", "mode"): law.Mode,
    ("arrived", "place_type"): law.PlaceType,
    ("turned_away", "place_type"): law.PlaceType,
    ("consultation", "consulted"): law.Consulted,
    ("consultation", "consultee"): law.Consultee,
    ("consultation", "no_consult_reason"): law.NoConsultReason,
    ("station_decision", "consulted"): law.Consulted,
    ("station_decision", "consultee"): law.Consultee,
    ("station_decision", "no_consult_reason"): law.NoConsultReason,
    ("station_decision", "no_other_place_reason"): law.OtherPlaceReason,
    ("station_decision", "clinician"): law.Clinician,
    ("station_decision", "decision_maker"): law.DecisionMaker,
    ("station_decision", "decision_maker_rank"): law.Rank,
    ("station_decision", "authorised_rank"): law.Rank,
    ("extension_given", "by"): law.ExtensionBy,
    ("extension_given", "reason"): law.ExtensionReason,
    ("extension_given", "authorised_rank"): law.Rank,
    ("threshold", "request"): law.Request,
    ("ended", "reason"): law.EndReason,
}


def fact_words(
    kind: str, facts: Mapping[str, object], displays: Mapping[str, Mapping[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Put an event's facts as pairs of label and text, for the page.

    They stand in the order their kind names them: the database keeps none.

    Args:
        kind: Kind of event.
        facts: As stored.
        displays: Words for the codes of reference lists, by fact name.
    """
    return tuple(
        (LABELS.get(name, name.replace("_", " ").capitalize()), _text(kind, name, value, displays))
        for name, value in sorted(facts.items(), key=lambda fact: _rank(kind, fact[0]))
        if name not in HIDDEN
    )


def _rank(kind: str, name: str) -> tuple[int, str]:
    names = FACT_NAMES.get(kind, ())
    return names.index(name) if name in names else len(names), name


def _text(kind: str, name: str, value: object, displays: Mapping[str, Mapping[str, str]]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if name in _TIMES:
        return say(parse_instant(text))
    if (kind, name) in _CODED:
        return str(getattr(_CODED[kind, name](text), "label", text))
    if (kind, name) in _LISTS:
        return _LISTS[kind, name].get(text, text)
    return displays.get(name, {}).get(text, text)
