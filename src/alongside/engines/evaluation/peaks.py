"""Was the start chosen on a peak? What is picked for being high falls by itself."""

from collections.abc import Sequence
from typing import Final

from alongside.engines.evaluation.result import Check, State
from alongside.engines.evaluation.wording import number_words

NAME: Final = "chosen_on_a_peak"
FEWEST: Final = 3


def peak_check(earlier: Sequence[float], *, chosen: int) -> Check:
    """Warn when the period that stands for "before" is out of line with others before the start.

    Args:
        earlier: The rate of every period before the start, in order.
        chosen: Which of them stands for "before", from 0.
    """
    if len(earlier) < FEWEST:
        return Check(
            NAME,
            State.CANNOT_TELL,
            "There are too few periods before the start to see whether it was chosen on a peak. "
            "A place picked because its number was high would fall by itself.",
        )
    others = [rate for at, rate in enumerate(earlier) if at != chosen]
    usual = sum(others) / len(others)
    told = (
        f"The period taken as before was {number_words(earlier[chosen])}; the other "
        f"{len(others)} before the start were {number_words(usual)} on average"
    )
    if earlier[chosen] > max(others) or earlier[chosen] < min(others):
        kind = "highest" if earlier[chosen] > max(others) else "lowest"
        return Check(
            NAME,
            State.FAILED,
            f"{told}. It is the {kind} of them, so part of the change would have come by itself "
            "(regression to the mean).",
        )
    return Check(NAME, State.PASSED, f"{told}, and some were further out than it.")
