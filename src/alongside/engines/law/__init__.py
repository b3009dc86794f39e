"""The statutory engine: recorded facts against conditions, with their sources.

Pure: no clock, no database, no network. Instants are aware; ``now`` is passed
in. The numbers are dated data (``parameters.toml``). It bars nothing: people
decide, and a true record is saved whatever the answer.
"""

from alongside.engines.law.adults import (
    AdultFacts,
    Candidate,
    CandidateKind,
    Screening,
    Suspicion,
    appropriate_adult,
)
from alongside.engines.law.ages import AgeReading, age_on, age_reading
from alongside.engines.law.answers import Answer, Finding, Outcome
from alongside.engines.law.clocks import expiry, permitted_period
from alongside.engines.law.consultations import (
    ConsultationFacts,
    Consulted,
    Consultee,
    GroundsFacts,
    NoConsultReason,
    consultation,
    grounds,
)
from alongside.engines.law.displays import Colour, DisplayState, display_state
from alongside.engines.law.ends import END_REASONS, EndFacts, EndReason, end_check
from alongside.engines.law.escapes import Retaking, retaking
from alongside.engines.law.extensions import (
    ExtensionBy,
    ExtensionFacts,
    ExtensionReason,
    extension_check,
)
from alongside.engines.law.handovers import (
    Handover,
    HandoverFacts,
    HandoverOutcome,
    OrderFacts,
    handover,
    order_warnings,
    repeat_use,
)
from alongside.engines.law.locations import LocationFacts, location_applies
from alongside.engines.law.pairings import pairs_with_s2
from alongside.engines.law.parameters import (
    Parameter,
    Parameters,
    ParametersWrong,
    load,
    parameters_on,
    with_s48_commenced,
)
from alongside.engines.law.periods import Mode, PeriodFacts, PermittedPeriod, Power, Status
from alongside.engines.law.places import LOCATION_TYPES, PLACE_TYPES, LocationType, PlaceType
from alongside.engines.law.police_stations import (
    Clinician,
    DecisionMaker,
    OtherPlaceReason,
    PoliceStationFacts,
    police_station_conditions,
)
from alongside.engines.law.ranks import Rank
from alongside.engines.law.right_care import RcrpAnswer, RcrpFacts, Request, rcrp
from alongside.engines.law.searches import (
    ConsentFacts,
    Occupancy,
    SearchFacts,
    SearchPower,
    search_grounds,
    suitable_place_consent,
)
from alongside.engines.law.station_checks import CheckKind, check_late, next_due

__all__ = [
    "END_REASONS",
    "LOCATION_TYPES",
    "PLACE_TYPES",
    "AdultFacts",
    "AgeReading",
    "Answer",
    "Candidate",
    "CandidateKind",
    "CheckKind",
    "Clinician",
    "Colour",
    "ConsentFacts",
    "ConsultationFacts",
    "Consulted",
    "Consultee",
    "DecisionMaker",
    "DisplayState",
    "EndFacts",
    "EndReason",
    "ExtensionBy",
    "ExtensionFacts",
    "ExtensionReason",
    "Finding",
    "GroundsFacts",
    "Handover",
    "HandoverFacts",
    "HandoverOutcome",
    "LocationFacts",
    "LocationType",
    "Mode",
    "NoConsultReason",
    "Occupancy",
    "OrderFacts",
    "OtherPlaceReason",
    "Outcome",
    "Parameter",
    "Parameters",
    "ParametersWrong",
    "PeriodFacts",
    "PermittedPeriod",
    "PlaceType",
    "PoliceStationFacts",
    "Power",
    "Rank",
    "RcrpAnswer",
    "RcrpFacts",
    "Request",
    "Retaking",
    "Screening",
    "SearchFacts",
    "SearchPower",
    "Status",
    "Suspicion",
    "age_on",
    "age_reading",
    "appropriate_adult",
    "check_late",
    "consultation",
    "display_state",
    "end_check",
    "expiry",
    "extension_check",
    "grounds",
    "handover",
    "load",
    "location_applies",
    "next_due",
    "order_warnings",
    "pairs_with_s2",
    "parameters_on",
    "permitted_period",
    "police_station_conditions",
    "rcrp",
    "repeat_use",
    "retaking",
    "search_grounds",
    "suitable_place_consent",
    "with_s48_commenced",
]
