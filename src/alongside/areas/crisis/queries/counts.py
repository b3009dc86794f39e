"""Our own counts beside those others published, each with what it counts. Never made to agree."""

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.db.models import Count

from alongside.areas.crisis.models import Detention, PublishedCount
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require

AT_ONCE = 500
WHOLE_COUNTRY = "All / All / All submissions"
BY_PROVIDER = ("All / All / NHS Trust", "All / All / Independent Health Provider")
MEASURE = "Short term orders: Section 136"
NATIONAL = "All prov"
OWN_DEFINITION = (
    "Uses of the power recorded here, by the force that used it and the April to March year it "
    "was used in, whether recorded on the desk or imported. One for each use, not each person."
)
WHY_THEY_DIFFER = (
    "Police count each use of the power. The NHS counts orders its own services recorded.",
    "Somebody taken to an emergency department, a police station or a private home may never "
    "reach a mental-health provider, so the NHS data set may not hold them.",
    "Police counts cover England and Wales and the railway police. NHS counts cover England.",
    "Not every provider sends complete data. Provider counts are rounded and small ones are "
    "left out.",
    "Years are counted by different dates: the use of the power, or the start of the order.",
)


@dataclass(frozen=True, slots=True)
class OwnCount:
    """What is recorded here of one force in one year."""

    force: str
    s136: int
    s135: int


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """One count somebody else published.

    Attributes:
        source: Who published it.
        measure: What is counted, in their words.
        definition: What that means.
        organisation: Of whom; empty for a whole country.
        count: The number; ``None`` where none is given, which is not 0.
        rounding: How it was rounded, or why it is not given.
        address: Where it can be read; empty where it came from a file.
        read_in: Where we read it, if not at its publisher.
    """

    source: str
    measure: str
    definition: str
    organisation: str
    count: int | None
    rounding: str
    address: str = ""
    read_in: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Every count of one year, side by side.

    Attributes:
        year: April to March.
        years: Years there is any count for, newest first.
        own: Ours, by force.
        published: Counts for the whole country, from whoever published them.
        providers: NHS England's counts by provider.
        why_they_differ: Reasons, in words.
        own_definition: What ours count.
    """

    year: str
    years: tuple[str, ...]
    own: tuple[OwnCount, ...]
    published: tuple[PublishedLine, ...]
    providers: tuple[PublishedLine, ...]
    why_they_differ: tuple[str, ...] = WHY_THEY_DIFFER
    own_definition: str = OWN_DEFINITION


def counts(viewer: Actor, year: str = "") -> Counts:
    """Answer the counts of a year; of the newest published year when none is asked for.

    Raises:
        NotPermitted: The viewer's role does not see counts.
    """
    require(viewer, PERMISSIONS, "counts.see")
    published_years = {str(fact["year"]) for fact in _facts()}
    published_years |= set(PublishedCount.objects.values_list("year", flat=True).distinct())
    own_years = set(Detention.objects.values_list("financial_year", flat=True).distinct())
    years = tuple(sorted(published_years | own_years, reverse=True))
    chosen = year if year in years else max(published_years)
    return Counts(
        year=chosen,
        years=years,
        own=_own(chosen),
        published=(*_stated(chosen), *_from_files(chosen, [WHOLE_COUNTRY])),
        providers=_from_files(chosen, BY_PROVIDER),
    )


def imported_already(keys: Sequence[str]) -> int:
    """Answer how many of these uses of the power have been imported before."""
    return sum(
        Detention.objects.filter(imported_key__in=keys[start : start + AT_ONCE]).count()
        for start in range(0, len(keys), AT_ONCE)
    )


@cache
def _facts() -> tuple[dict[str, str | int], ...]:
    text = files("alongside.areas.crisis").joinpath("published_facts.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["facts"])


def _stated(year: str) -> list[PublishedLine]:
    return [
        PublishedLine(
            source=str(fact["source"]),
            measure=str(fact["measure"]),
            definition=str(fact["definition"]),
            organisation="",
            count=int(fact["count"]),
            rounding=str(fact["rounding"]),
            address=str(fact["address"]),
            read_in=str(fact["read_in"]),
        )
        for fact in _facts()
        if fact["year"] == year
    ]


def _own(year: str) -> tuple[OwnCount, ...]:
    rows = (
        Detention.objects.filter(financial_year=year)
        .values("force__name", "power")
        .annotate(uses=Count("id"))
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[row["force__name"]][row["power"]] = row["uses"]
    return tuple(
        OwnCount(force, powers.get("s136", 0), powers.get("s135(1)", 0))
        for force, powers in sorted(found.items())
    )


def _from_files(year: str, breakdowns: Sequence[str]) -> tuple[PublishedLine, ...]:
    rows = PublishedCount.objects.filter(
        year=year, breakdown__in=breakdowns, measure__startswith=MEASURE
    ).order_by("measure", "organisation_name")
    return tuple(
        PublishedLine(
            source=row.source,
            measure=row.measure,
            definition=row.definition,
            organisation="" if row.organisation_code == NATIONAL else row.organisation_name,
            count=row.count,
            rounding=row.rounding,
        )
        for row in rows
        if (row.organisation_code == NATIONAL) == (breakdowns == [WHOLE_COUNTRY])
    )
