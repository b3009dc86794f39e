"""This area's part of a person's page."""

from typing import Final

from alongside.areas.diversion.panels import pathway
from alongside.foundation.picture.panels import Panel

PANELS: Final[tuple[Panel, ...]] = pathway.PANELS
