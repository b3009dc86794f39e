"""Which role may do what with groups that meet.

Besides the role, the chair and the minute-taker of a group keep its meetings, and its members
bring things to them: ``rules.membership`` says so.
"""

from typing import Final

from alongside.areas.liaison.rules.roles import DESK, LEADS, SENIOR
from alongside.kernel.actor import Permissions, Role

GROUP_PERMISSIONS: Final[Permissions] = {
    "group.see": DESK | SENIOR,
    "group.keep": LEADS | {Role.POLICE_SUPERVISOR},
    "meeting.keep": LEADS | {Role.POLICE_SUPERVISOR},
    "meeting.take_part": DESK | SENIOR,
}
