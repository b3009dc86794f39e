"""Places of safety and what is said of them, teams, contacts, seats and cover, options."""

from alongside.areas.directory.models.contacts import (
    AreaServed,
    Contact,
    ContactAway,
    CoverStep,
    NeedAnswered,
)
from alongside.areas.directory.models.entries import (
    AvailabilityClaim,
    Confirmed,
    Cover,
    Locality,
    PlaceOfSafety,
    ServiceOption,
    Shift,
    Team,
)

__all__ = [
    "AreaServed",
    "AvailabilityClaim",
    "Confirmed",
    "Contact",
    "ContactAway",
    "Cover",
    "CoverStep",
    "Locality",
    "NeedAnswered",
    "PlaceOfSafety",
    "ServiceOption",
    "Shift",
    "Team",
]
