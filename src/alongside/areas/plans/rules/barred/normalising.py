"""Turns what was typed into plain tokens that still know where they were typed."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SENTENCE: Final = "."
PAUSE: Final = ","
_TOKEN: Final = re.compile(
    r"(?P<letters>\b(?:[a-z]\.){2,}[a-z]?\b)"
    r"|(?P<word>[a-z0-9]+(?:&[a-z0-9]+)*(?:'[a-z]+)?)"
    r"|(?P<sentence>[.!?;:\n\r]+)"
    r"|(?P<pause>[,()\[\]/|]| ?[-–—]+ | [-–—]+)"
)
_QUOTES: Final = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"}


@dataclass(frozen=True, slots=True)
class Words:
    """A text as tokens.

    Attributes:
        line: The tokens, each with a space after it, and one space before them all.
        starts: Where in the line each token starts.
        spans: Where in the typed text each token stood, first and past last character.
    """

    line: str
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    def typed_span(self, first: int, past_last: int) -> tuple[int, int]:
        """Answer where a stretch of the line was typed."""
        inside = [
            span
            for start, span in zip(self.starts, self.spans, strict=True)
            if first <= start < past_last
        ]
        return inside[0][0], inside[-1][1]


def words_of(text: str, contractions: Mapping[str, str]) -> Words:
    """Answer a text as lower-case tokens, short forms written out, marks kept as breaks.

    Args:
        text: As typed.
        contractions: What each short form stands for, such as ``don't``.
    """
    letters, places = _plain(text)
    line, starts, spans = " ", [], []
    for match in _TOKEN.finditer(letters):
        span = places[match.start()], places[match.end() - 1] + 1
        for token in _tokens(match, contractions):
            starts.append(len(line))
            spans.append(span)
            line += f"{token} "
    return Words(line, tuple(starts), tuple(spans))


def _plain(text: str) -> tuple[str, list[int]]:
    """Answer letters in one plain form, and where each was typed; unseen marks are dropped."""
    letters, places = [], []
    for place, typed in enumerate(text):
        for letter in unicodedata.normalize("NFKC", typed).lower():
            if unicodedata.category(letter) in ("Cf", "Mn"):
                continue
            letters.append(_QUOTES.get(letter, letter))
            places.append(place)
    return "".join(letters), places


def _tokens(match: re.Match[str], contractions: Mapping[str, str]) -> list[str]:
    if match["sentence"]:
        return [SENTENCE]
    if match["pause"]:
        return [PAUSE]
    word = match.group().replace(".", "").replace("&", "")
    if word in contractions:
        return contractions[word].split()
    return word.split("'")[:1] if word.endswith("'s") else [word.replace("'", "")]
