"""Would places still differ if each had the same mix of ages? The finding."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.engines.evaluation.cells import RateColumns, check_counts, unit_words
from alongside.engines.evaluation.charts import Bar, Chart, bar_chart
from alongside.engines.evaluation.ratios import Comparison
from alongside.engines.evaluation.reading import Table
from alongside.engines.evaluation.result import (
    LEVEL,
    NO_COMPARATOR,
    Check,
    Denominator,
    Finding,
    Row,
    Sentences,
    State,
)
from alongside.engines.evaluation.standardisation import (
    Standardised,
    Stratum,
    direct,
    standardised_ratio,
)
from alongside.engines.evaluation.wording import list_words, number_words, range_words
from alongside.kernel.refusal import Refused

FEWEST_EVENTS = 10
ALONE = "all"


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    at_risk: float
    crude: float
    direct: Standardised
    ratio: Comparison

    @property
    def events(self) -> int:
        return self.direct.events


def standardised_rates(
    table: Table, columns: RateColumns, *, stratum: str, standard: str, level: float = LEVEL
) -> Finding:
    """Answer each group's rate as it would be with the standard population's mix.

    The table also carries each group's standardised ratio: its events over those it would have
    at the rates of all groups together. Those ratios may not be set beside each other.

    Args:
        table: One row for each group and stratum.
        columns: Which columns hold what; the period is not used.
        stratum: Column of strata, such as bands of age.
        standard: Column of people of the standard population in each stratum.
        level: How often intervals should hold the truth.

    Raises:
        Unlike: The counts are rates.
        Refused: Bad input, naming file, row and column; ``standardise.twice`` and
            ``standardise.missing`` when a group has a stratum twice, or lacks one.
    """
    places = _places(table, columns, stratum=stratum, standard=standard, level=level)
    unit, first = unit_words(table, columns), places[0]
    between = first.direct.interval
    return Finding(
        question=f"What would rates of {unit} be with one mix of {stratum}?",
        method="Direct standardisation, Fay and Feuer's gamma interval; indirect, exact Poisson",
        estimate=first.direct.estimate,
        unit=f"per {columns.per:,.0f}, standardised, in {first.name}",
        interval=between,
        n=sum(place.events for place in places),
        denominators=tuple(Denominator(p.name, p.at_risk, "at risk") for p in places),
        comparator=list_words([p.name for p in places[1:]]) or NO_COMPARATOR,
        checks=_checks(places, stratum),
        sentences=_sentences(places, unit, stratum, columns.per),
        table=tuple(row for place in places for row in _rows(place, columns.per)),
        chart=_chart(places, unit, columns.per),
        call=f"standardised_rates(table, {columns!r}, stratum={stratum!r}, standard={standard!r})",
        would_change=(
            "Another standard population: the rates would change, and could change order.",
            f"A difference that {stratum} does not carry, such as how each place counts.",
        ),
        sources=(f"{table.name}: {len(table):,} rows",),
        more={"standardised": {place.name: place.direct.estimate for place in places}},
    )


def _places(
    table: Table, columns: RateColumns, *, stratum: str, standard: str, level: float
) -> list[_Place]:
    check_counts(table, columns.events, at_risk=columns.at_risk)
    groups = table.labels(columns.group) if columns.group else [ALONE] * len(table)
    bands, wanted = table.labels(stratum), table.amounts(standard)
    events, at_risk = table.counts(columns.events), table.amounts(columns.at_risk)
    _check_complete(table, groups, bands, stratum)
    together = {
        band: sum(e for e, b in zip(events, bands, strict=True) if b == band)
        / sum(n for n, b in zip(at_risk, bands, strict=True) if b == band)
        for band in dict.fromkeys(bands)
    }
    places = []
    for group in dict.fromkeys(groups):
        mine = [at for at, name in enumerate(groups) if name == group]
        by_weight = [Stratum(bands[at], events[at], at_risk[at], wanted[at]) for at in mine]
        by_rate = [Stratum(bands[at], events[at], at_risk[at], together[bands[at]]) for at in mine]
        seen = direct(by_weight, per=columns.per, level=level)
        ratio = standardised_ratio(by_rate, level=level)
        places.append(_Place(group, sum(at_risk[at] for at in mine), seen.crude, seen, ratio))
    return places


def _check_complete(
    table: Table, groups: Sequence[str], bands: Sequence[str], stratum: str
) -> None:
    seen: set[tuple[str, str]] = set()
    for row, pair in enumerate(zip(groups, bands, strict=True)):
        if pair in seen:
            why = f"{pair[0]!a} already has a row for {pair[1]!a}"
            raise table.wrong(row, stratum, why, code="standardise.twice")
        seen.add(pair)
    for group in dict.fromkeys(groups):
        for band in dict.fromkeys(bands):
            if (group, band) not in seen:
                raise Refused(
                    "standardise.missing", f"{table.name}: {group!a} has no row for {band!a}."
                )


def _rows(place: _Place, per: float) -> list[Row]:
    between, ratio = place.direct.interval, place.ratio
    crude: Row = {
        "term": "crude_rate",
        "group": place.name,
        "events": place.events,
        "at_risk": place.at_risk,
        "estimate": place.crude,
        "ci_low": None,
        "ci_high": None,
        "per": per,
    }
    changed = {"estimate": place.direct.estimate, "ci_low": between.low, "ci_high": between.high}
    beside = {
        "estimate": ratio.estimate,
        "ci_low": ratio.interval.low,
        "ci_high": ratio.interval.high,
        "per": None,
    }
    return [
        crude,
        {**crude, "term": "standardised_rate", **changed},
        {**crude, "term": "standardised_ratio", **beside},
    ]


def _checks(places: Sequence[_Place], stratum: str) -> tuple[Check, ...]:
    fewest = min(place.events for place in places)
    told = f"The fewest events in a place is {fewest}"
    small = Check("small_counts", State.PASSED, f"{told}; the interval holds at any size.")
    if fewest < FEWEST_EVENTS:
        words = f"{told}, so its standardised rate rests on a handful of events in each stratum."
        small = Check("small_counts", State.CANNOT_TELL, words)
    moved = [abs(p.direct.estimate - p.crude) / p.crude for p in places if p.crude]
    largest = max(moved, default=0.0)
    mix = Check(
        "mix",
        State.PASSED,
        f"Standardising moves a rate by {100 * largest:.0f}% at most: that much was the mix of "
        f"{stratum}.",
    )
    beside = Check(
        "ratios_apart",
        State.CANNOT_TELL,
        "Standardised ratios each have their own mix: set the standardised rates beside each "
        "other, not the ratios.",
    )
    return small, mix, beside


def _sentences(places: Sequence[_Place], unit: str, stratum: str, per: float) -> Sentences:
    plain = "; ".join(
        f"{p.name}, {number_words(p.direct.estimate)} (it is {number_words(p.crude)} as it stands)"
        for p in places[:6]
    )
    technical = "; ".join(
        f"{p.name} {number_words(p.direct.estimate)} "
        f"({range_words(p.direct.interval.low, p.direct.interval.high)}), ratio to all together "
        f"{number_words(p.ratio.estimate)}"
        for p in places[:6]
    )
    return Sentences(
        f"If every place had the same mix of {stratum}, there would be this many {unit} for each "
        f"{per:,.0f}: {plain}.",
        f"Directly standardised, per {per:,.0f}: {technical}.",
    )


def _chart(places: Sequence[_Place], unit: str, per: float) -> Chart:
    bars = []
    for place in places:
        between = place.direct.interval
        bars.append(Bar(place.name, place.direct.estimate, between.low, between.high))
    says = "; ".join(f"{bar.label} {number_words(bar.value)}" for bar in bars[:6])
    title = f"{unit} per {per:,.0f}, standardised"
    return bar_chart("Standardised rates", f"{says}.", bars=bars, y_title=title)
