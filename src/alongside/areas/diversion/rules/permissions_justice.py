"""Which role may do what with lists, hearings and what justice decides."""

from typing import Final

from alongside.areas.diversion.rules.roles import CUSTODY, PRACTITIONERS
from alongside.kernel.actor import Permissions, Role

JUSTICE_PERMISSIONS: Final[Permissions] = {
    "justice.record": PRACTITIONERS | CUSTODY,
    "sites.see": PRACTITIONERS | CUSTODY | {Role.LIAISON_LEAD, Role.ANALYST},
    "custody_list.see": PRACTITIONERS | CUSTODY,
    "custody_list.keep": PRACTITIONERS | CUSTODY,
    "custody_list.mark": PRACTITIONERS,
    "court_list.see": PRACTITIONERS,
    "follow_ups.see": PRACTITIONERS,
}
"""Custody keeps who is there; only the service says whom it has seen."""
