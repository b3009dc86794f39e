"""Which roles may do what in oversight."""

from typing import Final

from alongside.kernel.actor import Permissions, Role

LEADS: Final = frozenset({Role.INFORMATION_GOVERNANCE})

PERMISSIONS: Final[Permissions] = {
    "oversight.see": LEADS,
    "agreement.see": LEADS | {Role.LIAISON_LEAD, Role.ADMINISTRATOR},
    "agreement.write": LEADS,
    "agreement.sign": LEADS,
    "agreement.review": LEADS,
    "agreement.withdraw": LEADS,
    "question.answer": LEADS,
    "copy.ask": LEADS,
    "copy.weigh": LEADS,
    "copy.release": LEADS,
    "retention.see": LEADS,
    "retention.decide": LEADS,
    "legal_hold.set": LEADS,
    "legal_hold.lift": LEADS,
}
"""No role is asked for by rank: whoever decides is named on what they decide."""
