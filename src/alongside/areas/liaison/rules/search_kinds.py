"""What a search of the hub can find."""

from enum import StrEnum


class SearchKind(StrEnum):
    """What something found is."""

    ANSWER = "answer"
    PAGE = "page"
    POLICY = "policy"
    PRACTICE = "practice"
    LEARNING = "learning"
    COURSE = "course"
