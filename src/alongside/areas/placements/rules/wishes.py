"""What each wish not met costs a plan, in words."""

from typing import Final, NamedTuple

from alongside.engines.scheduling.scheme import Weights


class Wish(NamedTuple):
    """One weight: its name, what a form calls it, and what it counts."""

    code: str
    label: str
    means: str


WISHES: Final = (
    Wish("unplaced", "Somebody without a place", "Counted for each one a plan leaves out."),
    Wish("repeat", "The same place again", "Counted for each stay where they have been before."),
    Wish(
        "preference",
        "Not where they asked to go",
        "Counted for each stay at a service they did not ask for.",
    ),
    Wish(
        "objective",
        "Not what they want to learn",
        "Counted for each of their objectives that the service cannot help with.",
    ),
    Wish(
        "fairness",
        "A service that has more than its share",
        "Counted for each stay beyond an even share.",
    ),
)
MOST: Final = 100_000


def weights_said(given: dict[str, int]) -> dict[str, int]:
    """Answer every weight, the usual where none is said."""
    usual = Weights()
    return {wish.code: int(given.get(wish.code, getattr(usual, wish.code))) for wish in WISHES}
