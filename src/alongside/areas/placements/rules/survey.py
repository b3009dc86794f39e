"""What is asked after a placement, when, and what may be sent as an answer."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

from alongside.kernel.refusal import Refused

LONGEST_WORD: Final = 24
LONGEST_TEXT: Final = 1000
YES_NO: Final = {"yes": "Yes", "no": "No"}
AGREE: Final = {
    "agree_strongly": "Agree strongly",
    "agree": "Agree",
    "neither": "Neither",
    "disagree": "Disagree",
    "disagree_strongly": "Disagree strongly",
}
AGREEING: Final = frozenset({"yes", "agree_strongly", "agree"})
"""Answers that count towards a share."""
ONE_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NUMBERED: Final = re.compile(
    r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)
"""What looks like an NHS number, or a postcode in capitals."""


class QuestionKind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    AGREE = "agree"
    WORD = "word"
    TEXT = "text"

    @property
    def choices(self) -> Mapping[str, str]:
        """The answers to choose from; none where words are typed."""
        return {QuestionKind.YES_NO: YES_NO, QuestionKind.AGREE: AGREE}.get(self, {})


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        code: Names it in an answer.
        kind: How it is answered.
        ask: As it is asked.
        short: Its name in a table.
        says: How a share is told, such as ``would recommend it``; empty where none is.
        hint: Under the question; may be empty.
        published: A share printed elsewhere, as printed; empty where there is none.
    """

    code: str
    kind: QuestionKind
    ask: str
    short: str
    says: str = ""
    hint: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """The questions asked together.

    Attributes:
        code: Names this set; a changed one has another code.
        title: Its heading.
        questions: In the order they are asked.
        published: Every share printed elsewhere for such a scheme, as printed.
        published_of: What they were printed of.
    """

    code: str
    title: str
    questions: tuple[Question, ...]
    published: tuple[str, ...]
    published_of: str

    @property
    def shares(self) -> tuple[Question, ...]:
        """The questions answered by a choice."""
        return tuple(one for one in self.questions if one.kind.choices)

    @property
    def texts(self) -> tuple[Question, ...]:
        """The questions answered in sentences."""
        return tuple(one for one in self.questions if one.kind is QuestionKind.TEXT)


@cache
def survey() -> Survey:
    """Answer the survey as it is asked now."""
    return survey_from(tomllib.loads((files(__package__) / "survey.toml").read_text("utf-8")))


def survey_from(document: Mapping[str, Any]) -> Survey:
    """Read a survey from its document."""
    return Survey(
        code=document["code"],
        title=document["title"],
        questions=tuple(
            Question(**{**row, "kind": QuestionKind(row["kind"])}) for row in document["questions"]
        ),
        published=tuple(document["published"]),
        published_of=document["published_of"],
    )


class SurveyState(StrEnum):
    """What somebody who was placed can do about the survey."""

    NOT_YET = "not_yet"
    OPEN = "open"
    ANSWERED = "answered"


def survey_state(last_on: date, *, answered: bool, today: date) -> SurveyState:
    """Say whether somebody can answer: from the last day of their placement, once."""
    if answered:
        return SurveyState.ANSWERED
    return SurveyState.OPEN if today >= last_on else SurveyState.NOT_YET


def check_may_answer(state: SurveyState) -> None:
    """Refuse an answer that is early, or a second one.

    Raises:
        Refused: ``survey.not_yet`` or ``survey.answered``.
    """
    if state is SurveyState.ANSWERED:
        raise Refused(
            "survey.answered",
            "You have answered already. Answers do not say whose they are, so that one cannot be "
            "found again to change it.",
            next_step="Tell the coordinator if there is more to say.",
        )
    if state is SurveyState.NOT_YET:
        raise Refused(
            "survey.not_yet",
            "The survey opens on the last day of your placement.",
            next_step="Tell the coordinator now if something is wrong: do not wait for it.",
        )


def check_more_paper(people: int, answered: int, last_on: date, *, today: date) -> None:
    """Refuse answers on paper from a cohort that is not over, or from more than were in it.

    Raises:
        Refused: ``survey.cohort_not_over`` or ``survey.all_answered``.
    """
    if today < last_on:
        raise Refused(
            "survey.cohort_not_over",
            "That cohort is not over yet.",
            next_step="Type answers in from the last day on.",
        )
    if answered >= people:
        raise Refused(
            "survey.all_answered",
            f"There is an answer for each of the {people} in that cohort.",
            next_step="Somebody may have answered on paper and here too: count the papers.",
        )


def clean_answers(asked: Survey, sent: Mapping[str, str]) -> dict[str, str]:
    """Answer what was said, by question; what was left empty is not in it.

    Raises:
        Refused: ``survey.nothing_said``, ``survey.not_a_choice``, ``survey.one_word``,
            ``survey.too_long`` or ``survey.number``, each naming the question as its field.
    """
    said = {}
    for question in asked.questions:
        words = " ".join(sent.get(question.code, "").split())
        if words:
            _check_answer(question, words)
            said[question.code] = words
    if not said:
        raise Refused(
            "survey.nothing_said",
            "Every question is empty.",
            next_step="Answer at least one. Any of the others may stay empty.",
        )
    return said


def _check_answer(question: Question, words: str) -> None:
    if question.kind.choices:
        _check_choice(question, words)
    elif question.kind is QuestionKind.WORD:
        _check_word(question, words)
    else:
        _check_text(question, words)


def _check_choice(question: Question, words: str) -> None:
    if words not in question.kind.choices:
        raise Refused("survey.not_a_choice", "Choose one of the answers.", field=question.code)


def _check_word(question: Question, words: str) -> None:
    if len(words) > LONGEST_WORD or not ONE_WORD.fullmatch(words):
        raise Refused(
            "survey.one_word",
            f"Give one word, of {LONGEST_WORD} letters at most.",
            next_step="A hyphen joins two: eye-opening.",
            field=question.code,
        )


def _check_text(question: Question, words: str) -> None:
    if len(words) > LONGEST_TEXT:
        raise Refused(
            "survey.too_long",
            f"Use {LONGEST_TEXT:,} letters at most.",
            field=question.code,
        )
    if NUMBERED.search(words):
        raise Refused(
            "survey.number",
            "That holds what looks like a phone number, an NHS number or a postcode.",
            next_step="Take it out: nothing here may say who a patient is.",
            field=question.code,
        )
