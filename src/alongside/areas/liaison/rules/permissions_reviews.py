"""Which role may do what with a joint review of an incident."""

from typing import Final

from alongside.areas.liaison.rules.roles import DESK, LEADS, SENIOR
from alongside.kernel.actor import Permissions

REVIEW_PERMISSIONS: Final[Permissions] = {
    "review.raise": DESK | SENIOR,
    "review.run": LEADS,
    "review.account": (DESK | SENIOR) - LEADS,
    "review.see": DESK | SENIOR,
    "review.weigh": DESK | SENIOR,
    "learning.publish": LEADS,
    "learning.read": DESK | SENIOR,
}
