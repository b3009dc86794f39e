"""Which role may do what on the pathway."""

from typing import Final

from alongside.areas.diversion.rules.roles import CUSTODY, PRACTITIONERS, RESPONDERS
from alongside.kernel.actor import Permissions, Role

PATHWAY_PERMISSIONS: Final[Permissions] = {
    "episode.see": PRACTITIONERS | CUSTODY,
    "episode.identify": PRACTITIONERS | CUSTODY | RESPONDERS,
    "episode.record": PRACTITIONERS,
    "episode.own": PRACTITIONERS,
    "adult.record": PRACTITIONERS | CUSTODY,
    "alert.acknowledge": CUSTODY,
    "sites.keep": frozenset({Role.ADMINISTRATOR, Role.LIAISON_LEAD}),
}
"""Identifying is anybody's who meets somebody; the pathway after it is the service's own."""
