"""Which roles may do what with plans."""

from typing import Final

from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.kernel.actor import OWN_DOOR, Permissions, Role

HEALTH_ROLES: Final = frozenset(
    {
        Role.CONTROL_ROOM_CLINICIAN,
        Role.TRIAGE_CLINICIAN,
        Role.PLACE_OF_SAFETY_COORDINATOR,
        Role.AMHP,
        Role.DOCTOR,
        Role.LIAISON_LEAD,
        Role.KEYWORKER,
    }
)
DESK_ROLES: Final = HEALTH_ROLES | {
    Role.RESPONSE_OFFICER,
    Role.POLICE_SUPERVISOR,
    Role.CUSTODY_OFFICER,
}

PERMISSIONS: Final[Permissions] = {
    # Anybody at the desk may take a plan back for the person, since the person may ask anybody.
    "contact_plan.write": HEALTH_ROLES | OWN_DOOR,
    "contact_plan.share": HEALTH_ROLES | OWN_DOOR,
    "contact_plan.withdraw": DESK_ROLES | OWN_DOOR,
    "contact_plan.history": HEALTH_ROLES | OWN_DOOR,
    "contact_plan.print": HEALTH_ROLES | OWN_DOOR,
    "contact_plan.offer": HEALTH_ROLES,
    "contact_plan.measure": frozenset({Role.LIAISON_LEAD}),
    "choice.record": HEALTH_ROLES | OWN_DOOR,
    "choice.see": HEALTH_ROLES | OWN_DOOR,
    "door.make": HEALTH_ROLES,
    "door.close": HEALTH_ROLES,
    "plans.mine": frozenset({Role.KEYWORKER}),
    "correction.answer": frozenset({Role.LIAISON_LEAD, Role.KEYWORKER}),
    "crisis_plan.write": HEALTH_ROLES,
    "crisis_plan.withdraw": DESK_ROLES | OWN_DOOR,
    "crisis_plan.history": HEALTH_ROLES,
    "crisis_plan.print": HEALTH_ROLES,
    "wording.see": frozenset({Role.LIAISON_LEAD}),
    "wording.release": frozenset({Role.LIAISON_LEAD}),
    **JOINT_PERMISSIONS,
}
