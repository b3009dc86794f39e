"""Finds what a report may not say: guilt, sentences, that help was declined, legal opinions."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PLACE = "alongside.areas.diversion.rules"


@dataclass(frozen=True, slots=True)
class BarredWords:
    """Words that a report may not hold.

    Attributes:
        heading: Where they stand.
        phrase: The words, in small letters.
        code: Which rule found them.
        why: Why they may not stand there.
        instead: What to write.
    """

    heading: str
    phrase: str
    code: str
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """One rule of the list."""

    code: str
    why: str
    instead: str
    patterns: tuple[re.Pattern[str], ...]


@cache
def shipped_rules() -> tuple[PhraseRule, ...]:
    """Read the list of this package."""
    text = files(PLACE).joinpath("report_phrases.toml").read_text(encoding="utf-8")
    return tuple(
        PhraseRule(
            row["code"],
            row["why"],
            row["instead"],
            tuple(re.compile(pattern) for pattern in row["patterns"]),
        )
        for row in tomllib.loads(text)["rule"]
    )


def barred_words(said: Mapping[str, str]) -> tuple[BarredWords, ...]:
    """Answer what may not stand in a report, heading by heading, each phrase once for a rule.

    Args:
        said: Text by code of heading.
    """
    return tuple(
        BarredWords(heading, phrase, rule.code, rule.why, rule.instead)
        for heading, text in said.items()
        for rule in shipped_rules()
        for phrase in _found(rule, " ".join(text.replace("’", "'").lower().split()))
    )


def _found(rule: PhraseRule, line: str) -> list[str]:
    found = (match.group() for pattern in rule.patterns for match in pattern.finditer(line))
    return list(dict.fromkeys(found))
