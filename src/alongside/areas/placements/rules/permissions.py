"""Which role may do what here: one table, joined from one for each kind of work."""

from typing import Final

from alongside.areas.placements.rules import (
    permissions_feedback,
    permissions_joining,
    permissions_plans,
    permissions_running,
    permissions_schemes,
)
from alongside.kernel.actor import Permissions

PERMISSIONS: Final[Permissions] = {
    **permissions_schemes.SCHEME_PERMISSIONS,
    **permissions_plans.PLAN_PERMISSIONS,
    **permissions_running.RUNNING_PERMISSIONS,
    **permissions_joining.JOINING_PERMISSIONS,
    **permissions_feedback.FEEDBACK_PERMISSIONS,
}
