"""Which role may do what with plans."""

from typing import Final

from alongside.areas.placements.rules.roles import BUDDIES, COORDINATORS, EVERYBODY
from alongside.kernel.actor import Permissions

PLAN_PERMISSIONS: Final[Permissions] = {
    "plan.see": COORDINATORS,
    "plan.make": COORDINATORS,
    "plan.publish": COORDINATORS,
    "plan.told": EVERYBODY,
    "service_feed.make": BUDDIES | COORDINATORS,
}
