"""The indicators of Liaison and Diversion: what each counts, and how it may be shown.

Source: DOMAIN 3.7, our proposal; the national definitions are not public.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from alongside.engines.evaluation.intervals import wilson
from alongside.engines.evaluation.least_n import fitting_words, least_n
from alongside.engines.evaluation.result import Interval
from alongside.engines.evaluation.suppression import NO_DATA, STAR, Profile, shown
from alongside.engines.evaluation.wording import percent_words

PUBLISHED: Final = "97%"
"""Young people who accepted when help was offered, in one area, as it was printed."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator.

    Attributes:
        code: Stable word, in addresses.
        title: Its name.
        says: What the count is, in the middle of a sentence.
        of: What the whole is, in words.
        definition: What it counts, exactly.
        count: Which count.
        whole: Which counts it is out of, added up.
    """

    code: str
    title: str
    says: str
    of: str
    definition: str
    count: str
    whole: tuple[str, ...]


INDICATORS: Final = (
    Indicator(
        "screening",
        "Screened",
        "were screened",
        "people noticed",
        "Episodes where somebody was screened and the result was a need or no need, out of all "
        "where somebody was noticed. An attempt that could not be made, or was declined, is not "
        "a screening.",
        "screened",
        ("identified",),
    ),
    Indicator(
        "acceptance",
        "Accepted when offered",
        "were accepted",
        "offers answered yes or no",
        "Offers of help that were accepted, out of those accepted or declined; an offer made "
        "again counts again. When somebody could not be asked, or lacked capacity and others "
        "decided, it is left out. Leave to tell a court is asked apart and is not in this.",
        "offer.accepted",
        ("offer.accepted", "offer.declined"),
    ),
    Indicator(
        "assessment",
        "Assessed in time",
        "began in time",
        "assessments due",
        "Assessments begun in time once a need was found and help accepted: an hour where it was "
        "immediate, eight hours where it was for the same day, otherwise three days, unless the "
        "way in says otherwise. One whose time still runs is left out. The times are ours.",
        "assessment.in_time",
        ("assessment.due",),
    ),
    Indicator(
        "referral",
        "Referrals accepted",
        "were accepted by the service",
        "referrals made",
        "Referrals a service took on, out of all that were made. One that still waits for an "
        "answer counts as not yet accepted.",
        "referral.accepted",
        ("referral.made",),
    ),
    Indicator(
        "appointment",
        "First appointment attended",
        "were attended",
        "first appointments due",
        "First appointments somebody came to, out of those whose time has passed: as the service "
        "told, otherwise as whoever went along did. Not known counts as not attended.",
        "appointment.attended",
        ("appointment.due",),
    ),
    Indicator(
        "report",
        "Report before the hearing",
        "were sent before the hearing",
        "reports asked for",
        "Reports released before the time of the hearing, out of all that were asked for and "
        "whose hearing has come. One sent at the very minute is too late; one that was rightly "
        "not released counts as not sent.",
        "report.in_time",
        ("report.asked",),
    ),
)
NEEDS: Final = (
    Indicator(
        "any",
        "Any vulnerability",
        "had any vulnerability",
        "people asked about vulnerabilities",
        "Suspected, known or screened as present, out of episodes where vulnerabilities were "
        "recorded. Not asked counts as not present.",
        "needs.any",
        ("needs.asked",),
    ),
    Indicator(
        "mental_health",
        "Mental health",
        "had a mental health need",
        "people asked about vulnerabilities",
        "Any vulnerability in the group of mental health.",
        "needs.mental_health",
        ("needs.asked",),
    ),
    Indicator(
        "substances",
        "Alcohol or drugs",
        "had a need about alcohol or drugs",
        "people asked about vulnerabilities",
        "Alcohol, drugs, or mental health with either.",
        "needs.substances",
        ("needs.asked",),
    ),
)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many; of nought there is no rate.

    Attributes:
        count: How many.
        whole: Of how many.
    """

    count: int
    whole: int

    @property
    def share(self) -> float | None:
        """The part of one; ``None`` of nought."""
        return self.count / self.whole if self.whole else None

    @property
    def interval(self) -> Interval | None:
        """The Wilson interval; ``None`` of nought."""
        return wilson(self.count, self.whole) if self.whole else None

    @property
    def words(self) -> str:
        """The percentage; of nought it is no data, never 0 %."""
        return NO_DATA if self.share is None else percent_words(self.share)


@dataclass(frozen=True, slots=True)
class ShownRate:
    """A rate as it may be shown: rounded, and no closer to none or all than is safe.

    Attributes:
        share: In words: ``83 %``, ``no data``, a star, or an end such as ``97 % or more``.
        between: The range in words; empty where there is none.
        count: The rounded count, or a star.
        whole: The rounded whole, or a star.
        value: The part of one to draw; ``None`` where there is nothing to draw.
        low: Lower end of the range.
        high: Upper end.
    """

    share: str
    between: str
    count: str
    whole: str
    value: float | None = None
    low: float | None = None
    high: float | None = None


def rate_of(counts: Mapping[str, int], indicator: Indicator) -> Rate:
    """Answer an indicator of some counts."""
    return Rate(
        counts.get(indicator.count, 0), sum(counts.get(code, 0) for code in indicator.whole)
    )


def shown_rate(rate: Rate, profile: Profile) -> ShownRate:
    """Answer a rate as it may be shown.

    The range is Wilson's, of the rounded numbers, so that nobody can work back. Where so few are
    in the count, or so few are not, that the number could tell who they are, only the end that
    is safe is told, and the range is as wide as those few could make it.
    """
    if not rate.whole:
        return ShownRate(NO_DATA, "", "0", "0")
    whole = shown(rate.whole, profile).value
    if not whole:
        return ShownRate(STAR, "", STAR, STAR)
    few, rest = profile.hides(rate.count), rate.whole - rate.count
    if few or profile.hides(rest):
        return _one_end(whole, profile.hide_to, few=few)
    count = min(shown(rate.count, profile).value or 0, whole)
    between = wilson(count, whole)
    return ShownRate(
        f"{100 * count / whole:.0f} %",
        range_text(between.low, between.high),
        f"{count:,}",
        f"{whole:,}",
        count / whole,
        between.low,
        between.high,
    )


def _one_end(whole: int, hidden: int, *, few: bool) -> ShownRate:
    most = min(hidden, whole)
    if few:
        low, high = 0.0, wilson(most, whole).high
        share = f"{math.ceil(100 * most / whole)} % or less"
    else:
        low, high = wilson(whole - most, whole).low, 1.0
        share = f"{100 * (whole - most) // whole} % or more"
    return ShownRate(share, range_text(low, high), STAR, f"{whole:,}", None, low, high)


def range_text(low: float, high: float) -> str:
    """Say a range of two parts of one."""
    return f"{100 * low:.0f} % to {100 * high:.0f} %"


def rate_sentence(indicator: Indicator, found: ShownRate) -> str:
    """Say a rate in a sentence, with what it is out of and how sure it is."""
    if found.share == NO_DATA:
        return f"No data: there were no {indicator.of} in these months."
    if found.share == STAR:
        return f"Too few {indicator.of} to show without telling who they were."
    return (
        f"{found.share} of {found.whole} {indicator.of} {indicator.says}. Taking luck into "
        f"account, the true part could be from {found.between.replace(' to ', ' up to ')}."
    )


@dataclass(frozen=True, slots=True)
class ShownMinutes:
    """Lengths as they may be shown.

    Attributes:
        middle: The median in whole minutes; ``None`` where there is none or it is hidden.
        low: A quarter are shorter.
        high: A quarter are longer.
        of: How many, rounded, or a star.
        hidden: Whether there are some, and too few to show.
    """

    middle: int | None
    low: int | None
    high: int | None
    of: str
    hidden: bool = False


def shown_minutes(minutes: Sequence[int], profile: Profile) -> ShownMinutes:
    """Answer the middle length and the two between which half of them lie."""
    if not minutes:
        return ShownMinutes(None, None, None, "0")
    of = shown(len(minutes), profile)
    if of.value is None:
        return ShownMinutes(None, None, None, STAR, hidden=True)
    ordered = sorted(minutes)
    low, middle, high = (ordered[round((len(ordered) - 1) * part)] for part in (0.25, 0.5, 0.75))
    return ShownMinutes(middle, low, high, of.text)


@dataclass(frozen=True, slots=True)
class Published:
    """A percentage printed without its number, as what it is.

    Attributes:
        printed: As it was printed.
        least: The fewest it can have come from.
        fits: The numbers it can have come from, in words.
        between: How wide the range is at the fewest.
    """

    printed: str
    least: int
    fits: str
    between: str


def published_acceptance() -> Published:
    """Answer what can be said of the published share of young people who accepted.

    Source: DOMAIN 3.1: reported in one area, and no number was given with it.
    """
    fewest = least_n([PUBLISHED])
    accepted = round(float(PUBLISHED.rstrip("%")) * fewest / 100)
    between = wilson(accepted, fewest)
    return Published(
        PUBLISHED.replace("%", " %"),
        fewest,
        fitting_words([PUBLISHED]),
        range_text(between.low, between.high),
    )
