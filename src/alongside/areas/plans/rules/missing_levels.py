"""The four levels of risk of a missing person. A person chooses one and says why.

Nothing here works a level out, suggests one or orders people by it: the prompts are facts to be
shown beside the question.

Source: DOMAIN 6.2.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from alongside.kernel.refusal import Refused


class Level(StrEnum):
    """How serious the harm may be, as somebody judged it; in rising order."""

    VERY_LOW = "very_low"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


LEVEL_LABELS: Final[Mapping[Level, str]] = {
    Level.VERY_LOW: "Very low",
    Level.LOW: "Low",
    Level.MEDIUM: "Medium",
    Level.HIGH: "High",
}
LEVEL_MEANINGS: Final[Mapping[Level, str]] = {
    Level.VERY_LOW: "Very low risk of harm to the person or the public",
    Level.LOW: "Harm is possible but minimal",
    Level.MEDIUM: "Harm is likely but not serious",
    Level.HIGH: "Serious harm is very likely",
}
OLDER_WORDS: Final[Mapping[str, Level]] = {
    "absent": Level.VERY_LOW,
    "no apparent risk": Level.VERY_LOW,
}
"""Words used before, and the level they are kept as."""

FACTORS: Final[Mapping[str, str]] = {
    "weather": "Out in bad weather",
    "medication": "Has missed medication",
    "illness": "An illness or disability that affects their safety",
    "environment": "Where they may be is dangerous",
    "out_of_character": "This is out of character",
    "suicide_self_harm": "May end their life or hurt themselves",
    "exploitation": "Somebody may be using them",
    "domestic_abuse": "Domestic abuse",
    "under_18": "Under 18",
    "dementia": "Dementia",
    "awol": "Held under the Mental Health Act and away without leave",
}
"""Prompts, shown as facts. None of them leads to a level."""

LONGEST_TO_REVIEW: Final = timedelta(days=7)
"""The furthest ahead a review may be set [design]."""

SUPERVISOR_WITHIN: Final = timedelta(minutes=30)
"""How long a high level may stand before supervisors are told again that none reviewed it
[design]."""

_RISING: Final = tuple(Level)


def level_meant(said: str) -> Level:
    """Read a level as it was typed; older words are kept as the level that took their place.

    Raises:
        Refused: ``missing.level_unknown``.

    Source: DOMAIN 6.2: "Absent" typed is very low.
    """
    words = " ".join(said.strip().lower().replace("_", " ").split())
    if words in OLDER_WORDS:
        return OLDER_WORDS[words]
    code = words.replace(" ", "_")
    if code not in _RISING:
        raise Refused(
            "missing.level_unknown",
            "Choose very low, low, medium or high.",
            next_step="The level is your own judgement; say why in your own words.",
            field="level",
        )
    return Level(code)


def is_lower(level: Level, than: Level) -> bool:
    """Say whether one level is lower than another."""
    return _RISING.index(level) < _RISING.index(than)


def check_rationale(rationale: str) -> None:
    """Refuse a level without the reasons of whoever chose it.

    Raises:
        Refused: ``missing.no_rationale``.
    """
    if not rationale.strip():
        raise Refused(
            "missing.no_rationale",
            "Say why you chose this level.",
            next_step="Write what you weighed up, in your own words.",
            field="rationale",
        )


def check_lowering(before: Level, after: Level, reason: str) -> None:
    """Refuse to lower a level without a reason.

    Raises:
        Refused: ``missing.lowered_without_reason``.

    Source: DOMAIN 6.2: level lowered with no reason is refused.
    """
    if is_lower(after, before) and not reason.strip():
        raise Refused(
            "missing.lowered_without_reason",
            "Say what has changed, so that the level can be lower.",
            next_step="Or keep the level as it is.",
            field="lowering_reason",
        )


def check_next_review(due_at: datetime | None, now: datetime) -> datetime:
    """Refuse a level or a review that does not say when the next review is due.

    Raises:
        Refused: ``missing.no_next_review``, ``missing.review_gone_by`` or
            ``missing.review_too_far``.

    Source: DOMAIN 6.2: next review due is mandatory.
    """
    if due_at is None:
        raise Refused(
            "missing.no_next_review",
            "Say when the next review is due.",
            field="next_review_due_at",
        )
    if due_at <= now:
        raise Refused(
            "missing.review_gone_by",
            "That time has gone by.",
            next_step="Enter when the next review is due.",
            field="next_review_due_at",
        )
    if due_at > now + LONGEST_TO_REVIEW:
        raise Refused(
            "missing.review_too_far",
            "The next review can be 7 days ahead at most.",
            next_step="Enter an earlier time.",
            field="next_review_due_at",
        )
    return due_at


def check_factors(factors: tuple[str, ...]) -> None:
    """Refuse a prompt that is not on the list.

    Raises:
        Refused: ``missing.factor_unknown``.
    """
    if set(factors) - set(FACTORS):
        raise Refused(
            "missing.factor_unknown", "Choose from the facts on the list.", field="factors"
        )
