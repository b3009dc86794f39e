"""Which role may do what here."""

from typing import Final

from alongside.kernel.actor import Permissions, Role

PRACTITIONERS: Final = frozenset({Role.DIVERSION_PRACTITIONER, Role.COURT_LINK_WORKER})
CUSTODY: Final = frozenset({Role.CUSTODY_OFFICER})
RESPONDERS: Final = frozenset(
    {Role.RESPONSE_OFFICER, Role.TRIAGE_CLINICIAN, Role.CONTROL_ROOM_CLINICIAN}
)

PERMISSIONS: Final[Permissions] = {
    "episode.see": PRACTITIONERS | CUSTODY,
    "episode.identify": PRACTITIONERS | CUSTODY | RESPONDERS,
    "episode.record": PRACTITIONERS,
    "justice.record": PRACTITIONERS | CUSTODY,
    "adult.record": PRACTITIONERS | CUSTODY,
    "sites.see": PRACTITIONERS | CUSTODY | {Role.LIAISON_LEAD, Role.ANALYST},
}
"""Identifying is anybody's who meets somebody; the pathway after it is the service's own."""
