"""Where a question may stand, and what may be said of it when: tables as data."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from alongside.kernel.refusal import Refused


class QuestionState(StrEnum):
    """Whose turn it is."""

    OPEN = "open"
    ASKED_BACK = "asked_back"
    ANSWERED = "answered"
    FOUND = "found"


class Channel(StrEnum):
    """How a question came in."""

    FORM = "form"
    CALLER = "caller"
    MAIL = "mail"


OPEN_STATES: Final = (QuestionState.OPEN, QuestionState.ASKED_BACK)
STATE_WORDS: Final[Mapping[QuestionState, str]] = {
    QuestionState.OPEN: "Waits for an answer",
    QuestionState.ASKED_BACK: "Waits for whoever asked",
    QuestionState.ANSWERED: "Answered",
    QuestionState.FOUND: "Answered by what was found",
}
CHANNEL_WORDS: Final[Mapping[Channel, str]] = {
    Channel.FORM: "Asked here",
    Channel.CALLER: "Rang",
    Channel.MAIL: "By e-mail",
}
BEGINNINGS: Final[Mapping[str, QuestionState]] = {
    "asked": QuestionState.OPEN,
    "found": QuestionState.FOUND,
}
"""The state a question starts in, by how it starts."""
QUESTION_TRANSITIONS: Final[Mapping[tuple[QuestionState, str], QuestionState]] = {
    (QuestionState.OPEN, "noted"): QuestionState.OPEN,
    (QuestionState.OPEN, "handed_on"): QuestionState.OPEN,
    (QuestionState.OPEN, "asked_back"): QuestionState.ASKED_BACK,
    (QuestionState.OPEN, "answered"): QuestionState.ANSWERED,
    (QuestionState.ASKED_BACK, "noted"): QuestionState.ASKED_BACK,
    (QuestionState.ASKED_BACK, "handed_on"): QuestionState.ASKED_BACK,
    (QuestionState.ASKED_BACK, "replied"): QuestionState.OPEN,
    (QuestionState.ASKED_BACK, "answered"): QuestionState.ANSWERED,
    (QuestionState.ANSWERED, "reopened"): QuestionState.OPEN,
    (QuestionState.FOUND, "reopened"): QuestionState.OPEN,
}
"""The state that follows, by the state now and what is said. What has no row is refused."""
EVENT_WORDS: Final[Mapping[str, str]] = {
    "asked": "Asked",
    "found": "Closed by what was found",
    "about": "Linked to a person",
    "noted": "Note",
    "handed_on": "Handed on",
    "asked_back": "Asked back",
    "replied": "Reply",
    "answered": "Answered",
    "reopened": "Opened again",
}
BY_ANSWERER: Final = frozenset({"noted", "handed_on", "asked_back", "answered"})
"""Said by those who answer; what is left is said by whoever asked, or by those who answer."""
WHAT_TO_SAY: Final[Mapping[str, str]] = {
    "noted": "Write the note.",
    "handed_on": "Say why it goes to another post.",
    "asked_back": "Say what you need to know.",
    "replied": "Write your reply.",
    "answered": "Write the answer.",
    "reopened": "Say what is still open.",
}
"""Each needs words: what to enter where there are none."""


def question_state_after(state: QuestionState, kind: str) -> QuestionState:
    """Answer the state of a question after something is said of it.

    Raises:
        Refused: ``question.not_now``.
    """
    after = QUESTION_TRANSITIONS.get((state, kind))
    if after is None:
        raise Refused(
            "question.not_now",
            "That cannot be said of this question as it stands.",
            next_step="Open the question again to see where it stands.",
        )
    return after


def may_be_said(state: QuestionState) -> tuple[str, ...]:
    """Answer what may be said of a question now, in the order of the table."""
    return tuple(kind for (before, kind) in QUESTION_TRANSITIONS if before is state)


def check_said(kind: str, words: str) -> None:
    """Refuse an entry without words.

    Raises:
        Refused: ``question.no_words``.
    """
    if not words.strip():
        raise Refused("question.no_words", WHAT_TO_SAY[kind], field="words")
