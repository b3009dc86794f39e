"""The page of indicators: each with its number, its range, its months and its parts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.diversion.models import Site
from alongside.areas.diversion.queries.counting import Cell, Cells, month_cells
from alongside.areas.diversion.queries.counting_leave import CountingLeave, Provider, leave_to_count
from alongside.areas.diversion.rules.breakdowns import (
    BREAKDOWN_WORDS,
    Breakdown,
    CellKey,
    part_of,
    part_words,
    parts_in_order,
)
from alongside.areas.diversion.rules.measure_charts import minutes_chart, share_chart
from alongside.areas.diversion.rules.measures import (
    INDICATORS,
    NEEDS,
    Indicator,
    Published,
    ShownMinutes,
    ShownRate,
    published_acceptance,
    rate_of,
    rate_sentence,
    shown_minutes,
    shown_rate,
)
from alongside.engines.evaluation.charts import Chart
from alongside.engines.evaluation.suppression import Profile, profile_named, shown, stricter
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date
from alongside.kernel.months import Month, check_span, last_whole_month
from alongside.kernel.refusal import Refused

USUAL_MONTHS: Final = 24
Part = tuple[str, ShownRate]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of indicators is asked for.

    Attributes:
        provider_id: Whose record; ``None`` for the viewer's own.
        first: First month.
        last: Last month.
        by: What the tables are broken down by.
        site: One place; ``None`` for all.
        age: One age band; empty for all.
        gender: One gender; empty for all.
        ethnicity: One broad group; empty for all.
        profile: Code of the rule for small numbers; empty for the strictest.
    """

    provider_id: UUID | None
    first: Month
    last: Month
    by: Breakdown = Breakdown.MONTH
    site: UUID | None = None
    age: str = ""
    gender: str = ""
    ethnicity: str = ""
    profile: str = ""

    def holds(self, key: CellKey) -> bool:
        """Say whether a cell is asked for."""
        return (
            self.site in (None, key.site)
            and self.age in ("", key.age)
            and self.gender in ("", key.gender)
            and self.ethnicity in ("", key.ethnicity)
        )


@dataclass(frozen=True, slots=True)
class IndicatorPanel:
    """One indicator on the page.

    Attributes:
        indicator: What it is.
        whole: Over everything asked for.
        sentence: The same in a sentence.
        parts: By what the page is broken down by.
        chart: The parts drawn; ``None`` where there are too few to draw.
    """

    indicator: Indicator
    whole: ShownRate
    sentence: str
    parts: tuple[Part, ...]
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class MinutesPanel:
    """How long from being noticed to being screened."""

    whole: ShownMinutes
    parts: tuple[tuple[str, ShownMinutes], ...]
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class MeasuresPage:
    """Everything on the page.

    Attributes:
        asked: What was asked for.
        provider: Whose record.
        leave: Whose there are to choose.
        sites: Places to choose from: identifier and name.
        panels: In order.
        minutes: How long to the first look.
        needs: What was found of those asked.
        published: What can be said of the published percentage.
        young: Our own acceptance by young people over the same months.
        profile: What is hidden.
        episodes: How many episodes are counted, as it may be shown.
    """

    asked: Asked
    provider: Provider
    leave: CountingLeave
    sites: tuple[tuple[str, str], ...]
    panels: tuple[IndicatorPanel, ...]
    minutes: MinutesPanel
    needs: tuple[tuple[Indicator, ShownRate], ...]
    published: Published
    young: ShownRate
    profile: Profile
    episodes: str


def usual_months(now: datetime) -> tuple[Month, Month]:
    """Answer the months the page opens with: the last two years."""
    last = last_whole_month(now)
    return last.plus(1 - USUAL_MONTHS), last


def measures_page(viewer: Actor, asked: Asked, *, now: datetime) -> MeasuresPage:
    """Answer the indicators asked for.

    Args:
        viewer: Who looks.
        asked: Which.
        now: The server's instant.

    Raises:
        NotPermitted: The role sees no counts here, or not this service's.
        Refused: Months, a place or a rule that cannot be shown.
    """
    leave = leave_to_count(viewer, now=now)
    check_span(asked.first, asked.last, now)
    provider, day = leave.provider(asked.provider_id), local_date(now)
    profile = profile_named(asked.profile, day) if asked.profile else stricter(day)
    sites = site_names(provider.id)
    _check_site(asked.site, sites)
    months = asked.first.until(asked.last)
    counted = month_cells(provider.id, months, now=now)
    whole, parts = _gathered(counted, asked)
    named = [
        (part_words(part, asked.by, sites), parts.get(part, Cell()))
        for part in parts_in_order(asked.by, months, sites)
    ]
    return MeasuresPage(
        asked=asked,
        provider=provider,
        leave=leave,
        sites=tuple(sorted(sites.items(), key=lambda one: one[1])),
        panels=tuple(_panel(one, whole, named, asked.by, profile=profile) for one in INDICATORS),
        minutes=_minutes(whole, named, asked.by, profile),
        needs=tuple((one, shown_rate(rate_of(whole.counts, one), profile)) for one in NEEDS),
        published=published_acceptance(),
        young=_young(counted, profile),
        profile=profile,
        episodes=shown_count(whole, profile),
    )


def shown_count(cell: Cell, profile: Profile) -> str:
    """Answer how many episodes a cell holds, as it may be shown."""
    return shown(cell.counts["identified"], profile).text


def site_names(provider_id: UUID) -> dict[str, str]:
    """Answer the places of a service: name by identifier."""
    rows = Site.objects.filter(provider_id=provider_id).values_list("id", "name")
    return {str(site_id): name for site_id, name in rows}


def _check_site(site: UUID | None, sites: Mapping[str, str]) -> None:
    if site is not None and str(site) not in sites:
        raise Refused(
            "site.unknown",
            "That is not a place this service covers.",
            next_step="Choose one from the list.",
            field="site",
        )


def _gathered(counted: Sequence[Cells], asked: Asked) -> tuple[Cell, dict[str, Cell]]:
    whole, parts = Cell(), defaultdict[str, Cell](Cell)
    for cells in counted:
        for key, cell in cells.items():
            if asked.holds(key):
                whole.add(cell)
                parts[part_of(key, asked.by)].add(cell)
    return whole, parts


def _young(counted: Sequence[Cells], profile: Profile) -> ShownRate:
    young = Cell()
    for cells in counted:
        for key, cell in cells.items():
            if key.age == "under_18":
                young.add(cell)
    acceptance = next(one for one in INDICATORS if one.code == "acceptance")
    return shown_rate(rate_of(young.counts, acceptance), profile)


def _panel(
    indicator: Indicator,
    whole: Cell,
    named: Sequence[tuple[str, Cell]],
    by: Breakdown,
    *,
    profile: Profile,
) -> IndicatorPanel:
    over = shown_rate(rate_of(whole.counts, indicator), profile)
    parts = tuple(
        (words, shown_rate(rate_of(cell.counts, indicator), profile)) for words, cell in named
    )
    return IndicatorPanel(
        indicator=indicator,
        whole=over,
        sentence=rate_sentence(indicator, over),
        parts=parts,
        chart=share_chart(indicator.title, parts, by=BREAKDOWN_WORDS[by], line=_in_time(by)),
    )


def _minutes(
    whole: Cell, named: Sequence[tuple[str, Cell]], by: Breakdown, profile: Profile
) -> MinutesPanel:
    parts = tuple((words, shown_minutes(cell.screen_minutes, profile)) for words, cell in named)
    return MinutesPanel(
        shown_minutes(whole.screen_minutes, profile),
        parts,
        minutes_chart(parts, by=BREAKDOWN_WORDS[by], line=_in_time(by)),
    )


def _in_time(by: Breakdown) -> bool:
    return by is Breakdown.MONTH
