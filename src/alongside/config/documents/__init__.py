"""Reference pages written from the code they describe."""

from collections.abc import Callable, Mapping
from typing import Final

from alongside.config.documents.command_page import command_page
from alongside.config.documents.mds_page import mds_page
from alongside.config.documents.permissions_page import permissions_page
from alongside.config.documents.settings_page import settings_page
from alongside.config.documents.states_page import states_page

PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "command": command_page,
    "diversion-minimum-data-set": mds_page,
    "permissions": permissions_page,
    "settings": settings_page,
    "states": states_page,
}
"""By the name of the file in ``docs/reference``; law and codes have commands of their own."""

__all__ = ["PAGES"]
