"""One measure of the dashboard with all it stands on; tables that stand beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from alongside.areas.crisis.queries.insight_counting import HANDOVER_AIM
from alongside.areas.insight.queries.record import RecordMonths
from alongside.areas.insight.rules.control import Charted, charted
from alongside.areas.insight.rules.measures import AIM_MINUTES, MEASURES, Measure, median_of
from alongside.areas.insight.rules.populations import (
    PER,
    national_counts,
    person_years,
)
from alongside.engines.evaluation.suppression import (
    NO_DATA,
    STAR,
    Profile,
    rounded_row,
    share_words,
    shown,
)
from alongside.foundation.kit.time_words import duration
from alongside.foundation.reference import code_list

NO_COMPARATOR: Final = "none: cannot separate from trend"
AGENCIES: Final = {
    "police": "Police",
    "ambulance": "Ambulance service",
    "place_of_safety": "Place of safety",
    "doctors": "Doctors",
    "amhp_service": "AMHP service",
    "crisis_team": "Mental-health trust",
}
ALTERNATIVES: Final = {
    "own_team": "Their own mental-health team",
    "crisis_line": "Crisis line",
    "family": "Family or friend",
    "crisis_cafe": "Crisis café or safe space",
    "gp": "GP or out-of-hours doctor",
    "voluntary": "Going to hospital by choice",
    "ambulance": "Ambulance",
    "other": "Something else",
}


@dataclass(frozen=True, slots=True)
class SideTable:
    """A table beside a chart, as it may be shown."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure, ready to place.

    Attributes:
        measure: Which.
        headline: Its value over the whole period, in words.
        n: How many were counted, and out of how many.
        comparator: What it is set beside.
        charted: The chart and its verdict.
        columns: Titles of the monthly table.
        tables: What stands beside it.
        too_few: Whether the total is too small to open records on.
    """

    measure: Measure
    headline: str
    n: str
    comparator: str
    charted: Charted
    columns: tuple[str, ...]
    tables: tuple[SideTable, ...]
    too_few: bool


def panels(held: RecordMonths, profile: Profile) -> tuple[Panel, ...]:
    """Answer every panel the record has something for."""
    return tuple(
        panel_of(held, measure, profile)
        for measure in MEASURES.values()
        if _has_something(held, measure)
    )


def _has_something(held: RecordMonths, measure: Measure) -> bool:
    """Say whether there is anything to be out of: no box stands empty."""
    if measure.whole:
        return held.total(measure.whole) > 0
    return any(one.force.police for one in held.areas)


def panel_of(held: RecordMonths, measure: Measure, profile: Profile) -> Panel:
    """Answer one panel."""
    count = held.total(measure.count)
    beside = _BESIDE.get(measure.code)
    return Panel(
        measure=measure,
        headline=headline(held, measure, profile),
        n=_n(held, measure, profile),
        comparator=_comparator(measure),
        charted=charted(
            measure, held.counted(measure), profile, people=held.population is not None
        ),
        columns=("Month", "Count", "Out of", _unit(held, measure)),
        tables=tuple(beside(held, profile)) if beside else (),
        too_few=profile.hides(count),
    )


def headline(held: RecordMonths, measure: Measure, profile: Profile) -> str:
    """Say a measure over the whole period as it may be shown."""
    count = held.total(measure.count)
    if measure.whole:
        return share_words(count, held.total(measure.whole), profile)
    rounded = shown(count, profile).value
    if rounded is None:
        return STAR
    if held.population is None:
        return f"{rounded:,}"
    days = sum(month.days for month in held.months)
    rate = PER * rounded / person_years(held.population.people, days)
    return f"{rate:.0f} a year for every {PER:,} people"


def _n(held: RecordMonths, measure: Measure, profile: Profile) -> str:
    count = shown(held.total(measure.count), profile).text
    if measure.whole:
        return f"{count} of {shown(held.total(measure.whole), profile).text} {measure.of}"
    if held.population is None:
        days = sum(month.days for month in held.months)
        return f"{count} in {days:,} days; the population is not known here"
    return f"{count}, out of {held.population.words}"


def _unit(held: RecordMonths, measure: Measure) -> str:
    if measure.whole:
        return "Share"
    return f"A year for every {PER:,}" if held.population else "A day"


def _comparator(measure: Measure) -> str:
    if measure.code == "uses":
        return (
            "The country’s two published counts, below. Another year and another place, so "
            "a difference has many causes."
        )
    return NO_COMPARATOR


def _national(held: RecordMonths, profile: Profile) -> list[SideTable]:
    rows = tuple(
        (
            one.source,
            one.year,
            f"{one.count:,}",
            f"{one.rate:.0f}",
            f"{one.what}; {one.people_words}",
        )
        for one in national_counts()
    )
    return [
        SideTable(
            f"The two counts published for the country, and each for every {PER:,} people",
            ("Published by", "Year", "Count", "Rate", "What it counts"),
            rows,
            "These two disagree, and neither is wrong: they count different things. They are set "
            "here as they were published, and are not made to agree with each other or with ours.",
        )
    ]


def _places(held: RecordMonths, profile: Profile) -> list[SideTable]:
    codes = [entry.code for entry in code_list("return_place").entries]
    counts = [held.total(f"place.{code}") for code in codes]
    whole = held.total("uses")
    row = rounded_row(counts, profile, total=whole)
    rows = [
        (
            code_list("return_place").display(code),
            cell.text,
            share_words(count, whole, profile),
        )
        for code, count, cell in zip(codes, counts, row.cells, strict=True)
        if count or code != "not_known"
    ]
    return [
        SideTable(
            "Place of safety used first",
            ("Place", "Count", "Share"),
            (*rows, ("All", row.total.text, "")),
        )
    ]


def _waits(held: RecordMonths, profile: Profile) -> list[SideTable]:
    lengths = [("Handover, from arriving", held.minutes("handover"))]
    lengths += [(label, held.minutes(f"wait.{code}")) for code, label in AGENCIES.items()]
    rows = tuple(_wait_row(label, minutes, profile) for label, minutes in lengths)
    return [
        SideTable(
            "How long people waited, by whose step it was",
            ("Whose step", "Middle", "Half lie between", f"Over {AIM_MINUTES} min", "Of"),
            rows,
            "The handover aim of one hour is for the handover; the last column but one sets every "
            "wait beside it. Waits of one detention are added up for each agency.",
        )
    ]


def _wait_row(label: str, minutes: list[int], profile: Profile) -> tuple[str, ...]:
    if not minutes:
        return (label, NO_DATA, NO_DATA, NO_DATA, "0")
    of = shown(len(minutes), profile)
    middle = median_of(minutes)
    if of.value is None or middle is None:
        return (label, STAR, STAR, STAR, STAR)
    low, half, high = middle
    aim = HANDOVER_AIM.total_seconds() // 60
    over = sum(length > aim for length in minutes)
    return (
        label,
        duration(half),
        f"{duration(low)} and {duration(high)}",
        share_words(over, len(minutes), profile),
        of.text,
    )


def _alternatives(held: RecordMonths, profile: Profile) -> list[SideTable]:
    rows = []
    for code, label in ALTERNATIVES.items():
        tried, worked = held.total(f"tried.{code}"), held.total(f"worked.{code}")
        if tried:
            rows.append(
                (
                    label,
                    shown(tried, profile).text,
                    shown(worked, profile).text,
                    share_words(worked, tried, profile),
                )
            )
    if not rows:
        return []
    return [
        SideTable(
            "What was tried, and how often it is recorded as having worked",
            ("What", "Tried", "Worked", "Share"),
            tuple(rows),
            "More than one thing may be tried in a contact, so these do not add up. What is tried "
            "where it is likely to work will look better than what is tried last.",
        )
    ]


_BESIDE: Final[dict[str, Callable[[RecordMonths, Profile], list[SideTable]]]] = {
    "uses": _national,
    "suite": _places,
    "handover": _waits,
    "tried": _alternatives,
}
