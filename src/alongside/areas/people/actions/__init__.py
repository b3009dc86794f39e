"""Recording people: one intention each, in one transaction with its audit entry."""

from alongside.areas.people.actions.adding import add_person, add_unknown_person
from alongside.areas.people.actions.changing import change_person, identify_person
from alongside.areas.people.actions.details import (
    add_address,
    add_communication_need,
    add_identifier,
    add_name,
    add_phone,
)
from alongside.areas.people.actions.own_words import record_words, withdraw_words
from alongside.areas.people.rules.facts import (
    NewAddress,
    NewName,
    NewNeed,
    NewPerson,
    PersonChanges,
)

__all__ = [
    "NewAddress",
    "NewName",
    "NewNeed",
    "NewPerson",
    "PersonChanges",
    "add_address",
    "add_communication_need",
    "add_identifier",
    "add_name",
    "add_person",
    "add_phone",
    "add_unknown_person",
    "change_person",
    "identify_person",
    "record_words",
    "withdraw_words",
]
