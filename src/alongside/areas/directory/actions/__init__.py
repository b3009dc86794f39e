"""What can be done in the directory: one intention each."""

from alongside.areas.directory.actions.chains import set_cover_chain
from alongside.areas.directory.actions.claims import (
    ring_and_report,
    say_availability,
    withdraw_claim,
)
from alongside.areas.directory.actions.confirming import confirm_entry, doubt_entry
from alongside.areas.directory.actions.contacts import (
    ContactEntry,
    add_contact,
    change_contact,
    say_away,
    say_back,
)
from alongside.areas.directory.actions.cover import set_cover
from alongside.areas.directory.actions.localities import add_locality
from alongside.areas.directory.actions.needs import set_areas, set_need
from alongside.areas.directory.actions.options import OptionEntry, add_option, change_option
from alongside.areas.directory.actions.places import PlaceEntry, add_place, change_place
from alongside.areas.directory.actions.shifts import ShiftEntry, cancel_shift, plan_shift
from alongside.areas.directory.actions.teams import TeamEntry, add_team, change_team
from alongside.areas.directory.actions.writing import entry_words

__all__ = [
    "ContactEntry",
    "OptionEntry",
    "PlaceEntry",
    "ShiftEntry",
    "TeamEntry",
    "add_contact",
    "add_locality",
    "add_option",
    "add_place",
    "add_team",
    "cancel_shift",
    "change_contact",
    "change_option",
    "change_place",
    "change_team",
    "confirm_entry",
    "doubt_entry",
    "entry_words",
    "plan_shift",
    "ring_and_report",
    "say_availability",
    "say_away",
    "say_back",
    "set_areas",
    "set_cover",
    "set_cover_chain",
    "set_need",
    "withdraw_claim",
]
