"""Which role may do what with what somebody on placement does."""

from typing import Final

from alongside.areas.placements.rules.roles import COORDINATORS, LEARNERS
from alongside.kernel.actor import Permissions

JOINING_PERMISSIONS: Final[Permissions] = {
    "own.see": LEARNERS,
    "own.keep": LEARNERS,
    "checklist.see": COORDINATORS,
    "checklist.confirm": COORDINATORS,
    "start.decide": COORDINATORS,
    "workbook.see": COORDINATORS,
    "session.keep": COORDINATORS,
}
