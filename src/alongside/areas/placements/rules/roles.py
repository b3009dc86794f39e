"""Which roles do which work here; every table of permissions is made of these."""

from typing import Final

from alongside.kernel.actor import Role

COORDINATORS: Final = frozenset({Role.PLACEMENT_COORDINATOR})
BUDDIES: Final = frozenset({Role.PLACEMENT_BUDDY})
LEARNERS: Final = frozenset({Role.LEARNER})
EVERYBODY: Final = COORDINATORS | BUDDIES | LEARNERS
