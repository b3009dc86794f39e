"""A piece of a text around what was looked for."""

import re
from typing import Final

from alongside.areas.liaison.rules.search_words import Group, folded

AROUND: Final = 220
"""How many characters are shown at most."""
_SENTENCE: Final = re.compile(r"(?<=[.!?:])\s+|\n+")
_STEM: Final = 5
"""Words that begin alike are taken for forms of one word here: it only chooses what is shown."""


def extract_of(text: str, groups: tuple[Group, ...]) -> str:
    """Answer the sentence of a text in which most of what was said is, and what follows it.

    Args:
        text: All its words.
        groups: What was looked for.
    """
    sentences = [one.strip() for one in _SENTENCE.split(text) if one.strip()]
    if not sentences:
        return ""
    stems = [tuple(word[:_STEM] for way in group.ways for word in way) for group in groups]
    best = max(range(len(sentences)), key=lambda at: (_said_in(sentences[at], stems), -at))
    shown = " ".join(sentences[best:])
    if len(shown) <= AROUND:
        return shown
    return shown[:AROUND].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _said_in(sentence: str, stems: list[tuple[str, ...]]) -> int:
    """How many of the things said are in a sentence."""
    there = folded(sentence)
    return sum(any(word.startswith(group) for word in there) for group in stems)
