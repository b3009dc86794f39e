"""Which role may do what with posts, agreed actions and a handover."""

from typing import Final

from alongside.areas.liaison.rules.roles import DESK, LEADS, SENIOR
from alongside.kernel.actor import Permissions, Role

POST_PERMISSIONS: Final[Permissions] = {
    "post.see": DESK | SENIOR | {Role.ADMINISTRATOR},
    "post.keep": LEADS | {Role.ADMINISTRATOR},
    "action.see": DESK | SENIOR,
    "action.agree": LEADS | {Role.POLICE_SUPERVISOR},
    "action.do": DESK | SENIOR,
    "action.change": LEADS | {Role.POLICE_SUPERVISOR},
    "handover.make": DESK | SENIOR,
    "handover.for_another": LEADS,
    "handover.read": DESK | SENIOR,
}
