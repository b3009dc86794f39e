"""What a viewer may know about people."""

from alongside.areas.people.queries.finding import find_people, possible_duplicates
from alongside.areas.people.queries.labels import labels
from alongside.areas.people.queries.lines import (
    BirthFacts,
    FoundPerson,
    OwnWords,
    PersonLabel,
    ReturnFacts,
)
from alongside.areas.people.queries.reckoning import birth_facts, return_facts

__all__ = [
    "BirthFacts",
    "FoundPerson",
    "OwnWords",
    "PersonLabel",
    "ReturnFacts",
    "birth_facts",
    "find_people",
    "labels",
    "possible_duplicates",
    "return_facts",
]
