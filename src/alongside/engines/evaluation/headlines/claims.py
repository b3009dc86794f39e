"""A claim: what was said, and what numbers were found behind it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

NUMBER: Final = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")

# Fractions people say, in per cent. "A third" is said of anything near it.
FRACTIONS: Final = {
    "a half": 50.0, "one half": 50.0, "half": 50.0, "a third": 100 / 3, "one third": 100 / 3,
    "two thirds": 200 / 3, "a quarter": 25.0, "one quarter": 25.0, "three quarters": 75.0,
    "a fifth": 20.0, "one fifth": 20.0, "a tenth": 10.0,
}  # fmt: skip
SAID_LOOSELY: Final = 2.5  # per cent, either way


class Kind(StrEnum):
    """What a stated figure is."""

    FALL = "fall"
    RISE = "rise"
    SHARE = "share"
    RATIO = "ratio"
    COUNT = "count"
    MONEY = "money"

    @property
    def is_change(self) -> bool:
        """Say whether it is a change from one time to another."""
        return self in (Kind.FALL, Kind.RISE)


class Found(StrEnum):
    """What was found behind a claim."""

    PUBLISHED = "published"  # counts printed by whoever made them
    DERIVED = "derived"  # counts worked back from printed rates
    RATES = "rates"  # rates only, rounded
    AMBIGUOUS = "ambiguous"  # counts that can be read more than one way
    PARTIAL = "partial"  # counts of another time or another part
    CONFLICT = "conflict"  # another source gives another number
    COUNT_ONLY = "count_only"  # a number with nothing to hold it against
    NONE = "none"
    NOT_SOUGHT = "not_sought"


class Bound(StrEnum):
    """Words that make a figure a limit."""

    NONE = ""
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers that give a figure.

    Attributes:
        first: Before; or how many.
        second: After; or out of how many.
        first_at_risk: At risk before; 1 when both are the same.
        second_at_risk: At risk after.
        unit: What is counted; empty when not told.
        says: Where they are from, or what they are of.
    """

    first: int
    second: int
    first_at_risk: float = 1.0
    second_at_risk: float = 1.0
    unit: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as stated.

    Attributes:
        stated: As printed, with its sign of per cent.
        kind: What it is.
        bound: Whether it was said to be over or under that.
        pair: The counts that give it; ``None`` when none were found.
        rates: Four rates (before and after, then the comparator's) when there is nothing else.
        unit: What it counts, when told.
    """

    stated: str
    kind: Kind
    bound: Bound = Bound.NONE
    pair: Pair | None = None
    rates: tuple[float, ...] = ()
    unit: str = ""

    @property
    def value(self) -> float:
        """The number stated, without its sign."""
        if self.stated in FRACTIONS:
            return FRACTIONS[self.stated]
        found = NUMBER.search(self.stated)
        return float(found[0].replace(",", "")) if found else 0.0

    @property
    def half_step(self) -> float:
        """Half of its last printed place: how far rounding can have moved it."""
        if self.stated in FRACTIONS:
            return SAID_LOOSELY
        found = NUMBER.search(self.stated)
        places = len(found[0].partition(".")[2]) if found else 0
        half = 0.5 * 10.0**-places
        return max(half, self.value * SAID_LOOSELY / 50) if self.bound is Bound.ABOUT else half

    @property
    def is_percentage(self) -> bool:
        """Say whether it is out of a hundred."""
        return "%" in self.stated or self.stated in FRACTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim and the evidence found.

    Attributes:
        key: Its number in the register; empty when it is not there.
        words: What was claimed.
        source: Who claimed it.
        dated: When, as far as is known.
        figures: Each figure stated.
        found: What was found behind it.
        place: Where it was said to be.
        attributed_to: Where its source says it was, when that differs.
        others: What another source gives for the same thing.
        contradicting: Counts that may be of the same thing and give another figure.
        printed_p: A P value printed with it.
        note: What a reader should know.
        references: Where the counts are from.
    """

    words: str
    figures: tuple[Figure, ...]
    found: Found
    key: str = ""
    source: str = ""
    dated: str = ""
    place: str = ""
    attributed_to: str = ""
    others: tuple[str, ...] = ()
    contradicting: tuple[Pair, ...] = ()
    printed_p: float | None = None
    note: str = ""
    references: tuple[str, ...] = ()
