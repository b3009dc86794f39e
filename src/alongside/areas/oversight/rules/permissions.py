"""Which roles may do what in oversight."""

from typing import Final

from alongside.kernel.actor import Permissions

PERMISSIONS: Final[Permissions] = {}
