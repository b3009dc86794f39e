"""Everything rules know of an episode: its events, and what was fixed when it was opened."""

from dataclasses import dataclass, field

from alongside.areas.diversion.rules.doors import USUAL_DOOR, Door, all_doors
from alongside.areas.diversion.rules.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Case:
    """An episode as rules read it.

    Attributes:
        timeline: The events that stand, in order.
        door: By which door of the pathway.
        setting: Where it began: a code of the list ``ld_setting``.
        age_band: ``under_18``, ``adult`` or ``not_known``, on the day it began.
    """

    timeline: Timeline
    door: Door = field(default_factory=lambda: all_doors()[USUAL_DOOR])
    setting: str = "custody"
    age_band: str = "adult"

    @property
    def is_child(self) -> bool:
        """Whether they are on the path for under 18s."""
        return self.age_band == "under_18"

    @property
    def practitioner(self) -> str:
        """Which role of the service owes what falls to it here."""
        courts = ("magistrates", "crown", "youth_court")
        return "court_link_worker" if self.setting in courts else "diversion_practitioner"
