"""What the reader of a message may answer in one tap, without opening it: one answer a topic."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from alongside.kernel.actor import Actor

Payload = dict[str, str]


@dataclass(frozen=True, slots=True)
class OneTap:
    """The answer offered beside messages of one topic.

    Attributes:
        words: Of the button, such as ``Still right``.
        act: The one action the button takes; refuses what the reader may not do.
        asked_still: Says whether the answer is still wanted.
        other_words: Of the link beside it, for those who would answer otherwise.
        other: Answers where that link leads.
    """

    words: str
    act: Callable[[Actor, Payload, datetime], None]
    asked_still: Callable[[Payload], bool]
    other_words: str
    other: Callable[[Payload], str]


@dataclass(frozen=True, slots=True)
class TapOffered:
    """The answer offered beside one message, ready to place."""

    words: str
    other_words: str
    other_href: str


_ANSWERS: dict[str, OneTap] = {}


def answer_with(topic: str, answer: OneTap) -> None:
    """Name the answer offered beside messages of a topic. Called from ``config.wiring``."""
    _ANSWERS[topic] = answer


def answer_to(topic: str) -> OneTap | None:
    """Answer what may be answered to a topic; ``None`` for what is only read."""
    return _ANSWERS.get(topic)


def offered(topic: str, payload: Payload) -> TapOffered | None:
    """Answer what to place beside a message; ``None`` once it is not asked any more."""
    answer = _ANSWERS.get(topic)
    if answer is None or not answer.asked_still(payload):
        return None
    return TapOffered(answer.words, answer.other_words, answer.other(payload))
