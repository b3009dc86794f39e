"""When answers are too few to show, so that nobody can tell whose they are."""

from collections.abc import Mapping
from typing import Final

FEWEST: Final = 5
"""Answers below which nothing is shown of them."""


def enough(answers: int) -> bool:
    """Say whether so many answers may be shown."""
    return answers >= FEWEST


def shown_apart(answers: Mapping[str, int]) -> frozenset[str]:
    """Say which groups may be shown beside the whole.

    A group with few answers is not. Nor may it be worked out as the whole less the rest: where
    all that are hidden come to few, the smallest of the rest is hidden with them.

    Args:
        answers: How many each group gave, by its key. Groups that gave none tell of nobody.
    """
    given = {key: number for key, number in answers.items() if number}
    shown = {key for key, number in given.items() if enough(number)}
    hidden = sum(number for key, number in given.items() if key not in shown)
    if 0 < hidden < FEWEST and shown:
        shown.discard(min(shown, key=lambda key: (given[key], key)))
    return frozenset(shown)
