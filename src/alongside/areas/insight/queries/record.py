"""The record's months, as one viewer may count them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.crisis.queries.insight import month_tallies
from alongside.areas.crisis.queries.insight_counting import Tallies, Tally
from alongside.areas.insight.queries.leave import Leave, SeenArea, leave_to_count
from alongside.areas.insight.queries.remembering import span_of
from alongside.areas.insight.rules.control import Counted
from alongside.areas.insight.rules.measures import Measure
from alongside.areas.insight.rules.populations import Population, person_years, population_of
from alongside.kernel.actor import Actor
from alongside.kernel.months import Month
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Scope:
    """Where and when.

    Attributes:
        area_id: Whose record; ``None`` for all the viewer may see, together.
        locality: One town; empty for the whole.
        first: First month.
        last: Last month.
    """

    area_id: UUID | None
    locality: str
    first: Month
    last: Month

    @property
    def months(self) -> list[Month]:
        """Every month of it."""
        return self.first.until(self.last)


@dataclass(frozen=True, slots=True)
class RecordMonths:
    """The months of a scope.

    Attributes:
        months: In order.
        tallies: One for each.
        areas: Whose record they are of.
        localities: Towns there is anything recorded near.
        population: Of the areas together; ``None`` where one is not known, or for one town.
    """

    months: tuple[Month, ...]
    tallies: tuple[Tally, ...]
    areas: tuple[SeenArea, ...]
    localities: tuple[str, ...]
    population: Population | None

    def counted(self, measure: Measure) -> list[Counted]:
        """Answer each month of a measure, with what it is out of."""
        return [
            Counted(month, tally.counts.get(measure.count, 0), self._whole(measure, month, tally))
            for month, tally in zip(self.months, self.tallies, strict=True)
        ]

    def total(self, code: str) -> int:
        """Answer a count over all months."""
        return sum(tally.counts.get(code, 0) for tally in self.tallies)

    def minutes(self, code: str) -> list[int]:
        """Answer every length of a kind."""
        return [length for tally in self.tallies for length in tally.minutes.get(code, ())]

    def _whole(self, measure: Measure, month: Month, tally: Tally) -> float:
        if measure.whole:
            return tally.counts.get(measure.whole, 0)
        if self.population is None:
            return month.days
        return person_years(self.population.people, month.days)


def record_months(
    viewer: Actor, scope: Scope, *, now: datetime, leave: Leave | None = None
) -> RecordMonths:
    """Answer the months of a scope, of what the viewer may count.

    Raises:
        NotPermitted: The viewer's role sees no counts, or not this area's.
        Refused: ``locality.unknown``.
    """
    allowed = leave or leave_to_count(viewer, now=now)
    areas = allowed.seen if scope.area_id is None else (allowed.area(scope.area_id),)
    spans = [span_of(month) for month in scope.months]
    by_area = [month_tallies(viewer, one.force.id, spans, now=now) for one in areas]
    monthly = [[tallies[at] for tallies in by_area] for at in range(len(spans))]
    towns = {town for month in monthly for tallies in month for town in tallies if town}
    if scope.locality and scope.locality not in towns:
        raise Refused(
            "locality.unknown",
            f"Nothing is recorded near {scope.locality[:40]!a} in these months.",
            next_step="Choose a town from the list, or the whole area.",
            field="locality",
        )
    return RecordMonths(
        months=tuple(scope.months),
        tallies=tuple(_together(month, scope.locality) for month in monthly),
        areas=tuple(areas),
        localities=tuple(sorted(towns)),
        population=None if scope.locality else _population(areas),
    )


def _together(month: Iterable[Tallies], locality: str) -> Tally:
    counts: Counter[str] = Counter()
    minutes: dict[str, list[int]] = defaultdict(list)
    for tallies in month:
        for town, tally in tallies.items():
            if locality and town != locality:
                continue
            counts.update(tally.counts)
            for code, lengths in tally.minutes.items():
                minutes[code].extend(lengths)
    return Tally(dict(counts), {code: tuple(lengths) for code, lengths in minutes.items()})


def _population(areas: Sequence[SeenArea]) -> Population | None:
    found = [population_of(area_code=one.force.area_code, name=one.force.name) for one in areas]
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found):
        return None
    people = sum(one.people for one in known)
    made_up = any(one.made_up for one in known)
    return Population(people, known[0].as_of, known[0].source, made_up)
