"""Which role may do what here."""

from alongside.kernel.actor import Permissions, Role

POLICE = frozenset({Role.RESPONSE_OFFICER, Role.POLICE_SUPERVISOR, Role.CUSTODY_OFFICER})
CLINICIANS = frozenset(
    {
        Role.CONTROL_ROOM_CLINICIAN,
        Role.TRIAGE_CLINICIAN,
        Role.PLACE_OF_SAFETY_COORDINATOR,
        Role.AMHP,
        Role.DOCTOR,
    }
)
FRONT_LINE = POLICE | CLINICIANS | {Role.LIAISON_LEAD}
LEDGER_KEEPERS = frozenset(
    {
        Role.LIAISON_LEAD,
        Role.FORCE_STATISTICS,
        Role.POLICE_SUPERVISOR,
        Role.PLACE_OF_SAFETY_COORDINATOR,
    }
)

PERMISSIONS: Permissions = {
    "desk.see": FRONT_LINE,
    "contact.open": POLICE
    | {Role.CONTROL_ROOM_CLINICIAN, Role.TRIAGE_CLINICIAN, Role.LIAISON_LEAD},
    "contact.record": FRONT_LINE,
    "contact.decide": POLICE | {Role.CONTROL_ROOM_CLINICIAN, Role.TRIAGE_CLINICIAN},
    "contact.close": FRONT_LINE,
    "power.use": POLICE,
    "detention.record": FRONT_LINE,
    "detention.end": POLICE | CLINICIANS,
    "handover.offer": POLICE,
    "handover.accept": frozenset({Role.PLACE_OF_SAFETY_COORDINATOR, Role.CUSTODY_OFFICER}),
    "shift.hand_over": FRONT_LINE,
    "sheet.print": FRONT_LINE,
    "return.make": frozenset({Role.FORCE_STATISTICS, Role.LIAISON_LEAD}),
    "history.import": frozenset({Role.FORCE_STATISTICS, Role.ADMINISTRATOR}),
    "ledgers.compare": frozenset({Role.FORCE_STATISTICS, Role.LIAISON_LEAD}),
    "ledgers.settle": LEDGER_KEEPERS,
    "counts.see": FRONT_LINE | {Role.FORCE_STATISTICS, Role.INFORMATION_GOVERNANCE},
}
