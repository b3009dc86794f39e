"""Which roles may do what in the directory."""

from alongside.kernel.actor import OWN_DOOR, Permissions, Role

EVERYBODY = frozenset(Role)
STAFF = frozenset(Role) - OWN_DOOR
KEEPERS = frozenset({Role.LIAISON_LEAD, Role.ADMINISTRATOR})
COORDINATORS = frozenset({Role.PLACE_OF_SAFETY_COORDINATOR})
PLANNERS = frozenset(
    {Role.CONTROL_ROOM_CLINICIAN, Role.PLACE_OF_SAFETY_COORDINATOR, Role.POLICE_SUPERVISOR}
)

PERMISSIONS: Permissions = {
    "place.add": KEEPERS,
    "place.change": KEEPERS | COORDINATORS,
    "availability.say": COORDINATORS,
    "availability.report": EVERYBODY,
    "availability.withdraw": EVERYBODY,
    "entry.confirm": KEEPERS | PLANNERS,
    "team.add": KEEPERS,
    "team.change": KEEPERS,
    "option.add": KEEPERS,
    "option.change": KEEPERS,
    "cover.set": KEEPERS,
    "shift.plan": KEEPERS | PLANNERS,
    "shift.cancel": KEEPERS | PLANNERS,
    "locality.add": KEEPERS,
    "contact.add": KEEPERS,
    "contact.change": KEEPERS,
    "contact.away": STAFF,
    "contact.confirm": STAFF,
    "entry.doubt": STAFF,
    "chain.set": KEEPERS,
    "need.set": KEEPERS,
    "areas.set": KEEPERS,
    "directory.send_out": KEEPERS,
    "directory.take_in": KEEPERS,
}
