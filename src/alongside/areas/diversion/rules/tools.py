"""Screening tools as data: questions, answers, and openly added-up points where a tool has them.

Nothing here scores a person beyond what a tool's own answers add up to, shown in full; our own
first looks add up nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from alongside.areas.diversion.rules.configured import Entry, read_all, read_entry
from alongside.foundation.reference import code_list

FOR: Final = ("adult", "under_18", "both")
SCORING: Final = ("none", "sum")
ADULT_GROUNDS: Final = ("learning_disability", "autism", "communication", "mental_health", "other")
NOT_ANSWERED: Final = "not_asked"


@dataclass(frozen=True, slots=True)
class ToolAnswer:
    """One answer that may be given.

    Attributes:
        code: Stored.
        display: What it says.
        suggests: Vulnerabilities it gives reason to look at, codes of ``ld_vulnerability``.
        safety: Whether custody may need to know it to keep somebody safe.
        urgent: Whether somebody should be seen at once.
        adult: The ground on which an appropriate adult may be needed; empty for none.
        points: What it adds, where the tool adds up.
    """

    code: str
    display: str
    suggests: tuple[str, ...] = ()
    safety: bool = False
    urgent: bool = False
    adult: str = ""
    points: int = 0


@dataclass(frozen=True, slots=True)
class ToolQuestion:
    """One question.

    Attributes:
        id: Stable word stored with the answer.
        asks: What is asked, as it is said aloud.
        hint: How to ask it; may be empty.
        answers: Those that may be given; "not asked" is always possible as well.
    """

    id: str
    asks: str
    hint: str
    answers: tuple[ToolAnswer, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """What a range of points is called by the tool's own authors."""

    least: int
    words: str


@dataclass(frozen=True, slots=True)
class Tool:
    """A set of questions.

    Attributes:
        code: Stored on each event, with ``version``.
        version: Of the questions.
        title: Its name.
        whom: ``adult``, ``under_18`` or ``both``.
        licence: Who may use it, and on what terms.
        source: Whose it is.
        opening: What to say first.
        scoring: ``none``, or ``sum``: points of answers are added, and shown.
        bands: What sums are called, least first.
        questions: In order.
    """

    code: str
    version: str
    title: str
    whom: str
    licence: str
    source: str
    opening: str
    scoring: str
    bands: tuple[Band, ...]
    questions: tuple[ToolQuestion, ...]

    def chosen(self, answers: Mapping[str, object]) -> tuple[tuple[ToolQuestion, ToolAnswer], ...]:
        """Answer each question that was answered, with its answer."""
        return tuple(
            (question, answer)
            for question in self.questions
            for answer in question.answers
            if answers.get(question.id) == answer.code
        )


@dataclass(frozen=True, slots=True)
class Heard:
    """What the answers give reason to look at. Facts, not a finding about the person.

    Attributes:
        suggests: Vulnerabilities, in the order of the questions.
        safety: What custody may need to know, in the words of question and answer.
        urgent: Whether an answer asks for somebody at once.
        adult_ground: One ground for an appropriate adult; empty for none.
        unanswered: How many questions were not asked or not answered.
        total: The sum, where the tool adds up; ``None`` for tools that do not.
        total_words: How the sum came about, and what the tool's authors call it.
    """

    suggests: tuple[str, ...]
    safety: tuple[str, ...]
    urgent: bool
    adult_ground: str
    unanswered: int
    total: int | None
    total_words: str


def heard(tool: Tool, answers: Mapping[str, object]) -> Heard:
    """Work out what the answers to a tool give reason to look at."""
    chosen = tool.chosen(answers)
    total = sum(answer.points for _, answer in chosen) if tool.scoring == "sum" else None
    return Heard(
        suggests=tuple(dict.fromkeys(code for _, answer in chosen for code in answer.suggests)),
        safety=tuple(f"{q.asks} {a.display}." for q, a in chosen if a.safety),
        urgent=any(answer.urgent for _, answer in chosen),
        adult_ground=_ground({answer.adult for _, answer in chosen if answer.adult}),
        unanswered=len(tool.questions) - len(chosen),
        total=total,
        total_words="" if total is None else _sum_words(tool, chosen, total),
    )


def _ground(grounds: set[str]) -> str:
    return next((ground for ground in ADULT_GROUNDS if ground in grounds), "")


def _sum_words(tool: Tool, chosen: tuple[tuple[ToolQuestion, ToolAnswer], ...], total: int) -> str:
    added = " + ".join(str(answer.points) for _, answer in chosen) or "nothing answered"
    band = next((band.words for band in reversed(tool.bands) if total >= band.least), "")
    missing = len(tool.questions) - len(chosen)
    short = f" ({missing} not answered, so it may be too low)" if missing else ""
    return f"{added} = {total}{short}. {band}".strip()


def read_tool(name: str, text: str) -> Tool:
    """Read a tool from its file.

    Args:
        name: The file's name, for messages.
        text: What it holds.

    Raises:
        ConfiguredWrongly: It is not a tool; one line says where and why.
    """
    entry = read_entry(name, text)
    entry.only("code", "version", "title", "for", "licence", "source", "opening", "scoring",
               "bands", "questions")  # fmt: skip
    scoring = _one_of(entry, "scoring", SCORING)
    questions = tuple(_question(part, scoring) for part in entry.parts("questions"))
    ids = [question.id for question in questions]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice:
        entry.fail(f"question '{twice}' is there twice; give each an id of its own")
    return Tool(
        code=entry.text("code"),
        version=entry.text("version"),
        title=entry.text("title"),
        whom=_one_of(entry, "for", FOR),
        licence=entry.text("licence"),
        source=entry.text("source"),
        opening=entry.text("opening", ""),
        scoring=scoring,
        bands=_bands(entry, scoring),
        questions=questions,
    )


def _one_of(entry: Entry, name: str, choices: tuple[str, ...]) -> str:
    value = entry.text(name)
    if value not in choices:
        entry.fail(f"{name} is '{value}'; it has to be one of {', '.join(choices)}")
    return value


def _bands(entry: Entry, scoring: str) -> tuple[Band, ...]:
    parts = entry.parts("bands", empty=True)
    if parts and scoring == "none":
        entry.fail("bands are for a tool that adds up; leave them out or set scoring to sum")
    bands = tuple(Band(part.whole("least"), part.text("words")) for part in parts)
    if list(bands) != sorted(bands, key=lambda band: band.least):
        entry.fail("bands go from the least to the most")
    return bands


def _question(entry: Entry, scoring: str) -> ToolQuestion:
    entry.only("id", "asks", "hint", "answers")
    answers = tuple(_answer(part, scoring) for part in entry.parts("answers"))
    codes = [answer.code for answer in answers]
    if len(set(codes)) < max(len(codes), 2):
        entry.fail("give two or more answers, each with a code of its own")
    return ToolQuestion(entry.text("id"), entry.text("asks"), entry.text("hint", ""), answers)


def _answer(entry: Entry, scoring: str) -> ToolAnswer:
    entry.only("code", "display", "suggests", "safety", "urgent", "adult", "points")
    if ("points" in entry.values) is not (scoring == "sum"):
        entry.fail("points are given for every answer of a tool that adds up, and for no other")
    code = entry.text("code")
    if code == NOT_ANSWERED:
        entry.fail(f"'{NOT_ANSWERED}' is always offered; leave it out")
    ground = entry.text("adult", "")
    if ground and ground not in ADULT_GROUNDS:
        entry.fail(f"adult is '{ground}'; it has to be one of {', '.join(ADULT_GROUNDS)}")
    known = [row.code for row in code_list("ld_vulnerability").entries]
    return ToolAnswer(
        code=code,
        display=entry.text("display"),
        suggests=entry.codes("suggests", known, empty=True),
        safety=entry.flag("safety"),
        urgent=entry.flag("urgent"),
        adult=ground,
        points=entry.whole("points", 0),
    )


@lru_cache(maxsize=8)
def all_tools(also: Path | None = None) -> Mapping[str, Tool]:
    """Answer every tool by its code: ours, and those of a deployer's folder.

    Raises:
        ConfiguredWrongly: A file is wrong.
    """
    return read_all("tools", also, read_tool, code=lambda tool: tool.code)


def tools_for(tools: Mapping[str, Tool], age_band: str) -> tuple[Tool, ...]:
    """Answer the tools for somebody's path; where the age is not known, those for the young too."""
    wanted = {"adult": ("adult", "both"), "under_18": ("under_18", "both")}.get(age_band, FOR)
    return tuple(tool for tool in tools.values() if tool.whom in wanted)
