"""What people do in crisis work: one intention each, one transaction each."""

from alongside.areas.crisis.actions.correcting import correct_event, strike_out
from alongside.areas.crisis.actions.meeting import Unknown, meet_new_person, meet_unknown_person
from alongside.areas.crisis.actions.opening import (
    ContactDetails,
    Opening,
    change_details,
    name_person,
    open_contact,
    take_contact,
)
from alongside.areas.crisis.actions.shift import accept_shift, hand_over_shift
from alongside.areas.crisis.actions.steps import record_decision, record_step
from alongside.areas.crisis.actions.writing import NewEvent

__all__ = [
    "ContactDetails",
    "NewEvent",
    "Opening",
    "Unknown",
    "accept_shift",
    "change_details",
    "correct_event",
    "hand_over_shift",
    "meet_new_person",
    "meet_unknown_person",
    "name_person",
    "open_contact",
    "record_decision",
    "record_step",
    "strike_out",
    "take_contact",
]
