"""Sentences that a story's page and its sheet both say."""

import re
from typing import Final

from alongside.areas.crisis.queries import Story
from alongside.foundation.kit.time_words import duration

_AIM: Final = re.compile(r"aim of (\d+)")


def handover_words(story: Story) -> str:
    """Say how long the handover took, or has taken so far; empty before arrival.

    The aim is said of a handover that is over, or of one that has passed it already: nothing
    is within it before somebody has signed.
    """
    handing = story.handing
    if handing is None or handing.finding is None or handing.minutes is None:
        return ""
    took = duration(handing.minutes)
    _, _, against = handing.finding.sentence.partition(", ")
    against = _AIM.sub(r"aim of \1 min", against)
    if handing.accepted_at or "police_left" in story.kinds_done:
        return f"{took}, {against}"
    waiting = f"Not handed over yet, {took} so far"
    return f"{waiting}, {against}" if against.startswith("over") else f"{waiting}."
