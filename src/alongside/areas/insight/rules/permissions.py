"""Which role may do what here."""

from alongside.kernel.actor import Permissions, Role

COUNTING = frozenset({Role.FORCE_STATISTICS, Role.ANALYST, Role.LIAISON_LEAD})

PERMISSIONS: Permissions = {
    "insight.see": COUNTING | {Role.POLICE_SUPERVISOR, Role.INFORMATION_GOVERNANCE},
    "insight.open_records": frozenset({Role.FORCE_STATISTICS, Role.LIAISON_LEAD}),
    "question.register": COUNTING,
    "report.publish": COUNTING,
}
"""Own counts need no more than this; counts of another organisation also need an agreement."""
