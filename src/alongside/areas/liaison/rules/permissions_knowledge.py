"""Which role may do what with answers others can find."""

from typing import Final

from alongside.areas.liaison.rules.roles import LEADS, SENIOR, STAFF
from alongside.kernel.actor import Permissions

KNOWLEDGE_PERMISSIONS: Final[Permissions] = {
    "knowledge.find": STAFF,
    "knowledge.write": LEADS,
    "knowledge.review": SENIOR,
    "feedback.give": STAFF,
}
