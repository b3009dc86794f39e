"""The monthly partnership report: one page, the same numbers as the dashboard's, suppressed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.insight.models import Publication, PublishedFigure
from alongside.areas.insight.queries.dashboard import profile_on
from alongside.areas.insight.queries.leave import Leave
from alongside.areas.insight.queries.panels import NO_COMPARATOR
from alongside.areas.insight.queries.record import RecordMonths, Scope, record_months
from alongside.areas.insight.rules.control import Counted, charted, scale_of, value_words
from alongside.areas.insight.rules.differencing import (
    Clash,
    Released,
    clashes,
    kept,
    releasable,
)
from alongside.areas.insight.rules.measures import MEASURES, Measure
from alongside.engines.evaluation.suppression import Profile
from alongside.kernel.actor import Actor
from alongside.kernel.months import Month, check_span

LOOKED_BACK: Final = 24
WHOLE: Final = " (out of)"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One measure of the month.

    Attributes:
        title: Its name.
        value: Its value in the month, as it may be shown.
        unit: What that is.
        n: How many, out of how many.
        verdict: What the control chart says.
        changed: Whether the month is more than chance; ``None`` when it cannot tell.
        definition: What is counted.
    """

    title: str
    value: str
    unit: str
    n: str
    verdict: str
    changed: bool | None
    definition: str


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """One earlier publication of the same area and month."""

    at: datetime
    by: str
    kept_earlier: int


@dataclass(frozen=True, slots=True)
class Report:
    """The page.

    Attributes:
        area_id: Whose record.
        where: The same in words.
        month: Of which month.
        lines: One for each measure.
        clashes: Numbers kept as they were published, since the change is too small to show.
        published: When it went out before, newest first.
        figures: The numbers as they would be published.
        profile: What is hidden.
        comparator: What the month is set beside.
        made_at: When it was made.
    """

    area_id: UUID
    where: str
    month: Month
    lines: tuple[ReportLine, ...]
    clashes: tuple[Clash, ...]
    published: tuple[PublishedLine, ...]
    figures: tuple[Released, ...]
    profile: Profile
    made_at: datetime
    comparator: str = (
        f"Each measure is set beside its own {LOOKED_BACK} months. Beside another place: "
        f"{NO_COMPARATOR}."
    )

    @property
    def groups(self) -> tuple[tuple[str, tuple[ReportLine, ...]], ...]:
        """What changed, what did not, and what cannot be told."""
        named = (("What changed", True), ("What did not", False), ("Too little to tell", None))
        found = ((title, tuple(x for x in self.lines if x.changed is way)) for title, way in named)
        return tuple((title, lines) for title, lines in found if lines or title == named[0][0])


def report(viewer: Actor, area_id: UUID, month: Month, *, leave: Leave, now: datetime) -> Report:
    """Answer the report of an area and a month.

    Raises:
        NotPermitted: The viewer's role sees no counts, or not this area's.
        Refused: The month is not over.
    """
    scope = Scope(area_id, "", month.plus(1 - LOOKED_BACK), month)
    check_span(scope.first, scope.last, now)
    area, profile = leave.area(area_id), profile_on("", now)
    held = record_months(viewer, scope, now=now, leave=leave)
    fresh = _figures(held, area.force.name, profile)
    found = clashes(_earlier(area.force.name, str(month)), fresh, profile)
    figures = kept(fresh, found)
    counts = {one.measure: one.count for one in figures}
    return Report(
        area_id=area_id,
        where=area.force.name,
        month=month,
        lines=tuple(_line(held, one, counts, profile) for one in MEASURES.values()),
        clashes=found,
        published=_published(area_id, str(month)),
        figures=figures,
        profile=profile,
        made_at=now,
    )


def _figures(held: RecordMonths, where: str, profile: Profile) -> tuple[Released, ...]:
    latest = held.tallies[-1].counts
    counts = [(one.title, latest.get(one.count, 0)) for one in MEASURES.values()]
    counts += [
        (f"{one.title}{WHOLE}", latest.get(one.whole, 0)) for one in MEASURES.values() if one.whole
    ]
    return releasable(where, str(held.months[-1]), counts, profile=profile)


def _line(
    held: RecordMonths, measure: Measure, counts: dict[str, int], profile: Profile
) -> ReportLine:
    months = held.counted(measure)
    people = held.population is not None
    told = charted(measure, months, profile, people=people)
    count = counts[measure.title]
    whole = counts[f"{measure.title}{WHOLE}"] if measure.whole else months[-1].whole
    shown_as = Counted(months[-1].month, count, whole)
    scale = scale_of(measure, people=people)
    n = _n(shown_as, measure, profile, held)
    empty = months[-1].whole <= 0
    return ReportLine(
        title=measure.title,
        value=value_words(shown_as, scale, profile),
        unit=scale.unit,
        n=n,
        verdict="No data in this month." if empty else told.verdict.words,
        changed=None if empty else told.verdict.changed,
        definition=measure.definition,
    )


def _n(one: Counted, measure: Measure, profile: Profile, held: RecordMonths) -> str:
    from_rules = releasable("", "", (("", one.count), (" ", round(one.whole))), profile=profile)
    count, whole = (each.text for each in from_rules)
    if measure.whole:
        return f"{count} of {whole}"
    if held.population is None:
        return f"{count} in {one.whole:.0f} days"
    return f"{count}; {held.population.people:,} people{', made up' * held.population.made_up}"


def _earlier(where: str, month: str) -> list[Released]:
    rows = PublishedFigure.objects.filter(geography=where, month=month)
    return [
        Released(row.geography, row.month, row.measure, row.count, row.text)
        for row in rows.order_by("publication__published_at", "pk")
    ]


def _published(area_id: UUID, month: str) -> tuple[PublishedLine, ...]:
    rows = Publication.objects.filter(area_id=area_id, month=month).order_by("-published_at")
    return tuple(
        PublishedLine(row.published_at, row.published_by_name, row.kept_earlier) for row in rows
    )
