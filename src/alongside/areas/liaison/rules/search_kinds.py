"""What a search of the hub can find."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class SearchKind(StrEnum):
    """What something found is."""

    ANSWER = "answer"
    PAGE = "page"
    POLICY = "policy"
    PRACTICE = "practice"
    LEARNING = "learning"
    COURSE = "course"


KIND_WORDS: Final[Mapping[SearchKind, str]] = {
    SearchKind.ANSWER: "Answer",
    SearchKind.PAGE: "Guide page",
    SearchKind.POLICY: "Joint policy",
    SearchKind.PRACTICE: "Good practice",
    SearchKind.LEARNING: "Learning",
    SearchKind.COURSE: "Course",
}
