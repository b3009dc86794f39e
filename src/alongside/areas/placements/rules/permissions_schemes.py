"""Which role may do what with schemes and those in them."""

from typing import Final

from alongside.areas.placements.rules.roles import COORDINATORS
from alongside.kernel.actor import Permissions

SCHEME_PERMISSIONS: Final[Permissions] = {
    "scheme.see": COORDINATORS,
    "scheme.keep": COORDINATORS,
}
