"""Which roles may do what with plans that services share, and with missing people."""

from typing import Final

from alongside.kernel.actor import Permissions, Role

PREVENTION: Final = frozenset({Role.POLICE_SUPERVISOR, Role.LIAISON_LEAD, Role.KEYWORKER})
"""Who works on suicide prevention plans: on the railway it is that force's supervisors."""
SEARCHING: Final = frozenset({Role.RESPONSE_OFFICER, Role.POLICE_SUPERVISOR})
"""Who looks for missing people."""
SEARCH_PARTNERS: Final = SEARCHING | {Role.KEYWORKER}
"""Who looks for them, or can help those who do."""

JOINT_PERMISSIONS: Final[Permissions] = {
    "suicide_plan.see": PREVENTION,
    "suicide_plan.propose": PREVENTION,
    "suicide_plan.confirm": PREVENTION,
    "suicide_plan.work": PREVENTION,
    "suicide_plan.close": PREVENTION,
    "missing.list": SEARCHING,
    "missing.see": SEARCH_PARTNERS,
    "missing.open": SEARCHING,
    "missing.judge": SEARCHING,
    "missing.tell": SEARCH_PARTNERS,
    "missing.find": SEARCH_PARTNERS,
    "missing.interview": SEARCH_PARTNERS,
    "herbert.see": SEARCH_PARTNERS,
    "herbert.write": frozenset({Role.KEYWORKER}),
    "herbert.add_part_two": SEARCH_PARTNERS,
    "herbert.choose_holding": frozenset({Role.INFORMATION_GOVERNANCE}),
}
