"""Which role may do what with a fortnight under way."""

from typing import Final

from alongside.areas.placements.rules.roles import BUDDIES, COORDINATORS, LEARNERS
from alongside.kernel.actor import Permissions

RUNNING_PERMISSIONS: Final[Permissions] = {
    "ward.see": BUDDIES | COORDINATORS,
    "ward.say_busy": BUDDIES | COORDINATORS,
    "ward.keep_notice": BUDDIES | COORDINATORS,
    "check_in.see": COORDINATORS,
    "check_in.record": COORDINATORS,
    "issue.raise": BUDDIES | COORDINATORS | LEARNERS,
    "issue.see": COORDINATORS,
    "issue.keep": COORDINATORS,
}
