"""When somebody else answers for a team or a contact."""

from enum import StrEnum


class CoverWhen(StrEnum):
    """Why the first number is no use now."""

    OUT_OF_HOURS = "out_of_hours"
    AWAY = "away"
    NO_ANSWER = "no_answer"
