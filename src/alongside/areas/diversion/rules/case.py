"""Everything rules know of an episode: its events, and what was fixed when it was opened."""

from dataclasses import dataclass

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
    door: str = "liaison_and_diversion"
    setting: str = "custody"
    age_band: str = "adult"
