"""The rows of this area."""

from alongside.areas.people.models.keys import KEY_KINDS, PersonKey
from alongside.areas.people.models.person import (
    IDENTIFIER_KINDS,
    NAME_KINDS,
    POLICE_KINDS,
    SEX_CODES,
    CommunicationNeed,
    PastDetails,
    Person,
    PersonAddress,
    PersonBirth,
    PersonIdentifier,
    PersonName,
    PersonPhone,
    PersonWords,
    Recorded,
)

__all__ = [
    "IDENTIFIER_KINDS",
    "KEY_KINDS",
    "NAME_KINDS",
    "POLICE_KINDS",
    "SEX_CODES",
    "CommunicationNeed",
    "PastDetails",
    "Person",
    "PersonAddress",
    "PersonBirth",
    "PersonIdentifier",
    "PersonKey",
    "PersonName",
    "PersonPhone",
    "PersonWords",
    "Recorded",
]
