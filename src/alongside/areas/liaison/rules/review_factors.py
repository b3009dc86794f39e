"""What contributed: plain categories, none of which is a person or a fault."""

from collections.abc import Mapping
from typing import Final

from alongside.kernel.refusal import Refused

FACTORS: Final[Mapping[str, str]] = {
    "communication": "Communication between services",
    "capacity": "Capacity and beds",
    "transport": "Transport",
    "environment": "The place itself",
    "training": "Training and knowledge",
    "policy": "Policy not clear",
    "systems": "Equipment and systems",
    "handover": "Handover",
    "other": "Something else",
}
"""By code. They say what the work was like, never who did it."""


class DifferenceKind:
    """How one account differs from another, or from the record."""

    TIME: Final = "time"
    ORDER: Final = "order"
    HAPPENING: Final = "happening"
    ONE_SIDED: Final = "one_sided"


DIFFERENCES: Final[Mapping[str, str]] = {
    DifferenceKind.TIME: "The time",
    DifferenceKind.ORDER: "The order",
    DifferenceKind.HAPPENING: "What happened",
    DifferenceKind.ONE_SIDED: "Only one says so",
}
RELATIONS: Final[Mapping[str, str]] = {
    "person": "The person themselves",
    "family": "Somebody of their family",
    "carer": "Somebody who cares for them",
    "friend": "A friend",
    "advocate": "Their advocate",
}
"""Who is invited, by how they stand to the person: the hub holds no name."""

ASKED_HOW: Final[Mapping[str, str]] = {
    "in_person": "In person",
    "phone": "By telephone",
    "letter": "By letter",
    "worker": "Through somebody who works with them",
    "advocate": "Through an advocate",
}
ANSWERS: Final[Mapping[str, str]] = {
    "waiting": "No answer yet",
    "yes": "They gave their words",
    "no": "They would rather not",
    "taken_back": "They took their words back",
}


def check_factor(code: str) -> None:
    """Refuse a factor that is not one of ours.

    Raises:
        Refused: ``review.factor``.
    """
    if code not in FACTORS:
        raise Refused("review.factor", "Choose what kind of thing contributed.", field="category")


def check_difference(kind: str, words: str) -> None:
    """Refuse a difference that does not say what differs.

    Raises:
        Refused: ``review.difference`` or ``review.no_words``.
    """
    if kind not in DIFFERENCES:
        raise Refused("review.difference", "Choose what differs.", field="kind")
    if not words.strip():
        raise Refused("review.no_words", "Say what differs, in a sentence.", field="words")
