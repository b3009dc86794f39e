"""The rows of this area."""

from alongside.areas.people.models.keys import CardKey, NameWord, PersonCard, WordKey
from alongside.areas.people.models.merging import (
    DuplicatePair,
    DuplicateSearch,
    MergedRow,
    PairAnswer,
    PersonMerge,
)
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
    "NAME_KINDS",
    "POLICE_KINDS",
    "SEX_CODES",
    "CardKey",
    "CommunicationNeed",
    "DuplicatePair",
    "DuplicateSearch",
    "MergedRow",
    "NameWord",
    "PairAnswer",
    "PastDetails",
    "Person",
    "PersonAddress",
    "PersonBirth",
    "PersonCard",
    "PersonIdentifier",
    "PersonMerge",
    "PersonName",
    "PersonPhone",
    "PersonWords",
    "Recorded",
    "WordKey",
]
