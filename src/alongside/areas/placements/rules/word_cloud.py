"""One word each: counted, and laid out so that the same words always make the same picture."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from alongside.engines.evaluation.charts import Chart
from alongside.engines.evaluation.charts.canvas import WIDTH, Canvas

MOST: Final = 40
"""Words drawn. The table beside the picture has every one."""
SMALLEST: Final = 22.0
LARGEST: Final = 64.0
SPACE: Final = 6.0
TURNS: Final = 4000
NARROW: Final = {**dict.fromkeys("ijl'’", 0.24), **dict.fromkeys("ft", 0.29), "r": 0.34, "-": 0.34}
WIDE: Final = {"m": 0.84, "w": 0.73}
USUAL_WIDTH: Final = 0.56
"""Widths of letters, as parts of their height. Each word is then drawn exactly so wide."""


@dataclass(frozen=True, slots=True)
class WordCount:
    """A word, and how many said it."""

    word: str
    count: int


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word where it is drawn: ``left`` and ``top`` of its box, in the sheet's units."""

    word: str
    size: float
    left: float
    top: float

    @property
    def width(self) -> float:
        """How wide its box is."""
        return word_width(self.word, self.size)

    @property
    def height(self) -> float:
        """How high its box is: letters that rise and those that hang below."""
        return self.size * 1.15

    def touches(self, other: "PlacedWord") -> bool:
        """Say whether two boxes are nearer than the space between words."""
        return (
            self.left < other.left + other.width + SPACE
            and other.left < self.left + self.width + SPACE
            and self.top < other.top + other.height + SPACE
            and other.top < self.top + self.height + SPACE
        )


def counted_words(words: Iterable[str]) -> tuple[WordCount, ...]:
    """Count words, whatever their capitals: most said first, then by the alphabet."""
    counts = Counter(word.casefold().replace("’", "'") for word in words)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(WordCount(word, count) for word, count in ordered)


def word_width(word: str, size: float) -> float:
    """How wide a word is drawn."""
    letters = (NARROW.get(one) or WIDE.get(one) or USUAL_WIDTH for one in word)
    return size * sum(letters)


def laid_out(words: Sequence[WordCount]) -> tuple[PlacedWord, ...]:
    """Place words from the middle outwards, none over another, none past either side.

    A word's height goes by the square root of its count, so that its area goes by its count.
    """
    placed: list[PlacedWord] = []
    most = max((one.count for one in words), default=1)
    for one in words[:MOST]:
        size = _size(one.count, most)
        size = min(size, size * (WIDTH - 2 * SPACE) / max(word_width(one.word, size), 1))
        placed.append(_first_free(one.word, size, placed))
    return tuple(placed)


def _size(count: int, most: int) -> float:
    if most == 1:
        return (SMALLEST + LARGEST) / 2.6
    return SMALLEST + (LARGEST - SMALLEST) * (math.sqrt(count) - 1) / (math.sqrt(most) - 1)


def _first_free(word: str, size: float, placed: Sequence[PlacedWord]) -> PlacedWord:
    width, height = word_width(word, size), size * 1.15
    for turn in range(TURNS):
        angle, reach = 0.35 * turn, 1.6 * turn**0.72
        left = WIDTH / 2 + 1.7 * reach * math.cos(angle) - width / 2
        top = 0.62 * reach * math.sin(angle) - height / 2
        spot = PlacedWord(word, size, left, top)
        inside = left >= SPACE and left + width <= WIDTH - SPACE
        if inside and not any(spot.touches(other) for other in placed):
            return spot
    lowest = max(other.top + other.height for other in placed) + 2 * SPACE
    return PlacedWord(word, size, (WIDTH - width) / 2, lowest)


def cloud_chart(words: Sequence[WordCount]) -> Chart | None:
    """Draw words, each as large as it was often said; ``None`` where nobody gave one."""
    placed = laid_out(words)
    if not placed:
        return None
    top = min(one.top for one in placed) - SPACE
    canvas = Canvas(max(one.top + one.height for one in placed) + SPACE - top)
    for one in placed:
        canvas.words(
            (one.left, one.top - top + 0.85 * one.size),
            one.word,
            font_size=one.size,
            textLength=one.width,
            lengthAdjust="spacingAndGlyphs",
        )
    return canvas.chart(
        "One word for a placement",
        cloud_sentence(words),
        columns=("Word", "Said by"),
        rows=[(one.word, one.count) for one in words],
    )


def cloud_sentence(words: Sequence[WordCount]) -> str:
    """Say what the picture shows."""
    if not words:
        return "No data: nobody has given a word yet."
    total = sum(one.count for one in words)
    most = [one for one in words if one.count == words[0].count]
    if words[0].count == 1:
        return f"{total} gave a word, and no two gave the same."
    named = _listed([f"“{one.word}”" for one in most[:3]])
    each = " each" if len(most) > 1 else ""
    return f"{total} gave a word. Said most: {named}, by {words[0].count}{each}."


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
