"""Which roles may do what with the record of a person."""

from typing import Final

from alongside.kernel.actor import OWN_DOOR, Permissions, Role

POLICE_ROLES: Final = frozenset(
    {Role.RESPONSE_OFFICER, Role.POLICE_SUPERVISOR, Role.CUSTODY_OFFICER}
)
HEALTH_ROLES: Final = frozenset(
    {
        Role.CONTROL_ROOM_CLINICIAN,
        Role.TRIAGE_CLINICIAN,
        Role.PLACE_OF_SAFETY_COORDINATOR,
        Role.AMHP,
        Role.DOCTOR,
        Role.LIAISON_LEAD,
        Role.KEYWORKER,
        Role.DIVERSION_PRACTITIONER,
        Role.COURT_LINK_WORKER,
    }
)
DESK_ROLES: Final = POLICE_ROLES | HEALTH_ROLES

PERMISSIONS: Final[Permissions] = {
    "person.find": DESK_ROLES,
    "person.see": DESK_ROLES,
    "person.print": DESK_ROLES,
    "person.add": DESK_ROLES,
    "person.add_in_bulk": frozenset({Role.FORCE_STATISTICS, Role.ADMINISTRATOR}),
    "person.identify": DESK_ROLES,
    "person.change": DESK_ROLES,
    "person.add_identifier": DESK_ROLES,
    "person.add_police_identifier": POLICE_ROLES,
    "person.record_words": HEALTH_ROLES,
    "person.withdraw_words": DESK_ROLES | OWN_DOOR,
    "pair.suggest": DESK_ROLES,
    "pair.decide": frozenset({Role.LIAISON_LEAD}),
    "person.merge": frozenset({Role.LIAISON_LEAD}),
    "person.part": frozenset({Role.LIAISON_LEAD}),
}
"""Anybody at the desk may take words back for the person, since the person may ask anybody.

By their own door it happens when they share a contact plan, which takes the place of the words.
"""
