"""What a review has to say when it is raised, and whom it may ask."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from alongside.kernel.refusal import Refused

FEWEST: Final = 2
"""A joint review has at least two accounts: one alone has nothing beside it."""


def check_raised(title: str, why: str) -> None:
    """Refuse a review that does not say what it is about and why it is worth a look.

    Raises:
        Refused: ``review.no_title`` or ``review.no_why``.
    """
    if not title.strip():
        raise Refused("review.no_title", "Give it a name that names nobody.", field="title")
    if not why.strip():
        raise Refused("review.no_why", "Say why it is worth a look together.", field="why")


def check_asked(services: Sequence[UUID]) -> None:
    """Refuse to ask fewer than two services, or one service twice.

    Args:
        services: The service of each post that is asked.

    Raises:
        Refused: ``review.few_services`` or ``review.asked_twice``.
    """
    if len(set(services)) != len(services):
        raise Refused(
            "review.asked_twice",
            "Two of these posts are of one service, which gives one account.",
            next_step="Choose one post of each service.",
            field="posts",
        )
    if len(services) < FEWEST:
        raise Refused(
            "review.few_services",
            "A joint review needs the accounts of two services or more.",
            next_step="Choose one post of each service that was there.",
            field="posts",
        )
