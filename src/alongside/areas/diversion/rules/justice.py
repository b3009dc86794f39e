"""Where somebody may go from custody or court, in words."""

from collections.abc import Mapping
from typing import Final

LEFT_TO: Final[Mapping[str, str]] = {
    "home": "Home or where they live",
    "family": "Family or friends",
    "court": "Court",
    "prison": "Prison",
    "hospital": "Hospital",
    "section_136": "A place of safety, section 136",
    "other_custody": "Another custody suite",
    "accommodation": "Council accommodation for a young person",
    "not_known": "Not known",
}
REMANDED_TO: Final[Mapping[str, str]] = {
    "prison": "Prison",
    "youth_detention": "Youth detention accommodation",
    "council": "Council accommodation",
    "hospital": "Hospital",
}
