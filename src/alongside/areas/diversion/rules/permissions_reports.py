"""Which role may do what with referrals and reports."""

from typing import Final

from alongside.areas.diversion.rules.roles import PRACTITIONERS
from alongside.kernel.actor import Permissions

PERMISSIONS: Final[Permissions] = {
    "referral.record": PRACTITIONERS,
    "report.record": PRACTITIONERS,
}
