"""What a viewer may see of crisis work."""

from alongside.areas.crisis.queries.desk import desk, desk_stamp
from alongside.areas.crisis.queries.lines import (
    ClockLine,
    Desk,
    DeskLine,
    Handing,
    Story,
    StoryCorrection,
    StoryEntry,
    TaskLine,
)
from alongside.areas.crisis.queries.shifts import HandoverLine, handovers
from alongside.areas.crisis.queries.story import contact_story

__all__ = [
    "ClockLine",
    "Desk",
    "DeskLine",
    "Handing",
    "HandoverLine",
    "Story",
    "StoryCorrection",
    "StoryEntry",
    "TaskLine",
    "contact_story",
    "desk",
    "desk_stamp",
    "handovers",
]
