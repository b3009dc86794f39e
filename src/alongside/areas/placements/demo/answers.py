"""What the demo's past cohorts said on paper at their feedback sessions, and the themes heard."""

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.placements.actions.surveying import type_in_answers
from alongside.areas.placements.actions.theming import make_theme, mark_theme
from alongside.areas.placements.demo.cast import PlacementCast
from alongside.areas.placements.demo.schemes import DemoScheme
from alongside.areas.placements.queries.survey import cohort_to_type_in
from alongside.areas.placements.queries.themes import themes_page
from alongside.kernel.local_time import from_local

SEED: Final = 36
WRITES: Final = 0.5
"""Part of those who answer that write a sentence, while there is one that nobody wrote yet."""
ELEVEN: Final = time(11)
PAPERS: Final = {"first": 13, "second": 13, "third": 11}
"""Thirty-seven of thirty-eight, so that shares like the published ones are possible."""
SAID_NO: Final = {
    "first": ("outcomes", "outcomes"),
    "second": ("recommend",),
    "third": ("outcomes",),
}
NOT_AGREED: Final = {"second": "understand", "third": "confident"}
WORDS: Final = {
    "eye-opening": 7, "insightful": 5, "humbling": 4, "valuable": 3, "welcoming": 3, "human": 2,
    "busy": 2, "honest": 2, "calm": 1, "patient": 1, "tiring": 1, "moving": 1, "useful": 1,
    "surprising": 1, "brave": 1, "kind": 1, "hard": 1,
}  # fmt: skip
DIFFERENTLY: Final = (
    "I will ask the person what helps before I ask what happened.",
    "Ring the team before deciding anything. They know people.",
    "Slow down. Nobody on the ward hurried anybody and it worked.",
    "I understand now why a bed takes so long, and what I can do while we wait.",
    "Sit down, take the hat off, say my first name.",
    "Write down what the person says in their own words.",
    "Know what section 136 looks like from the other side of the door.",
    "Ask who else they would like to have with them.",
    "Stop saying attention seeking.",
    "Carry the crisis line card and give it out.",
    "Wait with them. Waiting is the worst part.",
    "Ask whether the radio can be turned down.",
    "Say why I am there before anything else.",
)
CHANGE: Final = (
    "Tell us the shift hours earlier, the late start was a surprise.",
    "More time with people and less in the office.",
    "An hour on the Mental Health Act before we start.",
    "Somewhere to put the kit, the locker was full.",
    "I would have liked a third week.",
    "Start times differ between wards, one list would help.",
    "More time on the ward round, it was the best part.",
    "Explain the Act with real forms, names taken off.",
    "Let us meet our buddy at induction.",
    "A quiet word each evening would help, some days were heavy.",
    "Send clinicians out with us as well.",
)
THEMES: Final = {
    "More time with people": ("time with people", "time on the ward", "third week"),
    "Hours told earlier": ("hours", "start times"),
    "More on the Act": ("the act", "mental health act"),
    "Listening first": ("own words", "ask the person", "ask who else", "slow down"),
}


def fill(cast: PlacementCast, scheme: DemoScheme, *, now: datetime) -> None:
    """Type in the papers of past cohorts the day each came back, and mark a few themes."""
    rng = random.Random(SEED)
    words = [word for word, count in WORDS.items() for _ in range(count)]
    rng.shuffle(words)
    texts = {"differently": list(DIFFERENTLY), "change": list(CHANGE)}
    for sentences in texts.values():
        rng.shuffle(sentences)
    for key, papers in PAPERS.items():
        cohort_id = scheme.cohorts[key]
        over = cohort_to_type_in(cast.coordinator, cohort_id).last_on
        at = from_local(datetime.combine(over + timedelta(days=4), ELEVEN))
        for paper in _papers(rng, key, papers, texts):
            sent = {**paper, "word": words.pop()}
            type_in_answers(cast.coordinator, cohort_id, sent, now=at)
    _themes(cast, scheme.scheme_id, now - timedelta(days=12))


def _papers(
    rng: random.Random, key: str, papers: int, texts: Mapping[str, list[str]]
) -> Iterator[Mapping[str, str]]:
    refused = [*SAID_NO[key], *("",) * (papers - len(SAID_NO[key]))]
    rng.shuffle(refused)
    for number, no in enumerate(refused):
        apart = NOT_AGREED.get(key) if number == 0 else None
        yield {
            "recommend": "no" if no == "recommend" else "yes",
            "outcomes": "no" if no == "outcomes" else "yes",
            "understand": _agreed(rng, apart == "understand"),
            "confident": _agreed(rng, apart == "confident"),
            **{
                code: sentences.pop() if sentences and rng.random() < WRITES else ""
                for code, sentences in texts.items()
            },
        }


def _agreed(rng: random.Random, apart: bool) -> str:
    return "neither" if apart else rng.choice(("agree", "agree_strongly"))


def _themes(cast: PlacementCast, scheme_id: UUID, now: datetime) -> None:
    for theme, clues in THEMES.items():
        theme_id = make_theme(cast.coordinator, scheme_id, theme, now=now)
        for part in themes_page(cast.coordinator, scheme_id).questions:
            for text in part.texts:
                if any(clue in text.words.casefold() for clue in clues):
                    mark_theme(
                        cast.coordinator, theme_id, text.answer_id,
                        question=part.question.code, heard=True, now=now,
                    )  # fmt: skip
