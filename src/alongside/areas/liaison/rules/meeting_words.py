"""What stands on an agenda, and who was there, as kinds with their words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class ItemKind(StrEnum):
    """Why something is on an agenda."""

    MINUTES = "minutes"
    STANDING = "standing"
    ESCALATED = "escalated"
    LATE = "late"
    ACTION = "action"
    REVIEW = "review"
    QUESTION = "question"
    BROUGHT = "brought"


KIND_WORDS: Final[Mapping[ItemKind, str]] = {
    ItemKind.MINUTES: "Minutes of last time",
    ItemKind.STANDING: "Every meeting",
    ItemKind.ESCALATED: "Asked by a locality group",
    ItemKind.LATE: "Escalated action",
    ItemKind.ACTION: "Action due",
    ItemKind.REVIEW: "Review",
    ItemKind.QUESTION: "Question handed to the group",
    ItemKind.BROUGHT: "Brought by a member",
}


class Attended(StrEnum):
    """Whether a member was there."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"


ATTENDED_WORDS: Final[Mapping[Attended, str]] = {
    Attended.PRESENT: "Present",
    Attended.APOLOGIES: "Apologies",
    Attended.ABSENT: "Not there",
}
