"""Coverage of places and hours: which are covered, which are not, and since when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from alongside.areas.directory.queries import localities
from alongside.areas.diversion.models import Site
from alongside.areas.diversion.rules.coverage import (
    Milestone,
    WeekCover,
    covered_on,
    day_words,
    length,
    milestones,
    span_words,
    week_cover,
)
from alongside.areas.diversion.rules.coverage_drawing import (
    MapPoint,
    Town,
    WeekRow,
    coverage_map,
    week_grid,
)
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.engines.evaluation.charts import Chart
from alongside.foundation.accounts.queries import organisations
from alongside.foundation.reference import code_list
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date

NOBODY: Final = "nobody yet"


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One place.

    Attributes:
        number: On the map and in the table.
        name: Its name.
        kind: What kind of place, in words.
        code: What the national systems call it; may be empty.
        provider: Which service is there.
        since: Since when; ``None`` where nobody is.
        share: How much of its open hours is covered, in words.
        hours: Covered of open hours in a week, in words.
        gaps: The hours left, in words.
        days: What is covered on each day, from Monday.
    """

    number: int
    name: str
    kind: str
    code: str
    provider: str
    since: date | None
    share: str
    hours: str
    gaps: str
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everything on the page.

    Attributes:
        on: The day it is of.
        lines: Each place, by name.
        covered: How many places are covered.
        milestones: When half, three quarters and all of them first were.
        map: Where they are; ``None`` where no place has coordinates.
        week: The week at each place.
        hours: Covered of open hours over all places, in words.
    """

    on: date
    lines: tuple[CoverageLine, ...]
    covered: int
    milestones: tuple[Milestone, ...]
    map: Chart | None
    week: Chart | None
    hours: str

    @property
    def share(self) -> str:
        """The part of places covered, as a percentage."""
        return f"{100 * self.covered / len(self.lines):.0f} %" if self.lines else "no data"


def coverage(viewer: Actor, *, now: datetime) -> Coverage:
    """Answer which places and hours are covered. It is of places, and tells of nobody.

    Raises:
        NotPermitted: The role may not.
    """
    require(viewer, PERMISSIONS, "sites.see")
    today = local_date(now)
    sites = list(Site.objects.filter(active=True).order_by("name"))
    covers = [_cover(site, today) for site in sites]
    names = {row.id: row.short_name for row in organisations()}
    kinds = {one.code: one.display for one in code_list("ld_setting").entries}
    starts = [_start(site) for site in sites]
    return Coverage(
        on=today,
        lines=tuple(
            _line(number, site, cover, names=names, kinds=kinds)
            for number, (site, cover) in enumerate(zip(sites, covers, strict=True), start=1)
        ),
        covered=covered_on(starts, today),
        milestones=milestones(starts, today) if sites else (),
        map=coverage_map(_points(sites, covers), _towns(viewer)),
        week=week_grid(
            [
                WeekRow(f"{number} {site.name}", cover.open, cover.covered)
                for number, (site, cover) in enumerate(zip(sites, covers, strict=True), start=1)
            ]
        ),
        hours=_hours(
            sum(length(cover.covered) for cover in covers),
            sum(length(cover.open) for cover in covers),
        ),
    )


def _start(site: Site) -> date | None:
    """Since when somebody is there; a place without a service or hours is not covered."""
    return site.covered_from if site.provider_id and site.hours else None


def _cover(site: Site, today: date) -> WeekCover:
    start = _start(site)
    return week_cover(site.kind, site.hours if start and start <= today else [])


def _line(
    number: int, site: Site, cover: WeekCover, *, names: dict[UUID, str], kinds: dict[str, str]
) -> CoverageLine:
    return CoverageLine(
        number=number,
        name=site.name,
        kind=kinds.get(site.kind, site.kind),
        code=site.code,
        provider=names[site.provider_id] if cover.covered and site.provider_id else NOBODY,
        since=_start(site),
        share=f"{100 * cover.share:.0f} %",
        hours=_hours(length(cover.covered), length(cover.open)),
        gaps=span_words(cover.gaps),
        days=tuple(day_words(cover.covered, day) or "nobody" for day in range(7)),
    )


def _hours(covered: int, opened: int) -> str:
    return f"{covered / 60:g} of {opened / 60:g} hours"


def _points(sites: list[Site], covers: list[WeekCover]) -> list[MapPoint]:
    return [
        MapPoint(
            number=number,
            name=site.name,
            latitude=site.latitude,
            longitude=site.longitude,
            custody=site.kind == "custody",
            share=cover.share if cover.covered else None,
        )
        for number, (site, cover) in enumerate(zip(sites, covers, strict=True), start=1)
        if site.latitude is not None and site.longitude is not None
    ]


def _towns(viewer: Actor) -> list[Town]:
    return [Town(one.name, one.latitude, one.longitude) for one in localities(viewer)]
