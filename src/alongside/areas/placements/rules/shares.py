"""A share of those who answered: with its number, its range, and words that claim no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from alongside.areas.placements.rules.hiding import enough
from alongside.areas.placements.rules.survey import Question
from alongside.engines.evaluation.intervals import wilson
from alongside.engines.evaluation.least_n import fitting_words, least_n
from alongside.engines.evaluation.measures import Percentage
from alongside.engines.evaluation.proportions import difference
from alongside.engines.evaluation.result import Interval

NO_DATA: Final = "no data"
TOO_FEW: Final = "too few to show"
ALIKE: Final = "Cannot be told apart: the range reaches from lower to higher."
APART: Final = "More than chance alone is likely to make, though it does not say why."


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those who answered a question said yes or agreed.

    Attributes:
        question: What was asked.
        count: How many said yes or agreed.
        out_of: How many answered it.
        hidden: Whether it may not be shown.
    """

    question: Question
    count: int
    out_of: int
    hidden: bool = False

    @property
    def known(self) -> bool:
        """Whether there is a share to show."""
        return self.out_of > 0 and not self.hidden

    @property
    def value(self) -> float:
        """The share, as a part of one. Only where it is known."""
        return self.count / self.out_of

    @property
    def interval(self) -> Interval:
        """Wilson's range at 95 %. Only where it is known."""
        return wilson(self.count, self.out_of)

    @property
    def words(self) -> str:
        """The share as a percentage; ``no data`` where nobody answered, never 0 %."""
        if self.hidden:
            return TOO_FEW
        return percent(self.value) if self.out_of else NO_DATA

    @property
    def between(self) -> str:
        """Its range, such as ``86 % to 99 %``; empty where there is no share."""
        return (
            f"{percent(self.interval.low)} to {percent(self.interval.high)}" if self.known else ""
        )

    @property
    def of(self) -> str:
        """How many of how many, such as ``36 of 37``; empty where there is no share."""
        return f"{self.count} of {self.out_of}" if self.known else ""

    @property
    def sentence(self) -> str:
        """What was found, as a sentence."""
        says = self.question.says
        if self.hidden:
            return "Too few have answered to show it without telling whose answers they are."
        if not self.out_of:
            return f"No data: nobody has yet answered whether they {says}."
        return (
            f"{self.count} of the {self.out_of} who answered {says}: {self.words}. With luck taken "
            f"into account, the true share lies between {self.between.replace(' to ', ' and ')}."
        )


def percent(part: float) -> str:
    """Say a part of one in whole per cent; all or none only where it is exactly so."""
    rounded = round(100 * part)
    if 0 < part < 1 and rounded in (0, 100):
        return _near_the_end(100 * part)
    return f"{rounded} %"


def _near_the_end(value: float) -> str:
    if value < 0.05:
        return "under 0.1 %"
    return f"{value:.1f} %" if value < 99.95 else "over 99.9 %"


def whole_share(question: Question, count: int, out_of: int) -> Share:
    """Answer a share of everybody who answered, hidden while they are few."""
    return Share(question, count, out_of, hidden=out_of > 0 and not enough(out_of))


@dataclass(frozen=True, slots=True)
class Difference:
    """Two groups' shares of one question, the second less the first.

    Attributes:
        first: Of one group.
        second: Of the other.
        points: The difference in words; empty where one is not known.
        between: Its range in words; empty likewise.
        apart: Whether it is more than chance alone is likely to make.
        verdict: What can be said.
    """

    first: Share
    second: Share
    points: str
    between: str
    apart: bool
    verdict: str


def share_difference(first: Share, second: Share) -> Difference:
    """Set two groups side by side, and say whether they can be told apart.

    Source: Newcombe 1998, method 10, for the range.
    """
    if not (first.known and second.known):
        few = first.hidden or second.hidden
        verdict = (
            "Too few answers to compare." if few else "No data on one side: nothing to compare."
        )
        return Difference(first, second, "", "", apart=False, verdict=verdict)
    gap = second.value - first.value
    found = difference(_percentage(first), _percentage(second))
    return Difference(
        first,
        second,
        points=_points(gap),
        between=f"{_points(found.low)} to {_points(found.high)}",
        apart=not found.holds(0),
        verdict=ALIKE if found.holds(0) else APART,
    )


def _percentage(share: Share) -> Percentage:
    return Percentage(share.count, share.out_of)


def _points(gap: float) -> str:
    size = round(100 * abs(gap))
    if size == 0:
        return "no difference"
    return f"{size} {'point' if size == 1 else 'points'} {'higher' if gap > 0 else 'lower'}"


def differences_told(found: Sequence[Difference]) -> str:
    """Say in one sentence what a comparison of two groups found."""
    known = [one for one in found if one.between]
    apart = sum(one.apart for one in known)
    if not known:
        return "There are too few answers to say."
    if not apart:
        return "It cannot be told: every difference is as small as chance makes."
    return (
        f"On {apart} of {len(known)} questions the difference is more than chance alone is "
        "likely to make."
    )


@dataclass(frozen=True, slots=True)
class Published:
    """Percentages printed together without their number, as what they are.

    Attributes:
        printed: As they were printed, with a space before the sign.
        least: The fewest people they can all have come from.
        fits: The numbers of people they can have come from, in words.
        between: The range the lowest of them would have at the fewest.
        lowest: The lowest of them.
    """

    printed: tuple[str, ...]
    least: int
    fits: str
    between: str
    lowest: str


def published_shares(printed: tuple[str, ...]) -> Published:
    """Answer what can be said of percentages printed without a number.

    Raises:
        Refused: ``percentage.unreadable`` or ``percentage.none_fits``.
    """
    fewest = least_n(printed)
    lowest = min(printed, key=_number)
    found = wilson(round(_number(lowest) * fewest / 100), fewest)
    return Published(
        printed=tuple(_spaced(words) for words in printed),
        least=fewest,
        fits=fitting_words(printed),
        between=f"{percent(found.low)} to {percent(found.high)}",
        lowest=_spaced(lowest),
    )


def _number(words: str) -> float:
    return float(words.rstrip("%"))


def _spaced(words: str) -> str:
    return words.replace("%", " %")
