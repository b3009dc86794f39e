"""What those who came are asked afterwards, and what their answers come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.engines.evaluation.intervals import wilson
from alongside.kernel.refusal import Refused

FEWEST: Final = 5
"""Answers below which nothing is shown of them, so that nobody can tell whose they are."""
WORTH_IT: Final = "Was it worth your time?"
WILL_CHANGE: Final = "Will you do something differently at work?"
WORDS: Final = "What will you do differently, or what should we change?"


@dataclass(frozen=True, slots=True)
class YesShare:
    """How many said yes to a question.

    Attributes:
        question: As it is asked.
        yes: How many said yes.
        out_of: How many answered it.
        hidden: Whether it may not be shown by itself.
    """

    question: str
    yes: int
    out_of: int
    hidden: bool = False

    @property
    def words(self) -> str:
        """The share with what it is of; ``no data`` where nobody answered, never 0 %."""
        if not self.out_of:
            return "no data"
        if self.hidden or self.out_of < FEWEST:
            return f"too few to show: {self.out_of} answered"
        return f"{self.yes} of {self.out_of}, {_percent(self.yes / self.out_of)}"

    @property
    def between(self) -> str:
        """Wilson's range at 95 %; empty where no share is shown."""
        if self.hidden or self.out_of < FEWEST:
            return ""
        found = wilson(self.yes, self.out_of)
        return f"{_percent(found.low)} to {_percent(found.high)}"


def _percent(part: float) -> str:
    return f"{round(100 * part)} %"


def share_of(question: str, answers: Iterable[bool | None]) -> YesShare:
    """Count the answers to a question; those who left it out are not counted."""
    said = [one for one in answers if one is not None]
    return YesShare(question, sum(said), len(said))


def shown_apart(answers: Mapping[UUID, int]) -> frozenset[UUID]:
    """Say which sessions may be shown beside their whole course.

    One with few answers is not. Nor may it be worked out as the course less the rest: where all
    that are hidden come to few, the smallest of the rest is hidden with them.

    Args:
        answers: How many each session had.
    """
    shown = {key for key, number in answers.items() if number >= FEWEST}
    hidden = sum(number for key, number in answers.items() if key not in shown)
    if 0 < hidden < FEWEST and shown:
        shown.discard(min(shown, key=lambda key: (answers[key], key)))
    return frozenset(shown)


def check_may_evaluate(*, came: bool, said_before: bool, ends_at: datetime, now: datetime) -> None:
    """Refuse what somebody thinks of a session they were not at, twice, or before it is over.

    Raises:
        Refused: ``evaluation.not_there``, ``evaluation.said`` or ``evaluation.not_yet``.
    """
    if not came:
        raise Refused(
            "evaluation.not_there",
            "This is for those who came to the session.",
            next_step="If you were there, ask whoever ran it to say so.",
        )
    if said_before:
        raise Refused("evaluation.said", "You have said what you thought of this session.")
    if now < ends_at:
        raise Refused(
            "evaluation.not_yet", "The session is not over.", next_step="Come back afterwards."
        )


def check_says_something(worth_it: bool | None, will_change: bool | None, words: str) -> None:
    """Refuse an empty answer.

    Raises:
        Refused: ``evaluation.empty``.
    """
    if worth_it is None and will_change is None and not words.strip():
        raise Refused("evaluation.empty", "Answer one of the three, at least.", field="worth_it")
