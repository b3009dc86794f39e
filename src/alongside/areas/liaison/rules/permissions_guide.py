"""Which role may do what with the practice guide and good practice."""

from typing import Final

from alongside.areas.liaison.rules.roles import DESK, LEADS, SENIOR, STAFF
from alongside.kernel.actor import Permissions

GUIDE_PERMISSIONS: Final[Permissions] = {
    "guide.read": STAFF,
    "guide.write": LEADS,
    "guide.publish": SENIOR,
    "guide.receipts": SENIOR,
    "practice.read": STAFF,
    "practice.add": DESK | SENIOR,
    "practice.keep": LEADS,
}
