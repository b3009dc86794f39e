"""Which role may do what with referrals and reports."""

from typing import Final

from alongside.areas.diversion.rules.roles import PRACTITIONERS
from alongside.kernel.actor import Permissions, Role

ANSWERERS: Final = frozenset({Role.KEYWORKER, Role.AMHP, Role.DOCTOR})
"""Who answers a referral to a service of their own organisation."""

REPORT_PERMISSIONS: Final[Permissions] = {
    "referral.see": PRACTITIONERS | ANSWERERS | {Role.LIAISON_LEAD},
    "referral.list": PRACTITIONERS | ANSWERERS,
    "referral.record": PRACTITIONERS,
    "referral.answer": ANSWERERS,
    "report.see": PRACTITIONERS,
    "report.record": PRACTITIONERS,
    "report.release": PRACTITIONERS,
}
