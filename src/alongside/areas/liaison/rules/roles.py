"""Which roles do which work here; every table of permissions is made of these."""

from typing import Final

from alongside.kernel.actor import OWN_DOOR, Role

STAFF: Final = frozenset(Role) - OWN_DOOR
LEADS: Final = frozenset({Role.LIAISON_LEAD})
LEARNING: Final = frozenset({Role.LEARNER, Role.PLACEMENT_BUDDY, Role.PLACEMENT_COORDINATOR})
"""Those who open no live record (sharing policy P15); they ask about process only."""
DESK: Final = frozenset(
    {
        Role.RESPONSE_OFFICER,
        Role.POLICE_SUPERVISOR,
        Role.CUSTODY_OFFICER,
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
"""Those who meet people in crisis or work with them."""
SENIOR: Final = frozenset(
    {Role.POLICE_SUPERVISOR, Role.LIAISON_LEAD, Role.INFORMATION_GOVERNANCE, Role.DOCTOR}
)
"""Those who look over what somebody else wrote before others rely on it."""
