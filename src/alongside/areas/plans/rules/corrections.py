"""What can be asked to be put right, by when it is answered, and in what words."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from alongside.kernel.refusal import Refused

ANSWER_WITHIN: Final = timedelta(days=30)
REMINDERS: Final = {
    "asked": timedelta(),
    "waiting": timedelta(days=10),
    "overdue": timedelta(days=25),
}
"""When whoever answers is told, and told again while nobody has."""


class About(StrEnum):
    """What somebody asks to have put right."""

    MY_WORDS = "my_words"
    ABOUT_ME = "about_me"
    WHAT_HAPPENED = "what_happened"
    WHO_LOOKED = "who_looked"
    SOMETHING_ELSE = "something_else"


ABOUT_WORDS: Final = {
    About.ABOUT_ME: "My name, birthday, address or phone",
    About.MY_WORDS: "My words",
    About.WHAT_HAPPENED: "What somebody wrote about something that happened",
    About.WHO_LOOKED: "Somebody who looked",
    About.SOMETHING_ELSE: "Something else",
}


class Outcome(StrEnum):
    """What came of it."""

    CHANGED = "changed"
    NOTE_ADDED = "note_added"
    NOT_CHANGED = "not_changed"


OUTCOME_WORDS: Final = {
    Outcome.CHANGED: "It has been put right",
    Outcome.NOTE_ADDED: "What you said has been written beside it",
    Outcome.NOT_CHANGED: "It has not been changed",
}


def check_words(words: str) -> str:
    """Refuse a request that does not say what is wrong.

    Raises:
        Refused: ``correction.empty``.
    """
    if not words.strip():
        raise Refused("correction.empty", "Write what is wrong.", field="words")
    return words.strip()


def check_answer(answer: str) -> str:
    """Refuse an answer without words: the person is always told why.

    Raises:
        Refused: ``correction.no_answer``.
    """
    if not answer.strip():
        raise Refused(
            "correction.no_answer",
            "Write the answer, in words the person can read.",
            field="answer",
        )
    return answer.strip()


def is_late(asked_at: datetime, now: datetime) -> bool:
    """Say whether a request has waited longer than the law allows.

    Source: UK GDPR article 12(3): within one month.
    """
    return now > asked_at + ANSWER_WITHIN
