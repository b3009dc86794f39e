"""Which roles may do what with plans."""

from typing import Final

from alongside.kernel.actor import Permissions

PERMISSIONS: Final[Permissions] = {}
