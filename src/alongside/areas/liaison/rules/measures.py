"""How the hub did: counts with what they are out of, and "no data" where there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Final

from alongside.engines.evaluation.intervals import wilson
from alongside.kernel.local_time import say_length

NO_DATA: Final = "no data"
FEWEST_FOR_INTERVAL: Final = 5
"""Below this an interval says only that nothing is known."""


@dataclass(frozen=True, slots=True)
class Share:
    """A count with what it is out of."""

    count: int
    out_of: int

    @property
    def words(self) -> str:
        """Such as ``41 of 52 (79 %; likely between 66 % and 88 %)``; ``no data`` for none."""
        if not self.out_of:
            return NO_DATA
        said = f"{self.count} of {self.out_of}"
        if self.out_of < FEWEST_FOR_INTERVAL:
            return said
        between = wilson(self.count, self.out_of)
        share = self.count / self.out_of
        return f"{said} ({share:.0%}; likely between {between.low:.0%} and {between.high:.0%})"


def usual_wait(waits: Sequence[timedelta]) -> str:
    """Answer the median of waits in working time, in words; ``no data`` for none."""
    if not waits:
        return NO_DATA
    middle = timedelta(minutes=median(wait / timedelta(minutes=1) for wait in waits))
    return f"{say_length(middle)} of working time (median of {len(waits)})"
