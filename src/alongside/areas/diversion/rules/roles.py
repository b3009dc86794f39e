"""Which roles do which work here; every table of permissions is made of these."""

from typing import Final

from alongside.kernel.actor import Role

PRACTITIONERS: Final = frozenset({Role.DIVERSION_PRACTITIONER, Role.COURT_LINK_WORKER})
CUSTODY: Final = frozenset({Role.CUSTODY_OFFICER})
RESPONDERS: Final = frozenset(
    {Role.RESPONSE_OFFICER, Role.TRIAGE_CLINICIAN, Role.CONTROL_ROOM_CLINICIAN}
)
