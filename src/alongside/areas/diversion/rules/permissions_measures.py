"""Which role may do what with measures, coverage and files of many episodes."""

from typing import Final

from alongside.areas.diversion.rules.roles import PRACTITIONERS
from alongside.kernel.actor import Permissions, Role

MEASURE_PERMISSIONS: Final[Permissions] = {
    "measures.see": PRACTITIONERS | {Role.LIAISON_LEAD, Role.ANALYST},
    "mds.export": frozenset({Role.LIAISON_LEAD, Role.ANALYST}),
    "mds.export_named": frozenset({Role.LIAISON_LEAD}),
    "episode.import": frozenset({Role.ADMINISTRATOR}),
}
"""Who may export with references of police and of people is the provider's own lead alone."""
